from agents.interviewer import Arrow, BoardChanged, Box
from agents.moves import ProbeReason, asked_by

BOARD = BoardChanged(
    (Box("a", "Upload service"), Box("q", "Queue"), Box("t", "Transcoder")),
    (Arrow("a", "q"), Arrow("q", "t")),
)
TALK = "People see pictures of those they follow, newest first, on the phone and in the browser. " * 7
DONE = "That's what I have."


def components(talk):
    return talk.interviewer.state.ledger.components


def test_a_drawn_box_is_in_the_ledger_with_its_place(pm):
    pm.event(BOARD)
    assert components(pm)["queue"].place == "between the upload service and the transcoder"


def test_what_was_only_drawn_goes_with_its_box(pm):
    pm.event(BOARD)
    pm.event(BoardChanged((Box("a", "Upload service"),)))
    assert "queue" not in components(pm)


def test_what_was_spoken_of_stays_when_its_box_goes(pm):
    pm.say("There is a queue behind the upload.")
    pm.event(BOARD)
    pm.event(BoardChanged(()))
    assert "queue" in components(pm)


def test_what_was_only_drawn_waits_until_there_is_time(pm):
    pm.event(BOARD)
    assert not any(move.gap == "reason:queue" for move in asked_by(pm.say("We show a feed.").move))
    replies = [pm.say(DONE) for _ in range(8)]
    asked = [move for reply in replies for move in asked_by(reply.move) if move.gap == "reason:queue"]
    assert len(asked) == 1
    assert isinstance(asked[0], ProbeReason)
    assert asked[0].drawn
    assert any("queue" in reply.text for reply in replies if reply.move in asked)


def test_what_is_spoken_of_after_it_was_drawn_is_asked_about_at_once(pm):
    pm.event(BOARD)
    moves = asked_by(pm.say("And there's the queue in the middle.").move)
    assert any(
        isinstance(move, ProbeReason) and move.gap == "reason:queue" and not move.drawn for move in moves
    )


def test_a_replay_brings_the_board_back(pm):
    pm.interviewer.replay([BOARD])
    assert "queue" in components(pm)
