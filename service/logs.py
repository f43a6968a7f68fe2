"""Logs: structured lines on standard error, readable on a terminal, JSON elsewhere.

A candidate's words never go into a log.
"""

from __future__ import annotations

import logging
import sys
from typing import Literal

import structlog
from structlog.typing import Processor

_SHARED: tuple[Processor, ...] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
)
QUIET = ("alembic", "httpx", "httpcore", "faster_whisper", "huggingface_hub", "websockets", "uvicorn")
"""Loggers of libraries that are heard from warnings up only; uvicorn would log tickets in addresses."""


def configure(level: str = "info", style: Literal["auto", "console", "json"] = "auto") -> None:
    """Send the logs of Viva and of its libraries to standard error, one line each."""
    console = style == "console" or (style == "auto" and sys.stderr.isatty())
    renderer: list[Processor] = (
        # Plain tracebacks: the default shows local variables, and these may hold a candidate's words.
        [structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)]
        if console
        else [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=_SHARED,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *renderer],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in QUIET:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
