import numpy as np
import pytest

from service.speech.audio import silence
from service.speech.errors import BadAudio
from service.speech.selftest import clip
from service.speech.vad import SileroDetector, SileroFactory, load_silero


def probabilities(detector, pcm):
    return [detector.probability(pcm[at : at + 512]) for at in range(0, len(pcm) - 511, 512)]


def test_speech_is_speech_and_silence_is_not():
    factory = load_silero()
    assert max(probabilities(factory(), clip())) > 0.9
    assert max(probabilities(factory(), silence(1.0))) < 0.1


def test_two_detectors_do_not_hear_each_other():
    factory = load_silero()
    alone, beside, noise = factory(), factory(), factory()
    expected = probabilities(alone, clip())
    found = []
    for at in range(0, len(clip()) - 511, 512):
        noise.probability(np.full(512, 9_000, np.int16))
        found.append(beside.probability(clip()[at : at + 512]))
    assert found == pytest.approx(expected, abs=1e-6)


def test_a_reset_detector_is_as_good_as_new():
    factory = load_silero()
    detector = factory()
    first = probabilities(detector, clip())
    detector.reset()
    assert probabilities(detector, clip()) == pytest.approx(first, abs=1e-6)


def test_a_frame_of_another_length_is_refused():
    with pytest.raises(BadAudio, match="512 samples; 480 came"):
        load_silero()().probability(silence(0.03))


def test_the_weights_inside_pysilero_find_the_same_speech():
    ours, theirs = (probabilities(factory(), clip()) for factory in (load_silero(), SileroFactory()))
    agree = [(one >= 0.5) == (other >= 0.5) for one, other in zip(ours, theirs, strict=True)]
    assert sum(agree) / len(agree) > 0.95


def test_where_the_graph_does_not_load_the_embedded_weights_are_used(monkeypatch, tmp_path):
    broken = tmp_path / "broken.onnx"
    broken.write_bytes(b"no graph")
    monkeypatch.setattr("service.speech.vad._weights", lambda: broken)
    assert max(probabilities(load_silero()(), clip())) > 0.9


def test_a_silent_frame_after_silence_is_not_looked_at():
    class Counting:
        runs = 0

        def run(self, names, inputs):
            self.runs += 1
            return np.array([0.9], np.float32), inputs["h"], inputs["c"]

    model = Counting()
    detector = SileroDetector(model)
    assert detector.probability(silence(0.032)) == 0.0
    assert model.runs == 0
    detector.probability(np.full(512, 3_000, np.int16))
    detector.probability(silence(0.032))
    assert model.runs == 2
