"""The material: scripted candidates, transcripts at equal word counts, spoken sums. Two sets, or any folder.

Everything here was written without looking at cue lists or criteria, as an outside examiner would.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from agents.candidate import Candidate, read
from agents.model import Transcript
from rubrics.source import plain

HERE = Path(__file__).parent
SETS = {"own": HERE, "second": HERE / "second"}
LEVELS = ("strong", "middle", "weak", "buzz")
"""A transcript's name holds one of these; `buzz` is weak, fluent and full of the right words."""


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
        """The loops that its transcripts are of."""
        return tuple(dict.fromkeys(said.loop for _, said in sorted(self.transcripts.items())))

    def at(self, loop: str, level: str) -> tuple[str, ...]:
        """The names of the loop's transcripts at a level."""
        return tuple(
            name for name, said in self.transcripts.items() if said.loop == loop and level_of(name) == level
        )


def level_of(name: str) -> str:
    """The level that a transcript's name tells; empty when it tells none."""
    return next((level for level in LEVELS if level in name.split("-")), "")


def material(name: str) -> Material:
    """The set of this name, or in this folder: `candidates/`, `transcripts/`, `sums.yaml`, each if there."""
    folder = SETS.get(name) or Path(name)
    path = folder / "sums.yaml"
    sums = plain(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return Material(
        name=name if name in SETS else folder.name,
        candidates=tuple(read(path) for path in sorted((folder / "candidates").glob("*.yaml"))),
        transcripts={
            path.stem: Transcript.model_validate_json(path.read_text(encoding="utf-8"))
            for path in sorted((folder / "transcripts").glob("*.json"))
        },
        right=tuple(sums.get("right") or ()),
        wrong=tuple(sums.get("wrong") or ()),
    )
