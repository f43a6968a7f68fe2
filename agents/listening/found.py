"""What one turn says for and against each component."""

from __future__ import annotations

from dataclasses import dataclass, field

from agents.facts import Span


@dataclass(slots=True)
class Found:
    """Stretches of a turn by component: reasons for it, and prices of it."""

    reasons: dict[str, list[Span]] = field(default_factory=dict)
    tradeoffs: dict[str, list[Span]] = field(default_factory=dict)

    def has_reason(self, name: str) -> bool:
        """Whether a reason for this component was found."""
        return bool(self.reasons.get(name))

    def holds(self, start: int, end: int) -> bool:
        """Whether more than half of ``text[start:end]`` is a reason or price of some component already."""
        spans = [
            span for claimed in (self.reasons, self.tradeoffs) for found in claimed.values() for span in found
        ]
        return any(2 * (min(span.end, end) - max(span.start, start)) > end - start for span in spans)

    def add_reason(self, name: str, span: Span) -> None:
        """Note a reason once, unless another already holds it."""
        _add(self.reasons, name, span)

    def add_tradeoff(self, name: str, span: Span) -> None:
        """Note a price once, unless another already holds it."""
        _add(self.tradeoffs, name, span)


def _add(spans: dict[str, list[Span]], name: str, span: Span) -> None:
    known = spans.setdefault(name, [])
    if span.end > span.start and not any(k.start < span.end and span.start < k.end for k in known):
        known.append(span)
