"""The whole evaluation of one set."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from agents.interviewer import Speaker
from agents.model import Report
from agents.scoring import score as built_in_score
from agents.setup import Setup
from rubrics.library import Library
from tests.judge import interviews, metamorphic, scores, sums
from tests.judge.figures import Figure
from tests.judge.interviews import Played
from tests.judge.material import Material
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
    material: Material,
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
    reports = {name: scored(said) for name, said in material.transcripts.items()}
    played = interviews.play(material, library, phraser)
    changes = metamorphic.CHANGES if thorough else {name: metamorphic.CHANGES[name] for name in FEW_CHANGES}
    return Verdict(
        material=material,
        interviews=played,
        reports=reports,
        interviewing=tuple(interviews.figures(played)),
        scoring=(
            *scores.figures(material, reports, scored, library),
            *sums.figures(material, reports, built_in),
        ),
        changing=(
            *metamorphic.figures(material.transcripts, reports, scored, changes),
            *(metamorphic.removal(material.transcripts, reports, scored) if thorough else ()),
        ),
    )
