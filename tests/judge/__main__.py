"""`python -m tests.judge`: evaluates interviewer and scorer; prints a table, writes `docs/judge.md`."""

from __future__ import annotations

import argparse
import asyncio
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from agents.llm import ChatModel
from agents.model import Report, Transcript
from rubrics import loader
from rubrics.library import Library
from service.language import open_model, scorer_with, speaker_with
from tests.judge import speed
from tests.judge.judge import Verdict, judge, judge_built_in
from tests.judge.material import SETS, material
from tests.judge.table import page

PAGE = Path(__file__).parents[2] / "docs" / "judge.md"


def main() -> int:
    """Exit 1 when a figure of the own set is out of its bound, with what brought it down."""
    asked = _arguments()
    library = loader.load()
    notices: list[str] = []
    model, _ = open_model(asked.llm, notices)
    for notice in notices:
        sys.stderr.write(f"{notice}\n")
    if model is None and asked.llm != "none":
        return 2
    if model is None:
        with ProcessPoolExecutor(len(asked.sets), mp_context=get_context("spawn")) as pool:
            verdicts = list(pool.map(judge_built_in, asked.sets))
    else:
        verdicts = [_with_model(name, library, model) for name in asked.sets]
    text = page(verdicts, "built in, no language model" if model is None else asked.llm)
    sys.stdout.write(f"{text}\n")
    if model is None and asked.sets == list(SETS):
        PAGE.write_text(text, encoding="utf-8")
        # Times are of this machine and this hour: printed, and never written down or asserted.
        for figure in speed.figures(verdicts[0].material, library):
            sys.stderr.write(f"\n{figure}\n")
    return _explained(verdicts)


def _with_model(name: str, library: Library, model: ChatModel) -> Verdict:
    scorer = scorer_with(model, library)

    def score(said: Transcript) -> Report:
        return asyncio.run(scorer.score(said, ()))

    return judge(material(name), library, phraser=speaker_with(model), score=score, thorough=False)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.judge", description=__doc__)
    parser.add_argument("--llm", default="none", metavar="PROVIDER:MODEL", help="a model to evaluate")
    parser.add_argument("--sets", nargs="+", choices=list(SETS), default=list(SETS))
    return parser.parse_args()


def _explained(verdicts: list[Verdict]) -> int:
    """What failed and why, on standard error; details of the own set only, so that the other stays unseen."""
    failed = 0
    for verdict in verdicts:
        for figure in verdict.figures:
            if figure.holds:
                continue
            failed += verdict.material.name == "own"
            sys.stderr.write(f"\n[{verdict.material.name}] {figure}\n")
            if verdict.material.name == "own":
                for line in figure.detail:
                    sys.stderr.write(f"    {line}\n")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
