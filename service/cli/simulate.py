"""``viva simulate``: a whole interview with a scripted candidate, in virtual time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.cli.asked import library_of, model_of, unswept
from service.cli.options import AsJson, Llm, RubricsDir
from service.cli.output import document

if TYPE_CHECKING:
    from agents.simulate import Simulation


@unswept()
def simulate(
    candidate: Annotated[
        Path, typer.Argument(help="A scripted candidate, viva-candidate/1.", metavar="CANDIDATE.yaml")
    ],
    as_json: AsJson = False,
    llm: Llm = None,
    seed: Annotated[int, typer.Option(help="The same seed gives the same interview.", min=0)] = 0,
    rubrics_dir: RubricsDir = None,
) -> None:
    """Interview a scripted candidate in virtual time: transcript, moves, report, and how the interviewer did.

    Without --llm, and without VIVA_LLM, the built-in interviewer words its questions itself.
    """
    from agents.candidate import read
    from agents.simulate import simulate as play
    from service.language import speaker_with
    from service.settings import Settings

    settings = Settings.load(llm=llm, rubrics_dir=rubrics_dir)
    speaker = speaker_with(model_of(settings.chosen_llm))
    played = play(read(candidate), library_of(settings), seed=seed, phraser=speaker)
    if as_json:
        document(played.to_json())
    else:
        _show(played)


def _show(played: Simulation) -> None:
    """The interview as a conversation, then the grade."""
    whys = {move.turn: move for move in played.moves}
    phase = ""
    for turn in played.transcript.turns:
        if turn.phase != phase:
            phase = turn.phase
            print(f"\n== {phase}")
        minutes, seconds = divmod(int(turn.start_s), 60)
        print(f"\n[{minutes:02}:{seconds:02}] {turn.speaker}: {turn.text}")
        if turn.id in whys:
            print(f"        ({whys[turn.id].move.kind}: {whys[turn.id].why})")
    if played.report is not None:
        overall = played.report.overall
        print(f"\n== report\n\nsignal: {overall.signal} ({overall.band}, {overall.level})")
        for criterion in played.report.criteria:
            score = "not enough evidence" if criterion.score is None else f"{criterion.score:.1f}"
            print(f"  {criterion.name}: {score}")
    print("\n== grade of the interviewer\n")
    for name, value in played.grade.to_json().items():
        print(f"  {name}: {value}")
