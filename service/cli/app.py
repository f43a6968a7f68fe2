"""The command line. Each command imports what it needs when it runs, so that ``viva --help`` is quick."""

from __future__ import annotations

import typer

from service import __version__
from service.cli import bench, doctor, interview, models, rubrics, score, serve, simulate
from service.cli.output import INTERRUPTED, close_quietly, explain, refuse, say

app = typer.Typer(
    name="viva",
    help="A voice interviewer for product and engineering managers that runs on your own machine.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(serve.serve)
app.command()(doctor.doctor)
app.command()(interview.interview)
app.command()(simulate.simulate)
app.command()(score.score)
app.add_typer(bench.app, name="bench")
app.add_typer(models.app, name="models")
app.add_typer(rubrics.app, name="rubrics")


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"viva {__version__}")
        raise typer.Exit


@app.callback()
def _viva(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version and exit."
    ),
) -> None:
    """What comes before the command."""


def main() -> None:
    """Run a command. What was refused ends with a sentence and exit code 2, never with a traceback."""
    try:
        app()
    except KeyboardInterrupt:
        say()
        raise SystemExit(INTERRUPTED) from None
    except BrokenPipeError:
        close_quietly()
    except Exception as error:
        sentence = explain(error)
        if sentence is None:
            raise
        refuse(sentence)
