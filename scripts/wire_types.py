"""The browser's types: TypeScript made from the models of the socket, of REST and of the report.

``wire_types.py`` writes ``web/src/wire.ts``; ``wire_types.py --check`` exits 1 when that file is stale.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import models_json_schema

from agents.debrief import Debrief
from agents.model import Report, Transcript
from service import resources
from service.boards import Boards
from service.session import messages

WIRE = Path(__file__).resolve().parent.parent / "web" / "src" / "wire.ts"
HEADER = "// Made from the service's models by scripts/wire_types.py. Do not edit.\n"

TAKEN: tuple[type[BaseModel], ...] = (
    resources.NewInterview,
    resources.NewRetake,
    resources.NewCorrection,
    resources.NewLoopDay,
)
"""What REST takes: a field with a default may be left out."""
GIVEN: tuple[type[BaseModel], ...] = (
    resources.Interview,
    resources.Admission,
    resources.Interviews,
    resources.Loops,
    resources.Problems,
    resources.Engines,
    resources.Retake,
    resources.Correction,
    resources.Recognition,
    resources.Extraction,
    resources.InterviewIds,
    resources.ProgressOver,
    resources.LoopDay,
    Debrief,
    resources.Delays,
    resources.Notes,
    resources.Clarified,
    Boards,
    resources.Refusal,
    Transcript,
    Report,
)
"""What REST gives: every field is there."""

Schema = Mapping[str, Any]

PRIMITIVES = {
    "string": "string",
    "integer": "number",
    "number": "number",
    "boolean": "boolean",
    "null": "null",
}
"""JSON schema's simple types and TypeScript's."""


def literal(value: object) -> str:
    """A constant as TypeScript writes it."""
    return json.dumps(value)


def expression(schema: Schema) -> str:
    """The TypeScript type of one JSON schema node.

    Raises:
        ValueError: the schema uses a form that none of the models had so far.
    """
    if text := choice(schema) or PRIMITIVES.get(schema.get("type", "")):
        return text
    match schema:
        case {"type": "array", "items": items}:
            inner = expression(items)
            return f"readonly ({inner})[]" if "|" in inner else f"readonly {inner}[]"
        case {"type": "object", "additionalProperties": dict() as values}:
            return f"Readonly<Record<string, {expression(values)}>>"
        case {"type": "object", "additionalProperties": True}:
            return "Readonly<Record<string, unknown>>"
    raise ValueError(f"no TypeScript is known for the schema {schema!r}")


def choice(schema: Schema) -> str | None:
    """The type of a reference, a constant or a union; None for anything else."""
    match schema:
        case {"$ref": ref}:
            return str(ref).rsplit("/", 1)[-1]
        case {"const": value}:
            return literal(value)
        case {"enum": values}:
            return " | ".join(literal(value) for value in values)
        case {"anyOf": options} | {"oneOf": options}:
            return " | ".join(dict.fromkeys(expression(option) for option in options))
    return None


def comment(text: str | None, indent: str = "") -> str:
    """A documentation comment of one line, or nothing."""
    return f"{indent}/** {' '.join(text.split())} */\n" if text else ""


def interface(name: str, schema: Schema) -> str:
    """A model as an interface; a field with a default is optional where the schema does not require it."""
    required = set(schema.get("required", ()))
    lines = [comment(schema.get("description")), f"export interface {name} {{\n"]
    for field, node in schema.get("properties", {}).items():
        mark = "" if field in required or "const" in node else "?"
        lines.append(comment(node.get("description"), "  "))
        lines.append(f"  readonly {field}{mark}: {expression(node)};\n")
    return "".join([*lines, "}\n"])


def union(name: str, schema: Schema, doc: str) -> str:
    """A discriminated union, and the list of its ``type`` values for the one place that reads text frames."""
    kinds = ", ".join(literal(kind) for kind in sorted(schema["discriminator"]["mapping"]))
    values = name[0].lower() + name[1:] + "Types"
    return (
        f"{comment(doc)}export type {name} = {expression(schema)};\n\n"
        f'export const {values}: readonly {name}["type"][] = [{kinds}];\n'
    )


def definitions(schema: Schema) -> dict[str, Schema]:
    """The named models of a schema."""
    return dict(schema.get("$defs", {}))


def complete(models: dict[str, Schema]) -> dict[str, Schema]:
    """The models as given: what has a default is sent too, so every field is there."""
    return {name: {**model, "required": [*model.get("properties", {})]} for name, model in models.items()}


def renamed(node: Any, names: Mapping[str, str]) -> Any:
    """The same schema with its references renamed."""
    if isinstance(node, dict):
        return {
            key: f"#/$defs/{names.get(name := str(value).rsplit('/', 1)[-1], name)}"
            if key == "$ref"
            else renamed(value, names)
            for key, value in node.items()
        }
    return [renamed(item, names) for item in node] if isinstance(node, list) else node


def merged(given: dict[str, Schema], taken: dict[str, Schema]) -> dict[str, Schema]:
    """Both directions in one namespace: a model that differs between them is ``...Input`` when taken."""
    names = {name: f"{name}Input" for name in taken if name in given and given[name] != taken[name]}
    return given | {names.get(name, name): renamed(schema, names) for name, schema in taken.items()}


def schemas(models: Iterable[type[BaseModel]], mode: Any) -> dict[str, Schema]:
    """The definitions of several models together."""
    return definitions(models_json_schema([(model, mode) for model in models])[1])


def rendered() -> str:
    """The whole of ``wire.ts``."""
    client = TypeAdapter(messages.ClientMessage).json_schema(mode="validation")
    server = TypeAdapter(messages.ServerMessage).json_schema(mode="serialization")
    given = complete(definitions(server) | schemas(GIVEN, "serialization"))
    taken = definitions(client) | schemas(TAKEN, "validation")
    models = merged(given, taken)
    parts = [
        HEADER,
        f'export const PROTOCOL = "{messages.PROTOCOL}";',
        f"export const MAX_TEXT_CHARS = {messages.MAX_TEXT_CHARS};",
        f"export const MAX_NOTES_CHARS = {resources.MAX_NOTES_CHARS};",
        *(interface(name, models[name]) for name in sorted(models)),
        union("ClientMessage", client, "Browser to server."),
        union("ServerMessage", server, "Server to browser."),
    ]
    return "\n".join(parts)


def main(arguments: list[str]) -> int:
    """Write the file, or with ``--check`` only compare it."""
    text = rendered()
    if "--check" in arguments:
        if WIRE.is_file() and WIRE.read_text(encoding="utf-8") == text:
            return 0
        print("web/src/wire.ts is stale: run scripts/wire_types.py", file=sys.stderr)
        return 1
    WIRE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
