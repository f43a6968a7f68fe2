"""Naming: what the candidate spoke of, in the form in which it stands inside a question. Pure."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

_DETERMINER = re.compile(
    r"^(?:the|a|an|our|my|that|this|these|those|some|another|your|their|its)\s+", re.IGNORECASE
)
_COUNTED = re.compile(
    r"^(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|a hundred|every|each|"
    r"all|both|half|most|no)\b",
    re.IGNORECASE,
)
_MASS = re.compile(
    r"(?:(?:[a-z]{3,}(?:ing|tion|ency|ncy|ability|ness|ship|ment|ance|ics))|pub\s?sub|publish subscribe|rest|"
    r"graphql|grpc|dns|json|http|sql|nosql|https|backpressure|work|data|storage|debt|delivery|software)$",
    re.IGNORECASE,
)
"""The last word of what is spoken of without an article: sharding, replication, consistency, REST."""
_COUNTABLE = re.compile(
    r"(?:thing|ring|string|landing|region|function|session|version|station|building)$", re.IGNORECASE
)
_TITLED = re.compile(r"^[A-Z][a-z]+$")


def bare(name: str) -> str:
    """A name without its article ("the queue" -> "queue")."""
    return _DETERMINER.sub("", name.strip())


def noun_phrase(name: str, proper: AbstractSet[str] = frozenset()) -> str:
    """A name with the article it takes in a sentence: "the queue", "Redis", "sharding", "five regions".

    ``proper`` holds names in lower case that take none: products.
    """
    name = lowered(bare(name), proper)
    words = name.split()
    if not words:
        return ""
    titled = len(words) == 1 and _TITLED.match(name)
    mass = _MASS.search(words[-1]) or _MASS.fullmatch(name)
    product = name.lower() in proper and (len(words) == 1 or not words[-1].islower())
    if product or titled or _COUNTED.match(name):
        return name
    if mass and not _COUNTABLE.search(words[-1]):
        return name
    return f"the {name}"


def lowered(name: str, proper: AbstractSet[str] = frozenset()) -> str:
    """A name as it stands within a sentence, where it was read from the beginning of one."""
    first, _, rest = name.partition(" ")
    if not _TITLED.match(first) or first.lower() in proper or name.lower() in proper:
        return name
    return f"{first.lower()} {rest}" if rest and rest[:1].islower() else name


def listed(names: tuple[str, ...]) -> str:
    """Names as they are read out: "a, b and c"."""
    if len(names) < 2:  # noqa: PLR2004
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
