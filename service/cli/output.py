"""What commands print: documents on standard output, everything else on standard error."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any, NoReturn

REFUSED = 2
"""Exit code: what was given cannot be used."""
FAILED = 1
"""Exit code: the command ran, and what it checks does not hold."""
INTERRUPTED = 130
"""Exit code: stopped by the user, as shells count it."""


def say(message: str = "") -> None:
    """A line for people, on standard error."""
    print(message, file=sys.stderr, flush=True)


def document(value: Any) -> None:
    """The one JSON document of ``--json``, on standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def refuse(message: str) -> NoReturn:
    """Say in a sentence why what was given cannot be used, and exit with 2."""
    say(f"viva: {message}")
    raise SystemExit(REFUSED)


def markdown(text: str) -> None:
    """Markdown on standard output: rendered on a terminal, as it is in a pipe."""
    if sys.stdout.isatty():
        from rich.console import Console
        from rich.markdown import Markdown

        Console().print(Markdown(text))
    else:
        print(text)


def explain(error: BaseException) -> str | None:
    """The sentence of an error that was raised on purpose; None for a fault in Viva."""
    from agents.errors import AgentError
    from rubrics.errors import RubricError
    from service.errors import VivaError

    if isinstance(error, VivaError):
        return error.message
    return str(error) if isinstance(error, AgentError | RubricError) else None


def read(path: Path, what: str) -> str:
    """A text file that the user gave.

    Raises:
        FileRefused: it is not there, no file, too large, or no UTF-8 text.
    """
    from service.errors import FileRefused

    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise FileRefused(f"{path} is larger than {MAX_FILE_BYTES} bytes; expected {what}.")
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise FileRefused(f"{path} is no UTF-8 text; expected {what}.") from None
    except OSError as error:
        raise FileRefused(f"{path} cannot be read ({error.strerror}); expected {what}.") from None


MAX_FILE_BYTES = 64 * 2**20


def close_quietly() -> None:
    """Standard output was closed by its reader (``| head``); do not complain about it at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
