"""The checklist: a report's review as titled lists, the same for every form it is written in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from agents.model import Heard, Quote, Report, Review

from .names import measured


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list, and the words it rests on, if any."""

    text: str
    quote: Quote | None = None


@dataclass(frozen=True, slots=True)
class Checklist:
    """A titled list."""

    title: str
    entries: tuple[Entry, ...]


def checklists(report: Report) -> tuple[Checklist, ...]:
    """All lists of a report's review that have anything on them, mistakes first, advice last."""
    return tuple(each for each in _all(report.review) if each.entries)


def _all(review: Review) -> Iterator[Checklist]:
    yield Checklist("Known mistakes", tuple(_mistakes(review)))
    for phase in review.phases:
        good = [item for item in phase.items if item.kind != "pitfall"]
        yield Checklist(f"{phase.title}: heard", tuple(_heard(item) for item in good if item.quote))
        yield Checklist(
            f"{phase.title}: not heard", tuple(Entry(item.text) for item in good if not item.quote)
        )
        fell = [item for item in phase.items if item.kind == "pitfall" and item.quote]
        yield Checklist(f"{phase.title}: pitfalls", tuple(_heard(item) for item in fell))
    yield Checklist("Choices and their prices", tuple(_prices(review)))
    yield Checklist("Figures to come near to", tuple(_figures(review)))
    yield Checklist("Out of scope in this problem", tuple(Entry(text) for text in review.out_of_scope))
    yield Checklist("Advice from the sources", tuple(Entry(advice.text) for advice in review.advice))


def _heard(item: Heard) -> Entry:
    return Entry(item.text, item.quote)


def _mistakes(review: Review) -> Iterator[Entry]:
    for each in review.mistakes:
        grave = "Decides an interview: " if each.fatal else ""
        better = f" Better: {each.good}" if each.good else ""
        yield Entry(f"{grave}{each.text}{better}", each.quote)


def _prices(review: Review) -> Iterator[Entry]:
    for each in review.prices:
        said = "its price was told" if each.told else f"its price was not told: {each.price}"
        yield Entry(f"{each.name[:1].upper()}{each.name[1:]}: {said}", each.told or each.chosen)


def _figures(review: Review) -> Iterator[Entry]:
    for each in review.expected:
        name = f"{each.name[:1].upper()}{each.name[1:]}"
        yield Entry(f"{name}: about {measured(each.value, each.unit)}. {each.derivation}", each.stated)
