"""``viva bench``: what is refused, and how a document is shown."""

from __future__ import annotations

import json

import pytest

from service.bench import transcribe
from service.cli.tables import lines


def test_help_names_every_bench(viva):
    ran = viva("bench", "--help")
    for bench in ("transcribe", "sessions", "conversation"):
        assert bench in ran.out


@pytest.mark.parametrize("steps", ["four", "4,x", "0", "4,-1"])
def test_numbers_of_sessions_that_are_none_are_refused(viva, steps):
    ran = viva("bench", "sessions", "--steps", steps)
    assert (ran.code, ran.out) == (2, "")
    assert "Expected" in ran.err


def test_a_file_without_its_words_is_refused(viva, tmp_path):
    ran = viva("bench", "transcribe", "--files", tmp_path / "answer.wav")
    assert (ran.code, ran.out) == (2, "")
    assert "answer.txt" in ran.err


def test_one_document_is_printed_and_progress_goes_elsewhere(viva, monkeypatch):
    def measure(_settings, _library, clips, *, paddings, speed, say):
        say("listening")
        return {"turns": len(clips), "paddings": list(paddings), "speed": speed}

    monkeypatch.setattr(transcribe, "measure", measure)
    ran = viva("bench", "transcribe", "--json", "--clips", 3, "--padding", "full")
    assert json.loads(ran.out) == {"turns": 3, "paddings": ["full"], "speed": 1.0}
    assert "listening" in ran.err


def test_figures_are_shown_by_name_and_rows_as_a_table():
    shown = lines(
        {
            "held": 8,
            "wer": None,
            "delay": {"p50": 1.5, "p95": 20.0},
            "nested": {"deep": {"a": 1}},
            "steps": [{"sessions": 4, "delay": {"p50": 1.0}}, {"sessions": 16, "wer": 0.25}],
        }
    )
    assert shown == [
        "held: 8",
        "wer: -",
        "delay: p50 1.5, p95 20",
        "nested:",
        "  deep: a 1",
        "steps:",
        "  sessions  delay  wer",
        "  4         p50 1  -",
        "  16        -      0.25",
    ]
