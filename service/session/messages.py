"""Wire protocol ``viva.v1``: every JSON message of the live socket, one discriminated union each way.

Binary frames are audio. Towards the server: ``<u32 sequence>`` then PCM16 mono 16 kHz, 20 to 100 ms.
Towards the browser: ``<u32 utterance> <u32 sample offset>`` then PCM16 mono at the rate ``say`` announced.
All integers are little-endian.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

PROTOCOL = "viva.v1"
MAX_TEXT_CHARS = 4_000
MAX_BOARD_ITEMS = 500
MAX_BOARD_MARKS = 200
MAX_MARK_NUMBERS = 128
"""Two for each point of a line."""
MAX_BOARD_PX = 100_000
"""How far from the middle of the whiteboard anything may be."""
MAX_PEN_PX = 64
MAX_LETTERS_PX = 400


class Message(BaseModel):
    """A message is frozen and refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


# ---- browser to server -------------------------------------------------------------------------------------


class Hello(Message):
    """First message of every connection."""

    type: Literal["hello"] = "hello"
    protocol: Literal["viva.v1"] = "viva.v1"
    microphone: bool = True
    """False when the candidate will only type."""
    sound: bool = True
    """False when the client speaks the sentences itself, or only shows them: no audio is sent."""


class Played(Message):
    """How much of an utterance the browser has really played: the only truth about what was heard."""

    type: Literal["played"] = "played"
    utterance: int = Field(ge=0)
    samples: int = Field(ge=0)
    finished: bool = False


class Typed(Message):
    """An answer typed instead of spoken."""

    type: Literal["typed"] = "typed"
    text: str = Field(min_length=1, max_length=MAX_TEXT_CHARS)


class Composing(Message):
    """An answer is being written, or recognised by the client: this is no silence. Sent every few seconds."""

    type: Literal["composing"] = "composing"


class Done(Message):
    """The candidate has finished the turn."""

    type: Literal["done"] = "done"


class Hint(Message):
    """The candidate asks for a hint."""

    type: Literal["hint"] = "hint"


class Pause(Message):
    """Stop the clock."""

    type: Literal["pause"] = "pause"


class Resume(Message):
    """Start the clock again."""

    type: Literal["resume"] = "resume"


class Mute(Message):
    """The microphone was muted or opened."""

    type: Literal["mute"] = "mute"
    muted: bool


Pixel = Annotated[int, Field(ge=-MAX_BOARD_PX, le=MAX_BOARD_PX)]
Colour = Annotated[str, Field(pattern=r"^(#[0-9a-f]{6})?$")]
"""As ``#ffec99``; empty for the usual one."""


class BoardPen(Message):
    """What something on the whiteboard is drawn with, where that is not the usual pen."""

    colour: Colour = ""
    stroke: Literal["solid", "dashed", "dotted"] = "solid"
    width: int = Field(default=2, ge=1, le=MAX_PEN_PX)


class BoardNode(Message):
    """A box on the whiteboard. A width of 0 leaves its place open."""

    id: str = Field(max_length=64)
    label: str = Field(default="", max_length=200)
    shape: str = Field(default="", max_length=40)
    """What it stands for, where it came from the palette ("queue"); empty for a plain box."""
    outline: Literal["rectangle", "ellipse", "diamond"] = "rectangle"
    fill: Colour = ""
    pen: BoardPen | None = None
    x: Pixel = 0
    y: Pixel = 0
    width: int = Field(default=0, ge=0, le=MAX_BOARD_PX)
    height: int = Field(default=0, ge=0, le=MAX_BOARD_PX)


class BoardEdge(Message):
    """An arrow on the whiteboard."""

    id: str = Field(max_length=64)
    source: str = Field(max_length=64)
    target: str = Field(max_length=64)
    label: str = Field(default="", max_length=200)
    points: tuple[Pixel, ...] = Field(default=(), max_length=MAX_MARK_NUMBERS)
    """x and y in turn: its way, where it is not straight from box to box."""
    pen: BoardPen | None = None


class BoardMark(Message):
    """What else is on the whiteboard: words beside the boxes, or a line."""

    id: str = Field(max_length=64)
    text: str = Field(default="", max_length=400)
    points: tuple[Pixel, ...] = Field(default=(), max_length=MAX_MARK_NUMBERS)
    """x and y in turn: where the words begin, or the way of the line."""
    arrow: bool = False
    """True for a line that ends in an arrowhead."""
    size: int = Field(default=16, ge=1, le=MAX_LETTERS_PX)
    """Of the letters, in pixels, where it is words."""
    pen: BoardPen | None = None


class BoardView(Message):
    """The whiteboard as a graph, with the places of what is on it."""

    nodes: tuple[BoardNode, ...] = Field(default=(), max_length=MAX_BOARD_ITEMS)
    edges: tuple[BoardEdge, ...] = Field(default=(), max_length=MAX_BOARD_ITEMS)
    marks: tuple[BoardMark, ...] = Field(default=(), max_length=MAX_BOARD_MARKS)


class Board(BoardView):
    """The whiteboard has changed; it is sent whole."""

    type: Literal["board"] = "board"


class End(Message):
    """The candidate ends the interview."""

    type: Literal["end"] = "end"


ClientMessage = Annotated[
    Hello | Played | Typed | Composing | Done | Hint | Pause | Resume | Mute | Board | End,
    Field(discriminator="type"),
]

# ---- server to browser -------------------------------------------------------------------------------------

RoomState = Literal["listening", "thinking", "speaking", "paused", "ended"]


class PhaseView(Message):
    """A phase on the track: planned seconds and seconds spent so far."""

    id: str
    title: str
    planned_s: float
    spent_s: float = 0.0


class Line(Message):
    """A turn as the room shows it."""

    turn: str
    speaker: Literal["interviewer", "candidate"]
    text: str
    start_s: float = 0.0


class Ready(Message):
    """Answer to ``hello``: where the interview stands. Sent again in full after a reconnect."""

    type: Literal["ready"] = "ready"
    protocol: Literal["viva.v1"] = "viva.v1"
    interview: str
    state: RoomState
    persona: str
    """The persona's display name."""
    last_audio: int | None
    """The last audio sequence number stored; send on from the next. None when none was."""
    elapsed_s: float
    total_s: float
    phase: str
    phases: tuple[PhaseView, ...]
    lines: tuple[Line, ...]
    problem: str
    """The problem statement as the candidate may see it."""
    sample_rate: int
    """Hz of the interviewer's voice."""
    utterance: int
    """The next utterance number; what is below it is over."""
    muted: bool = False
    board: BoardView | None = None
    """The whiteboard as it was last stored; None while nothing has been drawn."""


class State(Message):
    """What the interviewer is doing."""

    type: Literal["state"] = "state"
    state: RoomState


class Caption(Message):
    """What the candidate is being heard to say. ``stable`` will not change; ``unstable`` may."""

    type: Literal["caption"] = "caption"
    turn: str
    stable: str
    unstable: str = ""
    final: bool = False
    """True once the turn is stored; ``stable`` is then its text."""


class Say(Message):
    """One sentence of the interviewer, announced before its audio."""

    type: Literal["say"] = "say"
    utterance: int
    turn: str
    text: str
    """This sentence only. The utterance's words so far are the sentences in order."""
    offset: int
    """Sample offset in the utterance at which this sentence's audio begins."""
    samples: int
    """Samples of this sentence."""
    sample_rate: int
    last: bool = False
    """True on the utterance's last sentence (whose text may be empty)."""


class Clear(Message):
    """Act on what is playing: ``flush`` it for good, ``pause`` it in place, or ``resume`` from there."""

    type: Literal["clear"] = "clear"
    utterance: int
    action: Literal["flush", "pause", "resume"] = "flush"


class PhaseChanged(Message):
    """The clock: sent when a phase begins and every few seconds."""

    type: Literal["phase"] = "phase"
    phase: str
    elapsed_s: float
    total_s: float
    phases: tuple[PhaseView, ...]


class Notice(Message):
    """Something the candidate should know, in a sentence. ``code`` is stable."""

    type: Literal["notice"] = "notice"
    code: str
    text: str


class Ack(Message):
    """Audio up to this sequence number is stored."""

    type: Literal["ack"] = "ack"
    sequence: int


class Error(Message):
    """The last input was refused."""

    type: Literal["error"] = "error"
    code: str
    message: str


class Ended(Message):
    """The interview is over; the report is being made or is ready at ``report``."""

    type: Literal["ended"] = "ended"
    reason: Literal["finished", "candidate", "taken_over", "deleted"]
    report: str


ServerMessage = Annotated[
    Ready | State | Caption | Say | Clear | PhaseChanged | Notice | Ack | Error | Ended,
    Field(discriminator="type"),
]

client_messages: TypeAdapter[Any] = TypeAdapter(ClientMessage)
server_messages: TypeAdapter[Any] = TypeAdapter(ServerMessage)
