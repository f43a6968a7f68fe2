"""The channel: what the browser is told, whichever browser is here, and what it was told last."""

from __future__ import annotations

from typing import Final

from service.session.messages import Ack, Message, Notice, RoomState, State
from service.session.outbox import Farewell, Outbox
from service.session.ports import Clock

NOTICE_EVERY_S: Final = 5.0
"""The same notice is not given more often."""


class Channel:
    """Messages to at most one connection. Without one they are dropped: ``ready`` says it all again."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._outbox: Outbox | None = None
        self._state: RoomState = "listening"
        self._held = False
        self._noticed: dict[str, float] = {}
        self.visits = 0
        """How often a browser has connected: utterance numbers given before the last time are dead."""
        self.left_at: float | None = clock()
        """When the last browser left, by the clock; None while one is here."""

    @property
    def connected(self) -> bool:
        """True while a browser is here."""
        return self._outbox is not None

    @property
    def sound(self) -> bool:
        """False while the browser that is here wants no audio."""
        return self._outbox is None or self._outbox.sound

    @property
    def state(self) -> RoomState:
        """What the room shows."""
        return "paused" if self._held and self._state != "ended" else self._state

    def serves(self, outbox: Outbox) -> bool:
        """Whether this is the connection that is here."""
        return outbox is self._outbox

    def connect(self, outbox: Outbox) -> None:
        """From here on, everything goes to this connection."""
        self._outbox = outbox
        self.visits += 1
        self.left_at = None

    def disconnect(self) -> None:
        """Nobody is here."""
        self._outbox = None
        self.left_at = self._clock()

    def send(self, message: Message | bytes) -> None:
        """Send it, if a browser is here."""
        if self._outbox is not None:
            self._outbox.put(message)

    def acknowledge(self, sequence: int) -> None:
        """Audio up to this frame need not be sent again."""
        self.send(Ack(sequence=sequence))

    def show(self, state: RoomState) -> None:
        """What the interviewer is doing. Sent when it changes; kept to itself while the room is paused."""
        if self._state in (state, "ended"):
            return
        self._state = state
        if not self._held or state == "ended":
            self.send(State(state=state))

    def hold(self, *, held: bool) -> None:
        """The room is paused, or no longer."""
        if held != self._held:
            self._held = held
            self.send(State(state=self.state))

    def notice(self, code: str, text: str) -> None:
        """Tell the candidate something, but not over and over."""
        now = self._clock()
        if now - self._noticed.get(code, -NOTICE_EVERY_S) >= NOTICE_EVERY_S:
            self._noticed[code] = now
            self.send(Notice(code=code, text=text))

    def drop_audio(self) -> None:
        """Audio that waits to be sent is not wanted any more."""
        if self._outbox is not None:
            self._outbox.drop_audio()

    def part(self, farewell: Farewell) -> None:
        """Close the connection once what waits is sent."""
        if self._outbox is not None:
            self._outbox.close(farewell)
