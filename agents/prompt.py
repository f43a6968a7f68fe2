"""A prompt file: a version, and a text with ``$names`` to fill in."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from string import Template


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt of ``agents/prompts``. Its version is recorded wherever its answers are."""

    version: str
    template: Template

    @classmethod
    def read(cls, name: str) -> Prompt:
        """The prompt in the file ``name.md``: a line ``version: ...``, a line ``---``, the text."""
        text = resources.files("agents").joinpath("prompts", f"{name}.md").read_text(encoding="utf-8")
        head, _, body = text.partition("\n---\n")
        return cls(version=head.removeprefix("version:").strip(), template=Template(body))

    def filled(self, **values: str) -> str:
        """The text with every name filled in. Raises KeyError for one that is missing."""
        return self.template.substitute(values)
