"""The load client: candidates of the benches in a process of their own: they take none of the service's time.

    python -m service.bench.load_client < order.json > outcome.json

The order names the sockets and what is said on each; the outcome has what each candidate noted.
"""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from service.bench.candidate import Candidate, Said
from service.bench.clips import Clip, clips
from service.bench.line import line


class LineOrder(BaseModel):
    """Clips, by their place in the list, and how long is thought in those that have a place for it."""

    clips: list[int]
    pauses_s: list[float] = []


class SessionOrder(BaseModel):
    """One candidate."""

    live: str
    """The socket's whole address, ticket included."""
    lines: list[LineOrder]
    after_s: float = 0.0
    """When to come in."""


class Order(BaseModel):
    """What to do."""

    files: list[Path] = []
    sessions: list[SessionOrder]
    seconds: float | None = None
    gap_s: float | None = None
    aloud: bool = False


class LineOutcome(BaseModel):
    """What came of one line. Seconds."""

    said: str
    heard: str
    lags_s: list[float]
    pauses: int
    cut_offs: int
    known_s: float | None
    """From the last sound of the voice to the words as they stayed, at the client."""
    settled_s: float | None
    """From the last sound of the voice to the text of the turn, at the client."""
    answered_s: float | None
    """From the last sound of the voice to the first sound of the answer that was played."""


class Outcome(BaseModel):
    """What one candidate noted."""

    lines: list[LineOutcome] = []
    refused: list[str] = []
    error: str = ""


async def fulfil(order: Order) -> list[Outcome]:
    """Let all candidates talk at the same time."""
    spoken = clips(order.files)
    return await asyncio.gather(*(_session(order, each, spoken) for each in order.sessions))


async def _session(order: Order, session: SessionOrder, spoken: list[Clip]) -> Outcome:
    lines = [line([spoken[at] for at in each.clips], each.pauses_s) for each in session.lines]
    await asyncio.sleep(session.after_s)
    try:
        async with connect(session.live, max_size=None, open_timeout=30, compression=None) as socket:
            candidate = Candidate(socket, time.monotonic, aloud=order.aloud)
            said = await candidate.talk(lines, order.seconds, order.gap_s)
    except (OSError, TimeoutError, WebSocketException) as error:
        return Outcome(error=f"{type(error).__name__}: {error}")
    return Outcome(lines=[_outcome(each) for each in said], refused=candidate.refused)


def _outcome(said: Said) -> LineOutcome:
    return LineOutcome(
        said=said.line.text,
        heard=said.heard,
        lags_s=said.lags_s(),
        pauses=len(said.line.pauses),
        cut_offs=said.cut_offs,
        known_s=_since(said, said.known),
        settled_s=_since(said, said.settled),
        answered_s=_since(said, said.answered),
    )


def _since(said: Said, at: float | None) -> float | None:
    return None if at is None else max(0.0, at - said.voice_end)


def main() -> None:
    """Read the order, fulfil it, write the outcome."""
    order = Order.model_validate_json(sys.stdin.read())
    outcomes = asyncio.run(fulfil(order))
    document: list[Any] = [outcome.model_dump_json() for outcome in outcomes]
    sys.stdout.write(f"[{','.join(document)}]")


if __name__ == "__main__":
    main()
