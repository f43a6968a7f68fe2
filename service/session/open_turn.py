"""The open turn: its segments' texts as they are decoded, eager ones kept or dropped."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass

Range = tuple[int, int]
Decode = Callable[[int, int, str], Coroutine[None, None, str]]
"""First sample, end, text before -> text."""


@dataclass(slots=True)
class _Segment:
    samples: Range
    task: asyncio.Task[str]

    @property
    def text(self) -> str:
        done = self.task.done() and not self.task.cancelled()
        return self.task.result() if done else ""


class OpenTurn:
    """The words of one turn of the candidate, while they are being said.

    Args:
        decode: makes the text of a range of samples; it raises nothing.
        decoded: told when a text that still counts has come, with the sample up to which words are known.
        before: words that were said before the turn began and belong to it.
    """

    def __init__(self, decode: Decode, decoded: Callable[[OpenTurn, int], None], before: str = "") -> None:
        self._decode = decode
        self._decoded = decoded
        self._before = before
        self._segments: list[_Segment] = []
        self._eager: _Segment | None = None

    def eager(self, start: int, end: int) -> None:
        """Begin to decode the open segment, in case it ends here."""
        self._eager = self._begin(start, end)

    def drop_eager(self) -> None:
        """Speech went on: the eager text will not be used."""
        if self._eager is not None:
            self._eager.task.cancel()
            self._eager = None

    def close(self, start: int, end: int) -> None:
        """The segment is whole; its eager text is kept if it covers the same samples."""
        if self._eager is not None and self._eager.samples == (start, end):
            self._segments.append(self._eager)
            self._eager = None
            return
        self.drop_eager()
        self._segments.append(self._begin(start, end))

    def so_far(self) -> str:
        """The words known now, those of an eager decode included."""
        segments = [*self._segments, self._eager] if self._eager else self._segments
        return _join([self._before, *(segment.text for segment in segments)])

    @property
    def known(self) -> bool:
        """Whether the text of every closed segment is there."""
        return all(segment.task.done() for segment in self._segments)

    async def text(self) -> str:
        """All words of the closed segments, once they are decoded."""
        texts = await asyncio.gather(*(segment.task for segment in self._segments))
        return _join([self._before, *texts])

    def forget(self) -> None:
        """Nobody needs the words any more."""
        for segment in self._segments:
            segment.task.cancel()
        self.drop_eager()

    def _begin(self, start: int, end: int) -> _Segment:
        task = asyncio.create_task(self._decode(start, end, self.so_far()))
        segment = _Segment((start, end), task)
        task.add_done_callback(lambda done: None if done.cancelled() else self._decoded(self, end))
        return segment


def _join(texts: list[str]) -> str:
    return " ".join(text for text in texts if text)
