"""Fetching weights from the hub: with progress, with limits of time, checked, whole or not at all."""

from __future__ import annotations

import hashlib
import queue
import shutil
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, Final

from service.speech.errors import HubUnreachable, ModelBroken, ModelError, UnknownModel
from service.speech.models import Source, check, put_in_place, source

CONNECT_S: Final = 10.0
"""How long the hub may take to answer the first question."""
STALL_S: Final = 30.0
"""How long a download may bring nothing."""
_REPORT_S: Final = 0.2
_HASH_BLOCK: Final = 2**20


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a model has come, in bytes."""

    model: str
    file: str
    """The file that is being fetched; "" at the end."""
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of time, in seconds."""

    connect_s: float = CONNECT_S
    stall_s: float = STALL_S
    overall_s: float = float("inf")


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file in a repository of the hub."""

    path: str
    size: int
    sha256: str | None


def pull(
    name: str,
    folder: Path,
    *,
    progress: Callable[[Progress], None] = lambda _: None,
    endpoint: str | None = None,
    limits: Limits | None = None,
) -> Path:
    """Fetch a model. Blocking. What an earlier, broken off attempt has fetched is used.

    Args:
        name: as ``models.source`` knows it.
        folder: the ``models`` folder.
        progress: called in this thread, a few times a second.
        endpoint: the hub's address; None for the usual one.
        limits: how long to wait for what.

    Returns:
        The folder of a Whisper, the ``.onnx`` file of anything else.

    Raises:
        UnknownModel: no such model, here or on the hub.
        HubUnreachable: the hub did not answer, refused, or stalled.
        ModelBroken: what came is not what the hub said it would be.
    """
    wanted = source(name)
    staging = folder / f".{name}.partial"
    files = _Download(wanted, staging, endpoint, limits or Limits()).run(progress)
    _verify(staging, files)
    shutil.rmtree(staging / ".cache", ignore_errors=True)  # what the hub's library keeps beside the files
    check(wanted.kind, staging)
    place = put_in_place(wanted.kind, name, staging, folder)
    total = sum(file.size for file in files)
    progress(Progress(name, "", total, total))
    return place


class _Download:
    """One download: a thread that fetches, and one that waits, reports and gives up.

    No library lets its downloads be cut short, so the thread that stalls is left behind; it ends with
    the process at the latest.
    """

    def __init__(self, wanted: Source, staging: Path, endpoint: str | None, limits: Limits) -> None:
        self._wanted = wanted
        self._staging = staging
        self._endpoint = endpoint
        self._limits = limits
        self._answers: queue.SimpleQueue[tuple[RemoteFile, ...] | Exception | None] = queue.SimpleQueue()
        self._file = ""
        self._done = 0

    def run(self, progress: Callable[[Progress], None]) -> tuple[RemoteFile, ...]:
        """Fetch everything into the staging folder; the files as the hub lists them."""
        deadline = time.monotonic() + self._limits.overall_s
        threading.Thread(target=self._fetch, name=f"pull {self._wanted.name}", daemon=True).start()
        files = self._files()
        total = sum(file.size for file in files)
        seen, moved = -1, time.monotonic()
        while not self._ended():
            progress(Progress(self._wanted.name, self._file, min(self._done, total), total))
            now = time.monotonic()
            if self._done != seen:
                seen, moved = self._done, now
            if now - moved > self._limits.stall_s:
                raise HubUnreachable(
                    f"the download of {self._wanted.name} stalled at {seen:,} of {total:,} bytes; "
                    "run the same command again to go on from there"
                )
            if now > deadline:
                raise HubUnreachable(f"the download of {self._wanted.name} took too long and was given up")
        return files

    def _files(self) -> tuple[RemoteFile, ...]:
        """Wait for the list of files."""
        timeout_s = min(self._limits.connect_s * 2, self._limits.overall_s)
        try:
            answer = self._answers.get(timeout=timeout_s)
        except queue.Empty:
            raise HubUnreachable(
                f"the hub did not answer within {timeout_s:.0f} s; is there a network?"
            ) from None
        if isinstance(answer, Exception):
            raise _explained(answer, self._wanted)
        if not answer:
            raise UnknownModel(f"{self._wanted.repository} holds no file for {self._wanted.name}")
        return answer

    def _ended(self) -> bool:
        """Wait a moment; whether everything has come. Raises what the download raised."""
        try:
            answer = self._answers.get(timeout=min(_REPORT_S, self._limits.stall_s / 4))
        except queue.Empty:
            return False
        if isinstance(answer, Exception):
            raise _explained(answer, self._wanted)
        return True

    def _fetch(self) -> None:
        """The thread: lists, then fetches one file after the other."""
        try:
            files = _list(self._wanted, self._endpoint, self._limits.connect_s)
            self._answers.put(files)
            for file in files:
                self._fetch_file(file)
            self._answers.put(None)
        except Exception as error:  # noqa: BLE001  (raised again by the thread that waits)
            self._answers.put(error)

    def _fetch_file(self, file: RemoteFile) -> None:
        from huggingface_hub import hf_hub_download
        from huggingface_hub.utils import tqdm  # type: ignore[attr-defined]  # (public, not in __all__)

        self._file = file.path
        before = self._done
        count = self

        class Bar(tqdm):
            """The hub's way to report: it makes a bar and updates it."""

            def __init__(self, *args: Any, **options: Any) -> None:
                count._done = before + int(options.get("initial") or 0)
                super().__init__(*args, **{**options, "disable": True})  # type: ignore[no-untyped-call]

            def update(self, n: float | None = 1) -> bool | None:
                count._done += int(n or 0)
                return None

        hf_hub_download(
            self._wanted.repository,
            file.path,
            local_dir=self._staging,
            endpoint=self._endpoint,
            etag_timeout=self._limits.connect_s,
            tqdm_class=Bar,
        )
        self._done = before + file.size


def _list(wanted: Source, endpoint: str | None, timeout_s: float) -> tuple[RemoteFile, ...]:
    """The files of a model as the hub lists them."""
    from huggingface_hub import HfApi

    found = HfApi(endpoint=endpoint).model_info(wanted.repository, files_metadata=True, timeout=timeout_s)
    files = [
        RemoteFile(sibling.rfilename, sibling.size or 0, sibling.lfs.sha256 if sibling.lfs else None)
        for sibling in found.siblings or ()
    ]
    if wanted.newest_only:
        for pattern in wanted.patterns:
            fitting = sorted(
                (file for file in files if fnmatch(file.path, pattern)), key=lambda file: file.path
            )
            if fitting:
                return (fitting[-1],)
        return ()
    return tuple(file for file in files if any(fnmatch(file.path, pattern) for pattern in wanted.patterns))


def _verify(staging: Path, files: tuple[RemoteFile, ...]) -> None:
    """Sizes and, where the hub gives them, SHA-256 sums. All files that differ are deleted."""
    damaged = [file.path for file in files if not _is_right(staging / file.path, file)]
    for path in damaged:
        (staging / path).unlink(missing_ok=True)
    if damaged:
        raise ModelBroken(
            f"{', '.join(damaged)} came damaged: size or SHA-256 sum is not the hub's; run the command again"
        )


def _is_right(path: Path, file: RemoteFile) -> bool:
    if not path.is_file() or path.stat().st_size != file.size:
        return False
    return file.sha256 is None or _sha256(path) == file.sha256


def _sha256(path: Path) -> str:
    total = hashlib.sha256()
    with path.open("rb") as source_file:
        while block := source_file.read(_HASH_BLOCK):
            total.update(block)
    return total.hexdigest()


def _explained(error: Exception, wanted: Source) -> ModelError:
    """Our error for what the hub's library raised."""
    from huggingface_hub.errors import EntryNotFoundError, RepositoryNotFoundError

    if isinstance(error, (RepositoryNotFoundError, EntryNotFoundError)):
        return UnknownModel(f"the hub has no {wanted.repository} or not all of its files")
    reason = str(error).splitlines()[0] if str(error) else type(error).__name__
    return HubUnreachable(
        f"{wanted.name} could not be fetched from the hub: {reason}. Without a network, copy the weights "
        "here and name their folder or file in the settings"
    )
