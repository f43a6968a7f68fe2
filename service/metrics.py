"""Metrics for Prometheus: latency spans, sessions, queues and refusals, in a registry per service."""

from __future__ import annotations

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from service.session.latency import SPANS

CONTENT_TYPE = CONTENT_TYPE_LATEST
SPAN_BUCKETS_S = (0.005, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 0.8, 1.2, 2.0, 3.0, 5.0, 10.0)
"""Seconds; dense where an answer feels at once (below 200 ms) or live (below 800 ms)."""


class ServiceMetrics:
    """What ``/metrics`` shows. Called as a function it takes a latency span (``session.ports.Metrics``)."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._spans = Histogram(
            "viva_span_seconds",
            "Latency spans of a turn, by name.",
            ["span"],
            buckets=SPAN_BUCKETS_S,
            registry=self.registry,
        )
        for span in SPANS:
            self._spans.labels(span)
        self._requests = Counter(
            "viva_requests",
            "REST requests, by method and status.",
            ["method", "status"],
            registry=self.registry,
        )
        self._refusals = Counter(
            "viva_refusals", "Requests and inputs refused, by code.", ["code"], registry=self.registry
        )
        self._interviews = Counter(
            "viva_interviews", "Interviews created, by loop.", ["loop"], registry=self.registry
        )
        self._reports = Histogram(
            "viva_report_seconds", "Time taken to score an interview.", registry=self.registry
        )
        self._gauges: dict[str, Gauge] = {}

    def __call__(self, span: str, seconds: float) -> None:
        """Record that a span took so many seconds."""
        self._spans.labels(span).observe(seconds)

    def request(self, method: str, status: int) -> None:
        """Count a REST request that was answered."""
        self._requests.labels(method, str(status)).inc()

    def refusal(self, code: str) -> None:
        """Count a refusal."""
        self._refusals.labels(code).inc()

    def interview(self, loop: str) -> None:
        """Count an interview created."""
        self._interviews.labels(loop).inc()

    def report(self, seconds: float) -> None:
        """Record how long a report took."""
        self._reports.observe(seconds)

    def watch(self, name: str, meaning: str, read: Callable[[], float]) -> None:
        """Show a figure that is read whenever ``/metrics`` is asked for."""
        gauge = self._gauges.get(name)
        if gauge is None:
            gauge = self._gauges[name] = Gauge(name, meaning, registry=self.registry)
        gauge.set_function(read)

    def render(self) -> bytes:
        """All figures in Prometheus' text format."""
        return generate_latest(self.registry)
