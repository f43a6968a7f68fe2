"""Hearing: the audio-in side of a conversation, from samples to turn events and the words of the turn."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Final, Protocol

import structlog

from service.errors import VivaError
from service.session.open_turn import OpenTurn
from service.session.turn_events import (
    Aside,
    EagerDropped,
    EagerFinal,
    SegmentClosed,
    SpeechStarted,
    TurnEnded,
    TurnEvent,
)
from service.session.turns import TurnMachine
from service.session.window import Window
from service.speech.agreement import Agreement, Caption
from service.speech.audio import Framer, to_samples
from service.speech.errors import TranscriberFull
from service.speech.ports import (
    NOTHING_HEARD,
    SAMPLE_RATE,
    Pcm,
    Recognition,
    Samples,
    Transcriber,
    TurnPool,
    VoiceDetector,
)

SOUND_S: Final = 8.0
"""How much of a turn's end the turn detector is given."""
FULL_RETRIES_S: Final = (0.3, 0.6, 1.2)
"""Waits before a final is tried again when the transcriber has no room: speech is not dropped lightly."""
PROMPT_CHARS: Final = 200
"""Text said before that is given to the recogniser."""

_log = structlog.get_logger(__name__)


class Listener(Protocol):
    """Whoever acts on what is heard."""

    def heard(self, event: TurnEvent, turn: OpenTurn | None) -> None:
        """Something happened; ``turn`` holds its words. Called in order, never re-entered."""
        ...

    def captioned(self, stable: str, unstable: str) -> None:
        """What the candidate is being heard to say."""
        ...

    def may_be_over(self, words: str) -> None:
        """The candidate pauses; so far these are all words of the turn."""
        ...

    def hard_of_hearing(self, error: Exception) -> None:
        """An engine failed; some speech may have no words."""
        ...


class Hearing:
    """Turns microphone samples into turn events, and segments into words.

    Args:
        session: names the interview to the transcriber.
        detector: this interview's own.
        turns: the turn machine; all its inputs go through here.
        transcriber: shared by all interviews.
        listener: is told everything.
        vocabulary: words to expect, for recognisers that gain by a glossary.
        turn_pool: tells by its sound whether a voice has finished, where there is one.
    """

    def __init__(
        self,
        session: str,
        turns: TurnMachine,
        listener: Listener,
        *,
        detector: VoiceDetector,
        transcriber: Transcriber,
        vocabulary: str = "",
        turn_pool: TurnPool | None = None,
    ) -> None:
        self._session = session
        self._detector = detector
        self._turns = turns
        self._transcriber = transcriber
        self._listener = listener
        self._glossary = vocabulary if transcriber.info.glossary else ""
        self._turn_pool = turn_pool
        self._sound: asyncio.Task[None] | None = None
        self._framer = Framer()
        self._frames: list[Pcm] = []
        self._window = Window()
        self._open: OpenTurn | None = None
        self._carried = ""
        self._caption: asyncio.Task[None] | None = None
        self._captioned_at = 0
        self._agreement, self._last_caption = Agreement(), Caption()
        self._words = ""
        self._closed = False
        self._deaf = False

    @property
    def turns(self) -> TurnMachine:
        """The turn machine, to be read only."""
        return self._turns

    @property
    def words(self) -> str:
        """The words of the open turn known so far, captions included."""
        return self._words if self._open else ""

    def hear(self, pcm: Pcm) -> None:
        """Microphone samples, any number of them."""
        self._frames += self._framer.push(pcm)
        for frame, probability in self._voices():
            self._window.append(frame)
            self.take(self._turns.frame(probability))
        self._caption_if_due()

    def take(self, events: Sequence[TurnEvent]) -> None:
        """Act on what the machine answered to any input."""
        for event in events:
            turn = self._act(event)
            self._listener.heard(event, turn)

    def close(self) -> None:
        """No more is heard or transcribed."""
        self._closed = True
        if self._caption is not None:
            self._caption.cancel()
        self._stop_listening()
        if self._open is not None:
            self._open.forget()
        self._transcriber.forget(self._session)

    def _voices(self) -> Sequence[tuple[Pcm, float]]:
        """The frames that wait, each with how probably it is speech; none until there are enough at once."""
        try:
            if len(self._frames) < self._detector.at_once:
                return ()
            found = [min(1.0, max(0.0, float(each))) for each in self._detector.probabilities(self._frames)]
        except Exception as error:  # noqa: BLE001  whatever it raises, typing still works
            if not self._deaf:
                _log.exception("voice detector failed", session=self._session)
                self._listener.hard_of_hearing(error)
            self._deaf = True
            found = [0.0] * len(self._frames)
        frames, self._frames = self._frames, []
        return list(zip(frames, found, strict=True))

    def _act(self, event: TurnEvent) -> OpenTurn | None:
        turn = self._open
        match event:
            case SpeechStarted(opens_turn=True):
                turn = self._open = OpenTurn(self._decode, self._decoded, self._carried)
                self._words, self._carried = self._carried, ""
                self._captioned_at = event.at
                self._begin_captions()
            case EagerFinal(start, end) if turn:
                turn.eager(start, end)
                self._listen_to_sound(end)
            case EagerDropped() if turn:
                turn.drop_eager()
                self._stop_listening()
            case SegmentClosed(start, end) if turn:
                turn.close(start, end, self._caption_words())
                self._begin_captions()
                self._show(turn)
            case TurnEnded():
                self._open = None
                self._stop_listening()
            case Aside(carried=carried) if turn:
                self._carried = turn.so_far() if carried else ""
                self._open = None
            case _:
                pass
        return turn

    async def _decode(self, start: int, end: int, before: str) -> Recognition:
        audio = to_samples(self._window.slice(start, end))
        prompt = self._prompt(before)
        for wait in (*FULL_RETRIES_S, None):
            try:
                return await self._transcriber.final(self._session, audio, prompt=prompt)
            except TranscriberFull as error:
                if wait is None:
                    self._fail(error)
                    break
                await asyncio.sleep(wait)
            except VivaError as error:
                self._fail(error)
                break
            except Exception as error:  # noqa: BLE001  likewise
                _log.exception("transcriber failed", session=self._session)
                self._fail(error)
                break
        return NOTHING_HEARD

    def _fail(self, error: Exception) -> None:
        if not self._closed:
            self._listener.hard_of_hearing(error)

    def _prompt(self, before: str) -> str:
        return f"{self._glossary} {_last_words(before)}".strip()

    def _decoded(self, turn: OpenTurn, upto: int) -> None:
        if turn is not self._open or self._closed:
            return
        words = turn.so_far()
        self._show(turn)
        if not self._turns.speaking:  # a reply takes a while to think of, and the words are on their way out
            asyncio.get_running_loop().call_soon(self._may_be_over, turn, words)
        self.take(self._turns.recognised(words, upto, certain=turn.certain))

    def _may_be_over(self, turn: OpenTurn, words: str) -> None:
        if turn is self._open and not self._turns.speaking and not self._closed:
            self._listener.may_be_over(words)

    # ---- the sound of the voice ----------------------------------------------------------------------------

    def _listen_to_sound(self, end: int) -> None:
        """The voice pauses: find out how finished it sounds."""
        self._stop_listening()
        start = self._turns.turn_start
        if self._turn_pool is not None and start is not None:
            audio = to_samples(self._window.slice(max(start, end - round(SOUND_S * SAMPLE_RATE)), end))
            self._sound = asyncio.create_task(self._hear_sound(self._turn_pool, audio, end))

    async def _hear_sound(self, pool: TurnPool, audio: Samples, end: int) -> None:
        finished = await pool.finished(self._session, audio)
        if finished is not None and not self._closed:
            self.take(self._turns.sounded(finished, end))

    def _stop_listening(self) -> None:
        if self._sound is not None:
            self._sound.cancel()
        self._sound = None

    # ---- captions ------------------------------------------------------------------------------------------

    def _begin_captions(self) -> None:
        self._agreement = Agreement(streams=self._transcriber.info.streams)
        self._last_caption = Caption()

    def _caption_if_due(self) -> None:
        start = self._turns.segment_start
        if self._open is None or start is None or not self._turns.speaking:
            return
        position = self._turns.position
        busy = self._caption is not None and not self._caption.done()
        audio_s = (position - start - self._agreement.start) / SAMPLE_RATE
        since_s = (position - max(self._captioned_at, start)) / SAMPLE_RATE
        if not busy and since_s >= self._transcriber.caption_interval(audio_s):
            self._captioned_at = position
            self._caption = asyncio.create_task(self._caption_of(self._open, start, self._turns.position))

    async def _caption_of(self, turn: OpenTurn, segment: int, end: int) -> None:
        captions = self._agreement
        start = captions.start
        audio = to_samples(self._window.slice(segment + start, end))
        before = f"{turn.so_far()} {captions.unheard}".strip()
        try:
            heard = await self._transcriber.partial(self._session, audio, prompt=_last_words(before))
        except Exception:  # noqa: BLE001  a caption may be missed; the final says what is wrong
            return
        if heard is None or turn is not self._open or self._turns.segment_start != segment or self._closed:
            return
        self._last_caption = captions.take(heard, start, end - segment)
        self._show(turn)
        self.take(self._turns.recognised(self._words, end, caption=True))

    def _show(self, turn: OpenTurn) -> None:
        """The words of the turn and of the open segment; none is stable after one that is not."""
        caption = self._last_caption
        settled = turn.settled().split()
        if turn.known:
            settled += caption.stable
        newest = () if turn.eager_decoded else (*caption.stable, *caption.unstable)
        words = [*turn.so_far().split(), *newest]
        self._words = " ".join(words)
        self._listener.captioned(" ".join(settled), " ".join(words[len(settled) :]))

    def _caption_words(self) -> tuple[str, str]:
        """What the open segment's captions said: what they would not change, and all of it."""
        caption = self._last_caption
        return " ".join(caption.stable), " ".join((*caption.stable, *caption.unstable))


def _last_words(text: str) -> str:
    """The end of the text, in whole words."""
    return text if len(text) <= PROMPT_CHARS else text[-PROMPT_CHARS:].partition(" ")[2]
