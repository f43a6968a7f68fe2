"""Learns what the signs of a reason and of a price weigh: ``agents/listening/weights.json``.

`python scripts/train_weights.py` reads the spoken snippets of ``tests/judge/corpus/*.yaml``, labelled by
people who knew nothing of the code. Every third snippet is left out and only measured. The method is
multinomial logistic regression with an L2 penalty, by stochastic gradient descent, which needs no
library; the order of the examples is seeded, so the same corpus gives the same file.
"""

from __future__ import annotations

import json
import math
import random
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from ruamel.yaml import YAML

from agents.listening.components import mentions
from agents.listening.heard import Heard
from agents.listening.listener import Listener
from agents.listening.passage import Passage
from agents.listening.stretches import parts_of, stretches
from agents.listening.weighing import ROLES, WEIGHTS, Role, Scale, signs
from rubrics import loader

CORPUS = Path(__file__).parents[1] / "tests" / "judge" / "corpus"
HELD_BACK = 3
"""Every so many snippets one is not learned from."""
EPOCHS = 40
STEP = 0.05
SLOWER = 5
"""Epochs after which steps are half as long."""
PENALTY = 8.0
"""Half of it times the squared weights is added to the loss of all examples; chosen by cross-validation."""
SEEN = 2
"""A sign in fewer examples is left out."""
DIGITS = 2


Snippet = list[dict[str, str | None]]
"""One text's labels: a part each, with the words of its reason and of its price."""


class Example(NamedTuple):
    """The signs of a stretch, and what people said it was."""

    signs: frozenset[str]
    role: Role


def main() -> int:
    """Writes the weights and prints how often they are right."""
    listener = Listener(loader.load().lexicon)
    learned, held_back = snippets()
    examples = [each for snippet in learned for each in read(listener, snippet)]
    weights = fit(examples)
    WEIGHTS.write_text(dump(weights), encoding="utf-8")
    for name, part in (("learned", learned), ("held back", held_back)):
        found = [each for snippet in part for each in read(listener, snippet)]
        sys.stdout.write(
            f"{name}: {len(part)} snippets, {len(found)} stretches, {share_right(weights, found):.3f} right\n"
        )
    return 0


def snippets() -> tuple[list[Snippet], list[Snippet]]:
    """The labelled snippets, those of one text together: what to learn from, and what is held back.

    Those that tell how something works are about no reason and no price. Held back is every third snippet of
    a file, unless its text is learned from for the sake of another part.
    """
    texts: dict[tuple[str, str | None], Snippet] = {}
    learned = set()
    for path in sorted(CORPUS.glob("*.yaml")):
        for index, each in enumerate(YAML(typ="safe").load(path.read_text(encoding="utf-8"))):
            if "part" in each and not each.get("how"):
                text = (each["say"], each.get("asked"))
                texts.setdefault(text, []).append(each)
                if index % HELD_BACK != HELD_BACK - 1:
                    learned.add(text)
    held_back = [own for text, own in texts.items() if text not in learned]
    return [own for text, own in texts.items() if text in learned], held_back


def read(listener: Listener, snippet: Snippet) -> Iterator[Example]:
    """The stretches of one text with their roles.

    What goes on after a reason or price without being labelled is neither one nor the other, and left out.
    """
    text = str(snippet[0]["say"])
    heard = Heard("t", text, listener.cues)
    passage = Passage(heard, mentions(heard, listener.vocabulary), listener.vocabulary.terms)
    before: Role = "none"
    for stretch in stretches(passage, parts_of(passage)):
        role = _labelled(snippet, text, stretch.start, stretch.end)
        answer = snippet[0].get("asked") is not None
        if role != "none" or before == "none":
            yield Example(signs(passage, stretch, before, answer=answer), role)
        before = role


def _labelled(snippet: Snippet, text: str, start: int, end: int) -> Role:
    """What most of a stretch was labelled as."""
    for each in snippet:
        for role in ROLES[1:]:
            words = each.get(role)
            at = text.find(words) if words else -1
            if words and at >= 0 and min(at + len(words), end) - max(at, start) > (end - start) / 2:
                return role
    return "none"


def fit(examples: Sequence[Example]) -> dict[str, list[float]]:
    """The weights of each sign for each role."""
    counts = Counter(sign for example in examples for sign in example.signs)
    known = {sign for sign, count in counts.items() if count >= SEEN}
    rows = [(sorted(example.signs & known), ROLES.index(example.role)) for example in examples]
    weights = {sign: [0.0] * len(ROLES) for sign in sorted(known)}
    chance = random.Random(1)
    for epoch in range(EPOCHS):
        step = STEP / (1 + epoch / SLOWER)
        chance.shuffle(rows)
        for present, role in rows:
            for index, error in enumerate(_missed(weights, present, role)):
                for sign in present:
                    weights[sign][index] -= step * error
        for own in weights.values():
            own[:] = [each * (1 - step * PENALTY) for each in own]
    return weights


def _missed(weights: Mapping[str, list[float]], present: Sequence[str], role: int) -> list[float]:
    totals = [sum(weights[sign][index] for sign in present) for index in range(len(ROLES))]
    most = max(totals)
    odds = [math.exp(total - most) for total in totals]
    return [each / sum(odds) - (index == role) for index, each in enumerate(odds)]


def share_right(weights: Mapping[str, list[float]], examples: Sequence[Example]) -> float:
    """How many stretches are given the role that people gave them."""
    scale = Scale({sign: tuple(each) for sign, each in weights.items()})
    right = 0
    for example in examples:
        chances = scale.chances(example.signs)
        right += max(chances, key=lambda role: chances[role]) == example.role
    return right / max(len(examples), 1)


def dump(weights: Mapping[str, list[float]]) -> str:
    """One sign a line, so that a change can be read."""
    lines = (
        f"{json.dumps(sign)}: {json.dumps([round(each, DIGITS) for each in own])}"
        for sign, own in weights.items()
        if any(round(each, DIGITS) for each in own)
    )
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    sys.exit(main())
