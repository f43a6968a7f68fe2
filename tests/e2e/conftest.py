"""A real service on a real port, and a real browser whose microphone plays a recording."""

from __future__ import annotations

import importlib.util
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import numpy as np
import pytest
import soundfile
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).parents[2]
CLIPS = ROOT / "tests" / "fixtures" / "audio"
RATE = 16_000
START_S = 180
LONGEST = "test_spoken_loops"
PATIENCE_MS = 120_000
"""How long a page that is busy may take over anything: a first recording is mixed while it is asked for."""
expect.set_options(timeout=30_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first, so that no worker is left waiting for it at the end."""
    items.sort(key=lambda item: LONGEST not in item.nodeid)


def _ensure_browser():
    spec = importlib.util.spec_from_file_location("ensure_browser", ROOT / "scripts" / "ensure_browser.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def browser_path() -> Path:
    path = _ensure_browser().find()
    if path is None:
        pytest.skip("no Chromium here: install one, or run `make test`, which gets one")
    return path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class Service:
    """``viva serve`` as a user starts it; may be killed and started again on the same data."""

    data: Path
    settings: dict[str, str]
    port: int = field(default_factory=free_port)
    process: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        environment = {k: v for k, v in os.environ.items() if not k.startswith("VIVA_")}
        environment |= {"VIVA_DATA_DIR": str(self.data), "VIVA_LLM": "none"} | self.settings
        log = (self.data.parent / "service.log").open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "service", "serve", "--no-browser", "--port", str(self.port)],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=log,
        )
        log.close()
        deadline = time.monotonic() + START_S
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise RuntimeError(f"the service ended at once:\n{self.log()}")
            try:
                if httpx.get(f"{self.url}/readyz", timeout=2).status_code == httpx.codes.OK:
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.1)
        raise RuntimeError(f"the service was not ready within {START_S} s:\n{self.log()}")

    def log(self) -> str:
        return (self.data.parent / "service.log").read_text(errors="replace")[-4_000:]

    def kill(self) -> None:
        """SIGKILL: no chance to tidy up."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def pause(self) -> None:
        """Stop answering, as a machine does whose network is gone."""
        self.process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """Answer again."""
        self.process.send_signal(signal.SIGCONT)

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.kill()

    def get(self, path: str) -> httpx.Response:
        answer = httpx.get(f"{self.url}{path}", timeout=60)
        answer.raise_for_status()
        return answer


@pytest.fixture
def serve(tmp_path) -> Iterator[Callable[..., Service]]:
    """Start services; all are stopped when the test ends."""
    started: list[Service] = []

    def start(**settings: str) -> Service:
        service = Service(tmp_path / "data", settings)
        service.data.mkdir(parents=True, exist_ok=True)
        started.append(service)
        service.start()
        return service

    yield start
    for service in started:
        service.stop()


def clip_samples(name: str) -> np.ndarray:
    """A spoken clip of ``tests/fixtures/audio``, 16 kHz mono."""
    samples, rate = soundfile.read(next(CLIPS.glob(f"{name}.*")), dtype="int16")
    assert rate == RATE, f"{name} is at {rate} Hz"
    return samples


def microphone(path: Path, *script: float | str) -> Path:
    """A recording of silences (seconds) and clips (names), as one WAV for the browser's microphone."""
    parts = [
        clip_samples(item) if isinstance(item, str) else np.zeros(round(item * RATE), dtype=np.int16)
        for item in script
    ]
    soundfile.write(path, np.concatenate(parts), RATE, subtype="PCM_16")
    return path


REPORT_VIOLATIONS = """addEventListener("securitypolicyviolation", event =>
    console.error("policy violated", event.effectiveDirective, event.blockedURI))"""


def violations(problems: list[str], said: str) -> None:
    """The page may do nothing that its own security policy refuses."""
    if said.startswith("policy violated"):
        problems.append(said)


def outsiders(problems: list[str], url: str) -> None:
    """The page asks nobody but its own service for anything."""
    at = urlsplit(url)
    if at.scheme in ("http", "https", "ws", "wss") and at.hostname != "127.0.0.1":
        problems.append(f"a request to {at.hostname}")


@pytest.fixture
def browse(browser_path, tmp_path) -> Callable:
    """``with browse(recording) as page``: a browser whose microphone plays the recording once.

    ``page.another()`` is a page beside it.
    """

    @contextmanager
    def open_browser(recording: Path | None = None, **context_options) -> Iterator[Page]:
        flags = [
            "--use-fake-device-for-media-stream",
            "--use-fake-ui-for-media-stream",
            "--autoplay-policy=no-user-gesture-required",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--disable-gpu",
        ]
        if recording is not None:
            flags.append(f"--use-file-for-fake-audio-capture={recording}%noloop")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=str(browser_path),
                args=flags,
                chromium_sandbox=os.geteuid() != 0,
            )
            opened: list[Page] = []

            def window() -> Page:
                """A page in a window of its own: one behind another in the same would be slowed down."""
                opened.append(open_window(browser, context_options))
                return opened[-1]

            page = window()
            page.another = window
            try:
                yield page
                assert [each.problems for each in opened] == [[]] * len(opened)
            finally:
                for each in opened:
                    each.context.close()
                browser.close()

    return open_browser


def open_window(browser: Browser, options: dict[str, object]) -> Page:
    """A page that may use the microphone; what goes wrong in it is in ``problems``."""
    chosen = {"permissions": ["microphone"], "accept_downloads": True, "reduced_motion": "reduce"} | options
    context = browser.new_context(**chosen)
    context.set_default_timeout(PATIENCE_MS)
    context.add_init_script(REPORT_VIOLATIONS)
    page = context.new_page()
    page.problems = []
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    page.on("console", lambda said: violations(page.problems, said.text))
    page.on("request", lambda request: outsiders(page.problems, request.url))
    return page
