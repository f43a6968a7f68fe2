"""``viva score``: a report from a transcript file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.cli.asked import library_of, model_of, unswept
from service.cli.options import AsJson, Llm, RubricsDir
from service.cli.output import document, markdown, read

if TYPE_CHECKING:
    from agents.model import Transcript

EXPECTED = "a transcript in viva-transcript/1 form, as transcript.json of an interview is"


@unswept()
def score(
    transcript: Annotated[
        Path, typer.Argument(help="A transcript, viva-transcript/1.", metavar="TRANSCRIPT.json")
    ],
    as_json: AsJson = False,
    llm: Llm = None,
    rubrics_dir: RubricsDir = None,
) -> None:
    """Score a transcript.

    Without --llm, and without VIVA_LLM, the built-in scorer does it: the same report each time.
    """
    import asyncio

    from service.export import report_markdown
    from service.language import scorer_with
    from service.settings import Settings

    settings = Settings.load(llm=llm, rubrics_dir=rubrics_dir)
    spoken = load_transcript(transcript)
    library = library_of(settings)
    scorer = scorer_with(model_of(settings.chosen_llm), library)
    report = asyncio.run(scorer.score(spoken, ()))
    if as_json:
        document(report.model_dump(mode="json"))
    else:
        markdown(report_markdown(report, spoken, library))


def load_transcript(path: Path) -> Transcript:
    """The transcript in a file. Raises FileRefused, which names the file and the first wrong field."""
    from pydantic import ValidationError

    from agents.model import Transcript
    from service.errors import FileRefused

    try:
        return Transcript.model_validate_json(read(path, EXPECTED))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        message = str(first["msg"]).removeprefix("Value error, ")
        wrong = f"{place}: {message}" if place else message
        raise FileRefused(f"{path} is not {EXPECTED} ({wrong}).") from None
