"""``viva doctor``: which engines were chosen and why, and whether each does its job."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from service.cli.options import AsJson, DataDir, Llm, Recognizer, Synthesizer, Voice, WhisperModel
from service.cli.output import FAILED, document

if TYPE_CHECKING:
    from service.examination import Examination


def doctor(
    as_json: AsJson = False,
    llm: Llm = None,
    whisper_model: WhisperModel = None,
    voice: Voice = None,
    recognizer: Recognizer = None,
    synthesizer: Synthesizer = None,
    data_dir: DataDir = None,
) -> None:
    """Test every engine. Exit 1 if an interview could not be held."""
    from service import logs
    from service.examination import examine
    from service.settings import Settings

    settings = Settings.load(
        llm=llm,
        whisper_model=whisper_model,
        voice=voice,
        recognizer=recognizer,
        synthesizer=synthesizer,
        data_dir=data_dir,
    )
    logs.configure("error", settings.log_format)
    found = examine(settings)
    if as_json:
        document(found.to_json())
    else:
        _show(found)
    if not found.ok:
        raise SystemExit(FAILED)


def _show(found: Examination) -> None:
    from rich.console import Console
    from rich.markup import escape

    console = Console()
    console.print(f"Viva {found.version} on Python {found.python}, {found.machine}")
    for finding in found.findings:
        mark = "[green]ok[/]" if finding.passed else "[red]FAILED[/]"
        name = escape(" ".join(part for part in (finding.name, finding.model) if part))
        console.print(f"\n[bold]{finding.job}[/]: {name} ({finding.device}) {mark}")
        for line in _lines(finding):
            console.print(f"  {escape(line)}", highlight=False)
    for notice in found.notices:
        console.print(f"\n[yellow]note[/] {escape(notice)}")
    versions = ", ".join(f"{name} {version}" for name, version in found.versions.items())
    console.print(f"\nversions: {versions}", highlight=False)
    console.print("\nViva can hold interviews." if found.ok else "\n[red]Viva cannot hold interviews.[/]")


def _lines(finding: Any) -> list[str]:
    """What there is to say of one finding."""
    seconds = f" ({finding.seconds:.1f} s)" if finding.seconds else ""
    lines = [f"{finding.message}{seconds}", f"why: {finding.why}"]
    return [*lines, finding.advice] if finding.advice else lines
