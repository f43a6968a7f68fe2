"""SVG: a whiteboard drawn from its graph. All text is escaped, and there is nothing in it that could run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import hypot
from xml.sax.saxutils import escape, quoteattr

from service.boards import told
from service.session.messages import BoardEdge, BoardMark, BoardNode, BoardView

MARGIN = 24
BOX = (160, 80)
"""Width and height of a box whose place was left open, in pixels."""
GAP = 80
COLUMNS = 4
INK, PAPER, PLAIN = "#1e1e1e", "#ffffff", "#ffffff"
FONT_PX = 16
LETTER_PX = 8.5
"""Of one letter, on average: enough to break lines and to leave room."""
LINE_PX = 20
HEAD_PX = 10
"""Length of an arrowhead."""
FONT = "Nunito, 'Segoe UI', Roboto, 'Noto Sans', Arial, sans-serif"

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the plane that is shown."""

    left: float
    top: float
    right: float
    bottom: float


def board_svg(board: BoardView, title: str = "Whiteboard") -> str:
    """The whiteboard as one SVG document, whose title is what a screen reader says first."""
    nodes = placed(board.nodes)
    by_id = {node.id: node for node in nodes}
    frame = _frame(nodes, board.marks)
    width, height = frame.right - frame.left, frame.bottom - frame.top
    body = [
        *(line for edge in board.edges for line in _edge(edge, by_id)),
        *(line for node in nodes for line in _node(node)),
        *(line for mark in board.marks for line in _mark(mark)),
    ]
    size = f'width="{width:g}" height="{height:g}"'
    shown = f'viewBox="{frame.left:g} {frame.top:g} {width:g} {height:g}"'
    font = f'font-family={quoteattr(FONT)} font-size="{FONT_PX}"'
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {shown} role="img" {font}>',
        f"<title>{_text(title)}</title>",
        f"<desc>{_text('; '.join(told(board)) or 'Nothing is drawn.')}</desc>",
        f'<rect x="{frame.left:g}" y="{frame.top:g}" {size} fill="{PAPER}"/>',
    )
    return "\n".join((*head, *body, "</svg>\n"))


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


def _frame(nodes: Sequence[BoardNode], marks: Sequence[BoardMark]) -> Frame:
    xs, ys = [0.0], [0.0]
    if nodes or any(mark.points for mark in marks):
        xs, ys = [], []
    for node in nodes:
        xs += [node.x, node.x + node.width]
        ys += [node.y, node.y + node.height]
    for mark in marks:
        points = _points(mark)
        xs += [x for x, _ in points]
        ys += [y for _, y in points]
        if mark.text and points:
            lines = mark.text.splitlines()
            xs.append(points[0][0] + LETTER_PX * max(map(len, lines)))
            ys.append(points[0][1] + LINE_PX * len(lines))
    return Frame(min(xs) - MARGIN, min(ys) - MARGIN, max(xs) + MARGIN, max(ys) + MARGIN)


def _node(node: BoardNode) -> Iterator[str]:
    look = f'fill="{node.fill or PLAIN}" stroke="{INK}" stroke-width="2"'
    x, y, width, height = node.x, node.y, node.width, node.height
    middle_x, middle_y = x + width / 2, y + height / 2
    match node.outline:
        case "ellipse":
            radii = f'rx="{width / 2:g}" ry="{height / 2:g}"'
            yield f'<ellipse cx="{middle_x:g}" cy="{middle_y:g}" {radii} {look}/>'
        case "diamond":
            corners = ((middle_x, y), (x + width, middle_y), (middle_x, y + height), (x, middle_y))
            yield f'<polygon points="{_path(corners)}" {look}/>'
        case "rectangle":
            yield f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="10" {look}/>'
    lines = tuple(_broken(node.label, max(width - FONT_PX, LETTER_PX)))
    top = middle_y - LINE_PX * len(lines) / 2
    yield from _words(lines, middle_x, top, "middle")


def _edge(edge: BoardEdge, nodes: Mapping[str, BoardNode]) -> Iterator[str]:
    source, target = nodes.get(edge.source), nodes.get(edge.target)
    if source is None or target is None or source is target:
        return
    start, end = _leaves(source, _middle(target)), _leaves(target, _middle(source))
    yield from _line((start, end), arrow=True)
    if label := edge.label.strip():
        x, y = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
        yield from _words((label,), x, y - LINE_PX - 2, "middle")


def _mark(mark: BoardMark) -> Iterator[str]:
    points = _points(mark)
    if mark.text and points:
        yield from _words(tuple(mark.text.splitlines()), points[0][0], points[0][1], "start")
    elif len(points) > 1:
        yield from _line(points, arrow=mark.arrow)


def _line(points: Sequence[Point], *, arrow: bool) -> Iterator[str]:
    look = f'fill="none" stroke="{INK}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
    yield f'<polyline points="{_path(points)}" {look}/>'
    (from_x, from_y), (x, y) = points[-2], points[-1]
    length = hypot(x - from_x, y - from_y)
    if arrow and length:
        along, across = (x - from_x) / length, (y - from_y) / length
        back = (x - HEAD_PX * along, y - HEAD_PX * across)
        half = HEAD_PX / 2
        left = (back[0] - half * across, back[1] + half * along)
        right = (back[0] + half * across, back[1] - half * along)
        yield f'<polygon points="{_path((left, (x, y), right))}" fill="{INK}"/>'


def _words(lines: Sequence[str], x: float, top: float, anchor: str) -> Iterator[str]:
    for number, line in enumerate(lines):
        y = top + LINE_PX * number + FONT_PX
        yield f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" fill="{INK}">{_text(line)}</text>'


def _middle(node: BoardNode) -> Point:
    return node.x + node.width / 2, node.y + node.height / 2


def _leaves(node: BoardNode, towards: Point) -> Point:
    """Where the line from a box's middle towards a point crosses the box's edge."""
    x, y = _middle(node)
    over, down = towards[0] - x, towards[1] - y
    if not (over or down) or not (node.width and node.height):
        return x, y
    reach = max(abs(over) / (node.width / 2), abs(down) / (node.height / 2))
    return x + over / reach, y + down / reach


def _points(mark: BoardMark) -> tuple[Point, ...]:
    return tuple(zip(mark.points[::2], mark.points[1::2], strict=False))


def _path(points: Sequence[Point]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _broken(text: str, width: float) -> Iterator[str]:
    """The label in lines of about this width."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and len(longer) * LETTER_PX > width:
            yield line
            line = word
        else:
            line = longer
    if line:
        yield line


def _text(text: str) -> str:
    """Escaped, and without the characters that XML does not take."""
    kept = (letter for letter in text if letter in "\t\n" or " " <= letter < "\ufffe" or letter > "\uffff")
    return escape("".join(kept))
