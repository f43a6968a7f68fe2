"""The gate: hosts, origins and the token."""

from __future__ import annotations

import pytest

from service.errors import Forbidden, Unauthorized
from service.security import COOKIE, Gate
from service.settings import Settings

TOKEN = "a-secret-of-many-characters"


def gate(**changes) -> Gate:
    return Gate.of(Settings.load(**changes))


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "localhost", "[::1]:8000"])
def test_names_of_this_machine_are_answered(host):
    gate().check_host(host)


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example:8000", "", None, "localhost@evil.example"]
)
def test_a_name_that_was_pointed_at_us_is_not(host):
    with pytest.raises(Forbidden, match="127"):
        gate().check_host(host)


def test_the_host_of_an_allowed_origin_is_answered():
    gate(allowed_origins="https://viva.example.org").check_host("viva.example.org")


def test_away_from_loopback_any_name_is_answered_for_the_token_guards():
    gate(host="0.0.0.0", auth_token=TOKEN).check_host("box.lan:8000")  # noqa: S104


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("http://127.0.0.1:8000", "127.0.0.1:8000"),
        ("http://localhost", "localhost"),
        ("http://localhost:80", "localhost"),
        ("https://localhost", "localhost:443"),
        (None, "localhost"),
        ("https://viva.example.org", "127.0.0.1:8000"),
    ],
)
def test_our_own_page_programs_and_allowed_origins_may_write(origin, host):
    gate(allowed_origins="https://viva.example.org").check_origin(origin, host)


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "null",
        "",
        "http://127.0.0.1:8001",
        "http://localhost:8000",
        "file://",
        "http://[",
        "http://127.0.0.1:x",
    ],
)
def test_other_pages_may_not(origin):
    with pytest.raises(Forbidden):
        gate().check_origin(origin, "127.0.0.1:8000")


def test_a_cross_site_request_that_hides_its_origin_may_not():
    with pytest.raises(Forbidden):
        gate().check_origin(None, "127.0.0.1:8000", "cross-site")


def test_without_a_token_nobody_is_asked():
    gate().check_token(None, {})


def test_the_token_comes_as_bearer_or_by_cookie():
    guarded = gate(auth_token=TOKEN)
    guarded.check_token(f"Bearer {TOKEN}", {})
    guarded.check_token(f"bearer {TOKEN}", {})
    guarded.check_token(None, {COOKIE: guarded.cookie()})


@pytest.mark.parametrize(
    ("authorization", "cookie"),
    [
        (None, None),
        ("Bearer wrong", None),
        (f"Basic {TOKEN}", None),
        ("Bearer é", None),
        (None, TOKEN),
        (None, ""),
    ],
)
def test_anything_else_is_refused(authorization, cookie):
    with pytest.raises(Unauthorized):
        gate(auth_token=TOKEN).check_token(authorization, {COOKIE: cookie} if cookie is not None else {})


def test_the_cookie_does_not_give_the_token_away():
    assert TOKEN not in gate(auth_token=TOKEN).cookie()
