from dataclasses import dataclass, field, replace

import pytest

from service.speech.calibration import SHORT_FRAMES, calibrate, shortest
from service.speech.ports import Batch, EngineInfo, Piece, Recognition
from service.speech.tuning import DEFAULTS, SHORTEST_FRAMES, Tuning


@dataclass
class Weights:
    """Hears well from some length of mel on; a batch takes so long for its first piece and for each other."""

    hears_from: int = 0
    first_s: float = 0.05
    other_s: float = 0.05
    info: EngineInfo = field(default_factory=lambda: EngineInfo("recognizer", "fake", "none"))
    replicas: int = 1
    tuning: Tuning = DEFAULTS["cpu"]
    now: float = 0.0

    def tune(self, **frames):
        self.tuning = replace(self.tuning, **frames)

    def frames(self, samples, *, partial):
        return (self.tuning.caption_sizes if partial else self.tuning.final_sizes)[0]

    def prepare(self, audio, *, prompt="", partial=False):
        return Piece(audio, partial, self.frames(len(audio), partial=partial), prompt)

    def recognize_batch(self, pieces):
        self.now += self.first_s + self.other_s * (len(pieces) - 1)
        heard = "well" if pieces[0].frames >= self.hears_from else "badly"
        return Batch(tuple(Recognition(f"{heard} {len(piece.audio)}") for piece in pieces))


@pytest.mark.parametrize("hears_from", SHORT_FRAMES)
def test_captions_are_as_short_as_the_weights_bear(hears_from):
    weights = Weights(hears_from)
    calibrate(weights, clock=lambda: weights.now)
    assert weights.tuning.caption_frames == hears_from


def test_finals_are_left_as_they_are():
    weights = Weights(hears_from=300)
    calibrate(weights, clock=lambda: weights.now)
    assert weights.tuning.final_frames == SHORTEST_FRAMES


def test_weights_that_need_long_audio_get_it():
    weights = Weights(hears_from=SHORTEST_FRAMES)
    assert shortest(weights, weights_clip()) == SHORTEST_FRAMES


def weights_clip():
    from service.speech.audio import to_samples
    from service.speech.selftest import clip

    return to_samples(clip())


def test_a_length_that_was_asked_for_is_not_tried():
    weights = Weights(hears_from=SHORTEST_FRAMES)
    weights.tune(caption_frames=250)
    calibrate(weights, clock=lambda: weights.now)
    assert weights.tuning.caption_frames == 250


def test_where_batches_pay_they_are_measured_up_to_the_largest():
    weights = Weights(other_s=0.01)
    known = calibrate(weights, clock=lambda: weights.now).table()
    assert {number for final, _, number in known if final} == {1, 2, 4}
    assert known[True, weights.tuning.final_frames, 4].total_ms == pytest.approx(80)


def test_where_batches_do_not_pay_no_time_is_lost_on_larger_ones():
    weights = Weights(other_s=0.05)
    known = calibrate(weights, clock=lambda: weights.now).table()
    assert {number for final, _, number in known if final} == {1, 2}
