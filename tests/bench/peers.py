"""The same speech and the same model through Viva, Pipecat and WhisperLive, with streams at the same time.

    python tests/bench/peers.py                        both peers, the model of the tests
    python tests/bench/peers.py --model DIR --json

Makes an environment for each peer under .cache/ at the first run (some GB for WhisperLive, which needs
torch). The systems take turns, at each number of streams, in one run: what else the machine does then hits
all alike. A system that twice did not hold a number is not asked for more; between the most it held and the
next that it did not, one more is tried. Delays count from one decision for all: 0.6 s after the last sound of
the voice the turn is over.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any

from environments import PIPECAT, WHISPER_LIVE, NotInstalled
from schedule import Measured, spoken
from systems import Pipecat, System, Viva, WhisperLive

from service import logs
from service.bench.machine import machine

ROOT = Path(__file__).parents[2]
MODELS = (ROOT / "tests/fixtures/models/mini-whisper", ROOT.parent / "shared/models/mini-whisper")
BOUND_MS = 300.0
MISSES = 2
COLUMNS = (
    "system",
    "streams",
    "final delay p50 / p95, ms",
    "after the last word p50 / p95, ms",
    "WER",
    "lost",
    "CPU s per audio s",
)


def every() -> tuple[System, ...]:
    """All systems."""
    return Viva(), Pipecat(), Pipecat(shared=True), WhisperLive(), WhisperLive(batched=True)


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", type=Path, default=next((each for each in MODELS if each.is_dir()), None))
    parser.add_argument("--steps", default="1,2,4,8,16,24,32,48", help="numbers of streams")
    parser.add_argument("--seconds", type=float, default=12.0, help="of speech in each stream")
    parser.add_argument(
        "--repeat", type=int, default=1, help="runs of each number; the utterances are pooled"
    )
    parser.add_argument("--only", default="", help="systems, with commas between them")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


async def compare(asked: argparse.Namespace) -> dict[str, Any]:
    """Run them in turns."""
    systems: dict[str, System] = {each.name: each for each in every()}
    only = [name.strip() for name in asked.only.split(",") if name.strip()]
    names = [name for name in systems if not only or name in only]
    absent = missing(systems, names)
    rows: list[Measured] = []
    held = dict.fromkeys(names, 0)
    broke: dict[str, list[int]] = {name: [] for name in names}
    said = spoken()

    async def ask(name: str, streams: int) -> None:
        parts = [
            await systems[name].run(asked.model.resolve(), said, streams, asked.seconds)
            for _ in range(asked.repeat)
        ]
        row = pooled(parts)
        rows.append(row)
        if row.holds(BOUND_MS):
            held[name] = max(held[name], streams)
        else:
            broke[name].append(streams)
        print(f"load {os.getloadavg()[0]:.1f} {row.figures()}", file=sys.stderr, flush=True)

    for streams in map(int, asked.steps.split(",")):
        for name in names:
            if name not in absent and len(broke[name]) < MISSES:
                await ask(name, streams)
    for name in names:
        over = [streams for streams in broke[name] if streams > held[name]]
        between = (held[name] + min(over, default=0)) // 2
        if between > held[name]:
            await ask(name, between)
    environments = (PIPECAT, WHISPER_LIVE)
    return {
        "machine": machine(),
        "versions": {each.name: each.versions() for each in environments if each.name not in absent.values()},
        "model": asked.model.name,
        "bound_ms": BOUND_MS,
        "seconds": asked.seconds,
        "absent": absent,
        "held": held,
        "rows": [row.figures() for row in rows],
    }


def missing(systems: dict[str, System], names: list[str]) -> dict[str, str]:
    """Systems that cannot be had here, and why."""
    absent = {}
    for name in names:
        environment = getattr(systems[name], "environment", None)
        if environment is not None:
            try:
                environment.ready()
            except NotInstalled as error:
                absent[name] = str(error)
    return absent


def pooled(parts: list[Measured]) -> Measured:
    """Several runs as one."""
    return Measured(
        parts[0].system,
        parts[0].streams,
        [stream for part in parts for stream in part.heard],
        sum(part.cpu_s for part in parts),
        sum(part.audio_s for part in parts),
        next((part.error for part in parts if part.error), ""),
    )


def table(made: dict[str, Any]) -> str:
    """As docs/performance.md has it."""
    lines = [
        f"| {' | '.join(COLUMNS)} |",
        "|---|---|---|---|---|---|---|",
    ]
    for row in made["rows"]:
        delays, after = (
            f"{each['p50']:.0f} / {each['p95']:.0f}" if (each := row[name]) else row["error"] or "-"
            for name in ("final_delay_ms", "after_last_word_ms")
        )
        wer = "-" if row["wer"] is None else f"{row['wer']:.1%}"
        lines.append(
            f"| {row['system']} | {row['streams']} | {delays} | {after} | {wer} | {row['lost']} "
            f"| {row['cpu_s_per_audio_s']} |"
        )
    lines += ["", "Sessions held: " + ", ".join(f"{name} {count}" for name, count in made["held"].items())]
    lines += [f"{name} could not be run: {why}" for name, why in made["absent"].items()]
    return "\n".join(lines)


def main() -> None:
    """Compare and print."""
    asked = arguments()
    if asked.model is None or not (asked.model / "model.bin").is_file():
        raise SystemExit("expected a folder with a Whisper in CTranslate2 form: --model DIR")
    logs.configure("error", "console")
    made = asyncio.run(compare(asked))
    print(json.dumps(made, indent=2) if asked.json else table(made))


if __name__ == "__main__":
    main()
