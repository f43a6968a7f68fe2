"""Spans of one reply."""

from __future__ import annotations

from service.metrics import ServiceMetrics
from service.session.latency import SPANS, Spans


def test_a_span_lasts_from_the_mark_before_it():
    measured = []
    spans = Spans(10.0, lambda span, seconds: measured.append((span, round(seconds, 3))))
    spans.add("endpoint_wait", 0.6)
    spans.mark("final", 10.1)
    spans.mark("decide", 10.125)
    spans.mark("decide", 11.0)
    assert measured == [("endpoint_wait", 0.6), ("final", 0.1), ("decide", 0.025)]
    assert spans.ms(hearing=True) == {"endpoint_wait": 600.0, "final": 100.0}
    assert spans.ms(hearing=False) == {"decide": 25.0}


def test_no_span_is_negative():
    spans = Spans(10.0, lambda *_: None)
    spans.mark("final", 9.0)
    assert spans.ms(hearing=True) == {"final": 0.0}


def test_the_spans_are_those_of_the_design_in_order():
    assert SPANS == (
        "endpoint_wait",
        "final",
        "decide",
        "first_token",
        "first_sentence",
        "synthesis",
        "send",
        "playout",
    )
    figures = ServiceMetrics().render().decode()
    assert all(f'viva_span_seconds_count{{span="{span}"}} 0.0' in figures for span in SPANS)


def test_what_comes_after_a_later_span_delays_nobody():
    spans = Spans(10.0, lambda *_: None)
    spans.mark("decide", 10.1)
    spans.mark("send", 10.7)
    spans.mark("first_token", 11.0)
    spans.mark("synthesis", 11.5)
    spans.mark("playout", 10.8)
    assert spans.ms(hearing=False) == {"decide": 100.0, "send": 600.0, "playout": 100.0}
