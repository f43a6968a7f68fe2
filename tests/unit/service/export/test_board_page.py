"""The whiteboard on paper: all of it is on one page, in its colours."""

from __future__ import annotations

import io
import re

import pytest
from pypdf import PdfReader

from service.export.board_page import draw_board, rgb
from service.export.sheet import Sheet
from service.session.messages import BoardEdge, BoardMark, BoardNode, BoardPen, BoardView

RED = BoardPen(colour="#e03131", stroke="dashed", width=4)
API = BoardNode(id="a", label="API", x=0, y=0, width=160, height=80, fill="#d0ebff", pen=RED)
QUEUE = BoardNode(id="q", label="Queue", outline="ellipse", x=400, y=0, width=160, height=80)
CHOICE = BoardNode(id="d", label="In time?", outline="diamond", x=400, y=300, width=160, height=90)
ARROW = BoardEdge(id="e", source="a", target="q", label="upload")


def content(*nodes, edges=(), marks=(), lower=0.0):
    """The drawing commands of all pages, the words on them, and how many pages there are."""
    sheet = Sheet("Board", "Board")
    sheet.set_y(sheet.get_y() + lower)
    draw_board(sheet, BoardView(nodes=nodes, edges=edges, marks=marks))
    pages = PdfReader(io.BytesIO(sheet.finished())).pages
    commands = (page.get_contents().get_data().decode("latin-1") for page in pages)
    return "\n".join(commands), " ".join(page.extract_text() for page in pages), len(pages)


def test_everything_drawn_is_on_the_page():
    note = BoardMark(id="m", text="peak at six", points=(0, 200))
    _, words, pages = content(API, QUEUE, CHOICE, edges=(ARROW,), marks=(note,))
    assert pages == 1
    for label in ("API", "Queue", "In time?", "upload", "peak at six"):
        assert label in words


def test_pens_and_fills_are_kept():
    drawn, _, _ = content(API)
    assert re.search(r"0\.878\d* 0\.192\d* 0\.192\d* RG", drawn)
    assert re.search(r"0\.815\d* 0\.921\d* 1\.?0* rg", drawn)
    assert re.search(r"\[[\d.]+ [\d.]+\] [\d.]+ d", drawn)


def test_a_board_for_which_a_page_has_no_room_left_goes_to_the_next():
    assert content(API, QUEUE, CHOICE, lower=230)[2] == 2


@pytest.mark.parametrize("corner", [(0, 0), (-100_000, 50_000)])
def test_a_board_of_any_size_and_place_fits_on_one_page(corner):
    far = BoardNode(id="far", label="far", x=corner[0], y=corner[1], width=3_000, height=9_000)
    assert content(API, far)[2] == 1


def test_an_empty_board_and_words_no_font_can_draw_do_no_harm():
    odd = BoardMark(id="m", text="\N{BLACK CHESS QUEEN} ጤና\n\n𓀀", points=(0, 0), size=40)
    assert content()[2] == 1
    assert content(marks=(odd,))[2] == 1


def test_a_colour_is_three_numbers():
    assert rgb("#ffec99") == (255, 236, 153)
