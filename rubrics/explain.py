"""From a validation error to mistakes a person can mend: line, plain words, remedy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel, ValidationError

from .errors import Mistake, name_the_known
from .source import Place, SourceFile

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


def explain(source: SourceFile, model: type[BaseModel], error: ValidationError) -> Iterator[Mistake]:
    """One mistake for each error that pydantic found in a file."""
    for detail in error.errors(include_url=False):
        place = detail["loc"]
        message, remedy = _in_words(model, detail, place)
        yield source.mistake(message, remedy, place)


def _in_words(model: type[BaseModel], detail: ErrorDetails, place: Place) -> tuple[str, str]:
    where = _name(place)
    said = _brief(detail["input"])
    match detail["type"]:
        case "extra_forbidden":
            known = _fields_at(model, place[:-1])
            return f"The field {where} is not known.", name_the_known(str(place[-1]), known)
        case "missing":
            return f"The field {where} is missing.", "Add it."
        case "string_pattern_mismatch":
            return (
                f"{where} is {said}, which is not an id.",
                "Use lower-case letters, digits and single hyphens.",
            )
        case "literal_error":
            return f"{where} is {said}.", f"Use {detail['ctx']['expected']}."
        case "string_type":
            return f"{where} must be text.", "Put it in quotes."
        case _:
            return (
                f"{where}: {detail['msg']}.",
                f"It says {_brief(detail['input'])}; write what the field asks for.",
            )


def _name(place: Place) -> str:
    """A place as one writes it: ``phases[2].minutes``."""
    name = ""
    for step in place:
        if isinstance(step, int):
            name += f"[{step}]"
        elif step != "[key]":
            name += f".{step}" if name else step
    return name or "The file"


def _brief(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."  # noqa: PLR2004 - one line of a terminal


def _fields_at(model: type[BaseModel], place: Place) -> tuple[str, ...]:
    """The fields the schema has at a place, so that a misspelt one can be named."""
    here: type[BaseModel] | None = model
    for step in place:
        if here is None:
            return ()
        if isinstance(step, str) and step in here.model_fields:
            here = _model_in(here.model_fields[step].annotation)
    return tuple(here.model_fields) if here else ()


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model inside an annotation such as ``tuple[Phase, ...]``; None when there is none."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)
