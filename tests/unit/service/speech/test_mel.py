import numpy as np
import pytest
from faster_whisper.feature_extractor import FeatureExtractor

from service.speech.mel import log_mel, stacked

EXTRACTOR = FeatureExtractor()


def noise(samples, seed=0):
    return np.random.default_rng(seed).normal(0, 0.1, samples).astype(np.float32)


@pytest.mark.parametrize("samples", [1_600, 16_000, 16_079, 48_123])
def test_the_figures_are_those_of_whispers_own_extractor(samples):
    audio = noise(samples)
    ours, theirs = log_mel(audio, EXTRACTOR.mel_filters), EXTRACTOR(audio, padding=0)
    assert ours.shape == (80, samples // 160)
    assert np.abs(ours - theirs[:, : ours.shape[1]]).max() < 1e-4


def test_silence_has_no_figures_that_are_none():
    assert np.isfinite(log_mel(np.zeros(16_000, np.float32), EXTRACTOR.mel_filters)).all()


def test_a_batch_is_padded_with_what_silence_looks_like_in_each():
    mels = [log_mel(noise(16_000), EXTRACTOR.mel_filters), log_mel(noise(8_000) / 50, EXTRACTOR.mel_filters)]
    batch = stacked(mels, 300)
    assert batch.shape == (2, 80, 300)
    for row, mel in zip(batch, mels, strict=True):
        assert (row[:, : mel.shape[1]] == mel).all()
        assert (row[:, mel.shape[1] :] == mel.min()).all()


def test_what_is_longer_than_the_batch_is_cut():
    assert stacked([log_mel(noise(16_000), EXTRACTOR.mel_filters)], 60).shape == (1, 80, 60)
