"""The figures that are short of their bound still, and what they may not fall behind."""

from __future__ import annotations

from collections.abc import Iterable

from rubrics.source import plain
from tests.judge.figures import Figure
from tests.judge.material import HERE

SHORT = plain((HERE / "short.yaml").read_text()) or {}
"""For each set the figures not within their bound yet, and the value reached: they may get better only."""


def assert_holds(of: str, figures: Iterable[Figure]) -> None:
    """Asserts that each figure of a set is within its bound, or no worse than the value reached."""
    short = SHORT.get(of) or {}
    measured = list(figures)
    failing = [figure for figure in measured if not figure.holds and not _no_worse(figure, short)]
    assert not failing, "\n".join(f"{figure}\n    " + "\n    ".join(figure.detail) for figure in failing)
    reached = [figure.name for figure in measured if figure.holds and figure.name in short]
    assert not reached, f"these are within their bound now, take them out of short.yaml: {reached}"


def _no_worse(figure: Figure, short: dict[str, float]) -> bool:
    if figure.name not in short:
        return False
    reached = short[figure.name]
    return figure.value >= reached if figure.least is not None else figure.value <= reached
