"""Newcomers: parts of a design that no list names, known by how they are brought in.

A name with a capital after "positions sit in", before "in front of the shop", or alone in its sentence; a
noun for a part after an indefinite article ("there's a device registry"). Once brought in, it is known by
its name. The words of these frames are the families of ``rubrics/lexicon/cues-parts.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from .cues import carries_meaning
from .heard import Heard
from .patterns import Match
from .sentences import Sentence, Word

MODIFIERS = 3
"""Words before the noun of a part that may belong to its name: "write ahead archive"."""

RUN = 3
"""Words with capitals that make one name."""

LEAD = 48
"""Characters before a name that tell whether it is brought in."""

TAIL = 32
"""The same after it."""

ALONE = 3
"""A sentence of no more words that carry meaning may just name a part."""

SHOUTED = 0.5
"""Above this share of words with capitals, capitals tell nothing."""


class Newcomer(NamedTuple):
    """``text[start:end]`` names a part that no list knows."""

    name: str
    start: int
    end: int


def newcomers(
    heard: Heard, listed: Sequence[tuple[int, int]], known: Collection[str] = ()
) -> tuple[Newcomer, ...]:
    """The parts without an entry that a turn brings in, or names again where they are ``known``.

    ``listed`` are the stretches that name parts with an entry; a newcomer never overlaps them.
    """
    taken = list(listed)
    found: list[Newcomer] = []
    for one in (*_again(heard, known), *_capitals(heard), *_nouns(heard)):
        if all(one.end <= start or end <= one.start for start, end in taken):
            taken.append((one.start, one.end))
            found.append(one)
    return tuple(sorted(found, key=lambda one: one.start))


def is_plain(heard: Heard, name: str) -> bool:
    """Whether the because rule lets such a part stand: a table, a page, a service of the product."""
    return heard.lexicon.search("plain-part", name) is not None


def _again(heard: Heard, known: Collection[str]) -> Iterator[Newcomer]:
    """What was brought in before."""
    names = {tuple(name.split()): name for name in known}
    lengths = sorted({len(name) for name in names}, reverse=True)
    lowered = [word.lower for word in heard.words]
    for at in range(len(lowered)):
        for length in lengths:
            said = tuple(lowered[at : at + length])
            if said in names:
                yield Newcomer(names[said], heard.words[at].start, heard.words[at + len(said) - 1].end)
                break


# ---- names with capitals ---------------------------------------------------------------------------------


def _capitals(heard: Heard) -> Iterator[Newcomer]:
    shouted = sum(heard.text[word.start : word.end].isupper() for word in heard.words)
    if shouted > SHOUTED * len(heard.words) and len(heard.words) > ALONE:
        return
    at = 0
    while at < len(heard.words):
        length = _run(heard, at)
        if length:
            name = _name(heard, at, at + length)
            sentence = heard.sentences[heard.sentence_at(name.start)]
            if not _is_none(heard, name) and _named_there(heard, name, sentence):
                yield name
        at += max(length, 1)


def _run(heard: Heard, at: int) -> int:
    """How many words with capitals stand together from here."""
    length = 0
    while length < RUN and at + length < len(heard.words) and _capital(heard, heard.words[at + length]):
        if length and heard.text[heard.words[at + length - 1].end : heard.words[at + length].start] != " ":
            break
        length += 1
    return length


def _capital(heard: Heard, word: Word) -> bool:
    said = heard.text[word.start : word.end]
    return said[0].isalpha() and said != said.lower() and len(said) > 1 and carries_meaning(word.lower)


def _named_there(heard: Heard, name: Newcomer, sentence: Sentence) -> bool:
    """Whether a name with a capital is brought in where it stands."""
    given = heard.text[: name.start].lower().endswith(("the ", "our ", "their ", "your "))
    stands = not given and _stands(heard, name, sentence)
    if not heard.words_between(sentence.start, name.start):
        # The first word of a sentence has its capital for free.
        return not _ordinary(heard, name) and (stands or _alone(heard, sentence))
    return stands or _brought(heard, name, sentence)


def _brought(heard: Heard, name: Newcomer, sentence: Sentence) -> bool:
    """Whether the words right before a name bring it in."""
    lead = heard.text[max(sentence.start, name.start - LEAD) : name.start]
    brings = heard.lexicon.search("brings-name", lead)
    if brings is None:
        return _SEQUENCE.fullmatch(lead) is not None
    word = lead[brings.start :].split()[0].lower()
    if word not in _PLACING:
        return True
    # "Positions in Aerospike." tells where data is; "people in Lyon" does not.
    clause = heard.clauses[heard.clause_at(name.start)]
    if heard.cue("about-people", clause.start, name.start) is not None:
        return False
    return word in _HOLDING or heard.cue("data-goes", clause.start, name.start) is not None


def _ordinary(heard: Heard, name: Newcomer) -> bool:
    """Whether what opens a sentence may as well be a plain word: "People", "Retries"."""
    said = heard.text[name.start : name.end]
    if said[1:] != said[1:].lower():
        return False
    people = heard.lexicon.search("argues-people", said) is not None
    return people or _PLAIN_ENDING.search(said) is not None


# ---- nouns -----------------------------------------------------------------------------------------------


def _nouns(heard: Heard) -> Iterator[Newcomer]:
    """As in "there's a device registry", "a rules engine decides": a noun for a part, after an article."""
    nouns = {noun.start: noun.end for noun in heard.cues("part-noun")}
    for at, word in enumerate(heard.words):
        if nouns.get(word.start) != word.end:
            continue
        first = _article_before(heard, at)
        if first is None:
            continue
        name = _name(heard, first + 1, at + 1)
        if _is_none(heard, name) or (first + 1 == at and is_plain(heard, name.name)):
            continue
        sentence = heard.sentences[heard.sentence_at(name.start)]
        start = heard.words[first].start
        lead = heard.text[max(sentence.start, start - LEAD) : start]
        verbs = [verb for verb in heard.cues("introduces", sentence.start, start) if not _with(heard, verb)]
        near = bool(verbs) and len(heard.words_between(verbs[-1].end, start)) <= MODIFIERS
        opens = _SEQUENCE.fullmatch(lead) is not None or _BESIDE.search(lead) is not None
        if near or opens or _stands(heard, name, sentence):
            yield name


def _with(heard: Heard, verb: Match) -> bool:
    """Whether a cue is a mere "with": "killed with one pivot table" brings in no table."""
    return heard.text[verb.start : verb.end].lower() == "with"


def _article_before(heard: Heard, at: int) -> int | None:
    """The index of the indefinite article before a noun and its modifiers; None when there is none."""
    for index in range(at - 1, max(at - MODIFIERS - 2, -1), -1):
        word = heard.words[index]
        if heard.text[word.end : heard.words[index + 1].start].strip(" -"):
            return None
        if word.lower in _INDEFINITE:
            return index
        if not carries_meaning(word.lower):
            return None
    return None


# ---- frames ----------------------------------------------------------------------------------------------


def _is_none(heard: Heard, name: Newcomer) -> bool:
    """Whether such words never name a part: a day, a town, a person, the system itself."""
    before = heard.text[max(0, name.start - 8) : name.start].split()[-1:]
    for said in (name.name, " ".join((*before, name.name)).lower()):
        found = heard.lexicon.search("no-part", said)
        if found is not None and found.end - found.start == len(said):
            return True
    return False


def _stands(heard: Heard, name: Newcomer, sentence: Sentence) -> bool:
    """Whether the words right after a name say where it stands, or what it is for."""
    tail = heard.text[name.end : min(sentence.end, name.end + TAIL)]
    return heard.lexicon.search("stands-there", tail) is not None


def _alone(heard: Heard, sentence: Sentence) -> bool:
    """Whether a sentence does no more than name something."""
    said = heard.words_between(sentence.start, sentence.end)
    return len([word for word in said if carries_meaning(word.lower)]) <= ALONE and not sentence.asks


def _name(heard: Heard, first: int, last: int) -> Newcomer:
    """The newcomer whose name the words from ``first`` up to ``last`` are."""
    found = heard.words[first:last]
    end = found[-1].end
    if heard.text[found[-1].start : end].lower().endswith(("'s", "’s")):
        end -= 2
    said = heard.text[found[0].start : end].lower()
    return Newcomer(" ".join(said.replace("-", " ").split()), found[0].start, end)


_INDEFINITE = frozenset("a an another one two three some".split())
_PLACING = frozenset("in to from by than or with on".split())
_HOLDING = frozenset("in on with by than or".split())
_PLAIN_ENDING = re.compile(r"(?:ing|ed|ly|[^ius]s|ion|ment)$")
_BESIDE = re.compile(
    r"\b(?:(?:next to|behind|in front of|beside|below|above|under|after|before) (?:it|that|them|this|those)|"
    r"then|plus)\s+$",
    re.IGNORECASE,
)
_SEQUENCE = re.compile(
    r"\W*(?:(?:and|or|plus|then|also|okay|ok|so|well|um|uh|yeah|hmm|right|next|after that|oh|maybe|probably|"
    r"behind (?:that|it)|in front|on top|besides|finally|for \w+(?: \w+)?)\b\W*)*",
    re.IGNORECASE,
)
