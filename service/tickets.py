"""Tickets: single-use, short-lived admissions to one interview's live socket."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from dataclasses import dataclass

from service.errors import Forbidden

MAX_TICKETS = 10_000
"""Tickets kept at once; the oldest goes first, so that asking for many costs no memory."""


@dataclass(frozen=True, slots=True)
class _Issued:
    interview: str
    expires: float


class Tickets:
    """Tickets of this process. Not shared between processes; after a restart the page asks for a new one."""

    def __init__(self, lifetime_s: float) -> None:
        self._lifetime_s = lifetime_s
        self._issued: OrderedDict[str, _Issued] = OrderedDict()

    def issue(self, interview: str, now: float) -> str:
        """A new ticket for this interview, good for the lifetime from ``now`` (seconds, monotonic)."""
        self._forget_expired(now)
        while len(self._issued) >= MAX_TICKETS:
            self._issued.popitem(last=False)
        ticket = secrets.token_urlsafe(24)
        self._issued[ticket] = _Issued(interview, now + self._lifetime_s)
        return ticket

    def redeem(self, ticket: str, interview: str, now: float) -> None:
        """Use a ticket up.

        Raises:
            Forbidden: it was never issued, was used, has expired, or admits to another interview.
        """
        issued = self._issued.pop(ticket, None)
        if issued is None or issued.expires <= now or issued.interview != interview:
            raise Forbidden(
                "This ticket does not admit to this interview: each is good for one connection and "
                f"{self._lifetime_s:.0f} seconds. Ask for a new one.",
                code="bad_ticket",
            )

    def revoke(self, interview: str) -> None:
        """Forget the tickets of an interview, when it is deleted."""
        for ticket in [t for t, issued in self._issued.items() if issued.interview == interview]:
            del self._issued[ticket]

    def _forget_expired(self, now: float) -> None:
        """Lifetimes are equal, so the oldest expires first."""
        while self._issued:
            ticket, issued = next(iter(self._issued.items()))
            if issued.expires > now:
                return
            del self._issued[ticket]
