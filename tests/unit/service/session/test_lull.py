from hypothesis import given, settings
from hypothesis import strategies as st

from service.session.lull import Lull
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
