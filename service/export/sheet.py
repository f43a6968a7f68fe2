"""The sheet: an A4 page in the house style, with the few shapes that printed documents are made of."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont
from fpdf import FPDF, FontFace
from fpdf.enums import TableBordersLayout, TableCellFillMode

from .names import one_line

Colour = tuple[int, int, int]

INK: Colour = (28, 32, 44)
FAINT: Colour = (104, 111, 128)
RULE: Colour = (216, 220, 229)
PALE: Colour = (244, 246, 250)
ACCENT: Colour = (38, 84, 164)
GOOD: Colour = (36, 128, 88)
FAIR: Colour = (190, 134, 20)
POOR: Colour = (186, 62, 52)

BODY_PT = 9.5
SMALL_PT = 8.0
_MARGIN_MM = 18.0
_LINE = 1.45
_PT_TO_MM = 25.4 / 72

_FONTS = Path(__file__).parent / "fonts"
_TEXT, _FALLBACK = "text", "fallback"
_PLACEHOLDER = "\N{REPLACEMENT CHARACTER}"
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands for the time of making, so that the same report gives the same bytes."""

logging.getLogger("fontTools").setLevel(logging.ERROR)


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading and its share of the width."""

    head: str
    share: float


@cache
def _repertoire(file: str) -> frozenset[int]:
    """The code points a font can draw."""
    with TTFont(_FONTS / file, lazy=True) as font:
        return frozenset(font.getBestCmap())


class Sheet(FPDF):
    """A document being written from top to bottom. Any text may be given: what no font can draw is marked."""

    def __init__(self, title: str, footer: str) -> None:
        super().__init__(format="A4")
        self._footer = one_line(footer)
        self._fallback_ready = False
        self.set_margins(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
        self.set_auto_page_break(auto=True, margin=_MARGIN_MM + 4)
        self.add_font(_TEXT, "", _FONTS / "DejaVuSans.ttf")
        self.add_font(_TEXT, "B", _FONTS / "DejaVuSans-Bold.ttf")
        self.set_creation_date(_EPOCH)
        self.set_title(one_line(title))
        self.set_creator("Viva")
        self.set_lang("en")
        self.alias_nb_pages()
        self.add_page()

    def footer(self) -> None:
        """Called by fpdf2 at the foot of each page."""
        self.set_y(-_MARGIN_MM + 3)
        self._use(SMALL_PT, FAINT)
        self.cell(self.epw / 2, 5, self.drawable(self._footer))
        self.cell(self.epw / 2, 5, f"{self.page_no()} / {{nb}}", align="R")

    # ---- text ----

    def drawable(self, text: str) -> str:
        """The text on one line, with the fallback font at hand if it is needed."""
        line = one_line(text)
        own = _repertoire("DejaVuSans.ttf")
        if all(ord(ch) in own for ch in line):
            return line
        if not self._fallback_ready:
            self._fallback_ready = True
            self.add_font(_FALLBACK, "", _FONTS / "DroidSansFallback.ttf")
            self.set_fallback_fonts([_FALLBACK], exact_match=False)
        other = _repertoire("DroidSansFallback.ttf")
        return "".join(ch if ord(ch) in own or ord(ch) in other else _PLACEHOLDER for ch in line)

    def title_line(self, text: str) -> None:
        """The document's title."""
        self._write(text, 19, INK, bold=True)

    def heading(self, text: str) -> None:
        """A section's heading, never left alone at the foot of a page."""
        self.need(24)
        self.ln(6)
        self._write(text, 13, ACCENT, bold=True)
        y = self.get_y() + 0.6
        self.set_draw_color(*RULE)
        self.set_line_width(0.3)
        self.line(self.l_margin, y, self.l_margin + self.epw, y)
        self.ln(3)

    def subheading(self, text: str, right: str = "", colour: Colour = INK) -> None:
        """A smaller heading, with something set against the right margin."""
        self.need(18)
        self.ln(3)
        self._use(10.5, INK, bold=True)
        top, page = self.get_y(), self.page
        self._flow(self.epw - 44, 5.6, text)
        bottom = self.get_y()
        if right and self.page == page:
            self.set_xy(self.l_margin + self.epw - 44, top)
            self._use(10.5, colour, bold=True)
            self.cell(44, 5.6, self.drawable(right), align="R")
        self.set_xy(self.l_margin, bottom + 0.8)

    def paragraph(
        self, text: str, colour: Colour = INK, size: float = BODY_PT, *, bold: bool = False
    ) -> None:
        """A paragraph of running text."""
        self._write(text, size, colour, bold=bold)
        self.ln(1.2)

    def lead_in(self, text: str) -> None:
        """A small label above a list, kept with its first item."""
        self.need(14)
        self._write(text, SMALL_PT, FAINT, bold=True)

    def labelled(self, label: str, text: str) -> None:
        """A short bold label and what it says, indented under a heading."""
        self._use(BODY_PT, FAINT, bold=True)
        width = self.get_string_width(label) + 3
        height = BODY_PT * _PT_TO_MM * _LINE
        self.need(height)
        self.cell(width, height, label)
        self._use(BODY_PT, INK)
        left = self.get_x()
        self._flow(self.l_margin + self.epw - left, height, text)
        self.ln(0.8)

    def quote(self, stamp: str, text: str) -> None:
        """Words of the candidate, with their time in the margin and a rule beside them."""
        height = BODY_PT * _PT_TO_MM * _LINE
        self.need(height * 2)
        top, page = self.get_y(), self.page
        self._use(SMALL_PT, ACCENT, bold=True)
        self.cell(14, height, stamp, align="R")
        self._use(BODY_PT, INK)
        self.set_x(self.l_margin + 18)
        self._flow(self.epw - 18, height, f"“{text}”")
        if self.page == page:
            self.set_draw_color(*ACCENT)
            self.set_line_width(0.7)
            self.line(self.l_margin + 16, top + 0.6, self.l_margin + 16, self.get_y() - 0.6)
        self.ln(1)

    def bullets(self, texts: Iterable[str], colour: Colour = INK) -> None:
        """A list, one item to a paragraph."""
        height = BODY_PT * _PT_TO_MM * _LINE
        for text in texts:
            self.need(height * 2)
            self._use(BODY_PT, colour)
            self.set_x(self.l_margin + 4)
            self.cell(5, height, "–")
            self._use(BODY_PT, INK)
            self._flow(self.epw - 9, height, text)
        self.ln(0.8)

    # ---- shapes ----

    def banner(self, head: str, small: str, colour: Colour) -> None:
        """The verdict: a coloured field over the whole width."""
        self.need(24)
        top = self.get_y()
        self.set_fill_color(*colour)
        self.rect(self.l_margin, top, self.epw, 17, style="F", round_corners=True, corner_radius=1.6)
        self.set_xy(self.l_margin + 5, top + 2.4)
        self._use(15, (255, 255, 255), bold=True)
        self.cell(self.epw - 10, 7, self.drawable(head))
        self.set_xy(self.l_margin + 5, top + 9.6)
        self._use(BODY_PT, (255, 255, 255))
        self.cell(self.epw - 10, 5, self.drawable(small))
        self.set_xy(self.l_margin, top + 20)

    def bar(self, label: str, value: str, share: float | None, colour: Colour) -> None:
        """One row of a chart: a name, a bar filled to ``share`` (0 to 1; None draws none), a value."""
        self.need(8)
        top = self.get_y()
        self._use(BODY_PT, INK)
        self.cell(66, 6.4, self.drawable(label))
        left, width = self.l_margin + 68, self.epw - 68 - 44
        self.set_fill_color(*RULE)
        self.rect(left, top + 1.5, width, 3.4, style="F")
        if share is not None:
            self.set_fill_color(*colour)
            self.rect(left, top + 1.5, width * min(max(share, 0.0), 1.0), 3.4, style="F")
        self.set_x(left + width)
        self._use(BODY_PT, INK if share is not None else FAINT, bold=share is not None)
        self.cell(44, 6.4, value, align="R")
        self.set_xy(self.l_margin, top + 6.6)

    def grid(self, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
        """A table that goes on over pages with its head repeated."""
        self._use(SMALL_PT, INK)
        self.set_draw_color(*RULE)
        self.set_fill_color(255, 255, 255)
        self.set_line_width(0.2)
        head = FontFace(emphasis="BOLD", color=FAINT, fill_color=(255, 255, 255))
        with self.table(
            col_widths=tuple(column.share for column in columns),
            borders_layout=TableBordersLayout.HORIZONTAL_LINES,
            cell_fill_color=PALE,
            cell_fill_mode=TableCellFillMode.ROWS,
            headings_style=head,
            line_height=SMALL_PT * _PT_TO_MM * _LINE,
            padding=1.1,
            text_align="LEFT",
            width=self.epw,
        ) as table:
            for row in ([column.head for column in columns], *rows):
                line = table.row()
                for cell in row:
                    line.cell(self.drawable(cell))
        self.ln(2)

    def finished(self) -> bytes:
        """The document's bytes."""
        return bytes(self.output())

    def _write(self, text: str, size: float, colour: Colour, *, bold: bool = False) -> None:
        self._use(size, colour, bold=bold)
        height = size * _PT_TO_MM * _LINE
        self._flow(self.epw, height, text)

    def _flow(self, width: float, height: float, text: str) -> None:
        """Running text in lines of ``width`` by ``height`` millimetres, then back to the left margin."""
        self.multi_cell(width, height, self.drawable(text), new_x="LMARGIN", new_y="NEXT", align="L")

    def letters(self, size: float, colour: Colour) -> None:
        """Letters of this size, in points, for what is drawn rather than written."""
        self._use(size, colour)

    def _use(self, size: float, colour: Colour, *, bold: bool = False) -> None:
        self.set_font(_TEXT, "B" if bold else "", size)
        self.set_text_color(*colour)

    def need(self, height: float) -> None:
        """Start a new page unless ``height`` millimetres are left on this one."""
        if self.will_page_break(height):
            self.add_page()
