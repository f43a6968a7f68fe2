"""The composition root: what is built and loaded from which settings."""

from __future__ import annotations

import pytest

from rubrics import loader
from service import bootstrap
from service.engines import Engines
from service.settings import Settings
from service.speech.errors import EngineUnavailable
from service.speech.selection import Choice, Selection

SCRIPTED = {"recognizer": "scripted", "synthesizer": "scripted", "llm": "none"}
GOOD, BAD = Choice("good", "g", "last"), Choice("bad", "b", "first")


def broken(_choice):
    raise EngineUnavailable("its weights are broken")


def test_engines_that_were_asked_for_are_loaded():
    loaded = bootstrap.load(Settings.load(**SCRIPTED), loader.load())
    try:
        found = {choice.job: choice.name for choice in loaded.choices}
        assert found["speech-to-text"] == found["text-to-speech"] == "scripted"
        assert (found["voice-detection"], found["interviewer"]) == ("silero", "built-in")
        assert (found["end-of-turn"], loaded.turns) == ("built-in", None)
        assert loaded.transcriber.info.name == loaded.speech.info.name == "scripted"
    finally:
        loaded.close()


def test_the_next_engine_takes_over_and_it_is_said():
    notices: list[str] = []
    engine, choice = bootstrap.load_first(
        Selection((BAD, GOOD), ("asked for and missing.",)),
        {"bad": broken, "good": lambda _: "engine"},
        notices,
    )
    assert (engine, choice) == ("engine", GOOD)
    assert notices == ["asked for and missing.", "bad (b) cannot be used: its weights are broken."]


def test_an_engine_that_has_a_notice_is_taken_with_it():
    notices: list[str] = []
    told = Choice("good", "g", "last", notice="It is small.")
    bootstrap.load_first(Selection((told,)), {"good": lambda _: "engine"}, notices)
    assert notices == ["It is small."]


def test_on_the_embedded_engines_the_notices_say_so_and_how_to_improve_them(tmp_path):
    settings = Settings.load(
        data_dir=tmp_path, recognizer="pocketsphinx", synthesizer="espeak-ng", llm="none"
    )
    loaded = bootstrap.load(settings, loader.load())
    try:
        heard, spoken = loaded.told()
        assert "PocketSphinx" in heard
        assert "viva models pull small.en" in heard
        assert "espeak-ng" in spoken
        assert "viva models pull en_GB-alba-medium" in spoken
    finally:
        loaded.close()


def test_with_no_engine_left_all_reasons_are_given():
    with pytest.raises(EngineUnavailable, match="weights are broken"):
        bootstrap.load_first(Selection((BAD,)), {"bad": broken}, [])


def test_weights_that_are_broken_are_passed_over(tmp_path):
    model = tmp_path / "weights"
    model.mkdir()
    for name in ("config.json", "model.bin", "tokenizer.json", "vocabulary.json"):
        (model / name).write_text("{}")
    settings = Settings.load(whisper_model=str(model), data_dir=tmp_path, synthesizer="scripted", llm="none")
    loaded = bootstrap.load(settings, loader.load())
    try:
        assert loaded.transcriber.info.name == "pocketsphinx"
        assert any("weights" in notice for notice in loaded.notices)
    finally:
        loaded.close()


@pytest.mark.parametrize("llm", ["nonsense", "nobody:model", "http://127.0.0.1:1"])
def test_a_language_model_that_cannot_be_used_is_told_and_the_built_in_words_are_used(llm):
    from service.language import open_model

    notices: list[str] = []
    model, choice = open_model(llm, notices)
    assert model is None
    assert choice.name == "built-in"
    assert "built-in interviewer" in notices[0]


def test_without_a_local_server_auto_is_the_built_in_words(monkeypatch):
    from service.language import open_model

    monkeypatch.setenv("OLLAMA_HOST", "http://127.0.0.1:1")
    notices: list[str] = []
    model, choice = open_model("auto", notices)
    assert (model, choice.name, notices) == (None, "built-in", [])


async def test_reports_are_made_by_the_built_in_scorer_unless_a_model_is_to_judge(tmp_path):
    settings = Settings.load(data_dir=tmp_path)
    engines = Engines(lambda: pytest.fail("not needed"))
    scorer = await bootstrap.choose_scorer(settings, engines, loader.load())
    assert scorer.key.startswith("built-in/")


async def test_a_model_that_is_to_judge_and_is_not_there_leaves_the_built_in_scorer(tmp_path):
    def load():
        raise EngineUnavailable("gone")

    settings = Settings.load(data_dir=tmp_path, llm_judges=True)
    engines = Engines(load)
    scorer = await bootstrap.choose_scorer(settings, engines, loader.load())
    assert scorer.key.startswith("built-in/")
    await engines.close()
