"""Shapes: a whiteboard as the few forms that any picture of it is made of, in pixels, from back to front."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import hypot
from typing import Literal, TypeAlias

from service.session.messages import BoardEdge, BoardMark, BoardNode, BoardPen, BoardView

MARGIN = 24
BOX = (160, 80)
"""Width and height of a box whose place was left open, in pixels."""
GAP = 80
COLUMNS = 4
INK, PLAIN = "#1e1e1e", "#ffffff"
FONT_PX = 16
LETTER_SHARE = 8.5 / 16
"""Width of one letter, on average, as a share of its size: enough to break lines and to leave room."""
LINE_SHARE = 20 / 16
HEAD_PX = 10
"""Length of an arrowhead."""
USUAL = BoardPen()

Point: TypeAlias = tuple[float, float]
Anchor: TypeAlias = Literal["start", "middle"]


@dataclass(frozen=True, slots=True)
class Form:
    """A closed form: a box with round corners, an ellipse in its frame, or a polygon of ``points``."""

    kind: Literal["box", "ellipse", "polygon"]
    points: tuple[Point, ...]
    """Upper left and lower right corner of a box or an ellipse; the corners of a polygon."""
    fill: str
    pen: BoardPen | None
    """None where the form has no outline."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points."""

    points: tuple[Point, ...]
    pen: BoardPen


@dataclass(frozen=True, slots=True)
class Words:
    """One line of words: its upper edge, and its left edge or its middle."""

    text: str
    x: float
    top: float
    anchor: Anchor
    size: int
    colour: str

    @property
    def width(self) -> float:
        """About how much room it takes."""
        return LETTER_SHARE * self.size * len(self.text)

    @property
    def height(self) -> float:
        """From one line to the next."""
        return LINE_SHARE * self.size


Shape: TypeAlias = Form | Line | Words


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the plane that is shown."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """In pixels."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """In pixels."""
        return self.bottom - self.top


def shapes(board: BoardView) -> tuple[Shape, ...]:
    """All that is to be drawn: arrows under boxes, what stands beside them on top."""
    nodes = placed(board.nodes)
    by_id = {node.id: node for node in nodes}
    return (
        *(shape for edge in board.edges for shape in _edge(edge, by_id)),
        *(shape for node in nodes for shape in _node(node)),
        *(shape for mark in board.marks for shape in _mark(mark)),
    )


def frame(drawn: Sequence[Shape]) -> Frame:
    """The least part of the plane that holds these shapes, and a margin."""
    corners = [corner for shape in drawn for corner in _corners(shape)] or [(0.0, 0.0)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return Frame(min(xs) - MARGIN, min(ys) - MARGIN, max(xs) + MARGIN, max(ys) + MARGIN)


def placed(nodes: Sequence[BoardNode]) -> tuple[BoardNode, ...]:
    """The boxes, those without a place set in rows below the others."""
    below = max((node.y + node.height + GAP for node in nodes if node.width), default=0)
    found, loose = [], 0
    for node in nodes:
        if node.width:
            found.append(node)
            continue
        row, column = divmod(loose, COLUMNS)
        loose += 1
        x, y = column * (BOX[0] + GAP), below + row * (BOX[1] + GAP)
        found.append(node.model_copy(update={"x": x, "y": y, "width": BOX[0], "height": BOX[1]}))
    return tuple(found)


def _corners(shape: Shape) -> Iterator[Point]:
    if not isinstance(shape, Words):
        yield from shape.points
        return
    left = shape.x - (shape.width / 2 if shape.anchor == "middle" else 0)
    yield left, shape.top
    yield left + shape.width, shape.top + shape.height


def _node(node: BoardNode) -> Iterator[Shape]:
    x, y, right, bottom = node.x, node.y, node.x + node.width, node.y + node.height
    middle_x, middle_y = _middle(node)
    fill, pen = node.fill or PLAIN, node.pen or USUAL
    match node.outline:
        case "ellipse":
            yield Form("ellipse", ((x, y), (right, bottom)), fill, pen)
        case "diamond":
            corners = ((middle_x, y), (right, middle_y), (middle_x, bottom), (x, middle_y))
            yield Form("polygon", corners, fill, pen)
        case "rectangle":
            yield Form("box", ((x, y), (right, bottom)), fill, pen)
    lines = tuple(_broken(node.label, max(node.width - FONT_PX, LETTER_SHARE * FONT_PX)))
    top = middle_y - LINE_SHARE * FONT_PX * len(lines) / 2
    yield from _words(lines, (middle_x, top), "middle", colour=INK)


def _edge(edge: BoardEdge, nodes: Mapping[str, BoardNode]) -> Iterator[Shape]:
    source, target = nodes.get(edge.source), nodes.get(edge.target)
    if source is None or target is None or source is target:
        return
    way = _pairs(edge.points)
    if len(way) < 2:  # noqa: PLR2004  a way has two ends
        way = (_leaves(source, _middle(target)), _leaves(target, _middle(source)))
    pen = edge.pen or USUAL
    yield from _line(way, pen, arrow=True)
    if label := edge.label.strip():
        x, y = _halfway(way)
        place = (x, y - LINE_SHARE * FONT_PX - 2)
        yield from _words((label,), place, "middle", colour=pen.colour or INK)


def _mark(mark: BoardMark) -> Iterator[Shape]:
    points, pen = _pairs(mark.points), mark.pen or USUAL
    if mark.text and points:
        lines = tuple(mark.text.splitlines())
        yield from _words(lines, points[0], "start", size=mark.size, colour=pen.colour or INK)
    elif len(points) > 1:
        yield from _line(points, pen, arrow=mark.arrow)


def _line(points: tuple[Point, ...], pen: BoardPen, *, arrow: bool) -> Iterator[Shape]:
    yield Line(points, pen)
    (from_x, from_y), (x, y) = points[-2], points[-1]
    length = hypot(x - from_x, y - from_y)
    if arrow and length:
        head = HEAD_PX + 2 * (pen.width - USUAL.width)
        along, across = (x - from_x) / length, (y - from_y) / length
        back = (x - head * along, y - head * across)
        half = head / 2
        left = (back[0] - half * across, back[1] + half * along)
        right = (back[0] + half * across, back[1] - half * along)
        yield Form("polygon", (left, (x, y), right), pen.colour or INK, None)


def _words(
    lines: Sequence[str], place: Point, anchor: Anchor, *, colour: str, size: int = FONT_PX
) -> Iterator[Words]:
    x, top = place
    for number, line in enumerate(lines):
        yield Words(line, x, top + LINE_SHARE * size * number, anchor, size, colour)


def _middle(node: BoardNode) -> Point:
    return node.x + node.width / 2, node.y + node.height / 2


def _halfway(way: tuple[Point, ...]) -> Point:
    """The middle of a straight way; of a bent one its middle bend."""
    if len(way) > 2:  # noqa: PLR2004  more than its two ends
        return way[len(way) // 2]
    (from_x, from_y), (x, y) = way
    return (from_x + x) / 2, (from_y + y) / 2


def _leaves(node: BoardNode, towards: Point) -> Point:
    """Where the line from a box's middle towards a point crosses the box's edge."""
    x, y = _middle(node)
    over, down = towards[0] - x, towards[1] - y
    if not (over or down) or not (node.width and node.height):
        return x, y
    reach = max(abs(over) / (node.width / 2), abs(down) / (node.height / 2))
    return x + over / reach, y + down / reach


def _pairs(numbers: Sequence[int]) -> tuple[Point, ...]:
    return tuple(zip(numbers[::2], numbers[1::2], strict=False))


def _broken(text: str, width: float) -> Iterator[str]:
    """The label in lines of about this width."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and len(longer) * LETTER_SHARE * FONT_PX > width:
            yield line
            line = word
        else:
            line = longer
    if line:
        yield line
