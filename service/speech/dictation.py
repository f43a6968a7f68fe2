"""Dictation: a recorded clip to words, piece by piece, for what is said outside an interview."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

import anyio.to_thread

from service.speech.audio import to_samples
from service.speech.ports import FRAME_SAMPLES, SAMPLE_RATE, Pcm, Transcriber, VoiceDetector

SPEECH: Final = 0.5
"""From this probability on a frame holds speech (design section 5)."""
PAUSE_FRAMES: Final = 10
"""Frames without speech that end a piece: 320 ms."""
LEAD_FRAMES: Final = 10
"""Frames kept before the first speech of a piece, and after its last: soft beginnings and ends count."""
LONGEST_FRAMES: Final = 20 * SAMPLE_RATE // FRAME_SAMPLES
"""A piece is cut at 20 s, as in an interview."""


def pieces(probabilities: Sequence[float]) -> Iterator[tuple[int, int]]:
    """Stretches of speech as frame numbers, first and one past the last, with a margin; none overlap."""
    end = 0
    first = last = -1
    for frame, probability in enumerate(probabilities):
        if probability >= SPEECH:
            first, last = (frame if first < 0 else first), frame
        if first >= 0 and (frame - last >= PAUSE_FRAMES or frame - first >= LONGEST_FRAMES):
            start, end = max(end, first - LEAD_FRAMES), min(last + 1 + LEAD_FRAMES, frame + 1)
            yield start, end
            first = -1
    if first >= 0:
        yield max(end, first - LEAD_FRAMES), len(probabilities)


async def dictate(
    pcm: Pcm,
    *,
    session: str,
    detect: Callable[[], VoiceDetector],
    transcriber: Transcriber,
    glossary: str = "",
) -> str:
    """The words of a clip; empty where the detector hears no speech.

    Args:
        pcm: 16 kHz. What does not fill a last frame is left off.
        session: a name of its own in the queue.
        detect: makes a fresh voice detector.
        transcriber: the process's one queue.
        glossary: names to expect.

    Raises:
        SpeechError: the queue is full, or the recogniser failed.
    """
    said = ""
    for first, last in await anyio.to_thread.run_sync(_heard, pcm, detect):
        audio = to_samples(pcm[first * FRAME_SAMPLES : last * FRAME_SAMPLES])
        found = await transcriber.final(session, audio, prompt=f"{glossary} {said[-200:]}".strip())
        said = f"{said} {found.text.strip()}".strip()
    return said


def _heard(pcm: Pcm, detect: Callable[[], VoiceDetector]) -> list[tuple[int, int]]:
    detector = detect()
    frames = range(0, len(pcm) - FRAME_SAMPLES + 1, FRAME_SAMPLES)
    return list(pieces([p for at in frames for p in detector.probabilities([pcm[at : at + FRAME_SAMPLES]])]))
