"""Learns what the signs of a reason and of a price weigh: ``agents/listening/weights.json``.

`python -m scripts.train_weights` reads the spoken snippets of ``tests/judge/corpus/*.yaml``, labelled by
people who knew nothing of the code. Every third snippet is left out and only measured.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from agents.listening.components import mentions
from agents.listening.heard import Heard
from agents.listening.listener import Listener
from agents.listening.passage import Passage
from agents.listening.stretches import parts_of, stretches
from agents.listening.weighing import ROLES, WEIGHTS, Role, signs
from rubrics import loader
from rubrics.source import plain
from scripts.regression import Example, dump, fit, share_right

CORPUS = Path(__file__).parents[1] / "tests" / "judge" / "corpus"
HELD_BACK = 3
"""Every so many snippets one is not learned from."""
PENALTY = 8.0
"""Half of it times the squared weights is added to the loss of all examples; chosen by cross-validation."""


Snippet = list[dict[str, str | None]]
"""One text's labels: a part each, with the words of its reason and of its price."""


def main() -> int:
    """Writes the weights and prints how often they are right."""
    listener = Listener(loader.load().lexicon)
    learned, held_back = snippets()
    examples = [each for snippet in learned for each in read(listener, snippet)]
    weights = fit(examples, ROLES, PENALTY)
    WEIGHTS.write_text(dump(weights), encoding="utf-8")
    for name, part in (("learned", learned), ("held back", held_back)):
        found = [each for snippet in part for each in read(listener, snippet)]
        right = share_right(weights, ROLES, found)
        sys.stdout.write(f"{name}: {len(part)} snippets, {len(found)} stretches, {right:.3f} right\n")
    return 0


def snippets() -> tuple[list[Snippet], list[Snippet]]:
    """The labelled snippets, those of one text together: what to learn from, and what is held back.

    Those that tell how something works are about no reason and no price. Held back is every third snippet of
    a file, unless its text is learned from for the sake of another part.
    """
    texts: dict[tuple[str, str | None], Snippet] = {}
    learned = set()
    for path in sorted(CORPUS.glob("*.yaml")):
        for index, each in enumerate(plain(path.read_text(encoding="utf-8"))):
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


if __name__ == "__main__":
    sys.exit(main())
