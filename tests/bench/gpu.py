"""How many sessions one device holds, by the shape of the model: the real scheduler over random weights.

    make bench-gpu
    python tests/bench/gpu.py --device cpu --shape tiny --sessions 1,2 --seconds 2     a try without a GPU

Each session speaks sentences of 2 to 8 seconds, asks for captions as often as the scheduler says, and for the
final text 0.2 s after the last sound, 0.4 s before the end of the turn is decided. The number of sessions
grows until the final text comes more than 200 ms after that (95th percentile), or captions lag by more than
1 s. Text is noise, so for captions two in a row are taken to agree. Says nothing about accuracy.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import ctranslate2
import numpy as np
from random_whisper import SHAPES, TOKENS_PER_SECOND, RandomWhisper, load, write

from service.bench.figures import percentiles_ms
from service.bench.machine import machine
from service.speech.calibration import calibrate
from service.speech.errors import TranscriberFull
from service.speech.ports import SAMPLE_RATE, Samples
from service.speech.tuning import SHORTEST_FRAMES, TranscriptionSettings, tuning
from service.speech.whisper import usable_cores
from service.speech.worker import TranscriptionQueue

EAGER_S = 0.2
DECISION_S = 0.6
SENTENCE_S = (2.0, 8.0)
PAUSE_S = (0.3, 1.2)
CAPTION_S = 12.0
WORD_S = 0.4
PROMPT = " ".join(["word"] * 24)
BOUND_MS = {"cuda": 200.0, "cpu": 300.0}
LAG_BOUND_MS = 1_000.0
NO_CUBLAS = (
    "libcublas.so.12 was not found. pip install nvidia-cublas-cu12, or, on a machine with CUDA 13, put a "
    "link named libcublas.so.12 to its libcublas.so.13 into a folder, and that folder into LD_LIBRARY_PATH "
    "(likewise libcublasLt)."
)


@dataclass
class Noted:
    """What all sessions saw. Seconds."""

    finals: list[float] = field(default_factory=list)
    """From asking for a final to its text."""
    lags: list[float] = field(default_factory=list)
    """From a word's end to the second caption that has it."""
    refused: int = 0


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--device", choices=("cuda", "cpu"), default="cuda")
    parser.add_argument("--shape", action="append", choices=tuple(SHAPES), help="may be repeated")
    parser.add_argument("--compute", default=None, help="CTranslate2's name (cuda: float16, cpu: int8)")
    parser.add_argument("--sessions", default="4,8,16,32,48,64,96,128,192,256,384,512")
    parser.add_argument("--seconds", type=float, default=15.0, help="for each number of sessions")
    parser.add_argument("--buckets", action="store_true", help="finals in length buckets, not padded to 30 s")
    parser.add_argument("--batch", type=int, default=None, help="most pieces in a batch")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


async def speak(queue: TranscriptionQueue, name: str, noise: Samples, until: float, noted: Noted) -> None:
    """One session: sentences and pauses until the time is over."""
    chance = random.Random(name)
    await asyncio.sleep(chance.uniform(0, min(2.0, max(0.0, until - time.monotonic()))))
    said = ""
    while not said or time.monotonic() < until:
        length = chance.uniform(*SENTENCE_S)
        await _sentence(queue, name, noise, length_s=length, said=said, noted=noted)
        said = PROMPT
        await asyncio.sleep(chance.uniform(*PAUSE_S))


async def _sentence(
    queue: TranscriptionQueue, name: str, noise: Samples, *, length_s: float, said: str, noted: Noted
) -> None:
    began, captions = time.monotonic(), list[tuple[float, float]]()
    upto = 0.0
    while True:
        upto += queue.caption_interval(min(CAPTION_S, upto))
        if upto >= length_s:
            break
        await asyncio.sleep(max(0.0, began + upto - time.monotonic()))
        upto = max(upto, min(length_s, time.monotonic() - began))
        heard = await queue.partial(name, noise[: round(min(CAPTION_S, upto) * SAMPLE_RATE)], prompt=said)
        if heard is not None:
            captions.append((upto, time.monotonic() - began))
    await asyncio.sleep(max(0.0, began + length_s + EAGER_S - time.monotonic()))
    asked = time.monotonic()
    try:
        await queue.final(name, noise[: round((length_s + EAGER_S) * SAMPLE_RATE)], prompt=said)
    except TranscriberFull:
        noted.refused += 1
        return
    noted.finals.append(time.monotonic() - asked)
    noted.lags.extend(_lags(captions, length_s, time.monotonic() - began))


def _lags(captions: list[tuple[float, float]], length_s: float, final_s: float) -> Iterator[float]:
    """Of a word every 0.4 s: until the second caption that holds it, or the final if that comes first."""
    for word in np.arange(WORD_S, length_s, WORD_S):
        holding = [done for upto, done in captions if upto >= word]
        yield min(holding[1] if len(holding) > 1 else final_s, final_s) - float(word)


def step(queue: TranscriptionQueue, model: RandomWhisper, sessions: int, seconds: float) -> dict[str, Any]:
    """So many sessions for so long."""
    noise = (0.01 * np.random.default_rng(2).standard_normal(30 * SAMPLE_RATE)).astype(np.float32)
    noted, first, steps, decode_s = Noted(), len(model.batches), model.steps, model.decode_s
    before = queue.load()

    async def everybody() -> None:
        until = time.monotonic() + seconds
        await asyncio.gather(*(speak(queue, f"s{each}", noise, until, noted) for each in range(sessions)))

    began = time.monotonic()
    asyncio.run(everybody())
    took_s = time.monotonic() - began
    spent, batches = queue.load().minus(before), model.batches[first:]
    sizes = {kind: [each for final, each in batches if final == kind] for kind in (True, False)}
    return {
        "sessions": sessions,
        "final_ms": percentiles_ms(noted.finals),
        "final_delay_ms": percentiles_ms([max(0.0, each - (DECISION_S - EAGER_S)) for each in noted.finals]),
        "caption_lag_ms": percentiles_ms(noted.lags),
        "finals": len(noted.finals),
        "refused": noted.refused,
        "mean_batch": {
            "finals": round(float(np.mean(sizes[True])), 2) if sizes[True] else None,
            "captions": round(float(np.mean(sizes[False])), 2) if sizes[False] else None,
        },
        "largest_batch": max((size for _, size in batches), default=0),
        "ms_per_decode_step": round(1000 * (model.decode_s - decode_s) / max(1, model.steps - steps), 2),
        "busy": round(spent.busy_s / took_s / model.replicas, 2),
        "captions_skipped": spent.skipped,
    }


def held(row: dict[str, Any], bound_ms: float, figure: str) -> bool:
    """Whether everybody was in time."""
    final, lag = row[figure], row["caption_lag_ms"]
    if row["refused"] or not final or not lag:
        return False
    return bool(final["p95"] <= bound_ms and lag["p95"] <= LAG_BOUND_MS)


def sweep(name: str, asked: argparse.Namespace) -> dict[str, Any]:
    """One shape: made, loaded, warmed up, and asked for more and more."""
    compute = asked.compute or ("float16" if asked.device == "cuda" else "int8")
    wished = TranscriptionSettings(
        batch=asked.batch,
        caption_frames=SHORTEST_FRAMES,
        final_frames=SHORTEST_FRAMES if asked.buckets else None,
    )
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / name
        folder.mkdir()
        write(SHAPES[name], folder)
        chosen = tuning(asked.device, usable_cores(), (folder / "model.bin").stat().st_size, wished)
        at = time.perf_counter()
        model = load(name, folder, asked.device, compute, chosen)
        loading_s = time.perf_counter() - at
    at = time.perf_counter()
    costs = calibrate(model)
    warm_up_s = time.perf_counter() - at
    queue = TranscriptionQueue(model, tuning=chosen, costs=costs)
    bound_ms, rows = BOUND_MS[asked.device], list[dict[str, Any]]()
    for sessions in map(int, asked.sessions.split(",")):
        rows.append(step(queue, model, sessions, asked.seconds))
        print(json.dumps(rows[-1]), file=sys.stderr, flush=True)
        if not held(rows[-1], bound_ms, "final_delay_ms"):
            break
    queue.close()
    return {
        "shape": name,
        "device": asked.device,
        "compute": compute,
        "final_padding": "buckets" if chosen.final_frames < 3_000 else "30 s",
        "tokens_per_second_decoded": TOKENS_PER_SECOND,
        "bound_ms": bound_ms,
        "held": max((row["sessions"] for row in rows if held(row, bound_ms, "final_delay_ms")), default=0),
        "held_without_eager_finals": max(
            (row["sessions"] for row in rows if held(row, bound_ms, "final_ms")), default=0
        ),
        "loading_s": round(loading_s, 1),
        "warm_up_s": round(warm_up_s, 1),
        "costs_ms": {
            f"{'final' if final else 'caption'} {frames} x {number}": round(cost.total_ms, 1)
            for (final, frames, number), cost in costs.table().items()
        },
        "steps": rows,
    }


def main() -> None:
    """Sweep the shapes and print."""
    asked = arguments()
    if asked.device == "cuda" and ctranslate2.get_cuda_device_count() == 0:
        raise SystemExit(
            "There is no CUDA device here. "
            "--device cpu --shape tiny --sessions 1,2 --seconds 2 tries the script."
        )
    made: list[dict[str, Any]] = []
    try:
        made.extend(sweep(name, asked) for name in asked.shape or ("small.en", "large-v3-turbo"))
    except RuntimeError as error:
        raise SystemExit(NO_CUBLAS if "libcublas" in str(error) else f"It failed: {error}") from error
    if asked.json:
        print(json.dumps({"machine": machine(), "shapes": made}, indent=2))
        return
    for each in made:
        from service.cli.tables import show

        show(each)


if __name__ == "__main__":
    main()
