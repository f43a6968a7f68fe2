import pytest

from service.speech.buckets import PROMPT_TOKENS
from service.speech.tuning import DEFAULTS, TINY_PROMPT, TranscriptionSettings, tuning

UNSET = TranscriptionSettings()
MINI, BASE, LARGE = 8_000_000, 145_000_000, 1_600_000_000


@pytest.mark.parametrize(
    ("cores", "weights", "replicas", "threads"),
    [
        (1, MINI, 1, 1),
        (2, MINI, 2, 1),
        (8, MINI, 8, 1),
        (2, BASE, 1, 2),
        (8, BASE, 4, 2),
        (2, LARGE, 1, 2),
        (8, LARGE, 2, 4),
    ],
)
def test_a_cpus_cores_are_shared_by_as_many_batches_as_the_weights_gain_by(cores, weights, replicas, threads):
    chosen = tuning("cpu", cores, weights, UNSET)
    assert (chosen.replicas, chosen.threads) == (replicas, threads)


def test_a_cpu_pads_finals_little_and_a_gpu_as_the_weights_were_trained():
    assert tuning("cpu", 2, BASE, UNSET).final_sizes[0] == 800
    assert tuning("cuda", 2, BASE, UNSET).final_sizes == (3000,)


@pytest.mark.parametrize("device", ["cpu", "cuda"])
def test_captions_are_never_padded_to_the_full_window_when_short(device):
    assert tuning(device, 4, BASE, UNSET).caption_sizes[0] <= 800


def test_a_gpu_takes_larger_batches_and_waits_a_little_for_them():
    assert DEFAULTS["cuda"].batch > DEFAULTS["cpu"].batch
    assert DEFAULTS["cuda"].gather_ms > DEFAULTS["cpu"].gather_ms == 0


@pytest.mark.parametrize("device", ["cpu", "cuda"])
def test_captions_hold_up_finals_for_less_than_the_bound_on_finals(device):
    bound_ms = {"cpu": 300, "cuda": 200}[device]
    assert DEFAULTS[device].caption_cap_ms < bound_ms


def test_only_weights_that_bear_it_get_long_prompts():
    assert tuning("cpu", 2, MINI, UNSET).prompt_sizes == TINY_PROMPT
    assert tuning("cpu", 2, BASE, UNSET).prompt_sizes == PROMPT_TOKENS


def test_what_is_asked_for_is_done():
    asked = TranscriptionSettings(replicas=3, final_frames=3000, caption_frames=500, gather_ms=0, waiting=5)
    chosen = tuning("cuda", 2, BASE, asked)
    assert (chosen.replicas, chosen.final_sizes, chosen.gather_ms, chosen.waiting) == (3, (3000,), 0, 5)
    assert chosen.caption_sizes[0] == 500
    assert chosen.batch == DEFAULTS["cuda"].batch


@pytest.mark.parametrize(
    "bad", [{"replicas": 0}, {"final_frames": 5000}, {"caption_work": -1.0}, {"batch": -2}]
)
def test_what_cannot_be_done_is_refused(bad):
    with pytest.raises(ValueError, match="expected"):
        TranscriptionSettings(**bad)
