import pytest

from agents.model import Transcript, Turn
from agents.speechstats import filler_spans, speech


def interview(*turns):
    return Transcript(
        loop="l",
        minutes=45,
        problem="p",
        level="L5",
        turns=tuple(
            Turn(id=f"t{n}", speaker=who, phase="p", start_s=start, end_s=end, text=text)
            for n, (who, start, end, text) in enumerate(turns)
        ),
    )


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Um, so we, uh, you know, keep it.", 3),
        ("What kind of database do you know well?", 0),
        ("I mean, it's sort of slow, um um.", 4),
        ("The sum of the drums hums.", 0),
        ("", 0),
    ],
)
def test_fillers_are_counted_exactly(text, count, library):
    assert len(filler_spans(text, library.lexicon)) == count


def test_shares_and_pace_come_from_the_turns_times(library):
    found = speech(
        interview(
            ("interviewer", 0, 10, "Tell me."),
            ("candidate", 10, 30, "one two three four five"),
            ("candidate", 31, 41, "um six seven eight nine"),
            ("interviewer", 41, 51, "And then?"),
            ("candidate", 51, 61, "ten"),
        ),
        library.lexicon,
    )
    assert found.talk_ratio == pytest.approx(40 / 60, abs=1e-3)
    assert found.words == 11
    assert found.words_per_minute == pytest.approx(16.5)
    assert found.fillers == 1
    assert found.longest_answer_s == 30


def test_silence_has_no_pace(library):
    found = speech(interview(), library.lexicon)
    assert (found.talk_ratio, found.words_per_minute, found.longest_answer_s) == (0, 0, 0)
