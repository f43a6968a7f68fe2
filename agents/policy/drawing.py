"""Drawing: the whiteboard's boxes enter the ledger as components, with their place from the arrows. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from agents.facts import Component, Span
from agents.listening.sentences import words
from agents.naming import noun_phrase
from agents.policy.gaps import BOARD
from agents.policy.rules import Rules
from agents.policy.state import InterviewState

Boxes = Mapping[str, str]
"""Labels of the boxes by their ids."""
Arrows = Iterable[tuple[str, str]]
"""Pairs of ids: from, to."""


def draw(rules: Rules, state: InterviewState, boxes: Boxes, arrows: Arrows) -> InterviewState:
    """The state with the whiteboard as it now stands.

    What was only drawn goes when its box goes; what was spoken of stays, and gains a place.
    """
    edges = tuple(arrows)
    kept = {
        name: component for name, component in state.ledger.components.items() if not only_drawn(component)
    }
    for box, label in boxes.items():
        for name, said in _components(rules, label):
            place = _place(rules, boxes, edges, box)
            known = kept.get(name)
            if known is None:
                kept[name] = _drawn(rules, name, said, place)
            elif not known.place:
                kept[name] = replace(known, place=place)
    return replace(state, ledger=replace(state.ledger, components=kept))


def only_drawn(component: Component) -> bool:
    """Whether a component stands on the whiteboard and was never spoken of."""
    return all(span.turn == BOARD for span in (component.first, *component.mentions))


def _components(rules: Rules, label: str) -> Iterator[tuple[str, str]]:
    """The first component a label names, with the words that name it."""
    said = words(label)
    for name, first, last in rules.listener.vocabulary.find(said):
        named = label[said[first].start : said[last - 1].end]
        yield name, named if named.lower() in rules.setup.products or named.isupper() else named.lower()
        return


def _drawn(rules: Rules, name: str, said: str, place: str) -> Component:
    span = Span(BOARD, 0, len(said))
    return Component(
        name=name,
        said=said,
        first=span,
        mentions=(span,),
        place=place,
        needs_reason=rules.terms[name].needs_reason,
    )


def _place(rules: Rules, boxes: Boxes, arrows: tuple[tuple[str, str], ...], box: str) -> str:
    """Where a box stands, as one would say it; empty where no arrow tells."""
    before = [boxes[source] for source, target in arrows if target == box and source in boxes]
    after = [boxes[target] for source, target in arrows if source == box and target in boxes]
    ends = [noun_phrase(each[0].strip().lower(), rules.setup.products) for each in (before, after) if each]
    if len(ends) > 1:
        return f"between {ends[0]} and {ends[1]}"
    return f"{'behind' if before else 'in front of'} {ends[0]}" if ends else ""
