"""Make the spoken clips of the tests from ``tests/fixtures/audio/clips.yaml`` with flite.

    python scripts/make_speech.py            make every clip, and the clip of the self-test
    python scripts/make_speech.py --measure  also write what the embedded recogniser makes of each

Needs the program ``flite`` (Debian package ``flite``). Clips are FLAC, answers Opus, 16 kHz mono, with faint
noise for 200 ms before and 300 ms after the words: real microphones are never digitally silent.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
import yaml

from rubrics.loader import load
from service.speech import selftest
from service.speech.audio import resample, to_samples
from service.speech.pocketsphinx import load_pocketsphinx
from service.speech.ports import SAMPLE_RATE, Pcm
from service.speech.vocabulary import vocabulary

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "tests" / "fixtures" / "audio"
BEFORE_S, AFTER_S = 0.2, 0.3
NOISE = 8
"""Peak of the noise around the words, about -75 dBFS."""


def speak(text: str, voice: str, phones: str | None = None) -> Pcm:
    """One sentence by one voice; where ``phones`` are given, these sounds."""
    words = ["-t", text] if phones is None else ["-p", phones]
    with tempfile.TemporaryDirectory() as folder:
        wav = Path(folder) / "speech.wav"
        subprocess.run(["flite", "-voice", voice, *words, "-o", str(wav)], check=True)
        samples, rate = soundfile.read(wav, dtype="int16")
    pcm = resample(samples, rate, SAMPLE_RATE)
    noise = np.random.default_rng(0).integers(-NOISE, NOISE + 1, len(pcm) + 2 * SAMPLE_RATE)
    before, after = round(BEFORE_S * SAMPLE_RATE), round(AFTER_S * SAMPLE_RATE)
    padded = np.concatenate([np.zeros(before, np.int64), pcm.astype(np.int64), np.zeros(after, np.int64)])
    return np.clip(padded + noise[: len(padded)], -32_768, 32_767).astype(np.int16)


def measure(clips: dict[str, dict[str, str]]) -> dict[str, Any]:
    """Word error rate and text of each clip through the embedded recogniser with the lexicon's words."""
    recognizer = load_pocketsphinx(vocabulary(load().lexicon))
    results: dict[str, Any] = {}
    for name, clip in clips.items():
        samples, _ = soundfile.read(FOLDER / f"{name}.flac", dtype="int16")
        heard = recognizer.recognize(to_samples(samples)).text
        results[name] = {"wer": round(selftest.word_error_rate(clip["text"], heard), 3), "heard": heard}
        print(f"{results[name]['wer']:5.2f}  {name}: {heard}")
    recognizer.close()
    return results


def main() -> None:
    """Make the clips."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--measure", action="store_true")
    listed = yaml.safe_load((FOLDER / "clips.yaml").read_text())
    clips = listed["clips"]
    for name, clip in clips.items():
        soundfile.write(FOLDER / f"{name}.flac", speak(clip["text"], clip["voice"]), SAMPLE_RATE)
    for name, clip in listed["answers"].items():
        pcm = speak(clip["text"], clip["voice"], clip.get("phones"))
        soundfile.write(FOLDER / f"{name}.ogg", pcm, SAMPLE_RATE, format="OGG", subtype="OPUS")
    own = ROOT / "service" / "speech" / selftest.CLIP
    soundfile.write(own, speak(selftest.CLIP_TEXT, "rms"), SAMPLE_RATE)
    if parser.parse_args().measure:
        measured = {"pocketsphinx": measure(clips)}
        (FOLDER / "errors.yaml").write_text(yaml.safe_dump(measured, sort_keys=False))


if __name__ == "__main__":
    main()
