"""The whole evaluation of one set, in pieces that may run at the same time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from agents.interviewer import Speaker
from agents.model import Report, Transcript
from agents.scoring import score as built_in_score
from agents.setup import Setup
from rubrics import loader
from rubrics.library import Library
from tests.judge import interviews, metamorphic, scores, sums
from tests.judge.figures import Figure
from tests.judge.interviews import Played
from tests.judge.material import Material, material
from tests.judge.scores import Score

FEW_CHANGES = tuple({name.partition(":")[0]: name for name in reversed(metamorphic.CHANGES)}.values())[::-1]
"""The first of each family: for a model, whose reports cost minutes and money."""


@dataclass(frozen=True)
class Verdict:
    """All that was measured on one set."""

    material: Material
    interviews: tuple[Played, ...]
    reports: Mapping[str, Report]
    figures: tuple[Figure, ...]


def judge(among: Material, library: Library, *, phraser: Callable[[Setup], Speaker], score: Score) -> Verdict:
    """Plays, scores and changes everything in the set, questions and scores being a model's.

    Only the first change of each family is tried.
    """
    played = interviews.play(among, library, phraser)
    reports = _reports(among, score)
    few = {name: metamorphic.CHANGES[name] for name in FEW_CHANGES}
    return Verdict(
        among,
        played,
        reports,
        (
            *interviews.figures(played),
            *scores.figures(among, reports, score, library),
            *sums.figures(among, reports, built_in(library)),
            *metamorphic.figures(among.transcripts, reports, score, few),
        ),
    )


def judged_built_in(names: Sequence[str]) -> list[Verdict]:
    """The sets of these names or folders with the built-in interviewer and scorer, on as many cores."""
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        started = [
            (pool.submit(played, name), pool.submit(scored, name), pool.submit(changed, name))
            for name in names
        ]
        return [
            Verdict(
                material(name),
                playing.result(),
                scoring.result()[0],
                (*interviews.figures(playing.result()), *scoring.result()[1], *changing.result()),
            )
            for name, (playing, scoring, changing) in zip(names, started, strict=True)
        ]


def played(name: str) -> tuple[Played, ...]:
    """The interviews of a set."""
    return interviews.play(material(name), loader.load())


def scored(name: str) -> tuple[Mapping[str, Report], tuple[Figure, ...]]:
    """The reports on a set's transcripts, and what must hold of them and of its sums."""
    among, library = material(name), loader.load()
    score = built_in(library)
    reports = _reports(among, score)
    return reports, (
        *scores.figures(among, reports, score, library),
        *sums.figures(among, reports, score),
    )


def changed(name: str) -> tuple[Figure, ...]:
    """How many scores of a set every change raised, and every removal of evidence."""
    among, score = material(name), built_in(loader.load())
    reports = _reports(among, score)
    return (
        *metamorphic.figures(among.transcripts, reports, score),
        *metamorphic.removal(among.transcripts, reports, score),
    )


def built_in(library: Library) -> Score:
    """The built-in scorer."""

    def score(said: Transcript) -> Report:
        return built_in_score(said, library)

    return score


def _reports(among: Material, score: Score) -> dict[str, Report]:
    return {name: score(said) for name, said in among.transcripts.items()}
