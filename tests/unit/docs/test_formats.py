"""The documents' description: examples that are valid, and every field."""

import json
import re
from pathlib import Path

import pytest

from agents import candidate, model
from agents.candidate import parse
from agents.grade import Grade
from agents.simulate import simulate
from rubrics.loader import load

PAGE = (Path(__file__).parents[3] / "docs" / "formats.md").read_text(encoding="utf-8")
TABLE = re.compile(r"<!-- fields: (?P<model>\w+) -->\n\n(?P<table>(?:\|.*\n)+)")
MODELS = {
    **{name: each for name, each in vars(model).items() if isinstance(each, type)},
    **{name: getattr(candidate, name) for name in ("Candidate", "Answer", "Plant")},
}
SMALL = {"DimensionScore", "Scorer", "Project", "PhaseReview", "Advice"}
"""Models of two or three fields that are named where they are used."""


def example(name: str) -> str:
    found = re.search(rf"<!-- example: {name} -->\n```\w+\n(.*?)```", PAGE, re.DOTALL)
    return found[1]


def fields(model_: type) -> set[str]:
    return {field.alias or name for name, field in model_.model_fields.items()}


def test_the_example_of_a_transcript_is_one():
    shown = model.Transcript.model_validate_json(example("transcript"))
    assert shown.problem in load().problems
    assert set(json.loads(example("transcript"))) == fields(model.Transcript)


def test_the_example_of_a_report_is_one_with_every_field():
    shown = model.Report.model_validate_json(example("report"))
    assert json.loads(shown.model_dump_json()) == json.loads(example("report"))
    assert all(quote.end - quote.start == len(quote.text) for each in shown.criteria for quote in each.quotes)


def test_the_example_of_a_candidate_can_be_interviewed():
    shown = parse(example("candidate"))
    played = simulate(shown, load(), scored=False)
    assert {turn.speaker for turn in played.transcript.turns} == {"interviewer", "candidate"}


@pytest.mark.parametrize(
    ("name", "table"), [(found["model"], found["table"]) for found in TABLE.finditer(PAGE)]
)
def test_a_table_lists_exactly_the_fields_there_are(name, table):
    first_cells = [row.split("|")[1] for row in table.splitlines()[2:]]
    listed = {name for cell in first_cells for name in re.findall(r"`(\w+)`", cell)}
    assert listed == fields(MODELS[name])


def test_every_part_of_a_report_has_its_table_or_is_small_enough_for_a_line():
    tables = {found["model"] for found in TABLE.finditer(PAGE)}
    documents = {
        name
        for name, each in vars(model).items()
        if isinstance(each, type) and issubclass(each, model.Document) and each is not model.Document
    }
    assert documents - tables == SMALL


def test_the_keys_of_a_simulation_are_those_on_the_page():
    played = simulate(parse(example("candidate")), load(), scored=False)
    keys = [*played.to_json(), *played.moves[0].to_json(), *played.grade.to_json()]
    assert [key for key in keys if f"`{key}`" not in PAGE] == []
    assert isinstance(played.grade, Grade)
