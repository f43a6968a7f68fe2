"""Folders of one's own rubrics, as a coach would write them."""

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

FOURTH_LOOP = """
    format: viva-loop/1
    id: product-sense
    title: Product sense
    summary: Whether somebody finds the problem worth solving.
    personas: [senior-pm]
    lengths: [20]
    default_minutes: 20
    levels:
      - {id: L5, title: Senior, expects: Finds the user first., bar: 2.5, push: 0}
    default_level: L5
    phases:
      - id: understand
        title: Understand
        goal: Who has which problem.
        minutes: {20: 8}
        enter: [Whose problem is this?]
        probes:
          - id: who
            kind: scope
            target: the user
            ask: [Who is the user?]
            unless: [the user is]
            source: proposed
      - id: decide
        title: Decide
        goal: One thing to build.
        minutes: {20: 12}
        deep: true
        enter: [What would you build?]
"""

FOURTH_PROBLEM = """
    format: viva-problem/1
    id: bus-stop
    title: Bus stop
    statement: Improve waiting at a bus stop.
    loops: [product-sense]
    source: proposed
    facts:
      - {id: riders, topic: users, answer: Four hundred people a day., value: 400, unit: "1"}
"""


@pytest.fixture
def fourth_loop() -> str:
    return dedent(FOURTH_LOOP)


@pytest.fixture
def own_folder(tmp_path: Path, fourth_loop: str) -> Path:
    (tmp_path / "loop.yaml").write_text(fourth_loop)
    (tmp_path / "problem.yaml").write_text(dedent(FOURTH_PROBLEM))
    return tmp_path


@pytest.fixture
def change(own_folder: Path) -> Callable[[str, str, str], Path]:
    """Replace some text of one file of the folder, once."""

    def apply(file: str, old: str, new: str) -> Path:
        path = own_folder / file
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new, 1))
        return path

    return apply
