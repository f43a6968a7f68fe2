"""The interviewer's voice as the turn machine knows it: whether it sounds, what it says, if it echoes."""

from __future__ import annotations

from dataclasses import dataclass

from service.session.echo import FEW, REMEMBERED_WORDS, echoes, words_of


@dataclass(slots=True)
class InterviewerVoice:
    """The other side of turn-taking. Counts in samples."""

    speaking: bool = False
    paused: bool = False
    insists: bool = False
    """Speech under way does not stop it."""
    warmed_up: int = 0
    """For how long it has sounded since echo cancellation began to learn."""
    silent_for: int = 0
    """How long ago it fell silent."""
    said: tuple[str, ...] = ()
    """Its last words, in lower case."""

    def set(self, *, speaking: bool, insists: bool) -> None:
        """It began or ended."""
        if self.speaking and not speaking:
            self.silent_for = 0
        self.speaking, self.insists, self.paused = speaking, speaking and insists, False

    def pass_time(self, samples: int) -> None:
        """A frame of the microphone went by."""
        if not self.speaking:
            self.silent_for += samples
        elif not self.paused:
            self.warmed_up += samples

    def says(self, text: str) -> None:
        """These words come next."""
        self.said = (*self.said, *words_of(text))[-REMEMBERED_WORDS:]

    def new_line(self, warmed_up: int = 0) -> None:
        """Another browser or microphone, whose echo cancellation has heard so much of it."""
        self.warmed_up = warmed_up

    def echoed_by(self, text: str, *, surely: bool = False) -> bool:
        """Whether these words are its own. ``surely``: more of them than two people say alike by chance."""
        heard = words_of(text)
        return (len(heard) > FEW or not surely) and echoes(heard, self.said)
