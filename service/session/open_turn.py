"""The open turn: its segments' texts as they are decoded, eager ones kept or dropped."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass

from service.session.certainty import CERTAIN, certainty
from service.speech.ports import Recognition

Range = tuple[int, int]
Decode = Callable[[int, int, str], Coroutine[None, None, Recognition]]
"""First sample, end, text before -> what was heard."""


@dataclass(slots=True)
class _Segment:
    samples: Range
    task: asyncio.Task[Recognition]
    captioned: tuple[str, str] = ("", "")
    """What its captions said, until its text is there: what they would not change, and all of it."""

    @property
    def text(self) -> str:
        return self.task.result().text if self.decoded else self.captioned[1]

    @property
    def settled(self) -> str:
        return self.task.result().text if self.decoded else self.captioned[0]

    @property
    def decoded(self) -> bool:
        return self.task.done() and not self.task.cancelled()


class OpenTurn:
    """The words of one turn of the candidate, while they are being said.

    Args:
        decode: makes words of a range of samples; it raises nothing.
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

    def close(self, start: int, end: int, captioned: tuple[str, str] = ("", "")) -> None:
        """The segment is whole; its eager text is kept if it covers the same samples.

        Until its text is there it is what its captions said (what will not change, and all): words once shown
        do not go and come back.
        """
        if self._eager is not None and self._eager.samples == (start, end):
            segment, self._eager = self._eager, None
        else:
            self.drop_eager()
            segment = self._begin(start, end)
        segment.captioned = captioned
        self._segments.append(segment)

    def so_far(self) -> str:
        """The words known now, those of an eager decode included."""
        return _join([self._before, *(segment.text for segment in self._all)])

    def settled(self) -> str:
        """The beginning of these words that will not change; an eager text still may."""
        texts = [self._before]
        for segment in self._segments:
            texts.append(segment.settled)
            if not segment.decoded:
                break
        return _join(texts)

    @property
    def certain(self) -> float:
        """How sure the recogniser is of the last of these words, 0 to 1."""
        last = next((segment for segment in reversed(self._all) if segment.text), None)
        return certainty(last.task.result().words) if last is not None and last.decoded else CERTAIN

    @property
    def known(self) -> bool:
        """Whether the text of every closed segment is there."""
        return all(segment.decoded for segment in self._segments)

    @property
    def eager_decoded(self) -> bool:
        """Whether the open segment has a text, in case it ends here."""
        return self._eager is not None and self._eager.decoded

    async def text(self) -> str:
        """All words of the closed segments, once they are decoded."""
        heard = await asyncio.gather(*(segment.task for segment in self._segments))
        return _join([self._before, *(each.text for each in heard)])

    def forget(self) -> None:
        """Nobody needs the words any more."""
        for segment in self._segments:
            segment.task.cancel()
        self.drop_eager()

    @property
    def _all(self) -> list[_Segment]:
        return [*self._segments, self._eager] if self._eager else self._segments

    def _begin(self, start: int, end: int) -> _Segment:
        task = asyncio.create_task(self._decode(start, end, self.so_far()))
        segment = _Segment((start, end), task)
        task.add_done_callback(lambda done: None if done.cancelled() else self._decoded(self, end))
        return segment


def _join(texts: list[str]) -> str:
    return " ".join(text for text in texts if text)
