"""Multinomial logistic regression with an L2 penalty, by stochastic gradient descent.

The order of the examples is seeded, so the same corpus gives the same file.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from agents.listening.scale import Scale

EPOCHS = 40
STEP = 0.05
SLOWER = 5
"""Epochs after which steps are half as long."""
SEEN = 2
"""A sign in fewer examples is left out."""
DIGITS = 2


class Example(NamedTuple):
    """The signs of a stretch of words, and what people said it was."""

    signs: frozenset[str]
    role: str


def fit(examples: Sequence[Example], roles: Sequence[str], penalty: float) -> dict[str, list[float]]:
    """The weights of each sign for each role.

    Half of ``penalty`` times the squared weights is added to the loss of all examples.
    """
    counts = Counter(sign for example in examples for sign in example.signs)
    known = sorted(sign for sign, count in counts.items() if count >= SEEN)
    places = {sign: place for place, sign in enumerate(known)}
    rows = [
        (np.array(sorted(places[sign] for sign in each.signs if sign in places)), roles.index(each.role))
        for each in examples
    ]
    weights = np.zeros((len(known), len(roles)))
    chance = random.Random(1)
    for epoch in range(EPOCHS):
        step = STEP / (1 + epoch / SLOWER)
        chance.shuffle(rows)
        for present, role in rows:
            totals = weights[present].sum(axis=0)
            missed = np.exp(totals - totals.max())
            missed /= missed.sum()
            missed[role] -= 1
            weights[present] -= step * missed
        weights *= 1 - step * penalty
    return {sign: [float(each) for each in own] for sign, own in zip(known, weights, strict=True)}


def share_right(
    weights: Mapping[str, Sequence[float]], roles: Sequence[str], examples: Sequence[Example]
) -> float:
    """How many stretches are given the role that people gave them."""
    scale = Scale(roles, weights)
    right = 0
    for example in examples:
        chances = scale.chances(example.signs)
        right += max(chances, key=lambda role: chances[role]) == example.role
    return right / max(len(examples), 1)


def dump(weights: Mapping[str, Sequence[float]], least: float = 0.0) -> str:
    """One sign a line, so that a change can be read; without those of which no weight is above ``least``."""
    lines = (
        f"{json.dumps(sign)}: {json.dumps([round(each, DIGITS) for each in own])}"
        for sign, own in weights.items()
        if any(abs(round(each, DIGITS)) > least for each in own)
    )
    return "{\n" + ",\n".join(lines) + "\n}\n"
