"""Plain text: a transcript as a script of the interview."""

from __future__ import annotations

import textwrap

from agents.model import Transcript

from .names import SPEAKERS, Names, Titles, clock, one_line

_WIDTH = 100


def transcript_text(transcript: Transcript, library: Titles) -> str:
    """The whole interview as plain text: a head, then each turn with its time, speaker and words."""
    names = Names.of(transcript, library)
    lines = [
        f"{names.loop}: {one_line(names.problem)}",
        f"{transcript.minutes} minutes, level {names.level}",
    ]
    phase = ""
    for turn in transcript.turns:
        if turn.phase != phase:
            phase = turn.phase
            title = names.phase(phase)
            lines += ["", title, "-" * len(title)]
        lines += ["", f"[{clock(turn.start_s)}] {SPEAKERS[turn.speaker]}:"]
        lines += textwrap.wrap(one_line(turn.text), _WIDTH) or ["(nothing was said)"]
        if turn.heard is not None:
            lines += textwrap.wrap(f"(put right; recognised as: {one_line(turn.heard)})", _WIDTH)
    return "\n".join(lines) + "\n"
