"""Stances: sides taken, strong consistency or eventual, and whether they are kept to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from agents.facts import Contradiction, Span

from .components import Mention
from .heard import Heard
from .patterns import Match
from .questions import asks
from .sentences import words

LONG_CLAIM = 4
"""A claim of more words names what it is about: "keep messages for thirty days"."""

_STANCE = "versus-"


def stances(
    heard: Heard, taken: Mapping[str, tuple[str, Span]], mentions: Sequence[Mention]
) -> tuple[dict[str, tuple[str, Span]], tuple[Contradiction, ...]]:
    """The sides taken so far with this turn's added, and the contradictions this turn makes.

    Sides are kept by subject and by what they are taken of; ":" alone stands for the last one taken.
    """
    now = dict(taken)
    clashes: list[Contradiction] = []
    for subject, side, match in _taken(heard):
        span = heard.span(match.start, match.end)
        scope = frozenset[str]() if subject in _OVERALL else _scope(heard, match, mentions)
        keys = [f"{subject}:{part}" for part in sorted(scope)] or [f"{subject}:"]
        for key in keys:
            earlier = now.get(key)
            if earlier is not None and earlier[0] != side and not _revised(heard, match, earlier[1]):
                why = f"{_tell(subject, key)}: {earlier[0]} earlier, {side} now."
                clashes.append(Contradiction(_tell(subject, key), earlier[1], span, why))
        now.update(dict.fromkeys((*keys, f"{subject}:"), (side, span)))
    once = {(clash.target.split(" of ")[0], clash.later): clash for clash in clashes}
    return now, tuple(once.values())


def _taken(heard: Heard) -> Iterator[tuple[str, str, Match]]:
    found: list[tuple[int, str, str, Match]] = []
    for cue_id in heard.lexicon.ids(_STANCE):
        subject, _, side = cue_id.removeprefix(_STANCE).partition("-")
        claimed = (match for match in heard.cues(cue_id) if _claimed(heard, match))
        found.extend((match.start, subject, side.replace("-", " "), match) for match in claimed)
    yield from ((subject, side, match) for _start, subject, side, match in sorted(found))


def _claimed(heard: Heard, match: Match) -> bool:
    """Whether a side is taken, not merely asked about, refused, or weighed against another."""
    sentence = heard.sentences[heard.sentence_at(match.start)]
    clause = heard.clauses[heard.clause_at(match.start)]
    if asks(heard, sentence):
        return False
    if any(heard.cue(cue_id, clause.start, match.start) for cue_id in ("negates", "replaces", "supposes")):
        return False
    return not any(
        heard.cue(cue_id, sentence.start, sentence.end)
        for cue_id in ("weighs", "over-another", "passed-over", "some-cases")
    )


def _scope(heard: Heard, match: Match, mentions: Sequence[Mention]) -> frozenset[str]:
    """What a side is taken about: the things named in its clause, else its sentence; none for "it"."""
    clause = heard.clauses[heard.clause_at(match.start)]
    sentence = heard.sentences[heard.sentence_at(match.start)]
    return _things(heard, match, mentions, clause.start, clause.end) or _things(
        heard, match, mentions, sentence.start, match.start
    )


def _things(heard: Heard, match: Match, mentions: Sequence[Mention], start: int, end: int) -> frozenset[str]:
    others = [m for m in mentions if start <= m.start < end]
    named = {m.name for m in others if not (match.start < m.end and m.start < match.end)}
    own = (
        heard.text[match.start : match.end]
        if len(words(heard.text, match.start, match.end)) > LONG_CLAIM
        else " "
    )
    rest = heard.text[start : match.start] + own + heard.text[match.end : end]
    said = (word.split("'")[0].split("’")[0] for word in heard.lexicon.meaning(rest))
    return frozenset((named - _WIDE) | {word.rstrip("s") for word in said if word not in _WIDE})


def _revised(heard: Heard, match: Match, earlier: Span) -> bool:
    sentence = heard.sentences[heard.sentence_at(match.start)]
    start = max(earlier.end, sentence.start) if earlier.turn == heard.turn else sentence.start
    if heard.cue("revises", sentence.start, sentence.end) is not None:
        return True
    return (
        earlier.turn == heard.turn and heard.cue("corrects", min(start, earlier.end), match.start) is not None
    )


def _tell(subject: str, key: str) -> str:
    part = key.partition(":")[2].replace("-", " ")
    return f"{subject} of {part}" if part else subject


_WIDE: frozenset[str] = frozenset(
    (
        "consistency consistent everywhere always model guarantee guarantees property reads writes read "
        "write users "
        "user overall whole entire provide gives service app application everything run runs running "
        "choose chosen "
        "start starts keep keeps stay stays okay fully pure purely processing call calls delivery step "
        "accept "
        "keeps kept store stored retain retained delete deleted deletes purge purged remove removed forever "
        "day days week weeks month months year years hour hours waits wait waiting while answers "
        "web server servers web-server application-server client load-balancer "
        "they everything delivered event events later sync syncs time latest show shows small sizes "
        "acceptable enough must require requires use update updates across deploy deployed host hosted"
    ).split()
)
_OVERALL = frozenset(("structure", "region", "connectivity", "guarantee"))
"""Subjects on which a whole system has one side."""
