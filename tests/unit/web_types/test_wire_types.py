"""The browser's types keep up with the service's models."""

import pytest

from scripts import wire_types


def test_the_page_is_built_from_the_models_as_they_are() -> None:
    assert wire_types.WIRE.read_text(encoding="utf-8") == wire_types.rendered(), (
        "web/src/wire.ts is stale: run python -m scripts.wire_types"
    )


def test_a_stale_file_fails_the_check_and_is_left_alone(tmp_path, monkeypatch) -> None:
    stale = tmp_path / "wire.ts"
    stale.write_text("export interface Old {}\n")
    monkeypatch.setattr(wire_types, "WIRE", stale)
    assert wire_types.main(["--check"]) == 1
    assert stale.read_text() == "export interface Old {}\n"


def test_writing_makes_the_check_pass(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(wire_types, "WIRE", tmp_path / "wire.ts")
    assert wire_types.main(["--check"]) == 1
    assert wire_types.main([]) == 0
    assert wire_types.main(["--check"]) == 0


@pytest.mark.parametrize(
    ("schema", "typescript"),
    [
        ({"$ref": "#/$defs/PhaseView"}, "PhaseView"),
        ({"const": "viva.v1", "type": "string"}, '"viva.v1"'),
        ({"enum": ["a", "b"], "type": "string"}, '"a" | "b"'),
        ({"anyOf": [{"type": "integer"}, {"type": "null"}]}, "number | null"),
        (
            {"type": "array", "items": {"anyOf": [{"type": "string"}, {"type": "null"}]}},
            "readonly (string | null)[]",
        ),
        ({"type": "object", "additionalProperties": {"type": "number"}}, "Readonly<Record<string, number>>"),
        ({"type": "object", "additionalProperties": True}, "Readonly<Record<string, unknown>>"),
        ({"type": "boolean"}, "boolean"),
    ],
)
def test_each_form_of_schema_has_its_type(schema, typescript) -> None:
    assert wire_types.expression(schema) == typescript


def test_an_unknown_form_is_refused_rather_than_guessed() -> None:
    with pytest.raises(ValueError, match="no TypeScript is known"):
        wire_types.expression({"type": "string-ish"})


def test_a_model_that_differs_by_direction_gets_a_name_for_what_is_taken() -> None:
    given = {"Project": {"required": ["title", "summary"]}, "Same": {}}
    taken = {
        "Project": {"required": ["title"]},
        "New": {"properties": {"project": {"$ref": "#/$defs/Project"}}},
        "Same": {},
    }
    models = wire_types.merged(given, taken)
    assert set(models) == {"Project", "ProjectInput", "New", "Same"}
    assert models["New"]["properties"]["project"]["$ref"] == "#/$defs/ProjectInput"
