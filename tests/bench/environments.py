"""Environments of other systems: each in a folder of its own, made once, without the project."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

CACHE = Path(__file__).parents[2] / ".cache" / "bench" / "peers"
INSTALL_S = 1_800


class NotInstalled(Exception):
    """A system cannot be had here; says why."""


@dataclass(frozen=True)
class Environment:
    """A virtual environment and what is installed into it, step by step (arguments of pip install)."""

    name: str
    steps: tuple[tuple[str, ...], ...]
    packages: tuple[str, ...]
    """Whose versions are told."""

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return CACHE / self.name / "bin" / "python"

    def ready(self) -> Path:
        """Make it, unless it is there. Returns its interpreter; raises NotInstalled."""
        stamp = CACHE / self.name / ".ready"
        if not stamp.is_file():
            print(f"making the environment of {self.name} in {CACHE} ...", file=sys.stderr, flush=True)
            self._run(sys.executable, "-m", "venv", str(CACHE / self.name))
            for step in self.steps:
                self._run(str(self.python), "-m", "pip", "install", "--quiet", *step)
            stamp.touch()
        return self.python

    def versions(self) -> dict[str, str]:
        """Installed versions."""
        look = (
            "import json, sys; from importlib.metadata import version; "
            "print(json.dumps({name: version(name) for name in sys.argv[1:]}))"
        )
        out = self._run(str(self.python), "-c", look, *self.packages)
        import json

        return dict(json.loads(out))

    def _run(self, *command: str) -> str:
        CACHE.mkdir(parents=True, exist_ok=True)
        try:
            made = subprocess.run(command, capture_output=True, text=True, timeout=INSTALL_S, check=True)
        except subprocess.CalledProcessError as error:
            last = (error.stderr or error.stdout).strip().splitlines()[-1:]
            raise NotInstalled(f"{self.name}: {' '.join(last) or error}") from None
        except (OSError, subprocess.TimeoutExpired) as error:
            raise NotInstalled(f"{self.name}: {error}") from None
        return made.stdout


PIPECAT = Environment(
    "pipecat", (("pipecat-ai[whisper]==1.14.0",),), ("pipecat-ai", "faster-whisper", "ctranslate2")
)
WHISPER_LIVE = Environment(
    "whisper-live",
    (
        ("--no-deps", "whisper-live==0.10.0"),
        (
            "torch==2.13.0",
            "faster-whisper==1.2.1",
            "scipy",
            "websockets",
            "websocket-client",
            "fastapi",
            "uvicorn",
            "python-multipart",
            "soundfile",
        ),
    ),
    ("whisper-live", "torch", "faster-whisper", "ctranslate2"),
)
