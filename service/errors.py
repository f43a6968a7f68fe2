"""Errors that Viva raises on purpose. Each has a stable code and a sentence; anything else is a bug.

::

    VivaError
    ├── SettingsRefused          a setting or a flag cannot be used
    ├── FileRefused              a file given by the user cannot be used
    ├── StoreFailed              the database cannot be reached or read
    ├── (service.speech.errors)  engines
    └── Refused                  a request cannot be met; carries an HTTP status
        ├── Unauthorized         no token, or a wrong one
        ├── Forbidden            a foreign origin, host or ticket
        ├── NotFound             no such interview, turn, page or format
        ├── Conflict             not now: not finished, already finished, too late
        ├── TooLarge             the body is over its limit
        ├── Invalid              the body does not say what was expected
        └── Busy                 no room now; try again
"""

from __future__ import annotations

from typing import ClassVar


class VivaError(Exception):
    """Something that can go wrong and is explained: a stable ``code`` and a sentence in ``message``."""

    code: str = "failed"

    def __init__(self, message: str, *, code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        if code is not None:
            self.code = code


class SettingsRefused(VivaError):
    """A setting cannot be used; the sentence names it and says what was expected."""

    code = "bad_settings"


class FileRefused(VivaError):
    """A file given by the user cannot be used; the sentence names it and says what was expected."""

    code = "bad_file"


class StoreFailed(VivaError):
    """The database cannot be reached, read or written."""

    code = "store_failed"


class Refused(VivaError):
    """A request that cannot be met. ``status`` is its HTTP status."""

    code = "refused"
    status: ClassVar[int] = 400


class Unauthorized(Refused):
    """The request carries no token, or a wrong one."""

    code = "unauthorized"
    status = 401


class Forbidden(Refused):
    """The request comes from where none is taken from."""

    code = "forbidden"
    status = 403


class NotFound(Refused):
    """What was asked for does not exist."""

    code = "not_found"
    status = 404


class Conflict(Refused):
    """Not in this state of the interview."""

    code = "conflict"
    status = 409


class TooLarge(Refused):
    """The body is over its limit."""

    code = "too_large"
    status = 413


class Invalid(Refused):
    """The body or a parameter does not say what was expected."""

    code = "invalid"
    status = 422


class Busy(Refused):
    """No room now, or not ready yet; trying again later may work."""

    code = "busy"
    status = 503
