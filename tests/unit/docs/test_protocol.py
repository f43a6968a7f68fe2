"""The protocol's document says what the service does."""

import json
import re
from pathlib import Path
from typing import get_args

import pytest
from fastapi import FastAPI

from service import api
from service.realtime import ABUSED, NO_HELLO, NO_ROOM, NOT_ADMITTED, Limits
from service.resources import NewInterview
from service.session import conversation, messages, outbox

PAGE = (Path(__file__).parents[3] / "docs" / "protocol.md").read_text(encoding="utf-8")
SERVICE = Path(__file__).parents[3] / "service"


def part(name: str) -> str:
    return PAGE[PAGE.index(f"<!-- {name}:begin -->") : PAGE.index(f"<!-- {name}:end -->")]


def examples(text: str) -> list[dict]:
    return [json.loads(found) for found in re.findall(r"```json\n(.*?)```", text, re.DOTALL)]


def models(union) -> dict:
    return {model.model_fields["type"].default: model for model in get_args(get_args(union)[0])}


WAYS = {
    "client": (models(messages.ClientMessage), messages.client_messages),
    "server": (models(messages.ServerMessage), messages.server_messages),
}


@pytest.mark.parametrize("way", WAYS)
def test_every_message_has_an_example_that_the_service_takes_for_one(way):
    known, adapter = WAYS[way]
    shown = {example["type"]: adapter.validate_python(example) for example in examples(part(way))}
    assert set(shown) == set(known)


@pytest.mark.parametrize(("way", "kind"), [(way, kind) for way, (known, _) in WAYS.items() for kind in known])
def test_every_field_of_a_message_is_in_its_example(way, kind):
    (example,) = [each for each in examples(part(way)) if each["type"] == kind]
    assert set(example) == set(WAYS[way][0][kind].model_fields)


@pytest.mark.parametrize(("way", "kind"), [(way, kind) for way, (known, _) in WAYS.items() for kind in known])
def test_every_field_of_a_message_is_explained(way, kind):
    text = part(way)
    at = text.index(f"**`{kind}`**")
    told = text[at : text.index("```json", at)]
    fields = set(WAYS[way][0][kind].model_fields) - {"type", "protocol", "interview"}
    assert [name for name in sorted(fields) if f"`{name}`" not in told] == []


@pytest.mark.parametrize(
    "nested", [messages.PhaseView, messages.Line, messages.BoardNode, messages.BoardEdge]
)
def test_the_parts_of_messages_are_explained(nested):
    assert [name for name in nested.model_fields if f"`{name}`" not in PAGE] == []


def test_every_resource_is_listed():
    app = FastAPI()
    app.include_router(api.router)
    offered = {
        f"{method.upper()} {path}" for path, methods in app.openapi()["paths"].items() for method in methods
    }
    assert set(re.findall(r"^\| `([A-Z]+ /\S+)` \|", part("rest"), re.MULTILINE)) == offered


def test_the_example_of_a_new_interview_is_taken():
    found = re.findall(r"<!-- example: NewInterview -->\n```json\n(.*?)```", PAGE, re.DOTALL)
    assert [NewInterview.model_validate_json(each).loop for each in found] == ["pm-system-design"] * 2


def test_every_code_that_the_socket_and_its_room_give_is_explained():
    sources = [SERVICE / "realtime.py", *(SERVICE / "session").glob("*.py")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    codes = set(re.findall(r"(?:_refuse|_close|notice)\(\s*\"(\w+)\"", text))
    codes |= set(re.findall(r"code=\"(\w+)\"", text))
    assert {"bad_audio", "too_much", "rooms_full"} <= codes
    assert [code for code in sorted(codes) if f"`{code}`" not in PAGE] == []


def test_every_close_code_is_explained():
    farewells = [NOT_ADMITTED, NO_ROOM, NO_HELLO, ABUSED, outbox.SLOW, outbox.TAKEN_OVER, outbox.OVER]
    farewells += [conversation.STOPPING, conversation.DELETED]
    assert [each.code for each in farewells if str(each.code) not in PAGE] == []


def test_the_limits_are_those_of_the_socket():
    limits = Limits()
    for said in (
        f"{limits.text_bytes // 1024} KiB",
        f"{limits.audio_bytes[0]} to {limits.audio_bytes[1]:,} bytes",
        f"{limits.messages_per_s:g} a second, {limits.messages_burst} at once",
        f"{limits.frames_per_s:g} a second, {limits.frames_burst:,} at once",
        f"within {limits.hello_s:g} s",
        f"within {limits.send_s:g} s a message; {outbox.LIMIT:,} may wait",
        f"{messages.MAX_TEXT_CHARS:,} characters",
        f"At most {messages.MAX_BOARD_ITEMS} of each",
    ):
        assert said in PAGE
    assert limits.refusals == 20
    assert limits.refusals_per_s == 1 / 5
