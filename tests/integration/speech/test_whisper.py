import numpy as np
import pytest

from service.speech.errors import EngineUnavailable
from service.speech.selftest import try_recognizer, word_error_rate
from service.speech.tuning import TINY_BYTES
from service.speech.whisper import compute_types, load_whisper

pytestmark = pytest.mark.whisper


@pytest.fixture(scope="module")
def whisper(whisper_folder):
    return load_whisper(whisper_folder, cores=1)


def test_a_final_has_the_words_and_their_times(whisper, hear, clips):
    heard = whisper.recognize(hear("queue"))
    assert word_error_rate(clips["queue"], heard.text) < 0.15
    assert [word.text for word in heard.words] == heard.text.split()
    assert 0 <= heard.words[0].start_s < heard.words[-1].end_s <= len(hear("queue")) / 16_000 + 0.1


@pytest.mark.parametrize("seconds", [1.5, None])
def test_a_captions_words_have_times_however_short_it_is(whisper, hear, clips, seconds):
    audio = hear("requests")[: None if seconds is None else round(seconds * 16_000)]
    heard = whisper.recognize(audio, partial=True)
    assert seconds is not None or word_error_rate(clips["requests"], heard.text) < 0.2
    assert [word.text for word in heard.words] == heard.text.split()
    assert all(0 <= word.start_s <= word.end_s <= len(audio) / 16_000 + 0.1 for word in heard.words)


def test_sentences_like_those_it_was_trained_on_are_heard(whisper, hear, clips):
    names = ["queue-kafka", "users", "tradeoff", "done", "think"]
    rates = [word_error_rate(clips[name], whisper.recognize(hear(name)).text) for name in names]
    assert sum(rates) / len(rates) < 0.15


@pytest.mark.parametrize("partial", [True, False])
def test_nothing_is_heard_in_silence_noise_or_less_than_a_word(whisper, partial):
    noise = np.random.default_rng(0).normal(0, 0.01, 48_000).astype(np.float32)
    for audio in (np.zeros(48_000, np.float32), noise, np.zeros(10, np.float32)):
        assert whisper.recognize(audio, partial=partial).text == ""


def test_a_prompt_of_any_length_is_taken(whisper, hear):
    assert "queue" in whisper.recognize(hear("queue"), prompt="kafka queue transcoder " * 200).text


def test_the_self_test_passes(whisper):
    verdict = try_recognizer(whisper)
    assert verdict.passed, verdict.message


def test_a_folder_without_weights_is_told(tmp_path):
    with pytest.raises(EngineUnavailable, match=r"no model\.bin"):
        load_whisper(tmp_path)


def test_weights_that_are_damaged_are_told(tmp_path, whisper_folder):
    for path in whisper_folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "model.bin").write_bytes(b"not weights" * 100)
    with pytest.raises(EngineUnavailable, match="does not load"):
        load_whisper(tmp_path)


def test_a_compute_type_there_is_not_is_told(whisper_folder):
    with pytest.raises(EngineUnavailable, match="does not load"):
        load_whisper(whisper_folder, compute_type="int3")


def test_the_cpu_takes_8_bit_integers():
    assert "int8" in compute_types("cpu")


def test_a_small_model_gets_no_list_of_names(whisper, whisper_folder):
    weights = (whisper_folder / "model.bin").stat().st_size
    assert whisper.info.glossary == (weights >= TINY_BYTES)
