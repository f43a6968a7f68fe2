"""The candidate's voice as the turn machine knows it: one turn, from its first voiced frame to its end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from service.session.completeness import NOTHING_SAID, Looks, Wording
from service.session.endpoint import Ending
from service.session.interruption import Overlap
from service.session.interviewer_voice import InterviewerVoice


@dataclass(slots=True)
class CandidateVoice:
    """What is known of an open turn. Positions and lengths are samples of microphone audio."""

    judge: Callable[[str], Wording] = field(compare=False, repr=False)
    """Tells how words look."""
    start: int
    speech_end: int
    breath: int
    """Where speech went on after the last breath."""
    speaking: bool = True
    voiced: int = 0
    """Voiced samples in the whole turn."""
    silence: int = 0
    """Time since the last voiced frame, in samples; includes time without audio."""
    known: int = -1
    """Words are known up to this sample, those of captions included."""
    sure: int = -1
    """Words are known up to this sample, and will not change."""
    text: str = ""
    """Its words so far."""
    certain: float = 1.0
    """How sure the recogniser is of the last of them."""
    sound: tuple[int, float] | None = None
    """Up to which sample the voice was listened to, and how finished it sounded."""
    overlap: int | None = None
    """Voiced samples over the interviewer; None when not talking over it."""
    may_echo: bool = False
    """Begun while the interviewer could be heard: it may be the interviewer's own voice."""
    learning: bool = False
    """Begun while echo cancellation was learning: voice alone does not show that it is the candidate's."""
    echo: bool = False
    """The words so far are the interviewer's own."""
    surely_echo: bool = False
    """And they are too many for chance."""
    carried: bool = False
    """Begun while the interviewer insisted: if it comes to nothing its words open the next turn."""

    @property
    def words_cover_speech(self) -> bool:
        """Whether the words of its last voiced frame are known, and not only from a caption."""
        return self.sure >= self.speech_end

    def recognised(self, text: str, upto: int, certain: float, *, caption: bool) -> bool:
        """Its words up to sample ``upto``; False when more is known already."""
        if upto < max(self.start, self.known):
            return False
        self.text, self.known = text, upto
        if not caption:
            self.sure, self.certain = upto, certain
        return True

    @property
    def wording(self) -> Wording:
        """How its words look. Most captions are looked at by nobody, so they are judged when asked for."""
        return self.judge(self.text) if self.text else NOTHING_SAID

    @property
    def ending(self) -> Ending:
        """How its end looks and sounds; nothing is said of words that are not all known."""
        looks: Looks | None = self.wording.looks if self.words_cover_speech else None
        return Ending(looks, self.sounds, self.certain)

    @property
    def sounds(self) -> float | None:
        """How finished its last voiced frame sounded; None when nobody has listened to it."""
        return self.sound[1] if self.sound and self.sound[0] >= self.speech_end else None

    @property
    def interruption(self) -> Overlap:
        """What is known of it as a voice over the interviewer's."""
        return Overlap(
            voiced=self.overlap or 0,
            unknown=self.speech_end - self.known,
            wording=self.wording,
            echo=self.may_echo and self.echo,
            learning=self.may_echo and self.learning,
        )

    def listen_for_echo(self, text: str, interviewer: InterviewerVoice) -> bool:
        """Compare its words with the interviewer's; whether they surely are an echo.

        An echo shows that echo cancellation does not work: from then on voice alone proves nothing.
        """
        self.echo = interviewer.echoed_by(text)
        self.surely_echo = self.echo and interviewer.echoed_by(text, surely=True)
        self.learning = self.learning or self.surely_echo
        return self.surely_echo
