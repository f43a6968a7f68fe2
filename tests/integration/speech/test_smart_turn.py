"""Smart Turn with its real weights: shape, figures, speed by counts, and what is no such model."""

from __future__ import annotations

import importlib.util
import math
from pathlib import Path

import numpy as np
import pytest
import soundfile

from service.speech.errors import EngineFailed, EngineUnavailable
from service.speech.selftest import try_turn_detector
from service.speech.smart_turn import SmartTurn, load_smart_turn

ROOT = Path(__file__).parents[3]
AUDIO = ROOT / "tests" / "fixtures" / "audio"


def weights():
    spec = importlib.util.spec_from_file_location(
        "smart_turn_weights", ROOT / "scripts" / "smart_turn_weights.py"
    )
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    return script.find()


@pytest.fixture(scope="module")
def smart_turn():
    path = weights()
    if path is None:
        pytest.skip("Smart Turn's weights are not here; scripts/smart_turn_weights.py fetches them")
    return load_smart_turn(path)


def clip(name, until=1.0):
    """The spoken part of a clip, or its beginning, and a short silence."""
    samples, _ = soundfile.read(AUDIO / f"{name}.flac", dtype="float32")
    spoken = samples[: np.flatnonzero(np.abs(samples) > 0.01)[-1]]
    return np.concatenate([spoken[: round(len(spoken) * until)], np.zeros(3_200, np.float32)])


@pytest.mark.parametrize("name", ["hello", "queue-message-slt", "load-balancer"])
def test_a_sentence_sounds_more_finished_than_its_beginning(smart_turn, name):
    assert smart_turn.finished(clip(name)) > 0.5 > smart_turn.finished(clip(name, 0.5))


def test_only_the_last_eight_seconds_are_heard(smart_turn):
    sentence = clip("hello")
    noise = np.random.default_rng(1).normal(0, 0.1, 20 * 16_000).astype(np.float32)
    eight = np.concatenate([noise, sentence])[-8 * 16_000 :]
    assert smart_turn.finished(np.concatenate([noise, sentence])) == smart_turn.finished(eight)


@pytest.mark.parametrize("samples", [1, 160, 16_000, 9 * 16_000])
def test_any_length_gives_a_probability(smart_turn, samples):
    assert 0 <= smart_turn.finished(np.full(samples, 0.1, np.float32)) <= 1


class Graph:
    """Gives what no model of this kind gives."""

    def __init__(self, output):
        self.output = output

    def run(self, *_):
        return self.output


@pytest.mark.parametrize("output", [[np.array([[7.0]])], [np.array([[math.nan]])], []])
def test_what_is_no_probability_is_a_failure_of_the_engine(output):
    with pytest.raises(EngineFailed):
        SmartTurn(Graph(output), lambda audio, padding: np.zeros((80, 800)), "odd").finished(np.zeros(160))


def test_it_runs_on_one_thread_and_says_what_it_is(smart_turn):
    options = smart_turn._session.get_session_options()
    assert (options.intra_op_num_threads, options.inter_op_num_threads) == (1, 1)
    assert (smart_turn.info.kind, smart_turn.info.name) == ("turn-detector", "smart-turn")
    assert smart_turn.info.model.startswith("smart-turn-v3")


def test_its_self_test_passes(smart_turn):
    verdict = try_turn_detector(smart_turn)
    assert verdict.passed, verdict.message


@pytest.mark.parametrize("content", [b"", b"no graph at all"])
def test_a_file_that_is_no_such_model_is_refused(tmp_path, content):
    path = tmp_path / "broken.onnx"
    path.write_bytes(content)
    with pytest.raises(EngineUnavailable, match=r"broken\.onnx does not load"):
        load_smart_turn(path)
