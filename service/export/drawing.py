"""SVG: a whiteboard drawn from its graph. All text is escaped, and there is nothing in it that could run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from service.boards import told
from service.export.shapes import FONT_PX, INK, Form, Line, Point, Shape, Words, frame, shapes
from service.session.messages import BoardPen, BoardView

PAPER = "#ffffff"
ROUND_PX = 10
FONT = "Nunito, 'Segoe UI', Roboto, 'Noto Sans', Arial, sans-serif"
DASHES: Mapping[str, str] = {"solid": "", "dashed": "8 6", "dotted": "2 5"}


def board_svg(board: BoardView, title: str = "Whiteboard") -> str:
    """The whiteboard as one SVG document, whose title is what a screen reader says first."""
    drawn = shapes(board)
    shown = frame(drawn)
    size = f'width="{shown.width:g}" height="{shown.height:g}"'
    place = f'viewBox="{shown.left:g} {shown.top:g} {shown.width:g} {shown.height:g}"'
    font = f'font-family={quoteattr(FONT)} font-size="{FONT_PX}"'
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {place} role="img" {font}>',
        f"<title>{_text(title)}</title>",
        f"<desc>{_text('; '.join(told(board)) or 'Nothing is drawn.')}</desc>",
        f'<rect x="{shown.left:g}" y="{shown.top:g}" {size} fill="{PAPER}"/>',
    )
    return "\n".join((*head, *map(_svg, drawn), "</svg>\n"))


def _svg(shape: Shape) -> str:
    match shape:
        case Form():
            return _form(shape)
        case Line(points, pen):
            return f'<polyline points="{_path(points)}" fill="none" {_stroke(pen)} stroke-linecap="round"/>'
        case Words():
            return _words(shape)


def _form(form: Form) -> str:
    look = f'fill="{form.fill}"' + (f" {_stroke(form.pen)}" if form.pen else "")
    if form.kind == "polygon":
        return f'<polygon points="{_path(form.points)}" {look}/>'
    (x, y), (right, bottom) = form.points
    width, height = right - x, bottom - y
    if form.kind == "ellipse":
        middle = f'cx="{x + width / 2:g}" cy="{y + height / 2:g}"'
        return f'<ellipse {middle} rx="{width / 2:g}" ry="{height / 2:g}" {look}/>'
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="{ROUND_PX}" {look}/>'


def _words(words: Words) -> str:
    size = "" if words.size == FONT_PX else f' font-size="{words.size}"'
    place = f'x="{words.x:g}" y="{words.top + words.size:g}" text-anchor="{words.anchor}"'
    return f'<text {place} fill="{words.colour}"{size}>{_text(words.text)}</text>'


def _stroke(pen: BoardPen) -> str:
    dashes = DASHES[pen.stroke]
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'stroke="{pen.colour or INK}" stroke-width="{pen.width}" stroke-linejoin="round"{dashed}'


def _path(points: Sequence[Point]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _text(text: str) -> str:
    """Escaped, and without the characters that XML does not take."""
    kept = (letter for letter in text if letter in "\t\n" or " " <= letter < "\ufffe" or letter > "\uffff")
    return escape("".join(kept))
