"""What axe has against a page, and whether the page fits its window."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.e2e.conftest import ROOT

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Access:
    """Collects the faults of the pages it is shown, by the names they are shown under."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.faults: dict[str, list[str]] = {}

    def see(self, name: str) -> None:
        """Look at the page as it stands, light and dark: rules broken, each with its first element."""
        page = self._page
        if not page.evaluate("() => 'axe' in window"):
            page.evaluate(AXE.read_text(encoding="utf-8"))
        found = ["it scrolls sideways"] if sideways(page) else []
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            broken = page.evaluate(
                "runOnly => axe.run(document, {runOnly}).then(results => results.violations)",
                TAGS,
            )
            found += [f"{scheme}: {each['id']}: {each['nodes'][0]['html'][:160]}" for each in broken]
        if found:
            self.faults[name] = found


def sideways(page: Page) -> bool:
    """Whether the page scrolls to the side."""
    return page.evaluate("() => document.documentElement.scrollWidth > innerWidth + 1")
