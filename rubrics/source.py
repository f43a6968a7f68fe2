"""A YAML file as read: its data, and the line on which each part of it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from .errors import Mistake, RubricsInvalid

MAX_FILE_BYTES = 2_000_000
"""A rubric is written by hand; a file beyond this size is a mistake."""

MAX_ALIASES = 100
"""Anchors may save typing; thousands of them are an attack on memory."""

Place = Sequence[str | int]
"""Keys and positions that lead from the top of a document to one part of it."""


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML with the plain words of version 1.2: ``no`` and ``on`` are words, ``1:30`` is text."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    problem=f"the key {key.value!r} appears twice", problem_mark=key.start_mark
                )
            seen.add(key.value)
        return dict(super().construct_mapping(node, deep=deep))


_CORE_SCHEMA = (
    ("tag:yaml.org,2002:null", r"~|null|Null|NULL|", "~nN"),
    ("tag:yaml.org,2002:bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("tag:yaml.org,2002:int", r"[-+]?[0-9]+", "-+0123456789"),
    ("tag:yaml.org,2002:float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+0123456789."),
)
_Loader.yaml_implicit_resolvers = {"": [("tag:yaml.org,2002:null", re.compile(r"\Z"))]}
for _tag, _form, _first in _CORE_SCHEMA:
    _Loader.add_implicit_resolver(_tag, re.compile(rf"(?:{_form})\Z"), list(_first))


@dataclass(frozen=True)
class SourceFile:
    """One file, read but not yet understood."""

    path: Path
    data: dict[str, Any]
    node: yaml.MappingNode

    def line(self, place: Place = ()) -> int:
        """The line (from 1) of the part at ``place``; of its nearest parent where the part is missing."""
        node: yaml.Node = self.node
        line = int(node.start_mark.line)
        for step in place:
            found = _child(node, step)
            if found is None:
                break
            line, node = found
        return line + 1

    def mistake(self, message: str, remedy: str, place: Place = ()) -> Mistake:
        """A mistake in this file."""
        return Mistake(self.path, self.line(place), message, remedy)


def _child(node: yaml.Node, step: str | int) -> tuple[int, yaml.Node] | None:
    """The part of a node under a key or position, with the line it starts on."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return int(key.start_mark.line), value
    elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return int(node.value[step].start_mark.line), node.value[step]
    return None


def read(path: Path) -> SourceFile:
    """Read one YAML file. Raises RubricsInvalid with one mistake when it cannot be read."""
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise _invalid(path, 1, "This file is too large for a rubric.", "Split it into several files.")
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise _invalid(path, 1, f"This file cannot be read: {error}.", "Save it as UTF-8 text.") from error
    if len(re.findall(r"(?:^|[\s\[{,:-])\*[\w-]+", text)) > MAX_ALIASES and "&" in text:
        raise _invalid(path, 1, "This file uses too many YAML aliases.", "Write the parts out.")
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        data = loader.construct_document(node) if isinstance(node, yaml.MappingNode) else None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = int(mark.line) + 1 if mark else 1
        what = error.problem or "it cannot be parsed"
        raise _invalid(
            path, line, f"This is not YAML: {what}.", "Check indentation, quotes and colons near this line."
        ) from error
    except yaml.YAMLError as error:
        raise _invalid(path, 1, f"This is not YAML: {error}.", "Remove unprintable characters.") from error
    finally:
        loader.dispose()
    if not isinstance(data, dict):
        raise _invalid(
            path, 1, "A rubric is a mapping of fields.", "Begin with a line such as 'format: viva-loop/1'."
        )
    return SourceFile(path, data, node)


def plain(text: str) -> Any:
    """The data of a YAML text that is no rubric. Raises ValueError, which says where it goes wrong."""
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506  a safe loader
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error


def _invalid(path: Path, line: int, message: str, remedy: str) -> RubricsInvalid:
    return RubricsInvalid([Mistake(path, line, message, remedy)])
