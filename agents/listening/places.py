"""Where a component sits, as said: "between the upload service and the transcoder"."""

from __future__ import annotations

import re

from .components import Mention
from .heard import Heard

_PLACE = re.compile(
    r"\s*(?:there |here |sits? |sitting |goes |standing |stands )?"
    r"((?:between (?:the )?[\w' -]{2,40}? and (?:the )?\w+(?: (?:service|services|server|servers|tier|"
    r"layer|workers?|api|"
    r"database|store|app|queue))?)|(?:(?:in front of|ahead of|behind|next to|after|before|"
    r"on top of) (?:the |our |a )?\w+"
    r"(?: (?:service|services|server|servers|tier|layer|workers?|api|database|store|app|queue|"
    r"balancer))?))\b",
    re.IGNORECASE,
)


def place(heard: Heard, mention: Mention) -> str:
    """The place told right after a mention; empty when none is."""
    found = _PLACE.match(heard.text, mention.end)
    return found.group(1) if found is not None else ""
