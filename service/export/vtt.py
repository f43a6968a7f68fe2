"""WebVTT: a transcript as captions, in step with the recording of the interview."""

from __future__ import annotations

from agents.model import Transcript, Turn

from .names import SPEAKERS, Names, Titles, one_line

CUE_CHARS = 220
"""A longer turn is shown as several cues, each given time in proportion to its words."""

_MIN_CUE_S = 0.001


def transcript_vtt(transcript: Transcript, library: Titles) -> str:
    """The interview as WebVTT with a voice tag on each cue. A silent turn has no cue."""
    names = Names.of(transcript, library)
    title = one_line(f"{names.loop}: {names.problem}").replace("-->", "->")
    blocks = [f"WEBVTT {title}"]
    for turn in transcript.turns:
        blocks += _cues(turn)
    return "\n\n".join(blocks) + "\n"


def _cues(turn: Turn) -> list[str]:
    parts = _parts(one_line(turn.text))
    total = sum(len(part) for part in parts)
    length = max(turn.end_s - turn.start_s, 0.0)
    cues, said, start = [], 0, turn.start_s
    for number, part in enumerate(parts, start=1):
        said += len(part)
        end = max(turn.start_s + length * said / total, start + _MIN_CUE_S)
        label = turn.id if len(parts) == 1 else f"{turn.id}-{number}"
        voice = f"<v {SPEAKERS[turn.speaker]}>{_escape(part)}</v>"
        cues.append(f"{one_line(label).replace('-->', '->')}\n{_stamp(start)} --> {_stamp(end)}\n{voice}")
        start = end
    return cues


def _parts(text: str) -> list[str]:
    """The text in pieces of at most ``CUE_CHARS`` characters, broken between words where there is a gap."""
    parts = []
    while len(text) > CUE_CHARS:
        cut = text.rfind(" ", 0, CUE_CHARS + 1)
        cut = cut if cut > 0 else CUE_CHARS
        parts.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [*parts, text] if text else parts


def _escape(text: str) -> str:
    """Cue text may hold neither markup nor an arrow that would be read as a time line."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _stamp(seconds: float) -> str:
    millis = round(max(seconds, 0.0) * 1000)
    minutes, rest = divmod(millis, 60_000)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{rest // 1000:02d}.{rest % 1000:03d}"
