"""A scripted candidate (``viva-candidate/1``): what it says, and what the interviewer should notice."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, ValidationError, field_validator

from agents.errors import CandidateInvalid
from agents.model import Document, OwnProblem, Project
from rubrics.errors import UnknownId
from rubrics.library import Library
from rubrics.source import plain

MAX_FILE_BYTES = 1_000_000
LAST_WORDS = "That's what I have."
"""What a candidate says when the lines have run out."""

Line = Annotated[str, Field(min_length=1, max_length=20_000)]
PlantKind = Literal["reason", "tradeoff", "number", "contradiction", "leadership", "depth"]


class Answer(Document):
    """What is said next when the interviewer's words match ``when`` (a regular expression, any case)."""

    when: str = Field(min_length=1, max_length=1_000)
    say: str | None = None
    """None: the next line, after the silence."""
    silence_s: float = Field(default=0.0, ge=0, le=7_200)
    """Seconds of silence before it."""

    @field_validator("when")
    @classmethod
    def _compiles(cls, when: str) -> str:
        try:
            re.compile(when)
        except re.error as error:
            raise ValueError(f"{when!r} is no regular expression: {error}") from error
        return when

    def matches(self, text: str) -> bool:
        """Whether these words of the interviewer call for it."""
        return re.search(self.when, text, re.IGNORECASE) is not None


class Plant(Document):
    """Something the interviewer should ask about."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    part: str = Field(alias="in", min_length=1)
    """Part of a line: what it is about has been said once these words have."""
    kind: PlantKind
    target: str = Field(min_length=1)


class Candidate(Document):
    """``viva-candidate/1``. What is left out of the setup takes the loop's default."""

    format: Literal["viva-candidate/1"]
    name: str = Field(min_length=1, max_length=200)
    loop: str
    minutes: int = Field(default=45, ge=5, le=180)
    problem: str | None = None
    level: str | None = None
    persona: str | None = None
    style: str | None = None
    project: Project | None = None
    own_problem: OwnProblem | None = None
    words_per_minute: float = Field(default=150.0, ge=30, le=400)
    opening: tuple[Line, ...] = ()
    phases: Mapping[str, tuple[Line, ...]] = {}
    answers: tuple[Answer, ...] = ()
    never_yields: bool = False
    plants: tuple[Plant, ...] = ()
    justified: tuple[str, ...] = ()

    def answer(self, text: str, used: frozenset[int]) -> int | None:
        """Index of the answer these words of the interviewer call for: the first unused, else the first."""
        matching = [index for index, answer in enumerate(self.answers) if answer.matches(text)]
        unused = [index for index in matching if index not in used]
        return next(iter(unused or matching), None)


def read(path: Path) -> Candidate:
    """The candidate in a YAML file. Raises :class:`CandidateInvalid`: where, and what was expected."""
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise CandidateInvalid(f"{path}: larger than {MAX_FILE_BYTES} bytes.")
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CandidateInvalid(f"{path}: cannot be read: {error}") from error
    return parse(text, where=str(path))


def parse(text: str, *, where: str = "candidate") -> Candidate:
    """The candidate in a YAML text. Raises :class:`CandidateInvalid`."""
    try:
        data: Any = plain(text)
    except ValueError as error:
        raise CandidateInvalid(f"{where}: no valid YAML: {error}") from error
    if not isinstance(data, dict):
        raise CandidateInvalid(f"{where}: expected a mapping that begins with `format: viva-candidate/1`.")
    try:
        return Candidate.model_validate(data)
    except ValidationError as error:
        raise CandidateInvalid(f"{where}: {_explained(error)}") from error


def check(candidate: Candidate, library: Library) -> None:
    """Raises :class:`CandidateInvalid` when a loop, problem or phase is named that is not there."""
    try:
        loop = library.loop(candidate.loop)
        if candidate.problem is not None and candidate.own_problem is None:
            library.problem(candidate.problem)
    except UnknownId as error:
        raise CandidateInvalid(f"{candidate.name}: {error}") from error
    known = [phase.id for phase in loop.phases]
    for phase in candidate.phases:
        if phase not in known:
            raise CandidateInvalid(
                f"{candidate.name}: the loop {loop.id!r} has no phase {phase!r}; it has: {', '.join(known)}."
            )


def _explained(error: ValidationError) -> str:
    """Each mistake: where it stands, and what was expected there."""
    mistakes = []
    for mistake in error.errors():
        place = ".".join(str(part) for part in mistake["loc"]) or "the file"
        if mistake["type"] == "extra_forbidden":
            mistakes.append(f"{place}: unknown field; expected one of {', '.join(Candidate.model_fields)}")
        else:
            mistakes.append(f"{place}: {mistake['msg']}")
    return "; ".join(mistakes)
