"""Finds a Chromium for the browser tests, or gets one. Exits 3 when there is none to be had.

In order: one that is installed (or named by VIVA_TEST_BROWSER), Playwright's download, the system's package
when root. ``tests/e2e`` uses the same ``find``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
DOWNLOAD_S = 240
PACKAGE_S = 600


def installed() -> Path | None:
    """A browser named by the environment or found on the path."""
    named = os.environ.get("VIVA_TEST_BROWSER")
    if named:
        return Path(named)
    found = (shutil.which(name) for name in NAMES)
    return next((Path(path) for path in found if path), None)


def downloaded() -> Path | None:
    """The browser that Playwright has downloaded before, if it has."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - not needed where one is installed

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.exists() else None


def find() -> Path | None:
    """A usable Chromium, or None."""
    return installed() or downloaded()


def attempt(command: list[str], seconds: float) -> bool:
    """Run an installer quietly; False when it fails or takes too long."""
    print("Trying:", " ".join(command), flush=True)
    try:
        done = subprocess.run(command, timeout=seconds, check=False, capture_output=True)
    except (subprocess.TimeoutExpired, FileNotFoundError):
        return False
    return done.returncode == 0


def get() -> Path | None:
    """Download or install a Chromium."""
    if attempt([sys.executable, "-m", "playwright", "install", "chromium"], DOWNLOAD_S) and (path := find()):
        return path
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        attempt(["apt-get", "update"], PACKAGE_S)
        attempt(["apt-get", "install", "-y", "--no-install-recommends", "chromium"], PACKAGE_S)
    return find()


def main() -> int:
    """Print the browser's path; 3 when there is none."""
    path = find() or get()
    if path is None:
        print("No Chromium is installed and none could be got.", file=sys.stderr)
        return 3
    print(f"Browser: {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
