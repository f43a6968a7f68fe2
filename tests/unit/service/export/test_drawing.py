"""The picture of a whiteboard: everything in its place, in words too, and nothing that could run."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.boards import told
from service.export.drawing import board_svg
from service.export.shapes import BOX, placed
from service.session.messages import BoardEdge, BoardMark, BoardNode, BoardView

WORDS = ("title", "desc", "text")
SVG = "{http://www.w3.org/2000/svg}"
API = BoardNode(id="a", label="API", x=0, y=0, width=160, height=80, fill="#d0ebff")
QUEUE = BoardNode(id="q", label="Queue", outline="ellipse", x=400, y=0, width=160, height=80)
ARROW = BoardEdge(id="e", source="a", target="q", label="upload")


def parsed(svg):
    return ET.fromstring(svg)  # noqa: S314  our own picture


def drawn(*nodes, edges=(), marks=()):
    return parsed(board_svg(BoardView(nodes=nodes, edges=edges, marks=marks)))


def numbers(element, name):
    return [tuple(map(float, pair.split(","))) for pair in element.get(name).split()]


def test_a_box_is_drawn_where_it_stands_with_its_label_in_the_middle():
    svg = drawn(API)
    box = svg.findall(f"{SVG}rect")[-1]
    assert [box.get(name) for name in ("x", "y", "width", "height", "fill")] == [
        "0",
        "0",
        "160",
        "80",
        "#d0ebff",
    ]
    (label,) = svg.findall(f"{SVG}text")
    assert label.text == "API"
    assert float(label.get("x")) == 80


def test_each_outline_has_its_form():
    diamond = API.model_copy(update={"outline": "diamond", "id": "d"})
    svg = drawn(API, QUEUE, diamond)
    forms = [tag for tag in (child.tag.removeprefix(SVG) for child in svg) if tag not in WORDS]
    assert forms == ["rect", "rect", "ellipse", "polygon"]


def test_an_arrow_runs_from_edge_to_edge():
    svg = drawn(API, QUEUE, edges=(ARROW,))
    start, end = numbers(svg.find(f"{SVG}polyline"), "points")
    assert (start, end) == ((160, 40), (400, 40))
    assert "upload" in [text.text for text in svg.findall(f"{SVG}text")]


def test_an_arrow_that_ends_nowhere_is_left_out():
    lost = BoardEdge(id="e", source="a", target="gone")
    itself = BoardEdge(id="f", source="a", target="a")
    assert drawn(API, edges=(lost, itself)).find(f"{SVG}polyline") is None


def test_words_and_lines_beside_the_boxes_are_drawn():
    note = BoardMark(id="m", text="peak at 6 pm", points=(-300, 500))
    line = BoardMark(id="l", points=(0, 0, 10, 10, 20, 0), arrow=True)
    svg = drawn(marks=(note, line))
    assert len(numbers(svg.find(f"{SVG}polyline"), "points")) == 3
    left, top, width, height = map(float, svg.get("viewBox").split())
    assert left < -300 < left + width
    assert top < 500 < top + height


def test_boxes_without_a_place_do_not_overlap():
    found = placed([API, *(BoardNode(id=str(number)) for number in range(9))])
    corners = {(node.x, node.y) for node in found}
    assert len(corners) == 10
    assert all((node.width, node.height) == BOX for node in found)


def test_the_picture_is_told_in_words():
    lone = BoardNode(id="c", label="Cache")
    board = BoardView(nodes=(API, QUEUE, lone), edges=(ARROW,), marks=(BoardMark(id="m", text="todo"),))
    assert list(told(board)) == ["API → Queue (upload)", "Cache", "todo"]
    assert "API → Queue (upload)" in parsed(board_svg(board)).find(f"{SVG}desc").text


def test_an_empty_board_is_a_picture_too():
    assert "Nothing is drawn" in board_svg(BoardView())


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", "]]><script/>", '" onload="x', "&lt;b&gt;", "a\x00\x1b\ufffeb"]
)
def test_what_is_written_on_the_board_stays_text(hostile):
    board = BoardView(
        nodes=(API.model_copy(update={"label": hostile}),),
        edges=(ARROW.model_copy(update={"label": hostile}),),
        marks=(BoardMark(id="m", text=hostile, points=(0, 0)),),
    )
    svg = parsed(board_svg(board, title=hostile))
    tags = {child.tag.removeprefix(SVG) for child in svg.iter()}
    assert tags <= {"svg", "title", "desc", "rect", "text", "polyline", "polygon", "ellipse"}
    assert not [name for child in svg.iter() for name in child.attrib if name.startswith("on")]


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=40), st.integers(-100_000, 100_000), st.integers(0, 2_000))
def test_whatever_is_drawn_is_well_formed(label, at, size):
    node = BoardNode(id="n", label=label, x=at, y=-at, width=size, height=size)
    parsed(board_svg(BoardView(nodes=(node, API), edges=(BoardEdge(id="e", source="n", target="a"),))))
