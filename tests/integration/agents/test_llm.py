"""A real chat model client against a local server that speaks OpenAI's protocol, well and badly."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from agents.errors import ModelAnswerInvalid, ModelTimeout, ModelUnavailable
from agents.interviewer import Began, Interviewer, Reply, Spoke
from agents.judge import Budget, judged
from agents.llm import ChatModel, ModelJudge, ModelSpeaker, Waits, find_local
from agents.model import CriterionScore, Transcript, Turn
from agents.prompt import Prompt
from agents.scoring import score
from agents.setup import Setup
from rubrics.loader import load

GOOD = "Let me stop you there for a second. Why does the upload need that Kafka queue?"


class Server(ThreadingHTTPServer):
    """What it says next, and how it misbehaves."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.mode = "fine"
        self.answer = GOOD
        self.answers: Iterator[str] = iter(())
        """Said one after the other before ``answer``."""
        self.asked: list[dict[str, Any]] = []

    @property
    def choice(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1#scripted"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the base class's name
        pass

    def do_GET(self) -> None:
        self._json(200, {"models": [{"name": "tiny:1b", "size": 1}, {"name": "nomic-embed-text", "size": 2}]})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(body)
        mode = self.server.mode
        if mode in ("429", "500"):
            self._json(int(mode), {"error": {"message": "no", "type": "x", "code": "x"}})
        elif mode == "stalls-before":
            time.sleep(1.0)
        elif not body.get("stream"):
            self._json(200, _completion(next(self.server.answers, self.server.answer)))
        else:
            self._stream(mode)

    def _stream(self, mode: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        pieces = self.server.answer.split(" ")
        for index, piece in enumerate(pieces):
            if mode == "invalid" and index == 2:
                self.wfile.write(b"data: {not json\n\n")
                return
            if mode in ("cut", "stalls-within") and index == len(pieces) - 3:
                if mode == "stalls-within":
                    time.sleep(1.0)
                return
            self.wfile.write(f"data: {json.dumps(_chunk(piece + ' '))}\n\n".encode())
            self.wfile.flush()
        self.wfile.write(b"data: [DONE]\n\n")

    def _json(self, status: int, body: dict[str, Any]) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def _completion(text: str) -> dict[str, Any]:
    message = {"role": "assistant", "content": text}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
    head = {"id": "x", "object": "chat.completion", "created": 1, "model": "scripted"}
    return {**head, "choices": [choice], "usage": usage}


def _chunk(text: str) -> dict[str, Any]:
    head = {"id": "x", "object": "chat.completion.chunk", "created": 1, "model": "scripted"}
    return {**head, "choices": [{"index": 0, "delta": {"content": text}, "finish_reason": None}]}


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    thread = threading.Thread(target=made.serve_forever, args=(0.01,))
    thread.start()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


@pytest.fixture(scope="module")
def setup() -> Setup:
    return Setup.choose(load(), "pm-system-design", problem="news-feed", seed=3)


AMPLE_S = 60.0
"""Longer than any busy machine needs for an answer that does come."""
WAITS = {
    "stalls-before": Waits(first_s=0.3, next_s=AMPLE_S, whole_s=AMPLE_S),
    "stalls-within": Waits(first_s=AMPLE_S, next_s=0.3, whole_s=AMPLE_S),
}


def asked_why(setup: Setup, server: Server) -> tuple[Reply, ModelSpeaker]:
    """The reply to a queue that was named without a reason, to be spoken by the server's model."""
    waits = WAITS.get(server.mode, Waits(AMPLE_S, AMPLE_S, AMPLE_S))
    speaker = ModelSpeaker(setup, ChatModel.open(server.choice, waits))
    interviewer = Interviewer(setup, speaker)
    interviewer.commit(interviewer.consider(Began(), 0.0))
    words = "I put a Kafka queue after the upload."
    turn = Turn(id="t2", speaker="candidate", phase="scope", start_s=20, end_s=25, text=words)
    return interviewer.consider(Spoke(turn), 26.0), speaker


async def spoken(reply: Reply) -> str:
    return "".join([piece async for piece in reply.words()])


async def test_a_good_sentence_of_the_model_is_spoken(setup: Setup, server: Server):
    reply, _ = asked_why(setup, server)
    assert await spoken(reply) == GOOD


async def test_the_candidates_words_stand_between_marks(setup: Setup, server: Server):
    reply, _ = asked_why(setup, server)
    await spoken(reply)
    prompt = server.asked[0]["messages"][0]["content"]
    before, said, _ = prompt.rsplit("=====", 2)
    assert "Kafka queue after the upload" in said
    assert "data from a recogniser" in before


@pytest.mark.parametrize("mode", ["429", "500", "stalls-before"])
async def test_a_model_that_never_begins_leaves_the_built_in_words(setup: Setup, server: Server, mode: str):
    server.mode = mode
    reply, speaker = asked_why(setup, server)
    assert await spoken(reply) == reply.text
    assert speaker.refusals


@pytest.mark.parametrize("mode", ["cut", "stalls-within", "invalid"])
async def test_a_model_that_breaks_off_is_finished_by_the_built_in_words(
    setup: Setup, server: Server, mode: str
):
    server.mode = mode
    reply, _ = asked_why(setup, server)
    said = await spoken(reply)
    assert said.endswith(reply.text)
    assert said.removesuffix(reply.text).strip() in ("", "Let me stop you there for a second.")


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        ("Why? And what about the Kafka queue, why is it there?", "does not name"),
        ("What do you think of the weather today?", "does not name"),
        ("Your score is five. Why that Kafka queue?", "marks"),
        ("Why that Kafka queue, does it take slow work off the user's request and absorb spikes?", "answer"),
        ("Why that Kafka queue for 900 messages?", "number"),
        ("Why " + "really " * 50 + "that Kafka queue?", "45 words"),
        ("* Why that **Kafka queue**?", "written"),
    ],
)
async def test_words_that_break_a_rule_are_not_spoken(setup: Setup, server: Server, answer: str, fault: str):
    server.answer = answer
    reply, speaker = asked_why(setup, server)
    assert await spoken(reply) == reply.text
    assert fault in speaker.refusals[-1]


async def test_thoughts_of_the_model_are_not_spoken(setup: Setup, server: Server):
    server.answer = f"<think>The queue. Why? I must ask.</think> {GOOD}"
    reply, _ = asked_why(setup, server)
    assert await spoken(reply) == GOOD


async def test_a_sentence_is_not_said_twice(setup: Setup, server: Server):
    reply, speaker = asked_why(setup, server)
    first = "".join([piece async for piece in speaker.words(reply)])
    again = "".join([piece async for piece in speaker.words(reply)])
    assert first == GOOD
    assert again == reply.text


class Verdict(BaseModel):
    reason: str
    level: int


async def test_a_structured_answer_is_read_out_of_the_words_around_it(server: Server):
    server.answer = 'Sure, here it is: {"reason": "clear", "level": 3} as you asked.'
    model = ChatModel.open(server.choice)
    assert await model.structured("Judge.", Verdict, AMPLE_S) == Verdict(reason="clear", level=3)


@pytest.mark.parametrize("answer", ["no braces", "{}", '{"reason": "x", "level": "high"}', "{broken"])
async def test_an_answer_of_another_shape_is_refused(server: Server, answer: str):
    server.answer = answer
    with pytest.raises(ModelAnswerInvalid):
        await ChatModel.open(server.choice).structured("Judge.", Verdict, AMPLE_S)


async def test_a_structured_answer_that_does_not_come_times_out(server: Server):
    server.mode = "stalls-before"
    with pytest.raises(ModelTimeout):
        await ChatModel.open(server.choice).structured("Judge.", Verdict, 0.2)


async def test_a_refusal_says_which_model_refused(server: Server):
    server.mode = "500"
    with pytest.raises(ModelUnavailable, match="scripted"):
        await ChatModel.open(server.choice).structured("Judge.", Verdict, AMPLE_S)


@pytest.mark.parametrize("choice", ["http://127.0.0.1:1/v1", "gpt", "nosuchprovider:model"])
def test_a_choice_that_cannot_be_opened_is_refused(choice: str):
    with pytest.raises(ModelUnavailable):
        ChatModel.open(choice)


def test_a_local_server_is_found_with_its_chat_model(server: Server):
    assert find_local(f"http://127.0.0.1:{server.server_port}") == "ollama:tiny:1b"


def test_no_local_server_is_no_fault():
    assert find_local("http://127.0.0.1:9", timeout_s=0.2) is None


def test_stopping_early_leaves_no_task_behind(setup: Setup, server: Server):
    async def first_piece_only() -> None:
        reply, _ = asked_why(setup, server)
        async for _ in reply.words():
            break

    asyncio.run(first_piece_only())


FOLDER = Path(__file__).parents[2] / "fixtures" / "transcripts"


@pytest.fixture(scope="module")
def interview() -> Transcript:
    return Transcript.model_validate_json((FOLDER / "pm-1-middle.json").read_text(encoding="utf-8"))


def opinion(interview: Transcript, level: int) -> str:
    """An opinion whose quotes, whole answers, carry any level."""
    said = [turn.text for turn in interview.turns if turn.speaker == "candidate"]
    return json.dumps({"quotes": said[:4], "reason": "It was said plainly.", "level": level})


def between(scores: tuple[CriterionScore, ...]) -> int:
    """Which criterion has a score that the model may move either way."""
    return next(at for at, each in enumerate(scores) if each.score is not None and 2 <= each.score <= 3)


async def test_three_passes_of_a_served_model_judge_each_criterion(server: Server, interview: Transcript):
    library = load()
    report = score(interview, library)
    passes = (2, 4, 3)
    server.answers = iter([opinion(interview, level) for _ in report.criteria for level in passes])
    after = await judged(
        report, interview, library, ModelJudge(ChatModel.open(server.choice)), now=time.monotonic
    )
    at = between(report.criteria)
    assert after.criteria[at].score == 3.0
    assert "The passes disagreed: 2, 3, 4." in after.criteria[at].reason
    assert len(server.asked) == 3 * len(report.criteria)
    assert after.scorer.version == Prompt.read("score_criterion").version
    for quote in after.criteria[at].quotes:
        assert interview.turn(quote.turn).text[quote.start : quote.end] == quote.text


@pytest.mark.parametrize("mode", ["429", "500", "stalls-before"])
async def test_a_served_model_that_fails_leaves_the_built_in_scores(
    server: Server, interview: Transcript, mode: str
):
    library = load()
    report = score(interview, library)
    server.mode = mode
    budget = Budget(seconds=1.0, pass_seconds=0.2)
    model = ModelJudge(ChatModel.open(server.choice))
    after = await judged(report, interview, library, model, now=time.monotonic, budget=budget)
    assert after.criteria == report.criteria
    assert after.overall == report.overall


async def test_the_budget_of_tokens_holds_with_a_served_model(server: Server, interview: Transcript):
    library = load()
    server.answer = opinion(interview, 4)
    model = ModelJudge(ChatModel.open(server.choice))
    budget = Budget(tokens=4_000)
    await judged(score(interview, library), interview, library, model, now=time.monotonic, budget=budget)
    assert 1 <= len(server.asked) <= 4
