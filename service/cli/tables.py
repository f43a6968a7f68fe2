"""Tables: the document of a bench for people, on standard output."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


def show(made: Mapping[str, Any]) -> None:
    """Every figure by its name; lists of figures as a table."""
    for line in lines(made):
        print(line)


def lines(made: Mapping[str, Any], indent: int = 0) -> list[str]:
    """The document, one figure a line, nested ones below their name."""
    out: list[str] = []
    margin = " " * indent
    for name, value in made.items():
        if _is_table(value):
            out += [f"{margin}{name}:", *(f"{margin}  {line}" for line in _table(value))]
        elif isinstance(value, Mapping) and not _is_flat(value):
            out += [f"{margin}{name}:", *lines(value, indent + 2)]
        else:
            out.append(f"{margin}{name}: {_told(value)}")
    return out


def _is_flat(value: Mapping[str, Any]) -> bool:
    return not any(isinstance(each, Mapping | list) for each in value.values())


def _is_table(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(row, Mapping) for row in value)


def _table(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    names = list(dict.fromkeys(name for row in rows for name in row))
    cells = [names, *([_told(row.get(name)) for name in names] for row in rows)]
    widths = [max(len(row[at]) for row in cells) for at in range(len(names))]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    ]


def _told(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_told(each)}" for name, each in value.items())
    if isinstance(value, list):
        return ", ".join(map(_told, value))
    return f"{value:g}" if isinstance(value, float) else str(value)
