r"""Turns: who speaks when. A machine without sound, clock or socket: frame probabilities in, events out.

Time is counted in samples at 16 kHz. The rules, as a table (rows: what the candidate does; columns: what the
interviewer does):

    candidate \ interviewer   silent                              speaking
    silent                    count silence -> SilenceReached     nothing
    speaking                  turn open; cut segments at 20 s     voice counted: 300 ms -> BargePause,
                                                                  two words or 600 ms -> BargeStop
    pausing (turn open)       200 ms -> EagerFinal                the same, and when words are known or
                              300 ms -> SegmentClosed, Breath     1 s passed: BargeResume, Aside
                              wait by wording -> TurnEnded
    ended                     every input is illegal              every input is illegal

An illegal input raises ``IllegalInput`` and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from service.session.completeness import Looks, Wording
from service.session.pauses import Pauses
from service.session.turn_events import (
    Aside,
    BargePause,
    BargeResume,
    BargeStop,
    Breath,
    EagerDropped,
    EagerFinal,
    EndReason,
    SegmentClosed,
    SilenceReached,
    SpeechStarted,
    TurnEnded,
    TurnEvent,
)
from service.session.turn_settings import TurnSettings


class IllegalInput(ValueError):
    """The machine was given what it cannot take in its state; nothing changed."""


_NOTHING_SAID = Wording(Looks.COMPLETE, 0, back_channel=False)


@dataclass(slots=True)
class _Open:
    """The candidate's open turn."""

    start: int
    segment: int | None
    """Where the open segment begins; None when the last one was closed."""
    speech_end: int
    breath: int
    """Where speech went on after the last breath."""
    speaking: bool = True
    voiced: int = 0
    """Voiced samples in the whole turn."""
    silence: int = 0
    """Time since the last voiced frame, in samples; includes time without audio."""
    eager: tuple[int, int] | None = None
    known: int = -1
    """Words are known up to this sample."""
    wording: Wording = _NOTHING_SAID
    quietest: tuple[float, int] | None = None
    """Lowest probability near the segment's limit and where it was: the best place to cut."""
    overlap: int | None = None
    """Voiced samples over the interviewer; None when not talking over it."""
    carried: bool = False
    """Begun while the interviewer insisted: if it comes to nothing its words open the next turn."""

    @property
    def words_cover_speech(self) -> bool:
        return self.known >= self.speech_end


@dataclass(slots=True)
class _Interviewer:
    speaking: bool = False
    paused: bool = False
    insists: bool = False


class TurnMachine:
    """The turn-taking of one interview.

    Args:
        judge: tells how the words of the turn so far look at their end.
        settings: all waits; see ``TurnSettings``.
    """

    def __init__(self, judge: Callable[[str], Wording], settings: TurnSettings | None = None) -> None:
        self.settings = settings or TurnSettings()
        self._judge = judge
        self._position = 0
        self._time = 0
        self._owed = 0
        self._closed = 0
        self._turn: _Open | None = None
        self._interviewer = _Interviewer()
        self._muted = False
        self._ended = False
        self._quiet = 0
        self._last_end: int | None = None
        self._pauses = Pauses(self.settings.complete_ms)

    # ---- what is known -------------------------------------------------------------------------------------

    @property
    def position(self) -> int:
        """Samples of audio seen."""
        return self._position

    @property
    def turn_start(self) -> int | None:
        """The sample at which the open turn began; None when no turn is open."""
        return self._turn.start if self._turn else None

    @property
    def segment_start(self) -> int | None:
        """The sample at which the open segment begins; None when none is open."""
        return self._turn.segment if self._turn else None

    @property
    def speech_end(self) -> int:
        """The last voiced sample of the open turn; the position when none is open."""
        return self._turn.speech_end if self._turn else self._position

    @property
    def speaking(self) -> bool:
        """True while the candidate's voice is heard."""
        return self._turn is not None and self._turn.speaking

    @property
    def breathless_s(self) -> float:
        """Seconds since the candidate last paused for breath; 0 when no turn is open."""
        return self.settings.ms(self._position - self._turn.breath) / 1000 if self._turn else 0.0

    @property
    def complete_wait_ms(self) -> float:
        """The wait after complete-looking words, as learned so far."""
        return self._pauses.wait_ms

    # ---- inputs --------------------------------------------------------------------------------------------

    def frame(self, probability: float) -> Sequence[TurnEvent]:
        """One voice-detector frame. Raises IllegalInput when it is no probability, or after the end."""
        self._legal(0.0 <= probability <= 1.0, f"expected a probability from 0 to 1, got {probability}")
        settings = self.settings
        self._position += settings.frame
        self._time += settings.frame
        if self._muted:
            probability = 0.0
        speaking = self._turn is not None and self._turn.speaking
        if probability >= (settings.end_probability if speaking else settings.start_probability):
            return self._voice(probability)
        return self._hush(settings.frame)

    def quiet(self, samples: int) -> Sequence[TurnEvent]:
        """Time went by without audio (no microphone, or it stopped sending): nobody spoke."""
        self._legal(samples >= 0, f"expected a number of samples, got {samples}")
        self._owed += samples
        events: list[TurnEvent] = []
        while self._owed >= self.settings.frame:
            self._owed -= self.settings.frame
            self._time += self.settings.frame
            events += self._hush(self.settings.frame)
        return events

    def recognised(self, text: str, upto: int) -> Sequence[TurnEvent]:
        """The words of the open turn so far, heard up to sample ``upto``. Ignored when no turn is open."""
        self._legal(0 <= upto <= self._position, f"words up to sample {upto}, heard {self._position}")
        turn = self._turn
        if turn is None or upto < max(turn.start, turn.known):
            return ()
        turn.known = upto
        turn.wording = self._judge(text)
        if turn.overlap is not None:
            return self._barge(turn)
        if turn.silence >= self.settings.eager:
            return self._endpoint(turn)
        return ()

    def interviewer(self, *, speaking: bool, insists: bool = False) -> Sequence[TurnEvent]:
        """The interviewer's voice began or ended. It ``insists``: speech under way does not stop it."""
        self._legal()
        self._interviewer = _Interviewer(speaking=speaking, insists=speaking and insists)
        self._quiet = 0
        turn = self._turn
        if turn is None:
            return ()
        turn.overlap = None
        if not speaking:
            return self._endpoint(turn)
        if insists:
            turn.carried = True
            return ()
        turn.overlap = turn.voiced
        return self._barge(turn)

    def mute(self, *, muted: bool) -> Sequence[TurnEvent]:
        """The microphone was muted or opened; while muted every frame counts as silence."""
        self._legal()
        self._muted = muted
        return ()

    def done(self) -> Sequence[TurnEvent]:
        """The candidate pressed Done: the open turn ends at once. Nothing happens when none is open."""
        return self._close_turn("done")

    def typed(self) -> Sequence[TurnEvent]:
        """The candidate sent a typed answer: what was being said ends before it."""
        self._legal()
        self._quiet = 0
        return self._close_turn("typed")

    def cut_in(self) -> Sequence[TurnEvent]:
        """The interviewer takes the turn."""
        return self._close_turn("cut_in")

    def end(self) -> Sequence[TurnEvent]:
        """The interview is over: the open turn ends, and after this every input is illegal."""
        events = self._close_turn("ended")
        self._ended = True
        return events

    # ---- voice ---------------------------------------------------------------------------------------------

    def _voice(self, probability: float) -> Sequence[TurnEvent]:
        events: list[TurnEvent] = []
        turn = self._turn
        if turn is None or not turn.speaking:
            turn = self._onset(turn, events)
        turn.speech_end = self._position
        turn.voiced += self.settings.frame
        self._cut_long_segment(turn, probability, events)
        if turn.overlap is not None:
            turn.overlap += self.settings.frame
            events += self._barge(turn)
        return events

    def _onset(self, turn: _Open | None, events: list[TurnEvent]) -> _Open:
        at = self._position - self.settings.frame
        start = max(at - self.settings.preroll, self._closed)
        if turn is None:
            turn = self._turn = _Open(start=start, segment=start, speech_end=self._position, breath=at)
            turn.carried = self._interviewer.insists
            turn.overlap = 0 if self._interviewer.speaking and not turn.carried else None
            self._learn_from_next_turn(at)
            events.append(SpeechStarted(at, opens_turn=True))
            return turn
        if turn.eager is not None:
            events.append(EagerDropped(*turn.eager))
        if turn.words_cover_speech and turn.wording.looks is Looks.COMPLETE:
            self._pauses = self._pauses.paused(self.settings.ms(turn.silence))
        turn.eager, turn.silence, turn.speaking = None, 0, True
        if self._interviewer.speaking and not self._interviewer.insists and turn.overlap is None:
            turn.overlap = 0
        if turn.segment is None:
            turn.segment, turn.quietest, turn.breath = start, None, at
        events.append(SpeechStarted(at, opens_turn=False))
        return turn

    def _learn_from_next_turn(self, at: int) -> None:
        if self._last_end is None:
            return
        went_on = self.settings.ms(at - self._last_end) < self.settings.cut_off_ms
        self._pauses = self._pauses.cut_off() if went_on else self._pauses.ended_well()
        self._last_end = None

    def _cut_long_segment(self, turn: _Open, probability: float, events: list[TurnEvent]) -> None:
        """Cut a segment that has reached its limit at the frame where the voice was lowest."""
        if turn.segment is None:
            return
        length = self._position - turn.segment
        if length <= self.settings.longest_segment - self.settings.cut_window:
            return
        if turn.quietest is None or probability <= turn.quietest[0]:
            turn.quietest = (probability, self._position)
        if length >= self.settings.longest_segment:
            cut = turn.quietest[1]
            events.append(SegmentClosed(turn.segment, cut))
            self._closed = turn.segment = cut
            turn.quietest = None

    # ---- silence -------------------------------------------------------------------------------------------

    def _hush(self, samples: int) -> Sequence[TurnEvent]:
        turn = self._turn
        if turn is None:
            return self._wait_for_candidate(samples)
        events: list[TurnEvent] = []
        turn.silence += samples
        turn.speaking = False
        settings = self.settings
        if turn.segment is not None and turn.eager is None and turn.silence >= settings.eager:
            turn.eager = (turn.segment, self._position)
            events.append(EagerFinal(*turn.eager))
        if turn.segment is not None and turn.silence >= settings.segment_pause:
            self._close_segment(turn, events)
            events.append(Breath(self._position))
            self._interviewer.insists = False
        if turn.overlap is not None:
            events += self._barge(turn)
        elif turn.carried and self._interviewer.speaking and turn.segment is None and self._decided(turn):
            events.append(self._set_aside(turn))
        else:
            events += self._endpoint(turn)
        return events

    def _wait_for_candidate(self, samples: int) -> Sequence[TurnEvent]:
        if self._interviewer.speaking:
            return ()
        before, self._quiet = self._quiet, self._quiet + samples
        steps = self._quiet // self.settings.silence_step
        if steps == before // self.settings.silence_step:
            return ()
        return (SilenceReached(steps * self.settings.silence_step_s),)

    def _close_segment(self, turn: _Open, events: list[TurnEvent]) -> None:
        if turn.segment is None:
            return
        start, end = turn.eager or (turn.segment, self._position)
        events.append(SegmentClosed(start, end))
        self._closed = end
        turn.segment = turn.eager = turn.quietest = None

    # ---- the end of a turn ---------------------------------------------------------------------------------

    def _endpoint(self, turn: _Open) -> Sequence[TurnEvent]:
        if self._interviewer.speaking or turn.silence < self.settings.eager:
            return ()
        looks = turn.wording.looks if turn.words_cover_speech else None
        if self.settings.ms(turn.silence) < self._wait_ms(looks):
            return ()
        return self._close_turn(_REASONS[looks])

    def _wait_ms(self, looks: Looks | None) -> float:
        settings = self.settings
        if looks is Looks.OVER:
            return settings.eager_ms
        if looks is Looks.COMPLETE:
            return self._pauses.wait_ms
        if looks is Looks.THINKING:
            return settings.thinking_ms
        return settings.unfinished_ms

    def _close_turn(self, reason: EndReason) -> Sequence[TurnEvent]:
        self._legal()
        turn = self._turn
        if turn is None:
            return ()
        events: list[TurnEvent] = []
        self._close_segment(turn, events)
        self._turn = None
        self._quiet = 0
        self._last_end = turn.speech_end if reason in _JUDGED else None
        events.append(TurnEnded(turn.start, turn.speech_end, self._position, turn.silence, reason))
        return events

    # ---- barge-in ------------------------------------------------------------------------------------------

    def _barge(self, turn: _Open) -> Sequence[TurnEvent]:
        """Pause the interviewer for a voice, stop it for words, let it go on after a back-channel."""
        settings, voiced = self.settings, turn.overlap or 0
        events: list[TurnEvent] = []
        if voiced >= settings.barge_pause and not self._interviewer.paused:
            self._interviewer.paused = True
            events.append(BargePause(self._position))
        wording = turn.wording
        fresh = turn.speech_end - turn.known < settings.barge_stop
        back_channel = fresh and wording.back_channel
        enough_words = fresh and wording.words >= settings.barge_words and voiced > 0
        if not back_channel and (voiced >= settings.barge_stop or enough_words):
            if not self._interviewer.paused:
                events.append(BargePause(self._position))
            turn.overlap = None
            self._interviewer = _Interviewer()
            events.append(BargeStop(self._position))
            return events
        if turn.segment is None and self._decided(turn):
            if self._interviewer.paused:
                self._interviewer.paused = False
                events.append(BargeResume(self._position))
            events.append(self._set_aside(turn))
        return events

    def _decided(self, turn: _Open) -> bool:
        """Whether it is time to tell if what was said over the interviewer was anything."""
        return turn.words_cover_speech or turn.silence >= self.settings.barge_give_up

    def _set_aside(self, turn: _Open) -> Aside:
        self._turn = None
        return Aside(turn.start, turn.speech_end, carried=turn.carried)

    def _legal(self, holds: bool = True, why: str = "") -> None:  # noqa: FBT001, FBT002
        if self._ended:
            raise IllegalInput("the interview has ended; no further input is taken")
        if not holds:
            raise IllegalInput(why)


_REASONS: dict[Looks | None, Literal["complete", "unfinished", "thinking", "said_done"]] = {
    Looks.COMPLETE: "complete",
    Looks.UNFINISHED: "unfinished",
    Looks.THINKING: "thinking",
    Looks.OVER: "said_done",
    None: "unfinished",
}
_JUDGED = frozenset({"complete", "unfinished", "thinking"})
"""Ends the machine decided by itself, and may learn from."""
