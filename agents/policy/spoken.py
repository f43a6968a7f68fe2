"""Spoken: a component in the words in which the candidate would recognise it. Pure."""

from __future__ import annotations

from rapidfuzz import fuzz

from agents.facts import Component
from agents.policy.rules import Rules
from rubrics.schema import ComponentTerm

STEM = 4
"""A single word that begins so like a component's name is a form of it ("shard", "sharding")."""


def spoken_name(rules: Rules, component: Component) -> str:
    """A component as the candidate said it, with what it is where that was a product ("Kafka queue").

    What a recogniser misheard is put right.
    """
    said = component.said.strip()
    term = rules.terms.get(component.name)
    if term is None or not said:
        return said or component.name
    names = (term.name, *term.products)
    if said.lower() in {misheard.lower() for misheard in term.mishearings} and not _spelt_apart(said, names):
        said = max(names, key=lambda name: (fuzz.ratio(name.lower(), said.lower()), -len(name)))
    if " " not in f"{said}{term.name}" and said.lower()[:STEM] == term.name.lower()[:STEM]:
        return said if said.lower().startswith(term.name.lower()) else term.name
    named = product(term, said)
    if named and term.needs_reason and " " not in term.name and not _shares_a_word(said, term.name):
        return f"{named} {term.name}"
    return named or said


def _spelt_apart(said: str, names: tuple[str, ...]) -> bool:
    """Whether only the spaces differ ("elastic search")."""
    return "".join(said.lower().split()) in {"".join(name.lower().split()) for name in names}


def product(term: ComponentTerm | None, said: str) -> str:
    """The product named, as it is written; empty when none was."""
    if term is None:
        return ""
    return next((product for product in term.products if product.lower() == said.lower()), "")


def _shares_a_word(one: str, other: str) -> bool:
    return bool({*one.lower().split()} & {*other.lower().split()})
