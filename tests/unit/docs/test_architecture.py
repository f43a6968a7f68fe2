"""The documents name what is there, and all of it."""

import re
from pathlib import Path
from typing import get_args

import pytest

from service.session import turn_events
from service.session.turn_settings import TurnSettings

ROOT = Path(__file__).parents[3]
PAGES = [path for path in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")) if path.name != "CHANGELOG.md"]
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")

NAMED = re.compile(r"`([\w./-]+)`")
LINKED = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
SUFFIXES = {".py", ".ts", ".tsx", ".md", ".yaml", ".yml", ".toml", ".sh", ".png", ".mjs", ".js"}
TOP = {path.name for path in ROOT.iterdir()}
MADE_LATER = {"service/static", "web/node_modules", ".venv/bin/viva"}
OF_THE_READER = {"viva.toml", "candidate.yaml", "transcript.json"}


def named_paths(page: Path) -> set[str]:
    """What a page names in code marks that can only be a path of the repository, and what it links."""
    text = page.read_text(encoding="utf-8")
    found = {name.rstrip("/") for name in NAMED.findall(text) if _is_path(name)}
    return (found - MADE_LATER - OF_THE_READER) | set(LINKED.findall(text))


def _is_path(name: str) -> bool:
    return "/" in name and name.split("/", maxsplit=1)[0] in TOP


def packages() -> list[str]:
    """Folders with Python code, and with the data of the rubrics."""
    code = {path.parent for top in ("agents", "rubrics", "service") for path in (ROOT / top).rglob("*.py")}
    data = {path.parent for path in (ROOT / "rubrics").rglob("*.yaml")}
    folders = {str(folder.relative_to(ROOT)) for folder in code | data}
    return sorted(folder for folder in folders if not folder.endswith("versions"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_path_that_a_page_names_is_there(page):
    missing = [
        name
        for name in sorted(named_paths(page))
        if not ((ROOT / name).exists() or (page.parent / name).exists())
    ]
    assert missing == []


@pytest.mark.parametrize("folder", packages())
def test_every_room_is_on_the_plan(folder):
    assert f"`{folder}/`" in ARCHITECTURE


def test_bare_file_names_on_the_plan_are_files_of_the_service():
    names = {
        name for name in NAMED.findall(ARCHITECTURE) if Path(name).suffix in SUFFIXES and "/" not in name
    }
    known = {
        path.name for top in ("agents", "rubrics", "service", "web") for path in (ROOT / top).glob("**/*.py")
    }
    assert {name for name in names if not (ROOT / name).exists()} <= known


def test_the_diagram_shows_every_event_of_the_turn_machine_and_every_end_of_a_turn():
    diagram = ARCHITECTURE[ARCHITECTURE.index("```mermaid") :]
    diagram = diagram[: diagram.index("\n```\n")]
    events = [event.__name__ for event in get_args(turn_events.TurnEvent)]
    assert [name for name in (*events, *get_args(turn_events.EndReason)) if name not in diagram] == []


def test_the_waits_on_the_plan_are_the_defaults():
    waits = TurnSettings()
    for said in (
        f"{waits.eager_ms:g} ms / EagerFinal",
        f"{waits.segment_pause_ms:g} ms / SegmentClosed, Breath",
        f"segment at {waits.longest_segment_s:g} s",
        f"{waits.barge_pause_ms:g} ms of voice / BargePause",
        f"{waits.barge_stop_ms:g} ms that is no back-channel",
        f"| complete | {waits.complete_ms:g} ms",
        f"| {waits.unfinished_ms / 1000:g} s |",
        f"Smart Turn says below {waits.finished_probability:g}",
        f"first {waits.echo_warmup_ms / 1000:g} s of the interviewer's voice",
        f"| {waits.thinking_ms / 1000:g} s |",
    ):
        assert said in ARCHITECTURE
