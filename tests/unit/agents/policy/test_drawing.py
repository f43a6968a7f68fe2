from agents.interviewer import Arrow, BoardChanged, Box, Silence
from agents.moves import ProbeContradiction, ProbeReason, Redirect, SilencePrompt, asked_by

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


def to_drawing(talk):
    """On to a phase for drawing, with nothing asked that is still open."""
    while not talk.interviewer.rules.phase(talk.interviewer.clock.phase).drawing:
        talk.say(DONE)


def asked_about(reply, gap):
    return [move for move in asked_by(reply.move) if move.gap == gap]


def test_a_drawing_that_is_pointed_at_is_asked_about_with_its_place(pm):
    to_drawing(pm)
    assert pm.event(BOARD).move is None
    reply = pm.say("I have drawn how an upload travels.")
    (move,) = asked_about(reply, "reason:queue")
    assert move.place == "between the upload service and the transcoder"
    assert "queue" in reply.text
    assert "between the upload service and the transcoder" in reply.text
    assert reply.why == "queue was drawn without a reason."


def test_a_part_is_asked_about_once(pm):
    to_drawing(pm)
    pm.event(BOARD)
    replies = [pm.say("I have drawn how an upload travels.") for _ in range(3)]
    assert sum(len(asked_about(reply, "reason:queue")) for reply in replies) == 1


def test_one_who_is_still_drawing_is_left_alone(pm):
    to_drawing(pm)
    pm.say("The upload goes in at the left.")
    for _ in range(6):
        pm.now += 4
        pm.event(BoardChanged((*BOARD.nodes, Box(str(pm.now), "Note")), BOARD.edges))
        assert pm.event(Silence(pm.now)).move is None


def test_a_silence_after_drawing_is_used_to_ask_about_it(pm):
    to_drawing(pm)
    pm.say("The upload goes in at the left.")
    pm.event(BOARD)
    pm.now += 9
    assert asked_about(pm.event(Silence(9)), "reason:queue")


def test_one_who_has_been_asked_something_else_is_not_asked_about_the_drawing_in_the_silence(pm):
    to_drawing(pm)
    pm.event(BOARD)
    pm.now += 11
    assert isinstance(pm.event(Silence(11)).move, SilencePrompt)


def test_drawing_before_scoping_is_remarked_on_once(pm):
    first = pm.event(BOARD)
    again = pm.event(BoardChanged((*BOARD.nodes, Box("c", "Cache")), BOARD.edges))
    assert isinstance(first.move, Redirect)
    assert again.move is None


CACHE_BEHIND = BoardChanged((Box("d", "Database"), Box("c", "Cache")), (Arrow("d", "c"),))


def test_drawing_and_words_that_differ_are_both_named(pm):
    to_drawing(pm)
    pm.event(CACHE_BEHIND)
    reply = pm.say("The cache sits in front of the database, because reads are fifty times the writes.")
    (move,) = asked_about(reply, "board:cache:database")
    assert isinstance(move, ProbeContradiction)
    assert "cache sits in front of the database" in reply.text
    assert "behind the database" in reply.text


def test_drawing_what_was_said_otherwise_is_noticed_too(pm):
    to_drawing(pm)
    pm.say("The cache sits in front of the database, because reads are fifty times the writes.")
    pm.event(CACHE_BEHIND)
    replies = [pm.say("And that's how a feed is read on the phone, newest first.") for _ in range(3)]
    assert sum(len(asked_about(reply, "board:cache:database")) for reply in replies) == 1


def test_a_drawing_put_right_is_not_asked_about(pm):
    to_drawing(pm)
    pm.event(CACHE_BEHIND)
    pm.event(BoardChanged(CACHE_BEHIND.nodes, (Arrow("c", "d"),)))
    reply = pm.say("The cache sits in front of the database, because reads are fifty times the writes.")
    assert not asked_about(reply, "board:cache:database")


def test_the_place_of_what_was_spoken_of_follows_the_drawing(pm):
    pm.say("There is a queue.")
    pm.event(BOARD)
    pm.event(BoardChanged(BOARD.nodes, (Arrow("t", "q"),)))
    assert components(pm)["queue"].place == "behind the transcoder"


def test_a_place_that_was_told_stands(pm):
    pm.say("There is a queue in front of the transcoder.")
    pm.event(BOARD)
    assert components(pm)["queue"].place == "in front of the transcoder"
