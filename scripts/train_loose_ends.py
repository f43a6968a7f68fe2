"""Learns what the signs of a loose end weigh: ``agents/listening/loose_ends.json``.

`python -m scripts.train_loose_ends [FOLDER]` reads the sentences of ``tests/judge/corpus/loose-ends`` and
the lines of the scripted candidates, whose plants say what was left open. With a folder of other candidates
it writes nothing and measures there: in how many lines with a plant the likeliest kind is that of the plant,
and in how many without one something would be asked.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from agents.candidate import Candidate
from agents.candidate import read as read_candidate
from agents.listening.components import Mention, mentions
from agents.listening.heard import Heard
from agents.listening.listener import Listener
from agents.listening.loose_ends import KINDS, WEIGHTS, Kind, signs_of
from agents.listening.scale import Scale
from rubrics import loader
from rubrics.source import plain
from scripts.regression import Example, dump, fit, share_right

JUDGE = Path(__file__).parents[1] / "tests" / "judge"
CORPUS = JUDGE / "corpus" / "loose-ends"
CANDIDATES = (JUDGE / "candidates", JUDGE / "second" / "candidates", CORPUS.parent / "candidates")
PENALTY = 4.0
"""Chosen by cross-validation over the sets of candidates."""
LIKELY = (0.05, 0.1, 0.2)
LEAST = 0.06
"""Smaller weights are left out of the file."""

OPEN: dict[str, Kind] = {
    "reason": "reason",
    "tradeoff": "price",
    "depth": "how",
    "number": "number",
    "leadership": "people",
}
"""What each kind of plant leaves open; a contradiction shows only beside another line."""

Line = list[Example]


def main(arguments: Sequence[str]) -> int:
    """Writes the weights, or measures on other candidates."""
    listener = Listener(loader.load().lexicon)
    examples = [*_sentences(listener)]
    for folder in CANDIDATES:
        examples += [each for line in lines(listener, folder) for each in line]
    weights = fit(examples, KINDS, PENALTY)
    counts = Counter(each.role for each in examples)
    sys.stdout.write(f"{len(examples)} sentences {dict(counts)}, {len(weights)} signs\n")
    if arguments:
        for line in _measured(Scale(KINDS, weights), [*lines(listener, Path(arguments[0]))]):
            sys.stdout.write(f"{line}\n")
        return 0
    WEIGHTS.write_text(dump(weights, LEAST), encoding="utf-8")
    sys.stdout.write(f"{share_right(weights, KINDS, examples):.3f} of what was learned is right\n")
    return 0


def _sentences(listener: Listener) -> Iterator[Example]:
    """The labelled sentences. What has two is one thing said in two breaths."""
    for path in sorted(CORPUS.glob("*.yaml")):
        for each in plain(path.read_text(encoding="utf-8")):
            for _, signs in signs_of(*_heard(listener, each["say"])):
                yield Example(signs, each["kind"])


def lines(listener: Listener, folder: Path) -> Iterator[Line]:
    """The lines of scripted candidates, each sentence with what it leaves open."""
    for path in sorted(folder.glob("*.yaml")):
        candidate = read_candidate(path)
        said = (*candidate.opening, *(line for own in candidate.phases.values() for line in own))
        for text in (*said, *(answer.say for answer in candidate.answers if answer.say)):
            yield [*_labelled(listener, candidate, text)]


def _labelled(listener: Listener, candidate: Candidate, text: str) -> Iterator[Example]:
    places = [(text.lower().find(plant.part.lower()), plant) for plant in candidate.plants]
    planted = [(at, at + len(plant.part), OPEN.get(plant.kind, "none")) for at, plant in places if at >= 0]
    for sentence, signs in signs_of(*_heard(listener, text)):
        kinds = [kind for start, end, kind in planted if min(end, sentence.end) > max(start, sentence.start)]
        kind = next((each for each in kinds if each != "none"), "none")
        if kind != "none" or not kinds:
            yield Example(signs, kind)


def _heard(listener: Listener, text: str) -> tuple[Heard, tuple[Mention, ...]]:
    heard = Heard("t", text, listener.cues)
    return heard, tuple(mentions(heard, listener.vocabulary))


def _measured(scale: Scale[Kind], found: Sequence[Line]) -> Iterator[str]:
    for likely in LIKELY:
        right: Counter[str] = Counter()
        planted: Counter[str] = Counter()
        clean = asked = 0
        for line in found:
            guess, chance = _likeliest(scale, line)
            kinds = {each.role for each in line} - {"none"}
            planted.update(kinds)
            right.update(kinds & {guess} if chance >= likely else ())
            clean += not kinds
            asked += not kinds and chance >= likely
        share = right.total() / max(planted.total(), 1)
        by_kind = ", ".join(f"{kind} {right[kind]} of {planted[kind]}" for kind in KINDS[1:])
        yield f"from {likely}: {share:.2f} right ({by_kind}); asked in {asked} of {clean} others"


def _likeliest(scale: Scale[Kind], line: Line) -> tuple[str, float]:
    chances = [
        (chance, kind)
        for each in line
        for kind, chance in scale.chances(each.signs).items()
        if kind != "none"
    ]
    chance, kind = max(chances, default=(0.0, "none"))
    return kind, chance


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
