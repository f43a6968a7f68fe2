import numpy as np
import pytest

from service.speech.audio import silence
from service.speech.errors import BadAudio
from service.speech.selftest import clip
from service.speech.vad import CROWD, GROUP, SileroDetector, SileroFactory, load_silero


def frames(pcm):
    return [pcm[at : at + 512] for at in range(0, len(pcm) - 511, 512)]


def probabilities(detector, pcm):
    return [each for frame in frames(pcm) for each in detector.probabilities([frame])]


def test_speech_is_speech_and_silence_is_not():
    factory = load_silero()
    assert max(probabilities(factory(), clip())) > 0.9
    assert max(probabilities(factory(), silence(1.0))) < 0.1


def test_two_detectors_do_not_hear_each_other():
    factory = load_silero()
    alone, beside, noise = factory(), factory(), factory()
    expected = probabilities(alone, clip())
    found = []
    for frame in frames(clip()):
        noise.probabilities([np.full(512, 9_000, np.int16)])
        found += beside.probabilities([frame])
    assert found == pytest.approx(expected, abs=1e-6)


def test_a_reset_detector_is_as_good_as_new():
    factory = load_silero()
    detector = factory()
    first = probabilities(detector, clip())
    detector.reset()
    assert probabilities(detector, clip()) == pytest.approx(first, abs=1e-6)


def test_a_frame_of_another_length_is_refused():
    with pytest.raises(BadAudio, match="512 samples; 480 came"):
        load_silero()().probabilities([silence(0.03)])


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
        looked = 0

        def probabilities(self, frames, memory):
            self.looked += len(frames)
            return [0.9] * len(frames)

    network = Counting()
    detector = SileroDetector(network)
    assert detector.probabilities([silence(0.032)] * 2) == [0.0, 0.0]
    assert network.looked == 0
    detector.probabilities([silence(0.032), np.full(512, 3_000, np.int16)])
    detector.probabilities([silence(0.032)])
    assert network.looked == 3


@pytest.mark.parametrize("size", [2, 3, 7])
def test_frames_heard_in_groups_are_heard_as_one_by_one(size):
    factory = load_silero()
    alone, grouped = factory(), factory()
    loud = [frame + np.int16(40) for frame in frames(clip())]  # none is silent enough to be left out
    found = [each for at in range(0, len(loud), size) for each in grouped.probabilities(loud[at : at + size])]
    assert found == pytest.approx([alone.probabilities([frame])[0] for frame in loud], abs=1e-5)


def test_no_frames_have_no_probabilities():
    assert load_silero()().probabilities([]) == []


def test_in_a_crowd_frames_are_heard_in_groups_and_a_few_voices_one_by_one():
    factory = load_silero()
    few = [factory() for _ in range(CROWD)]
    assert few[0].at_once == 1
    more = factory()
    assert few[0].at_once == more.at_once == GROUP
    del more
    assert few[0].at_once == 1
