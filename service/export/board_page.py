"""The whiteboard on paper: the same shapes as its SVG, drawn as lines and letters into a PDF."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from service.export.shapes import INK, Form, Frame, Line, Point, Shape, Words, frame, shapes
from service.export.sheet import RULE, Colour, Sheet
from service.session.messages import BoardPen, BoardView

HIGHEST_MM = 150.0
"""Of the picture on the page."""
LARGEST_MM = 0.2646
"""Of one pixel on the page, so that a small drawing is not blown up: 96 to the inch, as on a screen."""
ROUND_PX = 10
DASHES_PX: Mapping[str, tuple[float, float]] = {"solid": (0, 0), "dashed": (8, 6), "dotted": (2, 5)}
PT_PER_MM = 72 / 25.4


def draw_board(sheet: Sheet, board: BoardView) -> None:
    """The whiteboard as large as the page lets it be, on one page, with a thin frame around it."""
    drawn = shapes(board)
    shown = frame(drawn)
    scale = min(sheet.epw / shown.width, HIGHEST_MM / shown.height, LARGEST_MM)
    width, height = shown.width * scale, shown.height * scale
    sheet.need(height + 4)
    left, top = sheet.l_margin + (sheet.epw - width) / 2, sheet.get_y()
    with _on_this_page(sheet):
        _Page(sheet, shown, scale, (left, top)).draw(drawn)
    sheet.set_dash_pattern()
    sheet.set_line_width(0.2)
    sheet.set_draw_color(*RULE)
    sheet.rect(left, top, width, height)
    sheet.set_xy(sheet.l_margin, top + height + 2)


class _Page:
    """A place on the page, and how large a pixel of the whiteboard is there."""

    def __init__(self, sheet: Sheet, shown: Frame, scale: float, corner: Point) -> None:
        self._sheet = sheet
        self._shown = shown
        self._scale = scale
        self._corner = corner

    def draw(self, drawn: tuple[Shape, ...]) -> None:
        for shape in drawn:
            match shape:
                case Form():
                    self._form(shape)
                case Line(points, pen):
                    self._use(pen)
                    self._sheet.polyline([self._at(point) for point in points])
                case Words():
                    self._words(shape)

    def _at(self, point: Point) -> Point:
        (x, y), (left, top) = point, self._corner
        return left + (x - self._shown.left) * self._scale, top + (y - self._shown.top) * self._scale

    def _form(self, form: Form) -> None:
        self._sheet.set_fill_color(*rgb(form.fill))
        if form.pen:
            self._use(form.pen)
        style = "DF" if form.pen else "F"
        if form.kind == "polygon":
            self._sheet.polygon([self._at(point) for point in form.points], style=style)
            return
        (x, y), (right, bottom) = map(self._at, form.points)
        if form.kind == "ellipse":
            self._sheet.ellipse(x, y, right - x, bottom - y, style=style)
            return
        radius = min(ROUND_PX * self._scale, (right - x) / 2, (bottom - y) / 2)
        self._sheet.rect(x, y, right - x, bottom - y, style=style, round_corners=True, corner_radius=radius)

    def _words(self, words: Words) -> None:
        x, y = self._at((words.x, words.top))
        height = words.height * self._scale
        self._sheet.letters(words.size * self._scale * PT_PER_MM, rgb(words.colour))
        text = self._sheet.drawable(words.text)
        width = self._sheet.get_string_width(text)
        self._sheet.set_xy(x - width / 2 if words.anchor == "middle" else x, y)
        self._sheet.cell(width, height, text)

    def _use(self, pen: BoardPen) -> None:
        self._sheet.set_draw_color(*rgb(pen.colour or INK))
        self._sheet.set_line_width(pen.width * self._scale)
        dash, gap = DASHES_PX[pen.stroke]
        self._sheet.set_dash_pattern(dash * self._scale, gap * self._scale)


@contextmanager
def _on_this_page(sheet: Sheet) -> Iterator[None]:
    """Letters near the foot of the picture start no new page."""
    margin = sheet.b_margin
    sheet.set_auto_page_break(auto=False)
    yield
    sheet.set_auto_page_break(auto=True, margin=margin)


def rgb(colour: str) -> Colour:
    """``#ffec99`` as three numbers from 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
