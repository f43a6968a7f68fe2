"""The page as a candidate uses it: what tests click, and what they read."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, expect

FORMATS = {"Transcript": ("JSON", "Markdown", "Text", "WebVTT", "PDF"), "Report": ("JSON", "Markdown", "PDF")}
SECONDS = 1_000


@dataclass(frozen=True)
class Room:
    """The interview room and the pages around it."""

    page: Page

    # ---- the way in ----------------------------------------------------------------------------------------

    def set_up(self, url: str, loop: str, *, problem: str | None = None, typing: bool = False) -> None:
        page = self.page
        page.goto(url)
        page.get_by_role("radio", name=loop).check()
        if problem:
            page.get_by_label("Problem").select_option(label=problem)
        if typing:
            page.get_by_role("radio", name="Type instead").check()

    def start(self) -> None:
        self.page.get_by_role("button", name="Start interview").click()
        expect(self.presence).to_be_visible(timeout=20 * SECONDS)

    # ---- what is seen --------------------------------------------------------------------------------------

    @property
    def presence(self):
        return self.page.get_by_test_id("presence")

    def captions(self, speaker: str, words: str | None = None):
        lines = self.page.locator(f"[data-testid=caption][data-speaker={speaker}]")
        return lines.filter(has_text=re.compile(words, re.IGNORECASE)) if words else lines

    def expect_said(self, speaker: str, words: str, seconds: float = 30) -> None:
        expect(self.captions(speaker, words).first).to_be_visible(timeout=seconds * SECONDS)

    def expect_state(self, state: str, seconds: float = 30) -> None:
        expect(self.presence).to_have_attribute("data-state", state, timeout=seconds * SECONDS)

    def lines(self) -> list[tuple[str, str]]:
        """Speaker and words of every caption, in order."""
        found = self.page.locator("[data-testid=caption]").evaluate_all(
            "nodes => nodes.map(n => [n.dataset.speaker, n.lastElementChild.textContent])"
        )
        return [(speaker, " ".join(text.split())) for speaker, text in found]

    # ---- what is done --------------------------------------------------------------------------------------

    def button(self, name: str):
        return self.page.get_by_role("button", name=name, exact=True)

    def type(self, answer: str) -> None:
        field = self.page.get_by_label("Type your answer")
        field.fill(answer)
        field.press("Enter")
        self.expect_said("candidate", re.escape(answer[:40]))

    def end(self) -> None:
        self.button("End the interview").click()
        self.page.get_by_role("dialog").get_by_role("button", name="End interview").click()
        expect(self.page.get_by_role("heading", name="Criteria")).to_be_visible(timeout=60 * SECONDS)

    # ---- what is kept --------------------------------------------------------------------------------------

    def download(self, name: str, folder: Path) -> Path:
        with self.page.expect_download() as waiting:
            self.page.get_by_role("link", name=name, exact=True).click()
        path = folder / waiting.value.suggested_filename
        waiting.value.save_as(path)
        return path

    def downloads(self, folder: Path) -> dict[str, Path]:
        """Every file the report offers, by its name on the page."""
        folder.mkdir(exist_ok=True)
        names = [f"{kind} {form}" for kind, forms in FORMATS.items() for form in forms]
        return {name: self.download(name, folder) for name in (*names, "Recording (Ogg)")}


def read_json(path: Path) -> dict:
    return json.loads(path.read_text())
