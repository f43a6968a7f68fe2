"""The set: scripted candidates, transcripts at equal word counts, spoken sums. `heldout/` is a second one.

Everything here was written without looking at cue lists or criteria, as an outside examiner would.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML

from agents.candidate import Candidate, read
from agents.model import Transcript

HERE = Path(__file__).parent
SETS = {"own": HERE, "held out": HERE / "heldout"}
LEVELS = ("strong", "middle", "weak")
"""A transcript is named `<loop>-<level>`; `buzz` is weak, fluent and full of the right words."""


@dataclass(frozen=True)
class Material:
    """One set."""

    name: str
    candidates: tuple[Candidate, ...]
    transcripts: dict[str, Transcript]
    right: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def loops(self) -> tuple[str, ...]:
        """Prefixes of the transcripts' names, one for each loop."""
        return tuple(dict.fromkeys(name.rpartition("-")[0] for name in sorted(self.transcripts)))


def material(name: str) -> Material:
    """The set of this name."""
    folder = SETS[name]
    sums = YAML(typ="safe").load((folder / "arithmetic.yaml").read_text(encoding="utf-8"))
    return Material(
        name=name,
        candidates=tuple(read(path) for path in sorted((folder / "candidates").glob("*.yaml"))),
        transcripts={
            path.stem: Transcript.model_validate_json(path.read_text(encoding="utf-8"))
            for path in sorted((folder / "transcripts").glob("*.json"))
        },
        right=tuple(sums["right"]),
        wrong=tuple(sums["wrong"]),
    )
