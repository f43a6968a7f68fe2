"""Who may ask: host, origin and token of a request, decided without touching it."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from service.errors import Forbidden, Unauthorized
from service.settings import Settings, is_loopback

COOKIE = "viva_session"
LOOPBACK_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
OPEN_PATHS = frozenset({"/healthz", "/readyz", "/login"})
"""Answered without the token: health checks say nothing private, and the form takes the token."""
DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Gate:
    """The rules of one service, made from its settings.

    ``hosts`` None means any: away from loopback the token keeps rebinding names out, and the names by which
    a machine is reached are not known here.
    """

    token: str | None
    origins: frozenset[str]
    hosts: frozenset[str] | None

    @classmethod
    def of(cls, settings: Settings) -> Gate:
        """The gate that these settings ask for."""
        origins = frozenset(settings.allowed_origins)
        hosts = None
        if is_loopback(settings.host):
            named = {urlsplit(origin).hostname or "" for origin in origins}
            hosts = LOOPBACK_HOSTS | {settings.host} | named
        return cls(settings.token, origins, hosts)

    def check_host(self, host: str | None) -> None:
        """Refuse names that are not ours: a foreign page could have pointed its own name at us.

        Raises:
            Forbidden: the ``Host`` header is missing or names another machine.
        """
        if self.hosts is None:
            return
        name = urlsplit(f"//{host or ''}").hostname
        if name not in self.hosts:
            raise Forbidden(
                f"This service does not answer to the host {host!r}; use http://127.0.0.1 and its port, "
                "or add the address to VIVA_ALLOWED_ORIGINS.",
                code="bad_host",
            )

    def check_origin(self, origin: str | None, host: str | None, site: str | None = None) -> None:
        """Refuse what a page of another origin sends. Programs, which send no ``Origin``, may pass.

        Args:
            origin: the ``Origin`` header.
            host: the ``Host`` header.
            site: the ``Sec-Fetch-Site`` header.

        Raises:
            Forbidden: the origin is neither our own nor allowed.
        """
        if origin is None:
            if site == "cross-site":
                raise Forbidden("Pages of other sites may not use this service.", code="bad_origin")
            return
        if origin.lower() in self.origins or _same_address(origin, host):
            return
        raise Forbidden(
            f"The origin {origin!r} may not use this service; add it to VIVA_ALLOWED_ORIGINS.",
            code="bad_origin",
        )

    def check_token(self, authorization: str | None, cookies: Mapping[str, str]) -> None:
        """Refuse a request without the token, where there is one.

        Raises:
            Unauthorized: neither the ``Authorization`` header nor the cookie carries it.
        """
        if self.token is None:
            return
        scheme, _, given = (authorization or "").partition(" ")
        if scheme.lower() == "bearer" and self.knows(given.strip()):
            return
        if hmac.compare_digest(cookies.get(COOKIE, "").encode(), self.cookie().encode()):
            return
        raise Unauthorized(
            "This service asks for its token: send it as 'Authorization: Bearer ...', or log in on the page."
        )

    def knows(self, token: str) -> bool:
        """Whether this is the token, compared in constant time."""
        return self.token is not None and hmac.compare_digest(token.encode(), self.token.encode())

    def cookie(self) -> str:
        """What the cookie holds: proof of the token that does not give it away."""
        return hmac.new((self.token or "").encode(), b"viva session", hashlib.sha256).hexdigest()


def _same_address(origin: str, host: str | None) -> bool:
    """Whether an origin's host and port are those the request was sent to."""
    try:
        ours, theirs = urlsplit(f"//{host or ''}"), urlsplit(origin)
        default = DEFAULT_PORTS.get(theirs.scheme)
        addresses = [(url.hostname, url.port or default) for url in (ours, theirs)]
    except ValueError:
        return False
    return default is not None and theirs.hostname is not None and addresses[0] == addresses[1]
