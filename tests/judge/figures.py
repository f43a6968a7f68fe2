"""A measured figure beside its bound."""

from __future__ import annotations

from dataclasses import dataclass

PROBE_RECALL = 0.95
FALSE_PROBES = 0.05
LEVEL_GAP = 0.5
"""Between the means of neighbours: strong, middle, weak."""
SUMS_RECALL = 0.9
OVERRUN_S = 20.0
OVERRUN_NEVER_YIELDS_S = 45.0
TOTAL_OVERRUN_S = 60.0
DECISION_MS = 20.0
SCORE_S = 1.0


@dataclass(frozen=True)
class Figure:
    """What was measured, and what must hold."""

    name: str
    value: float
    least: float | None = None
    most: float | None = None
    detail: tuple[str, ...] = ()
    """What brought it down, for people."""
    form: str = ".2f"
    """How the figure is written."""

    @property
    def holds(self) -> bool:
        """Whether it is within its bound."""
        rounded = round(self.value, 6)
        return (self.least is None or rounded >= self.least) and (self.most is None or rounded <= self.most)

    @property
    def bound(self) -> str:
        """The bound in words."""
        if self.least is not None:
            return f"at least {self.least:{self.form}}"
        return f"at most {self.most:{self.form}}" if self.most is not None else ""

    def __str__(self) -> str:
        """One line for a terminal."""
        return (
            f"{self.name}: {self.value:{self.form}} ({self.bound}) {'' if self.holds else 'FAILS'}".rstrip()
        )
