"""``viva rubrics``: check rubric files, and show what they hold."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from service.cli.options import AsJson
from service.cli.output import FAILED, document, markdown, say

app = typer.Typer(help="Check rubric files, and show what they hold.", no_args_is_help=True)
Folders = Annotated[
    list[Path] | None, typer.Argument(help="Folders of your own rubrics (default: VIVA_RUBRICS_DIR).")
]


def _folders(given: list[Path] | None) -> list[Path]:
    from service.settings import Settings

    configured = Settings.load().rubrics_dir
    return given or ([configured] if configured else [])


@app.command()
def check(folders: Folders = None, as_json: AsJson = False) -> None:
    """Check all rubric files, shipped and own: every mistake with file, line and remedy. Exit 1 if any."""
    from agents.listening.patterns import Pattern
    from rubrics.check import check as find_mistakes

    mistakes = find_mistakes(*_folders(folders), compile_pattern=Pattern.compile)
    if as_json:
        document(
            [
                {"file": str(m.file), "line": m.line, "message": m.message, "remedy": m.remedy}
                for m in mistakes
            ]
        )
    else:
        for mistake in mistakes:
            print(mistake)
        say(f"{len(mistakes)} mistake(s)." if mistakes else "All rubrics are valid.")
    if mistakes:
        raise SystemExit(FAILED)


@app.command()
def show(
    what: Annotated[
        str | None, typer.Argument(help="Id of a loop, persona or problem; none: list all.")
    ] = None,
    as_json: AsJson = False,
    whole: Annotated[
        bool, typer.Option("--yaml", help="Everything, as YAML to start your own from.")
    ] = False,
) -> None:
    """Show a loop, persona or problem, or list them all."""
    import rubrics.loader
    from rubrics.errors import UnknownId

    library = rubrics.loader.load(*_folders(None))
    kinds: dict[str, Mapping[str, Any]] = {
        "loop": library.loops,
        "persona": library.personas,
        "problem": library.problems,
    }
    if what is None:
        _list(kinds, as_json=as_json)
        return
    found = next((items[what] for items in kinds.values() if what in items), None)
    if found is None:
        raise UnknownId(
            "loop, persona or problem", what, [name for items in kinds.values() for name in items]
        )
    if as_json:
        document(found.model_dump(mode="json"))
    elif whole:
        _print_yaml(found.model_dump(mode="json", exclude_defaults=True))
    else:
        from service.cli.outline import outline

        markdown(outline(found))


def _list(kinds: Mapping[str, Mapping[str, Any]], *, as_json: bool) -> None:
    if as_json:
        document({f"{kind}s": list(items) for kind, items in kinds.items()})
        return
    for kind, items in kinds.items():
        print(f"{kind}s")
        for name, item in items.items():
            print(f"  {name:<18} {getattr(item, 'title', None) or item.name}")


def _print_yaml(value: dict[str, Any]) -> None:
    import sys

    import yaml

    yaml.safe_dump(value, sys.stdout, sort_keys=False, allow_unicode=True, width=100)
