"""``viva models``: weights of the engines, on this machine and from the hub."""

from __future__ import annotations

from typing import Annotated

import typer

from service.cli.options import AsJson, DataDir
from service.cli.output import FAILED, document, say

app = typer.Typer(help="Weights of the engines.", no_args_is_help=True)

MEGABYTE = 1_000_000


@app.command("list")
def list_models(as_json: AsJson = False, data_dir: DataDir = None) -> None:
    """List the weights on this machine, and the names that can be pulled."""
    from service.settings import Settings
    from service.speech import models

    folder = Settings.load(data_dir=data_dir).models_dir
    here = models.installed(folder)
    known = [*models.WHISPER_REPOSITORIES, *models.PIPER_SUGGESTED, models.SMART_TURN]
    if as_json:
        document(
            {
                "folder": str(folder),
                "installed": [
                    {"name": model.name, "kind": model.kind, "path": str(model.path), "bytes": model.size}
                    for model in here
                ],
                "known": known,
            }
        )
        return
    for model in here:
        print(f"{model.name:<36} {model.kind:<12} {model.size / MEGABYTE:8.1f} MB  {model.path}")
    if not here:
        print(f"No weights in {folder}; the embedded engines need none.")
    print(f"\nCan be pulled: {', '.join(known)}, and every other Piper voice by its name.")


@app.command()
def pull(
    names: Annotated[list[str], typer.Argument(help="Names of weights, as 'viva models list' shows them.")],
    data_dir: DataDir = None,
) -> None:
    """Fetch weights from the hub, with progress. What was fetched in part goes on where it stopped."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        Progress,
        TaskID,
        TextColumn,
        TimeRemainingColumn,
        TransferSpeedColumn,
    )

    from service.settings import Settings
    from service.speech import models, pulling
    from service.speech.errors import ModelError

    folder = Settings.load(data_dir=data_dir).models_dir
    for name in names:
        models.source(name)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
    )
    failed = False
    with Progress(*columns, console=Console(stderr=True)) as bars:
        for name in names:
            bar = bars.add_task(name, total=None)

            def show(progress: pulling.Progress, bar: TaskID = bar) -> None:
                bars.update(bar, completed=progress.done, total=progress.total)

            try:
                path = pulling.pull(name, folder, progress=show)
            except ModelError as error:
                failed = True
                say(f"viva: {name}: {error.message}")
            else:
                say(f"{name} is in {path}")
    if failed:
        raise SystemExit(FAILED)
