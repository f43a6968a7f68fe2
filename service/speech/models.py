"""Weights on this machine: which there are, and how to fetch more from the hub.

Everything lies under one folder::

    models/whisper/<name>/          a Whisper in CTranslate2 form
    models/piper/<name>.onnx        a Piper voice, with <name>.onnx.json
    models/smart-turn/<name>.onnx   the end-of-turn model

A model appears there whole or not at all: it is fetched into a folder beside, checked, then moved.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from service.speech.errors import ModelBroken, UnknownModel

Kind = Literal["whisper", "piper", "smart-turn"]

WHISPER_REPOSITORIES: Final = {
    **{
        size: f"Systran/faster-whisper-{size}"
        for size in (
            "tiny.en",
            "tiny",
            "base.en",
            "base",
            "small.en",
            "small",
            "medium.en",
            "medium",
            "large-v2",
            "large-v3",
        )
    },
    "distil-small.en": "Systran/faster-distil-whisper-small.en",
    "distil-medium.en": "Systran/faster-distil-whisper-medium.en",
    "distil-large-v3": "Systran/faster-distil-whisper-large-v3",
    "distil-large-v3.5": "distil-whisper/distil-large-v3.5-ct2",
    "large-v3-turbo": "mobiuslabsgmbh/faster-whisper-large-v3-turbo",
}
"""Model name -> repository of the hub, as faster-whisper names them."""
WHISPER_FILES: Final = (
    "config.json",
    "preprocessor_config.json",
    "model.bin",
    "tokenizer.json",
    "vocabulary.*",
)
WHISPER_MUST_HAVE: Final = ("config.json", "model.bin", "tokenizer.json")
PIPER_REPOSITORY: Final = "rhasspy/piper-voices"
PIPER_SUGGESTED: Final = (
    "en_GB-alba-medium",
    "en_GB-northern_english_male-medium",
    "en_US-lessac-medium",
    "en_US-ryan-medium",
)
_PIPER_NAME: Final = re.compile(
    r"(?P<language>[a-z]{2,3})_[A-Z]{2}-(?P<voice>\w+)-(?P<quality>x_low|low|medium|high)"
)
SMART_TURN: Final = "smart-turn"
SMART_TURN_REPOSITORY: Final = "pipecat-ai/smart-turn-v3"
SMART_TURN_FILES: Final = ("*cpu.onnx", "*.onnx")
"""The newest file that matches the first pattern that anything matches."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a model comes from and where it goes."""

    name: str
    kind: Kind
    repository: str
    patterns: tuple[str, ...]
    """Files wanted, as shell patterns of paths in the repository."""
    newest_only: bool = False
    """True to take only the last of the files that the first fruitful pattern matches."""


@dataclass(frozen=True, slots=True)
class Model:
    """A model on this machine."""

    name: str
    kind: Kind
    path: Path
    """The folder of a Whisper; the ``.onnx`` file of anything else."""
    size: int
    """Bytes."""


def source(name: str) -> Source:
    """Where the model of this name comes from.

    Raises:
        UnknownModel: there is none; the message names those there are.
    """
    if name in WHISPER_REPOSITORIES:
        return Source(name, "whisper", WHISPER_REPOSITORIES[name], WHISPER_FILES)
    if name == SMART_TURN:
        return Source(name, "smart-turn", SMART_TURN_REPOSITORY, SMART_TURN_FILES, newest_only=True)
    if match := _PIPER_NAME.fullmatch(name):
        locale = name.split("-", maxsplit=1)[0]
        folder = f"{match['language']}/{locale}/{match['voice']}/{match['quality']}/{name}.onnx"
        return Source(name, "piper", PIPER_REPOSITORY, (folder, folder + ".json"))
    known = ", ".join([*WHISPER_REPOSITORIES, *PIPER_SUGGESTED, SMART_TURN])
    raise UnknownModel(
        f"there is no model {name!r}; there are {known}, and every voice of {PIPER_REPOSITORY}"
    )


def installed(folder: Path) -> tuple[Model, ...]:
    """The models that lie under a folder, by kind and name."""
    return (*_whispers(folder / "whisper"), *_onnx(folder, "piper"), *_onnx(folder, "smart-turn"))


def whisper_models(folder: Path, asked: str | None = None) -> dict[str, Path]:
    """Name -> folder of every Whisper here: ours, the hub's own cache, and a folder asked for by path."""
    found = {name: path for name, path in _cached_whispers() if _is_whisper(path)}
    found |= {model.name: model.path for model in _whispers(folder / "whisper")}
    if asked is not None and asked not in found:
        path = Path(asked).expanduser()
        if _is_whisper(path):
            found[asked] = path
    return found


def piper_voices(folder: Path, asked: Path | None = None) -> dict[str, Path]:
    """Name -> ``.onnx`` file of every Piper voice here, and of one asked for by path."""
    found = {model.name: model.path for model in _onnx(folder, "piper")}
    if asked is not None and asked.is_file() and asked.with_name(asked.name + ".json").is_file():
        found[asked.stem] = asked
    return found


def smart_turn_model(folder: Path) -> Path | None:
    """The newest end-of-turn model here; None when there is none."""
    paths = [model.path for model in _onnx(folder, "smart-turn")]
    return paths[-1] if paths else None


def check(kind: Kind, folder: Path) -> None:
    """See that what was fetched into a folder is a model of its kind.

    Raises:
        ModelBroken: it is not; the message says why.
    """
    if kind == "whisper":
        for name in WHISPER_MUST_HAVE:
            if not (folder / name).is_file() or not (folder / name).stat().st_size:
                raise ModelBroken(f"the weights have no {name}")
        _check_json(folder / "config.json")
        return
    voices = sorted(folder.rglob("*.onnx"))
    if not voices or not all(voice.stat().st_size for voice in voices):
        raise ModelBroken("there is no .onnx file, or an empty one")
    if kind == "piper":
        config = voices[0].with_name(voices[0].name + ".json")
        if not config.is_file():
            raise ModelBroken(f"the voice has no {config.name}")
        _check_json(config)


def put_in_place(kind: Kind, name: str, fetched: Path, folder: Path) -> Path:
    """Move a checked model to where it belongs, in one step, and say where that is."""
    if kind == "whisper":
        target = folder / "whisper" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        old = target.with_name(f".{name}.old")
        shutil.rmtree(old, ignore_errors=True)
        if target.exists():
            target.replace(old)
        fetched.replace(target)
        shutil.rmtree(old, ignore_errors=True)
        return target
    place = folder / kind
    place.mkdir(parents=True, exist_ok=True)
    # The voice itself goes last: without it nothing looks at its configuration.
    files = sorted(
        (path for path in fetched.rglob("*.onnx*") if path.is_file()), key=lambda path: path.suffix
    )
    for path in files:
        path.replace(place / path.name)
    shutil.rmtree(fetched, ignore_errors=True)
    return place / next(path.name for path in files if path.suffix == ".onnx")


def _check_json(path: Path) -> None:
    try:
        json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ModelBroken(f"{path.name} is no JSON: {error}") from error


def _is_whisper(folder: Path) -> bool:
    return (folder / "model.bin").is_file()


def _whispers(folder: Path) -> Iterator[Model]:
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if _is_whisper(path) and not path.name.startswith("."):
            yield Model(path.name, "whisper", path, sum(file.stat().st_size for file in path.iterdir()))


def _onnx(folder: Path, kind: Kind) -> Iterator[Model]:
    for path in sorted((folder / kind).glob("*.onnx")):
        if kind != "piper" or path.with_name(path.name + ".json").is_file():
            yield Model(path.stem, kind, path, path.stat().st_size)


def _cached_whispers() -> Iterator[tuple[str, Path]]:
    """What other programs have fetched: the hub's cache, read as files so that nothing is imported."""
    home = Path(os.environ.get("HF_HOME") or Path.home() / ".cache" / "huggingface")
    cache = Path(os.environ.get("HF_HUB_CACHE") or home / "hub")
    for name, repository in WHISPER_REPOSITORIES.items():
        snapshots = cache / f"models--{repository.replace('/', '--')}" / "snapshots"
        if snapshots.is_dir():
            newest = max(snapshots.iterdir(), key=lambda path: path.stat().st_mtime, default=None)
            if newest is not None:
                yield name, newest
