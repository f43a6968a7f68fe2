"""The benches with real weights, over real sockets, and in real shapes."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from pathlib import Path

import ctranslate2
import pytest
import soundfile

from rubrics import loader
from service.bench import sessions, transcribe
from service.bench.clips import clips
from service.settings import Settings


@pytest.fixture(scope="module")
def spoken():
    """Two clips that the small model of the tests hears well."""
    return [clip for clip in clips() if clip.name in {"users", "tradeoff"}]


ROOT = Path(__file__).parents[3]


def settings_of(whisper_folder, tmp_path):
    return Settings.load(
        whisper_model=str(whisper_folder),
        recognizer="faster-whisper",
        synthesizer="scripted",
        llm="none",
        data_dir=tmp_path,
    )


@pytest.mark.whisper
def test_both_paddings_are_measured_on_real_weights(whisper_folder, spoken, tmp_path):
    made = transcribe.measure(settings_of(whisper_folder, tmp_path), loader.load(), spoken, speed=2.0)
    assert made["model"].startswith("faster-whisper")
    assert made["machine"]["cores"] >= 1
    assert set(made["paddings"]) == {"buckets", "full"}
    for padding in made["paddings"].values():
        assert padding["turns"] == 2
        assert padding["failures"] == 0
        assert padding["wer"] < 0.3
        assert {"p50", "p95"} == set(padding["final_delay_ms"]) == set(padding["caption_lag_ms"])
        assert 0 <= padding["final_ready_before_end"] <= 1
    short, full = (made["paddings"][name]["encoder"]["finals"] for name in ("buckets", "full"))
    assert short < full / 2


@pytest.mark.whisper
def test_candidates_in_another_process_are_heard_by_the_whole_service(whisper_folder, spoken, tmp_path):
    files = [tmp_path / f"{clip.name}.wav" for clip in spoken]
    for clip, path in zip(spoken, files, strict=True):
        soundfile.write(path, clip.pcm, 16_000)
        path.with_suffix(".txt").write_text(clip.text)
    settings = settings_of(whisper_folder, tmp_path)
    measured = sessions.measure(settings, loader.load(), clips(files), files=files, steps=[2], seconds=0.1)
    (step,) = asyncio.run(measured)["steps"]
    assert (step["sessions"], step["failed"]) == (2, 0)
    assert step["turns"] >= 2
    assert step["wer"] < 0.5
    assert {"p50", "p95"} == set(step["final_delay_ms"]) == set(step["caption_lag_ms"])


def test_the_bench_for_gpus_runs_on_a_cpu_and_says_what_it_needs():
    script = [sys.executable, str(ROOT / "tests" / "bench" / "gpu.py")]
    small = ["--device", "cpu", "--shape", "tiny", "--sessions", "1", "--seconds", "0.5", "--batch", "1"]
    made = subprocess.run(
        [*script, *small, "--json"], capture_output=True, text=True, check=True, timeout=300
    )
    (shape,) = json.loads(made.stdout)["shapes"]
    assert (shape["shape"], shape["tokens_per_second_decoded"]) == ("tiny", 3.5)
    assert shape["steps"][0]["finals"] >= 1
    assert shape["steps"][0]["ms_per_decode_step"] > 0
    if ctranslate2.get_cuda_device_count() == 0:
        without = subprocess.run(script, capture_output=True, text=True, check=False, timeout=60)
        assert without.returncode == 1
        assert "no CUDA device" in without.stderr
