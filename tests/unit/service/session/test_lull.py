from hypothesis import given, settings
from hypothesis import strategies as st

from service.session.lull import WRITING_S, Lull
from service.session.turn_settings import TurnSettings


def test_silence_is_told_once_a_second_and_begins_anew_when_somebody_spoke():
    lull = Lull(TurnSettings())
    told = [event.seconds for _ in range(100) for event in lull.pass_time(512)]
    assert told == [1, 2, 3]
    lull.end()
    assert [event.seconds for _ in range(40) for event in lull.pass_time(512)] == [1]


@settings(max_examples=50)
@given(st.lists(st.integers(0, 40_000), max_size=30))
def test_however_time_passes_the_last_step_told_is_the_whole_seconds_of_it(parts):
    lull = Lull(TurnSettings())
    told = [event.seconds for part in parts for event in lull.pass_time(part)]
    assert told == sorted(set(told))
    assert (told[-1] if told else 0) == sum(parts) // 16_000


def test_while_an_answer_is_written_nobody_is_silent_until_it_takes_very_long():
    lull = Lull(TurnSettings())
    told = []
    for _ in range(round(WRITING_S) // 4 + 3):
        told.append([event.seconds for _ in range(125) for event in lull.pass_time(512)])
        lull.excuse()
    assert told[0] == told[1] == [1, 2, 3, 4]
    assert told[-1][-1] > told[0][-1]
    lull.end()
    lull.pass_time(16_000)
    lull.excuse()
    assert lull.silence == 0
