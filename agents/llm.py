"""Language models: moves in a persona's voice, and answers of a given shape. The only file to meet LangChain.

A model never decides what is asked, when, or what it scores. Each of its sentences is checked before it is
spoken; when the model is slow, gone, cut off or says something else, the built-in words go on in its place.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import re
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Protocol, TypeVar
from urllib.parse import urlsplit

import httpx
from pydantic import BaseModel, ValidationError

from agents.checking import Check, secrets
from agents.errors import ModelAnswerInvalid, ModelFailed, ModelTimeout, ModelUnavailable
from agents.interviewer import Reply, Spoke
from agents.listening.cues import Cues
from agents.moves import Carrier, Move, asked_by
from agents.phrasing import spoken_sentences
from agents.policy.state import Suggestion
from agents.prompt import Prompt
from agents.proposing import Proposer, Structured
from agents.reactions import reaction_to
from agents.setup import Setup

LOCAL_S = 0.4
"""How long a local server may take to say which models it holds."""
MAX_REPLY_TOKENS = 160
MAX_SAID_CHARS = 2_000
MAX_LOCAL_BYTES = 12_000_000_000
"""A larger local model is unlikely to begin within the first-token time."""
OLLAMA_URL = "http://127.0.0.1:11434"

_OPTIONS: MappingProxyType[str, dict[str, Any]] = MappingProxyType(
    {
        "openai": {"max_retries": 0, "timeout": 30.0},
        "anthropic": {"max_retries": 0, "timeout": 30.0},
        "ollama": {"reasoning": False, "keep_alive": "60m", "client_kwargs": {"timeout": 30.0}},
    }
)
_Shape = TypeVar("_Shape", bound=BaseModel)
_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
_SENTENCE_END = re.compile(r"[.!?]+[\"”')\]]*(?:\s+|$)")


@dataclass(frozen=True, slots=True)
class Waits:
    """Seconds a reply may take, before the built-in words are spoken instead (design section 7)."""

    first_s: float = 2.5
    """To its first token."""
    next_s: float = 2.5
    """From one token to the next."""
    whole_s: float = 8.0


class Tokens(Protocol):
    """Something that streams words for a prompt: :class:`ChatModel`, or a scripted one."""

    name: str

    def stream(self, prompt: str) -> AsyncIterator[str]:
        """Pieces of the answer as they come. Raises :class:`ModelFailed`."""
        ...


class ChatModel:
    """A LangChain chat model. One per process; sessions share it."""

    def __init__(self, chat: Any, name: str, waits: Waits | None = None) -> None:
        self._chat = chat
        self._waits = waits or Waits()
        self.name = name

    @classmethod
    def open(cls, choice: str, waits: Waits | None = None) -> ChatModel:
        """The model named by ``provider:model`` or by ``http://host:port/v1#model`` (OpenAI's protocol).

        Raises :class:`ModelUnavailable` when the provider is not installed or its settings are wrong.
        """
        from langchain.chat_models import init_chat_model  # noqa: PLC0415  slow to import, and not always needed

        model, provider, extra = _parse(choice)
        try:
            chat = init_chat_model(model, model_provider=provider, **_OPTIONS.get(provider, {}), **extra)
        except Exception as error:  # each provider raises errors of its own
            raise ModelUnavailable(f"The model {choice!r} cannot be used: {error}") from error
        return cls(chat, choice, waits)

    async def stream(self, prompt: str) -> AsyncIterator[str]:
        """Pieces of the answer as they come.

        Raises :class:`ModelTimeout` when the first, a later one or the whole takes too long, and
        :class:`ModelUnavailable` for any refusal or broken connection.
        """
        clock = asyncio.get_running_loop().time
        end, wait = clock() + self._waits.whole_s, self._waits.first_s
        async with aclosing(_pieces(self._chat, prompt)) as pieces:
            while True:
                try:
                    piece = await asyncio.wait_for(anext(pieces), min(wait, end - clock()))
                except StopAsyncIteration:
                    return
                except TimeoutError as error:
                    raise ModelTimeout(f"{self.name} said nothing for {wait} s.") from error
                except Exception as error:  # each provider raises errors of its own
                    raise ModelUnavailable(f"{self.name} broke off: {error}") from error
                wait = self._waits.next_s
                yield piece

    async def structured(self, prompt: str, shape: type[_Shape], timeout_s: float) -> _Shape:
        """An answer of the given shape.

        Asked for as JSON in plain words, which every server understands. Raises :class:`ModelTimeout`,
        :class:`ModelUnavailable`, or :class:`ModelAnswerInvalid` when what came is not of that shape.
        """
        schema = json.dumps(shape.model_json_schema(), separators=(",", ":"))
        asked = f"{prompt}\n\nAnswer with one JSON object of this schema and nothing else:\n{schema}"
        try:
            answer = await asyncio.wait_for(self._chat.ainvoke(asked), timeout_s)
        except TimeoutError as error:
            raise ModelTimeout(f"{self.name} did not answer within {timeout_s:.0f} s.") from error
        except Exception as error:  # each provider raises errors of its own
            raise ModelUnavailable(f"{self.name} refused: {error}") from error
        return _shaped(_text(answer), shape, self.name)


async def _pieces(chat: Any, prompt: str) -> AsyncGenerator[str, None]:
    async for chunk in chat.astream(prompt):
        text = _text(chunk)
        if text:
            yield text


def _text(message: Any) -> str:
    """The words of a LangChain message, whose content may come in typed parts."""
    content = message.content
    if isinstance(content, str):
        return content
    return "".join(part.get("text", "") for part in content if isinstance(part, dict))


def _shaped(text: str, shape: type[_Shape], name: str) -> _Shape:
    text = _THOUGHT.sub("", text)
    start, end = text.find("{"), text.rfind("}")
    try:
        return shape.model_validate_json(text[start : end + 1])
    except ValidationError as error:
        raise ModelAnswerInvalid(f"{name} did not answer with a {shape.__name__}: {error}") from error


def _parse(choice: str) -> tuple[str, str, dict[str, Any]]:
    """Model, provider and further arguments of a choice."""
    if choice.startswith(("http://", "https://")):
        url, _, model = choice.partition("#")
        if not model or not urlsplit(url).netloc:
            raise ModelUnavailable(f"{choice!r} should read http://host:port/v1#model-name.")
        return model, "openai", {"base_url": url, "api_key": os.environ.get("OPENAI_API_KEY", "none")}
    provider, _, model = choice.partition(":")
    if not model:
        raise ModelUnavailable(f"{choice!r} should read provider:model, like ollama:qwen3:8b.")
    return model, provider, {}


def find_local(url: str | None = None, *, timeout_s: float = LOCAL_S) -> str | None:
    """The choice ``ollama:model`` for the best chat model of a local Ollama server, or None.

    The largest that is likely to be fast enough is taken. Never raises; waits ``timeout_s`` seconds at most.
    """
    host = url or os.environ.get("OLLAMA_HOST") or OLLAMA_URL
    host = host if "://" in host else f"http://{host}"
    try:
        with httpx.Client(trust_env=False, timeout=timeout_s) as client:
            held = client.get(f"{host.rstrip('/')}/api/tags").raise_for_status().json()["models"]
        sized = sorted((int(each.get("size", 0)), str(each["name"])) for each in held if _chats(each))
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, KeyError, TypeError, AttributeError):
        return None
    fitting = [name for size, name in sized if size <= MAX_LOCAL_BYTES]
    names = fitting[::-1] or [name for _, name in sized]
    return f"ollama:{names[0]}" if names else None


def _chats(held: dict[str, Any]) -> bool:
    """Whether a model talks, rather than makes embeddings."""
    families = (held.get("details") or {}).get("families") or ()
    return "embed" not in str(held["name"]) and not any("bert" in str(family) for family in families)


# ---- the interviewer's words -------------------------------------------------------------------------------


class ModelSpeaker:
    """Puts replies into a model's words, sentence by sentence. One per interview: it knows what it said."""

    def __init__(self, setup: Setup, model: Tokens) -> None:
        """A model that can also answer in a given shape is asked for probes of its own."""
        self._distrusts = Cues(setup.lexicon).is_hostile
        self._proposer = _proposer(setup, model, self._distrusts)
        self._setup = setup
        self._model = model
        self._prompt = Prompt.read("phrase_move")
        self._secrets = secrets(setup)
        self._said: set[str] = set()
        self.refusals: list[str] = []
        """Why built-in words were spoken instead, newest last."""

    @property
    def version(self) -> str:
        """The model, and the version of the prompt it is given."""
        return f"{self._model.name} {self._prompt.version}"

    async def words(self, reply: Reply) -> AsyncIterator[str]:
        """The reply's words: checked sentences of the model, or the built-in ones in their place."""
        self.rest()
        async for piece in self._spoken(reply):
            yield piece
        if not reply.ends:
            self.think(reply)

    def think(self, reply: Reply) -> None:
        """Lets the model think of probes about what was said, while the candidate goes on."""
        if self._proposer is not None:
            self._proposer.begin(reply)

    def suggestions(self) -> tuple[Suggestion, ...]:
        """The probes the model has thought of since this was last asked."""
        return self._proposer.taken() if self._proposer is not None else ()

    def rest(self) -> None:
        """Drops the thought in progress: the interview is over, or the words are needed first."""
        if self._proposer is not None:
            self._proposer.stop()

    @property
    def ideas_refused(self) -> tuple[str, ...]:
        """Why probes that the model proposed were dropped, newest last."""
        return tuple(self._proposer.refusals) if self._proposer is not None else ()

    async def _spoken(self, reply: Reply) -> AsyncIterator[str]:
        if not _worth_phrasing(reply.move) or self._distrusts(_heard(reply)):
            yield reply.text
            return
        spoken = ""
        async for sentence in self._checked(reply):
            self._said |= spoken_sentences(sentence)
            yield f" {sentence}" if spoken else sentence
            spoken = f"{spoken} {sentence}"
        if "?" not in spoken:
            yield f" {reply.text}" if spoken else reply.text

    async def _checked(self, reply: Reply) -> AsyncIterator[str]:
        """Sentences of the model that may be spoken, up to its question or its first fault."""
        check, spoken = self._check(reply), ""
        try:
            async with aclosing(_sentences(self._model.stream(self._filled(reply)))) as sentences:
                async for sentence in sentences:
                    fault = check.refuses(sentence, spoken)
                    if fault:
                        self.refusals.append(fault)
                        return
                    yield sentence
                    spoken = f"{spoken} {sentence}"
                    if "?" in sentence:
                        return
        except ModelFailed as error:
            self.refusals.append(str(error))

    def _check(self, reply: Reply) -> Check:
        move = asked_by(reply.move)[-1]
        return Check(
            target=move.target,
            secrets=self._secrets,
            said=reply.state.said | self._said,
            allowed_digits=frozenset(re.findall(r"\d+", f"{reply.text} {_heard(reply)}")),
        )

    def _filled(self, reply: Reply) -> str:
        setup, move = self._setup, asked_by(reply.move)[-1]
        said = _heard(reply)[-MAX_SAID_CHARS:]
        return self._prompt.filled(
            name=setup.persona.name,
            role=setup.persona.role,
            character=setup.persona.character,
            style=setup.style.summary,
            intent=f"{move.kind}: {(type(move).__doc__ or '').strip()}{_reaction(setup, move)}",
            target=move.target,
            plain=reply.text,
            mark="=====" + hashlib.sha256(said.encode()).hexdigest()[:16],
            said=said,
        )


def _proposer(setup: Setup, model: object, distrusts: Callable[[str], bool]) -> Proposer | None:
    return Proposer(setup, model, distrusts=distrusts) if isinstance(model, Structured) else None


def _reaction(setup: Setup, move: Move) -> str:
    """The situation, and what an expert interviewer does in it."""
    found = reaction_to(move, setup.reactions)
    return f"\n{found.situation} {found.does}" if found is not None else ""


def _heard(reply: Reply) -> str:
    return " ".join(reply.event.turn.text.split()) if isinstance(reply.event, Spoke) else ""


def _worth_phrasing(move: Move | None) -> bool:
    """Whether a model's words serve better: for questions. Facts, times and hints stay exact."""
    return move is not None and not isinstance(move, Carrier) and bool(move.gap)


async def _sentences(pieces: AsyncIterator[str]) -> AsyncGenerator[str, None]:
    """Whole sentences of a token stream, without its thoughts and without a last one never finished."""
    text = ""
    async for piece in pieces:
        text = _THOUGHT.sub("", text + piece) if "</think>" in text + piece else text + piece
        if "<think>" in text:
            continue
        while (end := _SENTENCE_END.search(text)) is not None and end.end() < len(text):
            yield text[: end.end()].strip().strip('"')
            text = text[end.end() :]
    if _SENTENCE_END.search(text):
        yield text.strip().strip('"')


# ---- the judge's opinions ----------------------------------------------------------------------------------


class ModelJudge:
    """A chat model as a judge of :mod:`agents.judge`."""

    def __init__(self, model: ChatModel) -> None:
        self._model = model

    @property
    def name(self) -> str:
        """The model as it was asked for."""
        return self._model.name

    async def opinion(self, prompt: str, timeout_s: float) -> Any:
        """One opinion. Raises :class:`ModelFailed`."""
        from agents.judge import Opinion  # noqa: PLC0415  scoring is not needed to interview

        return await self._model.structured(prompt, Opinion, timeout_s)
