"""The doctor: what it finds with engines that are there, and with some that are not."""

from __future__ import annotations

import json

import pytest

from service import bootstrap
from service.speech.errors import EngineUnavailable
from service.speech.selection import Choice, Selection

SCRIPTED = ("--recognizer", "scripted", "--synthesizer", "scripted", "--llm", "none")


def test_a_machine_that_can_hold_interviews_passes(viva):
    ran = viva("doctor", "--json", *SCRIPTED)
    assert ran.code == 0, ran.out
    found = json.loads(ran.out)
    assert found["ok"]
    jobs = {engine["job"]: engine for engine in found["engines"]}
    assert {
        "speech-to-text",
        "text-to-speech",
        "voice-detection",
        "end-of-turn",
        "interviewer",
        "database",
        "rubrics",
    } <= set(jobs)
    assert all(engine["passed"] and engine["why"] for job, engine in jobs.items() if job != "page")
    assert "faster-whisper" in found["versions"]


def test_it_reads_as_a_list(viva):
    ran = viva("doctor", *SCRIPTED)
    assert ran.code == 0
    assert "speech-to-text: scripted" in ran.out
    assert "Viva can hold interviews." in ran.out


def test_without_a_recogniser_it_fails(viva, monkeypatch):
    def nothing(*_):
        return Selection((Choice("broken", "b", "first"),))

    def load(_choice):
        raise EngineUnavailable("the weights are broken")

    monkeypatch.setattr("service.speech.selection.choose_recognizer", nothing)
    monkeypatch.setattr(bootstrap, "recognizers", lambda _library: {"broken": load})
    ran = viva("doctor", "--json", *SCRIPTED)
    assert ran.code == 1
    found = json.loads(ran.out)
    assert not found["ok"]
    assert "weights are broken" in next(
        e["message"] for e in found["engines"] if e["job"] == "speech-to-text"
    )


@pytest.mark.parametrize("llm", ["nobody:model", "http://127.0.0.1:1/v1#model"])
def test_a_language_model_that_does_not_answer_is_told_and_is_no_hindrance(viva, llm):
    ran = viva("doctor", "--json", *SCRIPTED[:-1], llm)
    assert ran.code == 0
    found = json.loads(ran.out)
    interviewer = next(engine for engine in found["engines"] if engine["job"] == "interviewer")
    assert not interviewer["passed"]


def test_a_database_that_does_not_answer_fails(viva, monkeypatch):
    monkeypatch.setenv("VIVA_DATABASE_URL", "postgresql://viva@127.0.0.1:1/none")
    ran = viva("doctor", "--json", *SCRIPTED)
    assert ran.code == 1
    assert "cannot be opened" in ran.out


def test_own_rubrics_that_are_broken_fail(viva, monkeypatch, tmp_path):
    monkeypatch.setenv("VIVA_RUBRICS_DIR", str(tmp_path / "none"))
    ran = viva("doctor", "--json", *SCRIPTED)
    assert ran.code == 1
    assert json.loads(ran.out)["engines"][0]["job"] == "rubrics"
