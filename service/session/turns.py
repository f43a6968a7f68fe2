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

What a voice over the interviewer is, ``interruption.py`` says, and ``overlap.py`` what comes of it; where
audio is cut, ``segmenter.py``; which silence ends a turn, ``endpoint.py``. An illegal input raises
``IllegalInput`` and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from service.session.candidate_voice import CandidateVoice
from service.session.certainty import CERTAIN
from service.session.completeness import Wording
from service.session.endpoint import REASONS
from service.session.interviewer_voice import InterviewerVoice
from service.session.lull import Lull
from service.session.overlap import weigh
from service.session.pauses import Patience, Pauses
from service.session.segmenter import Segmenter
from service.session.turn_events import (
    Aside,
    Breath,
    EndReason,
    SpeechStarted,
    TurnEnded,
    TurnEvent,
)
from service.session.turn_settings import TurnSettings


class IllegalInput(ValueError):
    """The machine was given what it cannot take in its state; nothing changed."""


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
        self._owed = 0
        self._turn: CandidateVoice | None = None
        self._segment = Segmenter(self.settings)
        self._interviewer = InterviewerVoice(silent_for=self.settings.echo_tail + 1)
        self._muted = False
        self._ended = False
        self._lull = Lull(self.settings)
        self._patience = Patience(Pauses(self.settings.complete_ms), self.settings.cut_off)

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
        return self._segment.start if self._turn else None

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
        return self._patience.pauses.wait_ms

    # ---- inputs --------------------------------------------------------------------------------------------

    def frame(self, probability: float) -> Sequence[TurnEvent]:
        """One voice-detector frame. Raises IllegalInput when it is no probability, or after the end."""
        self._legal(0.0 <= probability <= 1.0, f"expected a probability from 0 to 1, got {probability}")
        settings = self.settings
        self._position += settings.frame
        self._interviewer.pass_time(settings.frame)
        if self._muted:
            probability = 0.0
        if probability >= (settings.end_probability if self.speaking else settings.start_probability):
            return self._voice(probability)
        return self._hush(settings.frame)

    def quiet(self, samples: int) -> Sequence[TurnEvent]:
        """Time went by without audio (no microphone, or it stopped sending): nobody spoke."""
        self._legal(samples >= 0, f"expected a number of samples, got {samples}")
        self._owed += samples
        events: list[TurnEvent] = []
        while self._owed >= self.settings.frame:
            self._owed -= self.settings.frame
            events += self._hush(self.settings.frame)
        return events

    def recognised(
        self, text: str, upto: int, *, caption: bool = False, certain: float = CERTAIN
    ) -> Sequence[TurnEvent]:
        """The words of the open turn so far, heard up to sample ``upto``. Ignored when no turn is open.

        ``certain`` is how sure the recogniser is of the last of them, 0 to 1.
        A ``caption`` tells a word from a cough over the interviewer. It ends no turn: it often lacks the last
        word, which is the one that shows whether more must come.
        """
        self._legal(0 <= upto <= self._position, f"words up to sample {upto}, heard {self._position}")
        turn = self._turn
        if turn is None or not turn.recognised(text, upto, certain, caption=caption):
            return ()
        if turn.may_echo and turn.listen_for_echo(text, self._interviewer):
            self._interviewer.new_line()
        if turn.overlap is not None:
            return self._barge(turn)
        return self._endpoint(turn)

    def sounded(self, finished: float, upto: int) -> Sequence[TurnEvent]:
        """How finished the voice sounded, 0 to 1, listened to up to sample ``upto``.

        Ignored when no turn is open. It asks for time and never hurries: see ``endpoint.py``.
        """
        self._legal(0.0 <= finished <= 1.0, f"expected a probability from 0 to 1, got {finished}")
        self._legal(0 <= upto <= self._position, f"a voice up to sample {upto}, heard {self._position}")
        turn = self._turn
        if turn is not None and upto >= max(turn.start, turn.sound[0] if turn.sound else 0):
            turn.sound = (upto, finished)
        return ()

    def interviewer(self, *, speaking: bool, insists: bool = False) -> Sequence[TurnEvent]:
        """The interviewer's voice began or ended. It ``insists``: speech under way does not stop it."""
        self._legal()
        heard_out = self._interviewer.speaking and not speaking
        self._interviewer.set(speaking=speaking, insists=insists)
        self._lull.end()
        turn = self._turn
        if turn is None:
            if heard_out:
                self._patience.heard_out()
            return ()
        turn.overlap = None
        if not speaking:
            return self._endpoint(turn)
        if insists:
            turn.carried = True
            return ()
        turn.overlap = turn.voiced
        return self._barge(turn)

    def says(self, text: str) -> None:
        """The interviewer says these words next; heard by the microphone they are an echo."""
        self._legal()
        self._interviewer.says(text)

    def new_line(self, *, settled: bool = False) -> None:
        """Another browser or microphone: its echo cancellation begins to learn, or has ``settled`` before."""
        self._legal()
        self._interviewer.new_line(warmed_up=self.settings.echo_warmup if settled else 0)

    def mute(self, *, muted: bool) -> Sequence[TurnEvent]:
        """The microphone was muted or opened; while muted every frame counts as silence."""
        self._legal()
        self._muted = muted
        return ()

    def done(self) -> Sequence[TurnEvent]:
        """The candidate pressed Done: the open turn ends at once. Nothing happens when none is open."""
        return self._close_turn("done")

    def composing(self) -> None:
        """The candidate writes an answer: it is no silence, for a while."""
        self._legal()
        self._lull.excuse()

    def typed(self) -> Sequence[TurnEvent]:
        """The candidate sent a typed answer: what was being said ends before it."""
        self._legal()
        self._lull.end()
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
        if turn is None:
            turn = self._turn = self._open(events)
        elif not turn.speaking:
            self._go_on(turn, events)
        turn.speech_end = self._position
        turn.voiced += self.settings.frame
        events += self._segment.voice(self._position, probability)
        if turn.overlap is not None:
            turn.overlap += self.settings.frame
            events += self._barge(turn)
        return events

    def _open(self, events: list[TurnEvent]) -> CandidateVoice:
        at = self._position - self.settings.frame
        interviewer = self._interviewer
        self._patience.spoke(at)
        events.append(SpeechStarted(at, opens_turn=True))
        return CandidateVoice(
            judge=self._judge,
            start=self._segment.open(at),
            speech_end=self._position,
            breath=at,
            carried=interviewer.insists,
            may_echo=interviewer.speaking or interviewer.silent_for <= self.settings.echo_tail,
            learning=interviewer.warmed_up < self.settings.echo_warmup,
            overlap=0 if interviewer.speaking and not interviewer.insists else None,
        )

    def _go_on(self, turn: CandidateVoice, events: list[TurnEvent]) -> None:
        at = self._position - self.settings.frame
        interviewer = self._interviewer
        events += self._segment.resume()
        if turn.ending.is_sure(self.settings):
            self._patience.paused(self.settings.ms(turn.silence))
        turn.silence, turn.speaking = 0, True
        if interviewer.speaking and not interviewer.insists and turn.overlap is None:
            turn.overlap = 0
        if self._segment.start is None:
            self._segment.open(at)
            turn.breath = at
        events.append(SpeechStarted(at, opens_turn=False))

    # ---- silence -------------------------------------------------------------------------------------------

    def _hush(self, samples: int) -> Sequence[TurnEvent]:
        turn = self._turn
        if turn is None:
            return () if self._interviewer.speaking else self._lull.pass_time(samples)
        turn.silence += samples
        turn.speaking = False
        events = [*self._segment.hush(self._position, turn.silence)]
        if self._segment.start is not None and turn.silence >= self.settings.segment_pause:
            events += [*self._segment.close(self._position), Breath(self._position)]
            self._interviewer.insists = False
        if turn.overlap is not None:
            events += self._barge(turn)
        elif turn.carried and self._interviewer.speaking and self._decided(turn):
            events.append(self._set_aside(turn))
        else:
            events += self._endpoint(turn)
        return events

    # ---- the end of a turn ---------------------------------------------------------------------------------

    def _endpoint(self, turn: CandidateVoice) -> Sequence[TurnEvent]:
        if self._interviewer.speaking or turn.silence < self.settings.eager:
            return ()
        if turn.surely_echo and turn.words_cover_speech:
            return [*self._segment.close(self._position), self._set_aside(turn)]
        ending = turn.ending
        if self.settings.ms(turn.silence) < ending.wait_ms(self.settings, self.complete_wait_ms):
            return ()
        return self._close_turn(REASONS[ending.seems(self.settings)])

    def _close_turn(self, reason: EndReason) -> Sequence[TurnEvent]:
        self._legal()
        turn = self._turn
        if turn is None:
            return ()
        closed = self._segment.close(self._position)
        self._turn = None
        self._lull.end()
        self._patience.last_end = turn.speech_end if reason in _JUDGED else None
        return [*closed, TurnEnded(turn.start, turn.speech_end, self._position, turn.silence, reason)]

    # ---- both at once --------------------------------------------------------------------------------------

    def _barge(self, turn: CandidateVoice) -> Sequence[TurnEvent]:
        decided = self._decided(turn)
        events = weigh(turn, self._interviewer, self.settings, self._position, decided=decided)
        if decided and turn.overlap is not None:
            events.append(self._set_aside(turn))
        return events

    def _decided(self, turn: CandidateVoice) -> bool:
        """Whether it is time to tell if what was said over the interviewer was anything."""
        if self._segment.start is not None:
            return False
        return turn.words_cover_speech or turn.silence >= self.settings.barge_give_up

    def _set_aside(self, turn: CandidateVoice) -> Aside:
        self._turn = None
        return Aside(turn.start, turn.speech_end, carried=turn.carried)

    def _legal(self, holds: bool = True, why: str = "") -> None:  # noqa: FBT001, FBT002
        if self._ended:
            raise IllegalInput("the interview has ended; no further input is taken")
        if not holds:
            raise IllegalInput(why)


_JUDGED = frozenset({"complete", "unfinished", "thinking"})
"""Ends the machine decided by itself, and may learn from."""
