"""The network against the runtime its weights were made for."""

import numpy as np
import onnxruntime
import pytest

from service.speech.onnx_weights import float_weights
from service.speech.ports import FRAME_SAMPLES
from service.speech.selftest import clip
from service.speech.silero import CONTEXT_SAMPLES, SHAPES, Memory, Silero
from service.speech.vad import _weights


@pytest.fixture(scope="module")
def weights():
    return float_weights(_weights())


@pytest.fixture(scope="module")
def network(weights):
    return Silero(weights)


def frames(pcm):
    return [pcm[at : at + FRAME_SAMPLES] for at in range(0, len(pcm) - FRAME_SAMPLES + 1, FRAME_SAMPLES)]


def test_it_finds_what_the_graph_finds(network):
    graph = onnxruntime.InferenceSession(str(_weights()), providers=["CPUExecutionProvider"])
    pcm = clip()
    samples = np.concatenate([np.zeros(CONTEXT_SAMPLES), pcm / 32_768]).astype(np.float32)
    rows = [
        samples[at : at + CONTEXT_SAMPLES + FRAME_SAMPLES] for at in range(0, len(pcm) - 511, FRAME_SAMPLES)
    ]
    state = np.zeros((1, 1, 128), np.float32)
    expected, _, _ = graph.run(None, {"input": np.stack(rows), "h": state, "c": state})
    assert network.probabilities(frames(pcm), Memory()) == pytest.approx(list(expected), abs=1e-5)


def test_a_voice_goes_on_where_its_memory_ends(network):
    said = frames(clip())[:20]
    memory = Memory()
    found = [network.probabilities([frame], memory)[0] for frame in said]
    assert found == pytest.approx(network.probabilities(said, Memory()), abs=1e-6)


def test_frames_that_were_not_looked_at_are_context_all_the_same(network):
    said = frames(clip())[:3]
    memory, looked = Memory(), Memory()
    memory.skip(said[0])
    network.probabilities(said[:1], looked)
    assert memory.context == pytest.approx(looked.context)


@pytest.mark.parametrize("name", ["onnx::LSTM_209", "encoder.conv_layers.0.weight"])
def test_weights_of_another_network_are_refused(weights, name):
    with pytest.raises(ValueError, match=name):
        Silero({**weights, name: np.zeros((2, 2), np.float32)})
    with pytest.raises(ValueError, match=name):
        Silero({other: weights[other] for other in SHAPES if other != name})
