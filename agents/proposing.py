"""Proposing: a language model's own ideas for probes, checked, and handed to the policy to rank.

Nothing waits for it. It thinks while the candidate talks; what it thinks of in time is one option among
others, and comes after every fresh gap that code has found.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import Callable
from typing import Literal, Protocol, TypeVar, runtime_checkable

from pydantic import BaseModel, Field

from agents.checking import Check, secrets
from agents.errors import ModelFailed
from agents.interviewer import Reply, Spoke
from agents.model import Turn
from agents.policy.state import Suggestion
from agents.prompt import Prompt
from agents.setup import Setup
from rubrics.schema import GapKind

THINK_S = 12.0
"""An idea that takes longer comes too late to fit the talk."""
LEAST_WORDS = 12
"""A shorter turn gives nothing to think about."""
MOST = 40
"""Turns of one interview that the model is asked about: the budget."""
MAX_SAID_CHARS = 2_000
KINDS: tuple[GapKind, ...] = ("reason", "tradeoff", "number", "contradiction", "depth")

_Shape = TypeVar("_Shape", bound=BaseModel)


@runtime_checkable
class Structured(Protocol):
    """A model that answers in a given shape."""

    async def structured(self, prompt: str, shape: type[_Shape], timeout_s: float) -> _Shape:
        """An answer of that shape. Raises :class:`ModelFailed`."""
        ...


class Proposal(BaseModel):
    """One probe as the model proposes it."""

    kind: Literal["reason", "tradeoff", "number", "contradiction", "depth"]
    target: str = Field(min_length=2, max_length=80)
    question: str = Field(min_length=8, max_length=400)


class Proposals(BaseModel):
    """What the model proposes about one turn."""

    probes: list[Proposal] = Field(default_factory=list, max_length=3)


class Proposer:
    """Asks the model about a turn in the background. One per interview; all its methods return at once."""

    def __init__(self, setup: Setup, model: Structured, *, distrusts: Callable[[str], bool]) -> None:
        """``distrusts``: whether words try to steer the interview; nothing is proposed about those."""
        self._setup = setup
        self._model = model
        self._distrusts = distrusts
        self._prompt = Prompt.read("propose_probes")
        self._secrets = secrets(setup)
        self._thinking: asyncio.Task[None] | None = None
        self._found: list[Suggestion] = []
        self._asked = 0
        self.refusals: list[str] = []
        """Why proposals were dropped, newest last."""

    def begin(self, reply: Reply) -> None:
        """Starts to think about what was just said, where an event loop runs and the budget allows it."""
        self.stop()
        if not isinstance(reply.event, Spoke) or self._asked >= MOST:
            return
        turn = reply.event.turn
        if len(turn.text.split()) < LEAST_WORDS or self._distrusts(turn.text):
            return
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return
        self._asked += 1
        self._thinking = loop.create_task(self._think(turn, reply.state.said))

    def stop(self) -> None:
        """Drops the thought in progress: the model is needed for words now."""
        if self._thinking is not None:
            self._thinking.cancel()
            self._thinking = None

    def taken(self) -> tuple[Suggestion, ...]:
        """What has been thought of since this was last asked."""
        found, self._found = tuple(self._found), []
        return found

    async def _think(self, turn: Turn, said: frozenset[str]) -> None:
        try:
            answer = await self._model.structured(self._filled(turn), Proposals, THINK_S)
        except ModelFailed as error:
            self.refusals.append(str(error))
            return
        self._found += [
            Suggestion(each.kind, each.target.strip(), each.question.strip(), turn.id)
            for each in answer.probes
            if self._may_ask(each, turn, said)
        ]

    def _may_ask(self, proposal: Proposal, turn: Turn, said: frozenset[str]) -> bool:
        fault = self._fault(proposal, turn, said)
        if fault:
            self.refusals.append(fault)
        return not fault

    def _fault(self, proposal: Proposal, turn: Turn, said: frozenset[str]) -> str:
        """Why a proposal is dropped; empty when the policy may rank it."""
        heard = {*re.findall(r"\w+", turn.text.lower())}
        if not {*re.findall(r"\w+", proposal.target.lower())} <= heard:
            return "its target is not in the candidate's words"
        if proposal.question.count("?") != 1 or not proposal.question.rstrip().endswith("?"):
            return "not one question"
        check = Check(
            target=proposal.target,
            secrets=self._secrets,
            said=said,
            allowed_digits=frozenset(re.findall(r"\d+", turn.text)),
        )
        return check.refuses(proposal.question, "")

    def _filled(self, turn: Turn) -> str:
        text = " ".join(turn.text.split())[-MAX_SAID_CHARS:]
        return self._prompt.filled(
            role=self._setup.persona.role,
            problem=self._setup.problem.statement,
            kinds=", ".join(KINDS),
            mark="=====" + hashlib.sha256(text.encode()).hexdigest()[:16],
            said=text,
        )
