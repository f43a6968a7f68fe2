"""The process in which PocketSphinx listens: ``python -m service.speech.sphinx_process``.

PocketSphinx holds Python's lock while it decodes, a second and more for a long sentence, so in the
service's own process it would stop every conversation. Here it stops nobody.

The parent writes one JSON line (the vocabulary), then requests: ``<u8 partial> <u32 bytes>`` and PCM16 mono
16 kHz. Each is answered by one JSON line: ``{"words": [[text, start_s, end_s, probability], ...]}`` or
``{"error": "..."}``. The first line, before any request, is ``{"ready": <words added>}``. The process ends
when its input does.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterable, Iterator
from typing import IO, Any, Final

from pocketsphinx import Decoder

from service.speech.sphinx_protocol import REQUEST

TERM_WEIGHT: Final = 30.0
"""How much likelier than an average word a term of the vocabulary is. 10 to 100 do about equally well."""
NEW_WORD_WEIGHT: Final = 3.0
"""The same for a word the dictionary lacked; more makes the decoder hear spelt-out names in small words."""
FEWEST_PHONES: Final = 3
"""A term of fewer sounds fits into too much else."""
_MARK: Final = "~"
"""Joins a term's words into one entry of the language model, and tells it from the dictionary's own."""
_FRAMES_PER_SECOND: Final = 100
SETTLED_BYTES: Final = 48_000
"""1.5 s of audio: from then on partials keep the cepstral mean they began with. On the spoken clips the word
error rate of finals that follow partials is 15 % with this much and 17 % with 1 s; decoded whole it is
13.5 %, for 3.6 times the work once the voice has stopped."""
_BLOCK_BYTES: Final = 3_200

HeardWord = tuple[str, float, float, float]
"""Text, start and end in seconds, probability."""


class SphinxDecoder:
    """One decoder. A partial, and a final, goes on from the partial before if it begins with its samples."""

    def __init__(
        self,
        terms: Iterable[str] = (),
        nouns: Iterable[str] = (),
        pronunciations: dict[str, str] | None = None,
    ) -> None:
        self._decoder = Decoder(loglevel="FATAL")
        self._start_cmn: str = self._decoder.get_cmn()
        self._open: bytes | None = None
        self.added = self._add(terms, nouns, pronunciations or {})

    def final(self, pcm: bytes) -> list[HeardWord]:
        """The words of a whole segment; after partials of it only what is new has to be searched."""
        if self._open is not None and pcm.startswith(self._open):
            self._go_on(pcm)
        else:
            self._end()
            self._start(self._start_cmn)
            self._decoder.process_raw(pcm, full_utt=True)
        self._open = None
        self._decoder.end_utt()
        return list(self._words())

    def partial(self, pcm: bytes) -> list[HeardWord]:
        """The words so far of a segment that still grows; costs only what is new since the last partial."""
        opened = self._open or b""
        if len(opened) < SETTLED_BYTES or not pcm.startswith(opened):
            self._begin(pcm)
        self._go_on(pcm)
        return list(self._words())

    def _go_on(self, pcm: bytes) -> None:
        """Search the samples after those of the partial before."""
        for at in range(len(self._open or b""), len(pcm), _BLOCK_BYTES):
            self._decoder.process_raw(pcm[at : at + _BLOCK_BYTES])
        self._open = pcm

    def _begin(self, pcm: bytes) -> None:
        """Open an utterance, with the cepstral mean of what has been heard of it."""
        self._end()
        self._start(self._start_cmn)
        self._decoder.process_raw(pcm, no_search=True, full_utt=True)
        self._decoder.end_utt()
        self._start(self._decoder.get_cmn())
        self._open = b""

    def _start(self, cmn: str) -> None:
        """Start an utterance that owes nothing to the one before but this cepstral mean.

        Without fresh features words would depend, a little, on who spoke before.
        """
        self._decoder.reinit_feat()
        self._decoder.set_cmn(cmn)
        self._decoder.start_utt()

    def _end(self) -> None:
        if self._open is not None:
            self._decoder.end_utt()
            self._open = None

    def _words(self) -> Iterator[HeardWord]:
        """The words of the best hypothesis, without fillers, alternates' numbers and marks."""
        for segment in self._decoder.seg() or ():
            if segment.word.startswith(("<", "[", "+")):
                continue
            start, end = (
                segment.start_frame / _FRAMES_PER_SECOND,
                (segment.end_frame + 1) / _FRAMES_PER_SECOND,
            )
            # A posterior; 1 for every word while the utterance is still open.
            probability = min(1.0, segment.prob)
            yield from _apart(segment.word.split("(")[0], start, end, probability)

    def _add(self, terms: Iterable[str], nouns: Iterable[str], pronunciations: dict[str, str]) -> int:
        """Put words and terms into dictionary and language model; what has no pronunciation is left out."""
        wanted = [*terms, *(f"{article} {noun}" for noun in nouns for article in _articles(noun))]
        added = 0
        model = self._decoder.get_lm()
        for term in dict.fromkeys([*pronunciations, *wanted]):
            phones = [pronunciations.get(word) or self._decoder.lookup_word(word) for word in term.split()]
            sounds = " ".join(filter(None, phones))
            if not all(phones) or len(sounds.split()) < FEWEST_PHONES:
                continue
            token = _MARK.join(term.split()) if " " in term else term + _MARK
            model.add_word(token, NEW_WORD_WEIGHT if term in pronunciations else TERM_WEIGHT)
            self._decoder.add_word(token, sounds, update=False)
            added += 1
        if added:
            # Only the last one makes the search take them up: that takes a second, once.
            self._decoder.add_word(f"{_MARK}end{_MARK}", "SIL", update=True)
        return added


def _articles(noun: str) -> tuple[str, str]:
    return ("an" if noun[0] in "aeiou" else "a", "the")


def _apart(token: str, start: float, end: float, probability: float) -> Iterator[HeardWord]:
    """The words of a token that may be a term; they share its time by their letters."""
    words = [word for word in token.split(_MARK) if word]
    letters = sum(map(len, words))
    at = start
    for word in words:
        until = at + (end - start) * len(word) / letters
        yield word, round(at, 3), round(until, 3), round(probability, 3)
        at = until


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer requests until there are no more."""

    def answer(message: dict[str, Any]) -> None:
        answers.write(json.dumps(message).encode() + b"\n")
        answers.flush()

    decoder = SphinxDecoder(**json.loads(requests.readline()))
    answer({"ready": decoder.added})
    while len(head := requests.read(REQUEST.size)) == REQUEST.size:
        partial, size = REQUEST.unpack(head)
        pcm = requests.read(size)
        try:
            answer({"words": decoder.partial(pcm) if partial else decoder.final(pcm)})
        except Exception as error:  # noqa: BLE001  (native code raises RuntimeError and more; the parent is told)
            answer({"error": str(error) or type(error).__name__})


def main() -> None:
    """Serve on the standard streams; whatever the library prints goes to standard error."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the service, which then closes our input.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
