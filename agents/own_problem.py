"""The candidate's own problem: written before an interview, and asked about like any other.

Its facts are told when they are asked for. A fact of a library is found by its topic; what a candidate writes
names no topic, so it is looked for here: in the question that the fact answers, else in the fact itself.
What belongs to no topic of the lexicon is found by the words that carry its meaning.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from agents.errors import SetupInvalid
from agents.listening.cues import Cues, carries_meaning
from agents.listening.patterns import Pattern
from agents.listening.sentences import words
from agents.model import OwnFact, OwnProblem, Transcript
from rubrics.library import Library
from rubrics.schema import Fact, Lexicon, Loop, Problem

OWN_PROBLEM = "own-problem"
"""The id of every problem that a candidate wrote; no library holds it."""
NO_TOPIC = "own"
"""The topic of facts that belong to none of the lexicon's."""
KEY_WORDS = 4
"""So many words of a fact stand for it. Two of them near each other are enough of a question."""
SHORTEST_KEY, LONGEST_ENDLESS = 3, 4
"""Letters of a word that can stand for a fact; of one that is looked for as it is."""
ENDING = 2
"""Letters that a longer word may lose: "courts" is asked for as "court"."""
WHO_AND_HOW_MANY = frozenset(
    "many much people user users thing things something like need want there about".split()
)
"""Words of any question."""


def problem_of(transcript: Transcript, library: Library) -> Problem | None:
    """The problem that an interview was about; None where the library does not hold it any more."""
    loop = library.loops.get(transcript.loop)
    if transcript.own_problem is not None and loop is not None:
        return written(transcript.own_problem, loop, library.lexicon)
    return library.problems.get(transcript.problem)


def written(own: OwnProblem, loop: Loop, lexicon: Lexicon) -> Problem:
    """The problem as an interviewer knows it. Raises SetupInvalid for a loop about one's own project."""
    if loop.own_project:
        raise SetupInvalid(
            f"{loop.title} is about a project of your own; give its `project`, or choose another loop."
        )
    topics = _Topics(lexicon)
    return Problem(
        format="viva-problem/1",
        id=OWN_PROBLEM,
        title=own.title,
        statement=own.statement,
        loops=(loop.id,),
        facts=tuple(
            Fact(
                id=f"fact-{number}",
                topic=topics.of(fact),
                answer=fact.answer,
                listen=tuple(_asked_by(fact)),
                source="own",
            )
            for number, fact in enumerate(own.facts, 1)
        ),
        source="own",
    )


class _Topics:
    """What a lexicon knows questions to be about."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._cues = Cues(lexicon)

    def of(self, fact: OwnFact) -> str:
        """The topic of a fact's question, else of its answer, else of the kind of figure in it."""
        known = {topic.id: Pattern.any_of(topic.listen) for topic in self._lexicon.topics}
        asked = {topic: self._taken_up(f"asks-{topic}", fact.question) for topic in known}
        best = max(asked, key=lambda topic: asked[topic], default=NO_TOPIC)
        if asked.get(best):
            return best
        for text in (fact.question, fact.answer):
            found = (topic for topic, listen in known.items() if listen.search(text) is not None)
            if topic := next(found, ""):
                return topic
        figures = (kind.id for kind in self._lexicon.quantities if kind.id in known)
        listens = {kind.id: Pattern.any_of(kind.listen) for kind in self._lexicon.quantities}
        return next((kind for kind in figures if listens[kind].search(fact.answer)), NO_TOPIC)

    def _taken_up(self, family: str, question: str) -> int:
        """How many characters of a question the phrases of a family take up."""
        return sum(found.end - found.start for found in self._cues.finditer(family, question))


def _asked_by(fact: OwnFact) -> Iterator[str]:
    """Patterns of questions that a fact answers: two of its words near each other, or its only one."""
    keys = list(dict.fromkeys(_keys(fact.question or fact.answer)))[:KEY_WORDS]
    if len(keys) == 1:
        yield keys[0]
    yield from (f"{first} ... {second}" for first, second in permutations(keys, 2))


def _keys(text: str) -> Iterator[str]:
    for word in words(text):
        said = word.lower
        if len(said) < SHORTEST_KEY or not said.isalpha() or not carries_meaning(said):
            continue
        if said not in WHO_AND_HOW_MANY:
            yield said if len(said) <= LONGEST_ENDLESS else f"{said[:-ENDING]}*"
