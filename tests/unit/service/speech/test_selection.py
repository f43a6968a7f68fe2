from dataclasses import replace
from pathlib import Path

import pytest

from service.speech.selection import (
    Availability,
    Wishes,
    choose_detector,
    choose_recognizer,
    choose_synthesizer,
    choose_turn_detector,
)

SMALL, TURBO, OWN = Path("models/small.en"), Path("models/large-v3-turbo"), Path("own")
BARE = Availability(faster_whisper=True, pocketsphinx=True, piper=True, espeak=True, silero=True)


def there(**more):
    base = {name: getattr(BARE, name) for name in Availability.__slots__}
    return Availability(**{**base, "cpu_compute": frozenset({"int8", "float32"}), **more})


WEIGHTS = there(whisper_models={"large-v3-turbo": TURBO, "small.en": SMALL})
GPU = there(
    whisper_models={"large-v3-turbo": TURBO, "small.en": SMALL},
    cuda_devices=1,
    cuda_compute=frozenset({"float16", "int8_float16", "float32"}),
)


def names(selection):
    return [(choice.name, choice.model, choice.device) for choice in selection.choices]


def test_with_no_weights_pocketsphinx_listens_and_says_how_to_do_better():
    selection = choose_recognizer(Wishes(), BARE)
    assert names(selection) == [("pocketsphinx", "en-us", "cpu")]
    assert selection.best.embedded
    assert "viva models pull" in selection.best.advice
    assert selection.notices == ()


def test_weights_on_a_cpu_are_tried_fast_ones_first_in_int8_and_then_pocketsphinx():
    selection = choose_recognizer(Wishes(), WEIGHTS)
    assert names(selection) == [
        ("faster-whisper", "small.en", "cpu"),
        ("faster-whisper", "large-v3-turbo", "cpu"),
        ("pocketsphinx", "en-us", "cpu"),
    ]
    assert selection.best.compute_type == "int8"
    assert selection.best.path == SMALL
    assert not selection.best.embedded


def test_on_a_gpu_the_best_weights_come_first_and_the_cpu_after_it():
    selection = choose_recognizer(Wishes(), GPU)
    assert [(choice.model, choice.device, choice.compute_type) for choice in selection.choices[:4]] == [
        ("large-v3-turbo", "cuda", "float16"),
        ("small.en", "cuda", "float16"),
        ("large-v3-turbo", "cpu", "int8"),
        ("small.en", "cpu", "int8"),
    ]
    assert "CUDA did not work" in selection.choices[2].why


def test_an_old_gpu_takes_what_it_can():
    old = there(
        whisper_models={"tiny.en": SMALL}, cuda_devices=1, cuda_compute=frozenset({"int8", "float32"})
    )
    assert choose_recognizer(Wishes(), old).best.compute_type == "int8"
    assert choose_recognizer(Wishes(whisper_compute="float32"), old).best.compute_type == "float32"


def test_cuda_without_a_device_is_told_and_the_cpu_works():
    selection = choose_recognizer(Wishes(whisper_device="cuda"), WEIGHTS)
    assert selection.best.device == "cpu"
    assert "no device can be used" in selection.notices[0]


def test_the_cpu_is_used_when_asked_for_though_there_is_a_gpu():
    assert choose_recognizer(Wishes(whisper_device="cpu"), GPU).best.device == "cpu"


def test_a_model_asked_for_is_the_only_whisper_tried():
    selection = choose_recognizer(Wishes(whisper_model="large-v3-turbo"), WEIGHTS)
    assert [choice.model for choice in selection.choices] == ["large-v3-turbo", "en-us"]
    assert selection.best.why == "asked for"


def test_a_folder_asked_for_is_named_by_its_folder():
    selection = choose_recognizer(Wishes(whisper_model="./own"), there(whisper_models={"./own": OWN}))
    assert (selection.best.model, selection.best.path) == ("own", OWN)


def test_a_model_that_is_not_here_is_told_and_could_be_fetched():
    selection = choose_recognizer(Wishes(whisper_model="medium.en"), WEIGHTS)
    assert selection.best.name == "pocketsphinx"
    assert selection.missing == ("medium.en",)
    assert "`viva models pull medium.en`" in selection.notices[0]


def test_a_folder_that_is_not_there_is_told_and_nothing_is_fetched():
    selection = choose_recognizer(Wishes(whisper_model="/no/such/folder"), BARE)
    assert selection.best.name == "pocketsphinx"
    assert selection.missing == ()
    assert "/no/such/folder does not exist" in selection.notices[0]


def test_whisper_asked_for_without_weights_is_told():
    selection = choose_recognizer(Wishes(recognizer="faster-whisper"), BARE)
    assert selection.best.name == "pocketsphinx"
    assert "no weights are on this machine" in selection.notices[0]


def test_whisper_asked_for_and_not_installed_is_told():
    selection = choose_recognizer(Wishes(recognizer="faster-whisper"), Availability(pocketsphinx=True))
    assert selection.best.name == "pocketsphinx"
    assert "not installed" in selection.notices[0]
    assert selection.best.advice == ""


def test_pocketsphinx_asked_for_is_used_though_there_are_weights():
    selection = choose_recognizer(Wishes(recognizer="pocketsphinx"), WEIGHTS)
    assert names(selection) == [("pocketsphinx", "en-us", "cpu")]
    assert selection.best.why == "asked for"


@pytest.mark.parametrize("recognizer", ["auto", "pocketsphinx"])
def test_with_nothing_installed_there_is_no_choice(recognizer):
    assert choose_recognizer(Wishes(recognizer=recognizer), Availability()).best is None


def test_scripted_engines_are_used_only_when_asked_for():
    assert choose_recognizer(Wishes(recognizer="scripted"), Availability()).best.name == "scripted"
    assert choose_synthesizer(Wishes(synthesizer="scripted"), Availability()).best.name == "scripted"
    assert "scripted" not in {choice.name for choice in choose_recognizer(Wishes(), GPU).choices}


ALBA, DE, OTHER = Path("en_GB-alba-medium.onnx"), Path("de_DE-thorsten-medium.onnx"), Path("x/other.onnx")


def test_with_no_voice_espeak_speaks_and_says_how_to_do_better():
    selection = choose_synthesizer(Wishes(), BARE)
    assert [choice.name for choice in selection.choices] == ["espeak-ng"]
    assert "viva models pull en_GB" in selection.best.advice


def test_an_english_voice_on_this_machine_goes_before_others_and_espeak_after_them():
    voices = there(piper_voices={DE.stem: DE, ALBA.stem: ALBA})
    assert [choice.model for choice in choose_synthesizer(Wishes(), voices).choices] == [
        "en_GB-alba-medium",
        "de_DE-thorsten-medium",
        "en-gb",
    ]


def test_a_voice_asked_for_is_used_alone():
    voices = there(piper_voices={ALBA.stem: ALBA, "other": OTHER})
    selection = choose_synthesizer(Wishes(voice=OTHER), voices)
    assert [choice.path for choice in selection.choices] == [OTHER, None]


@pytest.mark.parametrize(
    ("wishes", "have", "notice"),
    [
        (Wishes(voice=OTHER), BARE, "does not exist"),
        (Wishes(synthesizer="piper"), BARE, "no voice is on this machine"),
        (Wishes(synthesizer="piper"), Availability(espeak=True), "not installed"),
    ],
)
def test_a_voice_that_cannot_be_had_is_told_and_espeak_speaks(wishes, have, notice):
    selection = choose_synthesizer(wishes, have)
    assert selection.best.name == "espeak-ng"
    assert notice in selection.notices[0]


def test_espeak_asked_for_and_not_installed_is_told():
    selection = choose_synthesizer(Wishes(synthesizer="espeak-ng"), Availability())
    assert selection.best is None
    assert "not installed" in selection.notices[0]


def test_silero_detects_and_loudness_stands_in_for_it():
    assert choose_detector(BARE).best.name == "silero"
    without = choose_detector(Availability())
    assert without.best.name == "scripted"
    assert "loudness" in without.notices[0]


def test_the_words_tell_when_an_answer_is_over_until_smart_turn_lies_here(tmp_path):
    alone = choose_turn_detector(BARE)
    assert [choice.name for choice in alone.choices] == ["built-in"]
    assert "viva models pull smart-turn" in alone.best.advice
    weights = tmp_path / "smart-turn-v3.2-cpu.onnx"
    chosen = choose_turn_detector(replace(BARE, smart_turn=weights))
    assert [choice.name for choice in chosen.choices] == ["smart-turn", "built-in"]
    assert (chosen.best.model, chosen.best.path) == ("smart-turn-v3.2-cpu", weights)
