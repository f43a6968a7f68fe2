"""Piper's adapter on a real ONNX voice: a few operators with Piper's inputs and output that make a buzz."""

import json

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper

from rubrics import loader
from service import bootstrap
from service.settings import Settings
from service.speech.audio import join, level_dbfs
from service.speech.errors import EngineUnavailable
from service.speech.piper import load_piper
from service.speech.pool import SynthesisPool
from service.speech.selftest import try_synthesizer

RATE = 22_050
SAMPLES_PER_PHONEME = 1_024
SENTENCE = "Why that queue? What fails without it?"


def make_voice(folder, name="buzz", rate=RATE, speakers=1):
    """Each phoneme id becomes 1,024 samples of its own wave; ``sid`` makes it louder."""
    inputs = [
        helper.make_tensor_value_info("input", TensorProto.INT64, ["batch", "phonemes"]),
        helper.make_tensor_value_info("input_lengths", TensorProto.INT64, ["batch"]),
        helper.make_tensor_value_info("scales", TensorProto.FLOAT, [3]),
    ]
    wave = np.sin(2 * np.pi * 8 * np.arange(SAMPLES_PER_PHONEME) / SAMPLES_PER_PHONEME).astype(np.float32)
    constants = {
        "wave": wave[None, None, :],
        "last": np.array([-1], np.int64),
        "shape": np.array([1, 1, 1, -1], np.int64),
        "tenth": np.array(0.01, np.float32),
    }
    nodes = [
        helper.make_node("Cast", ["input"], ["ids"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["ids", "tenth"], ["levels"]),
        helper.make_node("Unsqueeze", ["levels", "last"], ["columns"]),
        helper.make_node("Mul", ["columns", "wave"], ["waves"]),
        helper.make_node("Reshape", ["waves", "shape"], ["flat"]),
    ]
    if speakers > 1:
        inputs.append(helper.make_tensor_value_info("sid", TensorProto.INT64, ["speakers"]))
        nodes += [
            helper.make_node("Cast", ["sid"], ["sid_f"], to=TensorProto.FLOAT),
            helper.make_node("ReduceSum", ["sid_f"], ["sid_0"], keepdims=0),
            helper.make_node("Exp", ["sid_0"], ["gain"]),
            helper.make_node("Mul", ["flat", "gain"], ["output"]),
        ]
    else:
        nodes.append(helper.make_node("Identity", ["flat"], ["output"]))
    graph = helper.make_graph(
        nodes,
        "voice",
        inputs,
        [helper.make_tensor_value_info("output", TensorProto.FLOAT, [1, 1, 1, "time"])],
        [onnx.numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.checker.check_model(model)
    path = folder / f"{name}.onnx"
    onnx.save(model, path)
    # What espeak-ng writes English sounds with.
    symbols = "_^$ abcdefghijklmnopqrstuvwxyzɐɑɒɔəɛɜɪʃʊʌʒθðŋɹɡˈˌːæ.,?!"  # noqa: RUF001
    config = {
        "audio": {"sample_rate": rate},
        "espeak": {"voice": "en-us"},
        "num_symbols": len(symbols),
        "num_speakers": speakers,
        "speaker_id_map": {f"speaker{number}": number for number in range(speakers)} if speakers > 1 else {},
        "inference": {"noise_scale": 0.667, "length_scale": 1.0, "noise_w": 0.8},
        "phoneme_id_map": {symbol: [number] for number, symbol in enumerate(symbols)},
    }
    path.with_name(path.name + ".json").write_text(json.dumps(config), encoding="utf-8")
    return path


def say(synthesizer, voice="buzz"):
    return join(list(synthesizer.synthesize(SENTENCE, voice)))


def test_a_real_voice_speaks_one_chunk_for_each_sentence(tmp_path):
    piper = load_piper(make_voice(tmp_path))
    chunks = list(piper.synthesize(SENTENCE, "buzz"))
    assert len(chunks) == 2
    assert piper.sample_rate == RATE
    assert level_dbfs(join(chunks)) > -30
    assert all(len(chunk) % SAMPLES_PER_PHONEME == 0 for chunk in chunks)
    assert chunks[0].dtype == np.int16


def test_an_unknown_voice_is_spoken_by_the_default_one(tmp_path):
    piper = load_piper(make_voice(tmp_path))
    assert np.array_equal(say(piper, "no such voice"), say(piper))


def test_personas_may_have_voices_of_their_own_at_the_same_rate(tmp_path):
    default = make_voice(tmp_path)
    other = make_voice(tmp_path, "other")
    slower = make_voice(tmp_path, "slower", rate=16_000)
    broken = tmp_path / "broken.onnx"
    broken.write_bytes(b"nothing")
    piper = load_piper(default, other, slower, broken)
    assert set(piper._voices) == {"buzz", "other"}
    assert len(say(piper, "other")) == len(say(piper))


@pytest.mark.parametrize("speaker", ["", "#1", "#speaker1", "#7", "#nobody"])
def test_a_voice_of_many_speakers_takes_a_number_a_name_or_neither(tmp_path, speaker):
    piper = load_piper(make_voice(tmp_path, speakers=2))
    assert level_dbfs(say(piper, f"buzz{speaker}")) > -30


def test_the_self_test_passes(tmp_path):
    verdict = try_synthesizer(load_piper(make_voice(tmp_path)))
    assert verdict.passed, verdict.message


async def test_a_pool_speaks_with_it(tmp_path):
    pool = SynthesisPool(load_piper(make_voice(tmp_path)))
    assert len(join(list(await pool.speak(SENTENCE, "buzz")))) > RATE
    pool.close()


def test_a_graph_that_loads_and_is_no_voice_gives_way_to_the_next_engine(tmp_path):
    path = make_voice(tmp_path)
    value = helper.make_tensor_value_info("x", TensorProto.FLOAT, [1])
    node = helper.make_node("Identity", ["x"], ["y"])
    answer = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1])
    graph = helper.make_graph([node], "no voice", [value], [answer])
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9), path)
    settings = Settings.load(data_dir=tmp_path, voice=path, recognizer="scripted", llm="none")
    loaded = bootstrap.load(settings, loader.load())
    try:
        assert loaded.speech.info.name == "espeak-ng"
        assert any("piper (buzz) cannot be used" in notice for notice in loaded.told())
    finally:
        loaded.close()


@pytest.mark.parametrize("missing", ["buzz.onnx", "buzz.onnx.json"])
def test_a_voice_that_lacks_a_file_is_told(tmp_path, missing):
    path = make_voice(tmp_path)
    (tmp_path / missing).unlink()
    with pytest.raises(EngineUnavailable, match=f"{missing} is missing"):
        load_piper(path)


@pytest.mark.parametrize(
    ("name", "text"), [("buzz.onnx", "no graph"), ("buzz.onnx.json", "{}"), ("buzz.onnx.json", "<")]
)
def test_a_voice_that_is_none_is_told(tmp_path, name, text):
    path = make_voice(tmp_path)
    (tmp_path / name).write_text(text)
    with pytest.raises(EngineUnavailable, match="no Piper voice"):
        load_piper(path)
