"""The machine: what a figure was measured on. A figure without it says nothing."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from service import __version__
from service.speech.ports import EngineInfo
from service.speech.whisper import usable_cores

PACKAGES = ("ctranslate2", "faster-whisper", "pocketsphinx", "onnxruntime", "numpy")


def machine() -> dict[str, Any]:
    """Processor, cores this process may use, load of the last minute, and versions."""
    return {
        "processor": processor(),
        "cores": usable_cores(),
        "load": round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None,
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "versions": {"viva": __version__, **versions(PACKAGES)},
    }


def versions(packages: Iterable[str]) -> dict[str, str]:
    """Those of these packages that are installed."""
    found = {}
    for name in packages:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def processor() -> str:
    """The processor's own name where the system tells it."""
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def engine(info: EngineInfo) -> str:
    """An engine in a few words: "faster-whisper small.en on cpu (int8)"."""
    detail = f" ({info.detail})" if info.detail else ""
    return f"{info.name} {info.model} on {info.device}{detail}"
