"""Logs: where they go and what they look like."""

from __future__ import annotations

import json
import logging

import pytest
import structlog

from service import logs


@pytest.fixture(autouse=True)
def afterwards():
    """Leave logging as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in logs.QUIET}
    yield
    structlog.reset_defaults()
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)


def test_lines_are_json_on_standard_error(capsys):
    logs.configure("info", "json")
    structlog.get_logger("test").info("it happened", count=2)
    logging.getLogger("library").warning("so did %s", "this")
    out, err = capsys.readouterr()
    lines = [json.loads(line) for line in err.splitlines()]
    assert out == ""
    assert [(line["event"], line["level"]) for line in lines] == [
        ("it happened", "info"),
        ("so did this", "warning"),
    ]
    assert lines[0]["count"] == 2


def test_less_severe_lines_are_left_out(capsys):
    logs.configure("warning", "json")
    structlog.get_logger("test").info("not this")
    assert capsys.readouterr().err == ""


def test_chatty_libraries_are_heard_from_warnings_up(capsys):
    logs.configure("debug", "json")
    logging.getLogger("httpx").info("a request")
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("style", ["console", "json"])
def test_a_traceback_shows_no_local_variables(capsys, style):
    """A candidate's words may be in them."""
    logs.configure("info", style)

    def fail(words: str) -> None:
        raise ValueError(len(words))

    try:
        fail("my secret answer".upper())
    except ValueError:
        structlog.get_logger("test").exception("failed")
    err = capsys.readouterr().err
    assert "ValueError" in err
    assert "MY SECRET ANSWER" not in err


def test_a_terminal_gets_readable_lines(capsys):
    logs.configure("info", "console")
    structlog.get_logger("test").info("it happened")
    err = capsys.readouterr().err
    assert "it happened" in err
    assert not err.startswith("{")
