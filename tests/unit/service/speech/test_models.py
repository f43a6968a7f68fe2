import pytest

from service.speech import models
from service.speech.errors import ModelBroken, UnknownModel


@pytest.fixture(autouse=True)
def no_cache(monkeypatch, tmp_path):
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "cache"))


def whisper(folder, **files):
    folder.mkdir(parents=True)
    for name, text in {"model.bin": "weights", "config.json": "{}", "tokenizer.json": "{}", **files}.items():
        (folder / name).write_text(text)
    return folder


def voice(folder, name, config="{}"):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.onnx").write_text("graph")
    (folder / f"{name}.onnx.json").write_text(config)
    return folder / f"{name}.onnx"


def test_a_whispers_name_leads_to_its_repository():
    assert models.source("small.en").repository == "Systran/faster-whisper-small.en"
    assert models.source("large-v3-turbo").repository == "mobiuslabsgmbh/faster-whisper-large-v3-turbo"


def test_a_voices_name_leads_to_its_two_files():
    assert models.source("en_GB-northern_english_male-medium").patterns == (
        "en/en_GB/northern_english_male/medium/en_GB-northern_english_male-medium.onnx",
        "en/en_GB/northern_english_male/medium/en_GB-northern_english_male-medium.onnx.json",
    )


@pytest.mark.parametrize("name", ["huge", "", "en_GB-alba-superb", "../../etc/passwd"])
def test_an_unknown_name_is_told_with_those_there_are(name):
    with pytest.raises(UnknownModel, match=r"small\.en.*en_GB-alba-medium.*smart-turn"):
        models.source(name)


def test_what_lies_here_is_listed_and_what_is_half_here_is_not(tmp_path):
    whisper(tmp_path / "whisper" / "tiny.en")
    whisper(tmp_path / "whisper" / ".small.en.old")
    (tmp_path / "whisper" / "base.en").mkdir()
    voice(tmp_path / "piper", "en_GB-alba-medium")
    (tmp_path / "piper" / "alone.onnx").write_text("no configuration")
    (tmp_path / "smart-turn").mkdir()
    (tmp_path / "smart-turn" / "v3.onnx").write_text("graph")
    found = models.installed(tmp_path)
    assert [(model.kind, model.name) for model in found] == [
        ("whisper", "tiny.en"),
        ("piper", "en_GB-alba-medium"),
        ("smart-turn", "v3"),
    ]
    assert found[0].size == len("weights{}{}")
    assert models.smart_turn_model(tmp_path) == tmp_path / "smart-turn" / "v3.onnx"


def test_an_empty_machine_has_nothing(tmp_path):
    assert models.installed(tmp_path / "none") == ()
    assert models.whisper_models(tmp_path, "small.en") == {}
    assert models.piper_voices(tmp_path) == {}
    assert models.smart_turn_model(tmp_path) is None


def test_weights_in_the_hubs_cache_and_in_a_folder_asked_for_are_found(tmp_path):
    cached = whisper(tmp_path / "cache" / "models--Systran--faster-whisper-base.en" / "snapshots" / "abc")
    own = whisper(tmp_path / "own")
    found = models.whisper_models(tmp_path / "models", str(own))
    assert found == {"base.en": cached, str(own): own}


def test_a_voice_asked_for_by_path_is_found_only_with_its_configuration(tmp_path):
    path = voice(tmp_path / "elsewhere", "mine")
    assert models.piper_voices(tmp_path, path) == {"mine": path}
    path.with_name("mine.onnx.json").unlink()
    assert models.piper_voices(tmp_path, path) == {}


@pytest.mark.parametrize("missing", ["model.bin", "config.json", "tokenizer.json"])
def test_weights_without_a_file_are_broken(tmp_path, missing):
    folder = whisper(tmp_path / "w")
    models.check("whisper", folder)
    (folder / missing).unlink()
    with pytest.raises(ModelBroken, match=missing):
        models.check("whisper", folder)


def test_weights_whose_configuration_is_no_json_are_broken(tmp_path):
    with pytest.raises(ModelBroken, match=r"config\.json is no JSON"):
        models.check("whisper", whisper(tmp_path / "w", **{"config.json": "<html>"}))


def test_a_voice_without_graph_or_configuration_is_broken(tmp_path):
    with pytest.raises(ModelBroken, match=r"no \.onnx"):
        models.check("piper", tmp_path)
    path = voice(tmp_path, "v")
    models.check("piper", tmp_path)
    path.with_name("v.onnx.json").unlink()
    with pytest.raises(ModelBroken, match=r"v\.onnx\.json"):
        models.check("piper", tmp_path)


def test_a_model_put_in_place_replaces_the_one_before(tmp_path):
    for text in ("old", "new"):
        fetched = whisper(tmp_path / f".{text}", **{"model.bin": text})
        place = models.put_in_place("whisper", "tiny.en", fetched, tmp_path)
    assert (place / "model.bin").read_text() == "new"
    assert [path.name for path in (tmp_path / "whisper").iterdir()] == ["tiny.en"]


def test_a_voice_put_in_place_leaves_its_folders_behind(tmp_path):
    voice(tmp_path / ".partial" / "en" / "en_GB", "en_GB-alba-medium")
    place = models.put_in_place("piper", "en_GB-alba-medium", tmp_path / ".partial", tmp_path)
    assert place == tmp_path / "piper" / "en_GB-alba-medium.onnx"
    assert models.piper_voices(tmp_path) == {"en_GB-alba-medium": place}
    assert not (tmp_path / ".partial").exists()
