"""The conversation bench: a dialogue end to end over the socket, heard and answered aloud.

The candidate, in a process of its own, says lines with pauses for thought inside unfinished sentences, hears
each answer at the pace of speech, and acknowledges what it played, as a browser does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from rubrics.library import Library
from service.bench.clips import Clip
from service.bench.figures import percentiles_ms, ratio
from service.bench.house import House, fulfil, house
from service.bench.load_client import LineOrder, Order, Outcome, SessionOrder
from service.bench.machine import machine
from service.bench.transcribe import NotMeasured
from service.settings import Settings

SHORTEST_PAUSE_S: Final = 0.7
LONGEST_PAUSE_S: Final = 2.4
"""Pauses of candidates who think aloud (design, section 5)."""
OVERHEAD: Final = ("decide", "send")
"""Spans that are the service's own work; without a language model its words are, too."""
TOLD: Final = {"said", "heard", "cut_offs", "answered_s"}
WORDING: Final = ("first_token", "first_sentence")


def pauses_s(count: int) -> list[float]:
    """So many pauses from the shortest to the longest, in an order that mixes them."""
    step = (LONGEST_PAUSE_S - SHORTEST_PAUSE_S) / max(1, count - 1)
    even = [round(SHORTEST_PAUSE_S + nth * step, 3) for nth in range(count)]
    return [*even[::2], *even[1::2]]


def script(clips: Sequence[Clip], turns: int, thoughts: int) -> list[LineOrder]:
    """The lines: in each so many sentences with a pause for thought, then one without.

    Raises:
        NotMeasured: no clip says where one may pause, or all do.
    """
    open_ones = [at for at, clip in enumerate(clips) if clip.open_after]
    whole = [at for at, clip in enumerate(clips) if not clip.open_after] or open_ones
    if thoughts and not open_ones:
        raise NotMeasured('Expected clips that say by "..." where one may pause to think.')
    waits = pauses_s(turns * thoughts)
    return [
        LineOrder(
            clips=[
                *(open_ones[(turn * thoughts + nth) % len(open_ones)] for nth in range(thoughts)),
                whole[turn % len(whole)],
            ],
            pauses_s=waits[turn * thoughts : (turn + 1) * thoughts],
        )
        for turn in range(turns)
    ]


async def measure(
    settings: Settings,
    library: Library,
    clips: Sequence[Clip],
    *,
    files: Sequence[Path] = (),
    turns: int = 2,
    thoughts: int = 3,
    say: Callable[[str], None] = lambda _: None,
) -> dict[str, Any]:
    """Hold the dialogue.

    Returns:
        The document of ``viva bench conversation --json``.

    Raises:
        Busy: no engines could be loaded.
        ClientFailed, NotMeasured: the dialogue could not be held.
    """
    lines = script(clips, turns, thoughts)
    async with house(settings, library, mute=False) as open_house:
        interview, live = await open_house.interview()
        say(f"{turns} turns with {turns * thoughts} pauses for thought, at the pace of speech ...")
        order = Order(files=list(files), sessions=[SessionOrder(live=live, lines=lines)], aloud=True)
        (outcome,) = await fulfil(order)
        if outcome.error:
            raise NotMeasured(f"The dialogue broke off: {outcome.error}.")
        return await _document(open_house, interview, outcome)


async def _document(open_house: House, interview: str, outcome: Outcome) -> dict[str, Any]:
    told = await open_house.delays(interview)
    own = OVERHEAD if open_house.loaded.model else (*OVERHEAD, *WORDING)
    overheads = [
        sum(turn["spans_ms"].get(span, 0.0) for span in own) / 1000
        for turn in told["turns"]
        if turn["voice_to_voice_ms"] is not None
    ]
    pauses, cut_offs = (sum(getattr(line, name) for line in outcome.lines) for name in ("pauses", "cut_offs"))
    answered = [line.answered_s for line in outcome.lines if line.answered_s is not None]
    settled = [line.settled_s for line in outcome.lines if line.settled_s is not None]
    choices = open_house.loaded.choices
    return {
        "engines": {choice.job: f"{choice.name} {choice.model}".strip() for choice in choices},
        "machine": machine(),
        "turns": len(outcome.lines),
        "answered": len(answered),
        "voice_to_voice_ms": told["voice_to_voice_ms"],
        "spans_ms": told["spans_ms"],
        "overhead_ms": percentiles_ms(overheads),
        "pauses": pauses,
        "cut_offs": cut_offs,
        "cut_offs_per_100_pauses": ratio(100 * cut_offs, pauses),
        "wait_after_end_ms": percentiles_ms(settled),
        "answer_after_end_ms": percentiles_ms(answered),
        "refused": outcome.refused,
        "lines": [line.model_dump(include=TOLD) for line in outcome.lines],
    }
