"""A room to test conversations in: a browser, engines and an interviewer that are scripted, in virtual time.

Speech is made of words with a loudness each, so that the transcriber hears exactly what was said, however the
audio is cut.
"""

from __future__ import annotations

import asyncio
import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import groupby

import numpy as np

from agents.interviewer import Began, Reply, Spoke
from agents.moves import Open, ProbeReason
from rubrics.schema import Cue, Lexicon
from service.session import messages as wire
from service.session.brief import Brief
from service.session.completeness import Judge
from service.session.conversation import Conversation
from service.session.outbox import Farewell, Outbox
from service.session.parts import Parts
from service.session.phase_track import PlannedPhase
from service.speech.ports import EngineInfo, Recognition
from service.speech.scripted import ScriptedDetector

RATE = 16_000
WORD_S = 0.32
FRAME_S = 0.04
LEXICON = Lexicon(
    format="viva-lexicon/1",
    cues=(
        Cue(id="trailing", phrases=("and", "so", "because", "um")),
        Cue(id="think", phrases=("let me think",)),
        Cue(id="done", phrases=("i'm done", "over to you")),
        Cue(id="back-channel", phrases=("mm hm", "okay", "yeah")),
    ),
)
BRIEF = Brief(
    interview="i1",
    persona="Ada",
    voice="en",
    problem="Design a thing.",
    phases=(PlannedPhase("scope", "Scope", 300), PlannedPhase("scale", "Scale", 300)),
    total_s=600,
    vocabulary="queue, cache",
)


class Voice:
    """Words as sound and back: every word of one interview has its own loudness."""

    def __init__(self):
        self._words = []

    def sound(self, text):
        parts = []
        for word in text.split():
            if word not in self._words:
                self._words.append(word)
            level = 3_000 + 20 * self._words.index(word)
            parts.append(np.full(round(WORD_S * RATE), level, np.int16))
        return np.concatenate(parts)

    def words(self, audio):
        levels = np.rint(np.asarray(audio) * 32_768).astype(int)
        runs = [(level, len(list(run))) for level, run in groupby(levels.tolist())]
        heard = [
            (level - 3_000) // 20 for level, samples in runs if level >= 3_000 and samples > RATE * WORD_S / 2
        ]
        return " ".join(self._words[index] for index in heard)


class Ears:
    """A transcriber that takes a while, and fails when told to."""

    def __init__(self, voice, delay_s=0.05):
        self.info = EngineInfo("recognizer", "scripted", "levels")
        self.voice = voice
        self.delay_s = delay_s
        self.final_s: float | None = None
        self.error: Exception | None = None
        self.finals = []
        self.prompts = []
        self.decoded_s = []

    async def final(self, session, audio, *, prompt=""):
        self.prompts.append(prompt)
        self.decoded_s.append((asyncio.get_running_loop().time(), len(audio) / RATE))
        await asyncio.sleep(self.delay_s if self.final_s is None else self.final_s)
        if self.error:
            raise self.error
        text = self.voice.words(audio)
        self.finals.append(text)
        return Recognition(text)

    async def partial(self, session, audio, *, prompt=""):
        await asyncio.sleep(self.delay_s)
        if self.error:
            raise self.error
        return Recognition(self.voice.words(audio))

    def forget(self, session):
        pass

    def caption_interval(self, audio_s):
        return 0.5


class Mouth:
    """A speech pool: 100 ms a word."""

    def __init__(self, delay_s=0.05):
        self.info = EngineInfo("synthesizer", "scripted", "silence")
        self.sample_rate = RATE
        self.delay_s = delay_s
        self.error: Exception | None = None
        self.spoken = []

    async def speak(self, text, voice):
        await asyncio.sleep(self.delay_s)
        if self.error:
            raise self.error
        self.spoken.append(text)
        return [np.ones(len(text.split()) * RATE // 10, np.int16)]


class Prosody:
    """A turn pool that finds every voice as finished as it is told to, after a while."""

    def __init__(self, finished, delay_s=0.09):
        self.info = EngineInfo("turn-detector", "scripted", "constant")
        self.answer = finished
        self.delay_s = delay_s
        self.heard_s = []

    async def finished(self, session, audio):
        self.heard_s.append(len(audio) / RATE)
        await asyncio.sleep(self.delay_s)
        return self.answer


class Log:
    """An event log in memory."""

    def __init__(self, events=()):
        self.events = list(events)
        self.error: Exception | None = None

    async def append(self, *events):
        await asyncio.sleep(0.002)
        if self.error:
            raise self.error
        self.events += events
        return len(self.events)

    async def read(self):
        return list(self.events)

    def of(self, kind):
        return [event for event in self.events if isinstance(event, kind)]


class Tape:
    """A recording in memory; what waits dies with the process."""

    def __init__(self):
        self.frames = []
        self.sound = []
        self.voice = []
        self.cuts = []
        self.waiting = []
        self.flushes = 0
        self.closed = False
        self.error: Exception | None = None

    @property
    def last_sequence(self):
        return self.frames[-1][0] if self.frames else None

    @property
    def end_s(self):
        return self.frames[-1][2] if self.frames else 0.0

    async def candidate(self, start_s, end_s):
        if self.error:
            raise self.error
        rate = 16_000
        heard = np.zeros(round((end_s - start_s) * rate), np.int16)
        for (_, _, at_s), pcm in zip(self.frames, self.sound, strict=True):
            at = round((at_s - start_s) * rate)
            if 0 <= at <= len(heard) - len(pcm):
                heard[at : at + len(pcm)] = pcm
        return heard

    def add_candidate(self, sequence, pcm, at_s):
        self.waiting.append((self.sound.append, np.frombuffer(pcm, np.int16)))
        self.waiting.append((self.frames.append, (sequence, len(pcm), at_s)))

    def add_interviewer(self, pcm, sample_rate, at_s):
        assert not self.closed, "the recording was closed before the last words"
        self.waiting.append((self.voice.append, (len(pcm) // 2, at_s)))

    def cut_interviewer(self, at_s):
        self.waiting.append((self.cuts.append, at_s))

    async def flush(self):
        group, self.waiting = self.waiting, []
        await asyncio.sleep(0.001)
        if self.error:
            raise self.error
        self.flushes += bool(group)
        for put, what in group:
            put(what)

    async def close(self):
        await self.flush()
        self.closed = True


@dataclass(frozen=True)
class Answer:
    """What the scripted interviewer does about an event."""

    text: str = ""
    ends: bool = False
    phase: str = "scope"
    move: object = None
    tokens: tuple[str, ...] = ()
    error: Exception | None = None


@dataclass
class Tokens:
    """Words that come one by one, as a language model's do."""

    answer: Answer
    delay_s: float = 0.02

    async def words(self, reply):
        for token in self.answer.tokens:
            await asyncio.sleep(self.delay_s)
            yield token
        if self.answer.error:
            raise self.answer.error


class Mind:
    """A scripted interviewer. Its state is the list of events it was committed to."""

    def __init__(self, answer: Callable[[object], Answer | None]):
        self.answer = answer
        self.considered = []
        self.state = ()
        self.cut_turns = []
        self.ended = False

    def consider(self, event, now):
        self.considered.append(event)
        answer = self.answer(event)
        state = (*self.state, event)
        if answer is None:
            return Reply(None, "", "scope", "", ends=False, state=state, event=event, decided_s=now)
        speaker = Tokens(answer) if answer.tokens else None
        text = answer.text or "".join(answer.tokens)
        return Reply(
            answer.move or (Open() if isinstance(event, Began) else ProbeReason(target="queue")),
            "because",
            answer.phase,
            text,
            ends=answer.ends,
            state=state,
            event=event,
            decided_s=now,
            speaker=speaker,
        )

    def commit(self, reply, turn=None):
        self.state = reply.state
        self.cut_turns += [turn] if turn else []
        self.ended = self.ended or reply.ends

    def replay(self, events):
        self.state = (*self.state, *events)


def polite(event):
    """Greets, then asks after each turn."""
    if isinstance(event, Began):
        return Answer("Hello there. Please begin.")
    if isinstance(event, Spoke):
        return Answer("Why that queue? What fails without it?")
    return None


class Browser:
    """A page: sends a microphone in real time, plays what it is sent, reports what it played."""

    def __init__(self, room, *, sound=True):
        self.room = room
        self.sound = sound
        self.outbox = Outbox()
        self.got = []
        self.times = []
        self.sequence = 0
        self.sent = []
        self.farewell: Farewell | None = None
        self._waiting = np.zeros(0, np.int16)
        self._tasks = []
        self._buffers: dict[int, int] = {}
        self._totals: dict[int, int | None] = {}
        self._played: dict[int, int] = {}
        self._over = set()
        self._paused = False
        self.online = True

    async def enter(self):
        ready = next((m for m in self.got if isinstance(m, wire.Ready)), None)
        await self.room.conversation.attach(self.outbox)
        self._tasks = [asyncio.create_task(step()) for step in (self._read, self._microphone, self._play)]
        await asyncio.sleep(0.001)
        return ready

    async def leave(self):
        self.online = False
        for task in self._tasks:
            task.cancel()
        await self.room.conversation.detach(self.outbox)

    def say(self, text):
        """Speak from now on; returns how long it takes, in seconds."""
        sound = self.room.voice.sound(text)
        self._waiting = np.concatenate([self._waiting, sound])
        return len(sound) / RATE

    async def speak(self, text):
        await asyncio.sleep(self.say(text))

    async def send(self, message):
        await self.room.conversation.receive(message)

    def of(self, kind):
        return [message for message in self.got if isinstance(message, kind)]

    def said(self):
        return " ".join(filter(None, (message.text for message in self.of(wire.Say))))

    async def until(self, condition, limit_s=60):
        deadline = self.room.clock() + limit_s
        while not condition():
            assert self.room.clock() < deadline, f"waited {limit_s} s in vain; got {self.got[-8:]}"
            await asyncio.sleep(0.01)

    async def until_state(self, state, limit_s=60):
        await self.until(lambda: self.of(wire.State) and self.of(wire.State)[-1].state == state, limit_s)

    async def _microphone(self):
        step = round(FRAME_S * RATE)
        while True:
            await asyncio.sleep(FRAME_S)
            chunk, self._waiting = self._waiting[:step], self._waiting[step:]
            pcm = np.concatenate([chunk, np.zeros(step - len(chunk), np.int16)]).tobytes()
            self.sent.append((self.sequence, pcm))
            self.sequence += 1
            await self.room.conversation.hear(*self.sent[-1])

    async def _read(self):
        while True:
            item = await self.outbox.get()
            if isinstance(item, Farewell):
                self.farewell = item
                return
            if isinstance(item, bytes):
                utterance, offset = struct.unpack_from("<II", item)
                assert offset == self._buffers.get(utterance, 0), "audio with a gap"
                self._buffers[utterance] = offset + (len(item) - 8) // 2
                self.times.append((self.room.clock(), utterance, self._buffers[utterance]))
                continue
            self.got.append(item)
            match item:
                case wire.Say(last=True):
                    self._totals[item.utterance] = item.offset
                case wire.Clear(action="flush"):
                    await self._report(item.utterance, finished=True)
                    self._over.add(item.utterance)
                    self._paused = False
                case wire.Clear(action=action):
                    self._paused = action == "pause"
                case wire.State(state=state):
                    self._paused = state == "paused"

    async def _play(self):
        step = round(FRAME_S * RATE)
        while True:
            await asyncio.sleep(FRAME_S)
            if self._paused or not self.sound:
                continue
            for utterance, there in sorted(self._buffers.items()):
                if utterance in self._over:
                    continue
                played = min(there, self._played.get(utterance, 0) + step)
                self._played[utterance] = played
                finished = self._totals.get(utterance) == played
                if finished:
                    self._over.add(utterance)
                await self._report(utterance, finished=finished)
                break

    async def _report(self, utterance, *, finished):
        if self.sound:
            samples = self._played.get(utterance, 0)
            await self.send(wire.Played(utterance=utterance, samples=samples, finished=finished))


@dataclass
class LiveRoom:
    """Everything around one conversation. ``restart`` is a crash: a new process, the same log and tape."""

    answer: Callable[[object], Answer | None] = polite
    log: Log = field(default_factory=Log)
    tape: Tape = field(default_factory=Tape)
    recorded: bool = True
    brief: Brief = BRIEF
    prosody: Prosody | None = None
    over: int = 0

    def __post_init__(self):
        self.voice = Voice()
        self.ears = Ears(self.voice)
        self.mouth = Mouth()
        self.mind = Mind(self.answer)
        self.spans = []

    @property
    def clock(self):
        return asyncio.get_running_loop().time

    async def open(self):
        self.conversation = await Conversation.open(self.brief, self.parts(), self._over)
        return self

    def parts(self):
        return Parts(
            interviewer=self.mind,
            log=self.log,
            transcriber=self.ears,
            speech=self.mouth,
            detector=ScriptedDetector(),
            judge=Judge(LEXICON),
            clock=self.clock,
            recording=self.tape if self.recorded else None,
            turn_pool=self.prosody,
            metrics=lambda span, seconds: self.spans.append((span, seconds)),
        )

    async def _over(self):
        self.over += 1

    async def restart(self):
        """The process dies without a word, and another takes its place."""
        self.tape.waiting.clear()
        await self.conversation._shut()
        self.tape.closed = False
        self.mind = Mind(self.answer)
        await self.open()

    async def enter(self, **options):
        browser = Browser(self, **options)
        await browser.enter()
        return browser

    async def close(self):
        await self.conversation.close()
