"""The whole evaluation of one set."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from agents.interviewer import Speaker
from agents.model import Report
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
"""The first of each family: for the set held out, and for a model, whose reports cost minutes and money."""


@dataclass(frozen=True)
class Verdict:
    """All that was measured on one set."""

    material: Material
    interviews: tuple[Played, ...]
    reports: Mapping[str, Report]
    interviewing: tuple[Figure, ...]
    scoring: tuple[Figure, ...]
    changing: tuple[Figure, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure."""
        return (*self.interviewing, *self.scoring, *self.changing)


def judge(
    among: Material,
    library: Library,
    *,
    phraser: Callable[[Setup], Speaker] | None = None,
    score: Score | None = None,
    thorough: bool = True,
) -> Verdict:
    """Plays, scores and changes everything in the set.

    ``phraser`` words the questions and ``score`` makes the reports; without them the built-in ones do.
    ``thorough``: every change, and evidence removed; else the first change of each family.
    """

    def built_in(said: scores.Transcript) -> Report:
        return built_in_score(said, library)

    scored = score or built_in
    reports = {name: scored(said) for name, said in among.transcripts.items()}
    played = interviews.play(among, library, phraser)
    changes = metamorphic.CHANGES if thorough else {name: metamorphic.CHANGES[name] for name in FEW_CHANGES}
    return Verdict(
        material=among,
        interviews=played,
        reports=reports,
        interviewing=tuple(interviews.figures(played)),
        scoring=(
            *scores.figures(among, reports, scored, library),
            *sums.figures(among, reports, built_in),
        ),
        changing=(
            *metamorphic.figures(among.transcripts, reports, scored, changes),
            *(metamorphic.removal(among.transcripts, reports, scored) if thorough else ()),
        ),
    )


def judge_built_in(name: str) -> Verdict:
    """The set of this name with the built-in interviewer and scorer; thorough for the own set alone."""
    return judge(material(name), loader.load(), thorough=name == "own")
