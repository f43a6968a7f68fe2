"""`python -m tests.judge`: evaluates interviewer and scorer; prints a table, writes `docs/judge.md`."""

from __future__ import annotations

import argparse
import asyncio
import sys
from pathlib import Path

from agents.llm import ChatModel
from agents.model import Report, Transcript
from rubrics import loader
from rubrics.library import Library
from service.language import open_model, scorer_with, speaker_with
from tests.judge import speed
from tests.judge.judge import Verdict, judge, judged_built_in
from tests.judge.material import SETS, material
from tests.judge.table import page

PAGE = Path(__file__).parents[2] / "docs" / "judge.md"


def main() -> int:
    """Exit 1 when a figure is out of its bound; says what brought it down, unless the set is blind."""
    asked = _arguments()
    library = loader.load()
    notices: list[str] = []
    model, _ = open_model(asked.llm, notices)
    for notice in notices:
        sys.stderr.write(f"{notice}\n")
    if model is None and asked.llm != "none":
        return 2
    names = asked.sets or ([] if asked.folder else list(SETS))
    names += [str(folder) for folder in asked.folder]
    if model is None:
        verdicts = judged_built_in(names)
    else:
        verdicts = [_with_model(name, library, model) for name in names]
    text = page(verdicts, "built in, no language model" if model is None else asked.llm, shown=list(SETS))
    sys.stdout.write(f"{text}\n")
    if model is None and names == list(SETS):
        PAGE.write_text(text, encoding="utf-8")
        # Times are of this machine and this hour: printed, and never written down or asserted.
        for figure in speed.figures(verdicts[0].material, library):
            sys.stderr.write(f"\n{figure}\n")
    return _explained(verdicts, every=asked.details)


def _with_model(name: str, library: Library, model: ChatModel) -> Verdict:
    scorer = scorer_with(model, library)

    def score(said: Transcript) -> Report:
        return asyncio.run(scorer.score(said, ()))

    return judge(material(name), library, phraser=speaker_with(model), score=score)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.judge", description=__doc__)
    parser.add_argument("--llm", default="none", metavar="PROVIDER:MODEL", help="a model to evaluate")
    parser.add_argument("--sets", nargs="+", choices=list(SETS), default=[])
    parser.add_argument(
        "--folder",
        type=Path,
        action="append",
        default=[],
        metavar="DIR",
        help="a set of your own: candidates/*.yaml, transcripts/*.json with strong, middle, weak or buzz in "
        "their names, sums.yaml; only its figures are shown, so that it stays unseen",
    )
    parser.add_argument("--details", action="store_true", help="say of such a set too what brought it down")
    return parser.parse_args()


def _explained(verdicts: list[Verdict], *, every: bool) -> int:
    """What failed and why, on standard error."""
    failed = 0
    for verdict in verdicts:
        for figure in verdict.figures:
            if figure.holds:
                continue
            failed += 1
            sys.stderr.write(f"\n[{verdict.material.name}] {figure}\n")
            if every or verdict.material.name in SETS:
                for line in figure.detail:
                    sys.stderr.write(f"    {line}\n")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
