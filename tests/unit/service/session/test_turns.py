"""Turn-taking as a machine: waits, segments, barge-in and silences, all in samples."""

from __future__ import annotations

import copy
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rubrics.schema import Cue, Lexicon
from service.session.completeness import Judge, Looks, Wording
from service.session.turn_events import (
    Aside,
    BargePause,
    BargeResume,
    BargeStop,
    Breath,
    EagerDropped,
    EagerFinal,
    SegmentClosed,
    SilenceReached,
    SpeechStarted,
    TurnEnded,
)
from service.session.turn_settings import TurnSettings
from service.session.turns import IllegalInput, TurnMachine

FRAME = 512
LEXICON = Lexicon(
    format="viva-lexicon/1",
    cues=(
        Cue(id="trailing", phrases=("and", "so", "because", "um")),
        Cue(id="think", phrases=("let me think",)),
        Cue(id="done", phrases=("i'm done", "over to you")),
        Cue(id="back-channel", phrases=("mm hm", "okay", "yeah")),
    ),
)


def machine(**changes):
    return TurnMachine(Judge(LEXICON), TurnSettings(**changes))


def frames(ms):
    return round(ms / 32)


def say(turns, ms, probability=0.9):
    return [event for _ in range(frames(ms)) for event in turns.frame(probability)]


def hush(turns, ms):
    return say(turns, ms, 0.05)


def kinds(events):
    return [type(event) for event in events]


def only(events, kind):
    return [event for event in events if isinstance(event, kind)]


def ended_after(turns, text, limit_ms=15_000):
    """Milliseconds of silence until the turn ended, the words being known from the eager decode on."""
    for count in range(1, frames(limit_ms)):
        events = list(turns.frame(0.0))
        for eager in only(events, EagerFinal):
            events += turns.recognised(text, eager.end)
        if only(events, TurnEnded):
            return count * 32
    return None


def spoken(text=None, **changes):
    turns = machine(**changes)
    say(turns, 1_000)
    return turns if text is None else ended_after(turns, text)


def test_speech_begins_at_half_and_ends_below_the_lower_threshold():
    turns = machine()
    assert not turns.frame(0.49)
    assert kinds(turns.frame(0.5)) == [SpeechStarted]
    for _ in range(100):
        assert not turns.frame(0.36)
    assert turns.speaking
    turns.frame(0.34)
    assert not turns.speaking


def test_a_segment_begins_before_the_first_voiced_frame():
    turns = machine()
    hush(turns, 2_000)
    say(turns, 1_000)
    closed = only(hush(turns, 400), SegmentClosed)
    assert closed[0].start == frames(2_000) * FRAME - 4_800


def test_the_eager_final_is_kept_when_the_silence_lasts():
    turns = spoken()
    events = hush(turns, 400)
    assert kinds(events) == [EagerFinal, SegmentClosed, Breath]
    assert (events[0].start, events[0].end) == (events[1].start, events[1].end)


def test_the_eager_final_is_dropped_when_speech_resumes_before_it_is_needed():
    turns = spoken()
    eager = only(hush(turns, 256), EagerFinal)[0]
    events = say(turns, 64)
    assert kinds(events) == [EagerDropped, SpeechStarted]
    assert (events[0].start, events[0].end) == (eager.start, eager.end)
    assert only(hush(turns, 400), SegmentClosed)[0].start == eager.start


def test_complete_words_end_the_turn_after_600_ms():
    assert 600 <= spoken("we shard by user id") <= 640


def test_trailing_words_are_given_two_and_a_half_seconds():
    assert 2_500 <= spoken("we shard by user id because") <= 2_540


def test_a_thinker_is_given_ten_seconds():
    assert 10_000 <= spoken("hm let me think") <= 10_040


def test_the_turn_ends_at_once_when_the_candidate_hands_it_back():
    assert spoken("that is the design over to you") <= 224


def test_unknown_words_are_waited_for():
    turns = spoken()
    assert not only(hush(turns, 2_400), TurnEnded)
    assert only(hush(turns, 200), TurnEnded)[0].reason == "unfinished"


def test_words_that_come_late_end_the_turn_at_once():
    turns = spoken()
    eager = only(hush(turns, 1_000), EagerFinal)[0]
    assert only(turns.recognised("we shard by user id", eager.end), TurnEnded)[0].reason == "complete"


def test_words_that_do_not_cover_the_last_speech_prove_nothing():
    turns = spoken()
    upto = turns.position
    say(turns, 500)
    turns.recognised("we shard", upto)
    assert not only(hush(turns, 2_000), TurnEnded)


def test_a_caption_ends_no_turn_for_it_may_lack_the_last_word():
    turns = spoken()
    turns.recognised("we shard by user id", turns.position, caption=True)
    assert not only(hush(turns, 2_400), TurnEnded)
    assert only(hush(turns, 200), TurnEnded)


def test_done_ends_the_turn_in_the_middle_of_a_word():
    turns = spoken()
    events = turns.done()
    assert kinds(events) == [SegmentClosed, TurnEnded]
    assert events[-1].reason == "done"
    assert turns.done() == ()


def test_typing_ends_the_open_turn_and_restarts_the_silence():
    turns = spoken()
    assert turns.typed()[-1].reason == "typed"
    hush(turns, 900)
    assert turns.typed() == ()
    assert not only(hush(turns, 900), SilenceReached)


def test_a_muted_microphone_hears_silence():
    turns = machine()
    turns.mute(muted=True)
    assert not say(turns, 1_000)
    turns.mute(muted=False)
    assert say(turns, 100)


def test_a_long_answer_is_cut_at_its_quietest_frame_before_twenty_seconds():
    turns = machine()
    say(turns, 17_984)
    turns.frame(0.4)
    dip = turns.position
    events = say(turns, 3_000)
    assert only(events, SegmentClosed) == [SegmentClosed(0, dip)]


def test_silence_is_told_second_by_second_and_not_while_the_interviewer_speaks():
    turns = machine()
    turns.interviewer(speaking=True)
    assert not hush(turns, 60_000)
    turns.interviewer(speaking=False)
    assert [event.seconds for event in hush(turns, 3_100)] == [1, 2, 3]
    say(turns, 500)
    turns.done()
    assert hush(turns, 1_100) == [SilenceReached(1)]


def test_breathlessness_counts_from_the_last_pause_of_300_ms():
    turns = spoken()
    assert 0.99 <= turns.breathless_s <= 1.01
    hush(turns, 250)
    say(turns, 1_000)
    assert 2.2 <= turns.breathless_s <= 2.3
    hush(turns, 400)
    say(turns, 1_000)
    assert 0.99 <= turns.breathless_s <= 1.01
    turns.done()
    assert turns.breathless_s == 0


# ---- the sound of the voice --------------------------------------------------------------------------------


def ended_after_sounding(turns, text, finished, limit_ms=15_000):
    """As ``ended_after``, with the voice listened to at the same pause."""
    for count in range(1, frames(limit_ms)):
        events = list(turns.frame(0.0))
        for eager in only(events, EagerFinal):
            turns.sounded(finished, eager.end)
            events += turns.recognised(text, eager.end)
        if only(events, TurnEnded):
            return count * 32
    return None


def test_a_voice_that_sounds_unfinished_is_waited_for_whatever_its_words():
    assert 2_500 <= ended_after_sounding(spoken(), "we shard by user id", 0.1) <= 2_540


def test_a_voice_that_sounds_finished_does_not_hurry_words_that_are_not():
    assert 600 <= ended_after_sounding(spoken(), "we shard by user id", 0.9) <= 640
    assert 2_500 <= ended_after_sounding(spoken(), "we shard because", 0.9) <= 2_540


def test_the_sound_of_an_earlier_pause_says_nothing_of_a_later_one():
    turns = spoken()
    turns.sounded(0.1, only(hush(turns, 256), EagerFinal)[0].end)
    say(turns, 500)
    assert 600 <= ended_after(turns, "we shard by user id") <= 640


def test_sounds_without_a_turn_are_ignored():
    turns = machine()
    hush(turns, 500)
    assert turns.sounded(0.1, turns.position) == ()
    say(turns, 500)
    assert turns.sounded(0.1, 0) == ()
    assert 600 <= ended_after(turns, "we shard by user id") <= 640


def test_a_pause_of_a_voice_that_sounded_unfinished_teaches_nothing_of_finished_ones():
    turns = machine()
    for _ in range(4):
        say(turns, 1_000)
        eager = only(hush(turns, 2_000), EagerFinal)[0]
        turns.sounded(0.1, eager.end)
        turns.recognised("we shard by user id", eager.end)
    assert turns.complete_wait_ms == 600


# ---- time without audio ------------------------------------------------------------------------------------


def test_time_without_audio_counts_as_silence_but_not_as_audio():
    turns = machine()
    assert turns.quiet(16_000 + 512) == [SilenceReached(1)]
    assert turns.position == 0


def test_a_speaker_who_pauses_long_after_finished_sentences_is_given_longer():
    turns = machine()
    for _ in range(4):
        say(turns, 1_000)
        eager = only(hush(turns, 550), EagerFinal)[0]
        turns.recognised("we shard by user id", eager.end)
    assert 680 <= turns.complete_wait_ms <= 700


def test_a_cut_off_makes_the_machine_more_patient_and_a_good_end_less():
    turns = machine()
    say(turns, 1_000)
    ended_after(turns, "we shard")
    say(turns, 1_000)
    assert turns.complete_wait_ms == 700
    ended_after(turns, "we shard by user")
    hush(turns, 5_000)
    say(turns, 500)
    assert 600 < turns.complete_wait_ms < 700


def test_a_short_answer_that_was_heard_out_is_no_cut_off():
    turns = machine()
    say(turns, 1_000)
    ended_after(turns, "we shard")
    turns.interviewer(speaking=True)
    hush(turns, 400)
    turns.interviewer(speaking=False)
    say(turns, 1_000)
    assert turns.complete_wait_ms == 600


# ---- barge-in ----------------------------------------------------------------------------------------------


def interrupted(ms, **changes):
    turns = machine(**{"echo_warmup_ms": 0, **changes})
    turns.interviewer(speaking=True)
    return turns, say(turns, ms)


def test_a_short_noise_over_the_interviewer_does_nothing():
    turns, events = interrupted(200)
    events += hush(turns, 1_500)
    assert BargePause not in kinds(events)
    assert kinds(events)[-1] is Aside
    assert turns.turn_start is None


def test_300_ms_pause_the_interviewer_and_600_ms_stop_it():
    _, events = interrupted(700)
    assert kinds(events) == [SpeechStarted, BargePause, BargeStop]
    assert 300 * 16 <= events[1].at <= 340 * 16
    assert 600 * 16 <= events[2].at <= 640 * 16


def test_a_back_channel_lets_the_interviewer_go_on_from_where_it_paused():
    turns, events = interrupted(450)
    eager = only(hush(turns, 250), EagerFinal)[0]
    turns.recognised("mm-hm", eager.end)
    events = hush(turns, 200)
    assert kinds(events) == [SegmentClosed, Breath, BargeResume, Aside]


def test_a_long_back_channel_does_not_stop_the_interviewer():
    turns, _ = interrupted(500)
    turns.recognised("yeah okay", turns.position)
    assert BargeStop not in kinds(say(turns, 300))


def test_two_words_stop_the_interviewer_early():
    turns, _ = interrupted(400)
    assert kinds(turns.recognised("hold on", turns.position)) == [BargeStop]


def test_an_interruption_of_unknown_words_is_let_go_after_a_second():
    turns, _ = interrupted(400)
    assert BargeResume not in kinds(hush(turns, 900))
    assert BargeResume in kinds(hush(turns, 200))


def test_after_an_interruption_the_turn_goes_on_as_any_other():
    turns, _ = interrupted(1_000)
    turns.interviewer(speaking=False)
    assert 600 <= ended_after(turns, "wait what about cost") <= 640


def test_a_reply_that_comes_over_a_turn_already_resumed_is_stopped_at_once():
    turns = spoken()
    assert kinds(turns.interviewer(speaking=True)) == [BargePause, BargeStop]


def test_a_turn_is_not_ended_while_the_interviewer_speaks_and_is_when_it_stops():
    turns = machine()
    say(turns, 250)
    turns.interviewer(speaking=True)
    eager = only(hush(turns, 224), EagerFinal)[0]
    turns.recognised("five", eager.end)
    turns.interviewer(speaking=False)
    assert TurnEnded in kinds(hush(turns, 600))


def test_an_interviewer_who_insists_is_not_stopped_by_the_voice_it_cut_in_on():
    turns = spoken()
    assert turns.cut_in()[-1].reason == "cut_in"
    turns.interviewer(speaking=True, insists=True)
    events = say(turns, 2_000)
    assert BargePause not in kinds(events)
    events = hush(turns, 1_100)
    assert only(events, Aside)[0].carried
    assert BargeStop in kinds(say(turns, 700))


def test_a_turn_open_when_the_interviewer_insists_is_carried_on():
    turns = spoken()
    assert turns.interviewer(speaking=True, insists=True) == ()
    assert BargePause not in kinds(say(turns, 1_000))


# ---- echoes ------------------------------------------------------------------------------------------------


QUESTION = "why that queue and what fails without it"


def over_the_interviewer(after_ms, **changes):
    """The interviewer has been speaking for so long, on a line that is new."""
    turns = machine(**changes)
    turns.interviewer(speaking=True)
    turns.says(QUESTION)
    hush(turns, after_ms)
    return turns


def test_a_voice_does_not_interrupt_while_echo_cancellation_learns():
    turns = over_the_interviewer(200)
    assert kinds(say(turns, 1_000)) == [SpeechStarted]
    assert kinds(hush(turns, 1_200))[-1] is Aside


def test_words_of_the_candidates_own_interrupt_even_then():
    turns = over_the_interviewer(200)
    say(turns, 500)
    assert kinds(turns.recognised("wait hold on", turns.position)) == [BargePause, BargeStop]


def test_a_voice_interrupts_once_the_line_has_settled():
    turns = over_the_interviewer(1_600)
    assert kinds(say(turns, 700)) == [SpeechStarted, BargePause, BargeStop]


def test_a_new_line_has_everything_to_learn():
    turns = over_the_interviewer(1_600)
    turns.new_line()
    assert kinds(say(turns, 700)) == [SpeechStarted]


def test_the_interviewers_own_words_do_not_interrupt_and_make_no_turn():
    turns = over_the_interviewer(1_600)
    assert BargePause in kinds(say(turns, 500))
    assert not turns.recognised("why that queue", turns.position)
    assert BargeStop not in kinds(say(turns, 1_000))
    turns.recognised("why that queue and what fails", turns.position)
    assert kinds(hush(turns, 350))[-2:] == [BargeResume, Aside]
    assert kinds(say(turns, 1_000)) == [SpeechStarted], "an echo shows that the line has not settled"


def test_a_voice_that_goes_on_after_an_echo_is_heard_for_what_it_is():
    turns = over_the_interviewer(1_600)
    say(turns, 500)
    turns.recognised("why that queue", turns.position)
    say(turns, 400)
    assert BargeStop in kinds(turns.recognised("why that queue because uploads are slow", turns.position))


def test_an_echo_of_the_last_words_is_no_answer():
    turns = over_the_interviewer(1_600, echo_tail_ms=300)
    turns.interviewer(speaking=False)
    hush(turns, 100)
    say(turns, 500)
    eager = only(hush(turns, 256), EagerFinal)[0]
    assert kinds(turns.recognised("what fails without it", eager.end)) == [SegmentClosed, Aside]
    assert turns.turn_start is None


def test_an_answer_in_the_interviewers_words_is_one_when_it_comes_after_them():
    turns = over_the_interviewer(1_600)
    turns.interviewer(speaking=False)
    hush(turns, 400)
    say(turns, 500)
    assert 600 <= ended_after(turns, "what fails without it") <= 640


def test_a_word_of_the_interviewers_may_be_the_answer():
    turns = over_the_interviewer(1_600)
    say(turns, 250)
    turns.interviewer(speaking=False)
    assert 600 <= ended_after(turns, "that queue") <= 640


# ---- legality ----------------------------------------------------------------------------------------------


def state(turns):
    return {name: copy.deepcopy(value) for name, value in vars(turns).items() if name != "_judge"}


@pytest.mark.parametrize(
    "wrong",
    [
        lambda turns: turns.frame(1.5),
        lambda turns: turns.frame(float("nan")),
        lambda turns: turns.quiet(-1),
        lambda turns: turns.recognised("words", turns.position + 1),
        lambda turns: turns.recognised("words", -1),
        lambda turns: turns.sounded(1.5, turns.position),
        lambda turns: turns.sounded(float("nan"), turns.position),
        lambda turns: turns.sounded(0.5, turns.position + 1),
    ],
)
def test_illegal_input_raises_and_changes_nothing(wrong):
    turns = spoken()
    before = state(turns)
    with pytest.raises(IllegalInput):
        wrong(turns)
    assert state(turns) == before


@pytest.mark.parametrize(
    "late",
    [
        lambda turns: turns.frame(0.5),
        lambda turns: turns.quiet(1),
        lambda turns: turns.recognised("", 0),
        lambda turns: turns.interviewer(speaking=True),
        lambda turns: turns.sounded(0.5, 0),
        lambda turns: turns.says("words"),
        lambda turns: turns.new_line(),
        lambda turns: turns.mute(muted=True),
        lambda turns: turns.done(),
        lambda turns: turns.typed(),
        lambda turns: turns.cut_in(),
        lambda turns: turns.end(),
    ],
)
def test_nothing_is_taken_after_the_end(late):
    turns = spoken()
    assert kinds(turns.end()) == [SegmentClosed, TurnEnded]
    with pytest.raises(IllegalInput):
        late(turns)


def test_late_words_of_an_earlier_turn_are_ignored():
    turns = spoken()
    assert turns.done()
    assert turns.recognised("late words", turns.position) == ()


# ---- properties --------------------------------------------------------------------------------------------

probabilities = st.lists(
    st.tuples(st.sampled_from([0.0, 0.2, 0.4, 0.6, 0.95]), st.integers(1, 45)).map(
        lambda run: [run[0]] * run[1]
    ),
    max_size=40,
).map(lambda runs: [p for run in runs for p in run])

actions = st.lists(
    st.one_of(
        st.tuples(st.just("frame"), st.sampled_from([0.0, 0.2, 0.4, 0.6, 0.95]), st.integers(1, 30)),
        st.tuples(st.just("words"), st.sampled_from(["", "okay", "hold on now", "and so", "i'm done"])),
        st.tuples(st.just("caption"), st.sampled_from(["", "okay", "hold on now", "and so", "i'm done"])),
        st.tuples(st.just("interviewer"), st.booleans(), st.booleans()),
        st.tuples(st.just("sounds"), st.sampled_from([0.0, 0.4, 0.5, 1.0])),
        st.tuples(st.just("says"), st.sampled_from(["hold on now", "and so why that queue"])),
        st.tuples(st.just("new_line")),
        st.tuples(st.just("done")),
        st.tuples(st.just("typed")),
        st.tuples(st.just("cut_in")),
        st.tuples(st.just("mute"), st.booleans()),
        st.tuples(st.just("quiet"), st.integers(0, 40_000)),
    ),
    max_size=60,
)


def act(turns, action):
    match action:
        case ("frame", probability, count):
            return [event for _ in range(count) for event in turns.frame(probability)]
        case ("words" | "caption" as kind, text):
            return turns.recognised(text, turns.position, caption=kind == "caption")
        case ("sounds", finished):
            return turns.sounded(finished, turns.position)
        case ("interviewer", speaking, insists):
            return turns.interviewer(speaking=speaking, insists=insists)
        case ("mute", muted):
            return turns.mute(muted=muted)
        case (name, *given):
            return getattr(turns, name)(*given) or ()


def voiced_ranges(turns, actions_taken):
    """All events, and the range of each frame that the machine took for speech."""
    events, voiced = [], []
    for action in actions_taken:
        if action[0] != "frame":
            events += act(turns, action)
            continue
        for _ in range(action[2]):
            at = turns.position
            heard = turns.frame(action[1])
            events += heard
            if turns.speaking:
                voiced.append((at, at + FRAME))
    return events, voiced


@settings(max_examples=150, deadline=None)
@given(actions)
def test_every_speech_sample_is_in_exactly_one_segment(steps):
    turns = machine(longest_segment_s=3, cut_window_s=1)
    events, voiced = voiced_ranges(turns, steps)
    events += turns.end()
    segments = [(event.start, event.end) for event in only(events, SegmentClosed)]
    assert all(start < end for start, end in segments)
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(segments))
    for start, end in voiced:
        assert sum(max(0, min(end, b) - max(start, a)) for a, b in segments) == end - start


@settings(max_examples=150, deadline=None)
@given(actions)
def test_turns_open_and_close_in_order_and_every_eager_part_is_kept_or_dropped(steps):
    turns = machine(longest_segment_s=3, cut_window_s=1)
    events = [event for step in steps for event in act(turns, step)]
    events += turns.end()
    opened, eager, paused = False, None, False
    for event in events:
        match event:
            case SpeechStarted(opens_turn=opens):
                assert opens is not opened
                opened = True
            case EagerFinal(start, end):
                assert opened
                assert eager is None
                eager = (start, end)
            case EagerDropped(start, end):
                assert eager == (start, end)
                eager = None
            case SegmentClosed(start, end):
                assert opened
                assert eager in (None, (start, end))
                eager = None
            case TurnEnded() | Aside():
                assert opened
                opened = False
            case BargePause():
                paused = True
            case BargeResume() | BargeStop():
                assert paused
                paused = False
    assert not opened
    assert eager is None


def endings(turns, steps):
    """When each turn ended that the machine ended by itself."""
    events = [event for step in steps for event in act(turns, step)]
    return [event.at for event in only(events, TurnEnded) if event.reason in {"complete", "unfinished"}]


lines = st.lists(
    st.tuples(
        st.integers(10, 40), st.sampled_from(["we shard by id", "and so", "i'm done"]), st.integers(5, 90)
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=100, deadline=None)
@given(lines, st.sampled_from([0.0, 0.3, 0.5, 0.9]))
def test_a_voice_ends_no_turn_sooner_than_its_words_alone(spoken_lines, finished):
    def first_end(sound):
        turns = machine()
        steps = []
        for voiced, words, silent in spoken_lines:
            steps += [("frame", 0.9, voiced), ("frame", 0.0, 7), *sound, ("words", words)]
            steps += [("frame", 0.0, silent)]
        return min(endings(turns, steps), default=float("inf"))

    assert first_end([("sounds", finished)]) >= first_end([])


@settings(max_examples=100, deadline=None)
@given(actions)
def test_by_captions_alone_a_turn_is_ended_no_sooner_than_without_words(steps):
    turns = machine()
    captioned = [step for step in steps if step[0] != "words"]
    events = [event for step in captioned for event in act(turns, step)]
    own = [
        event for event in only(events, TurnEnded) if event.reason in {"complete", "said_done", "thinking"}
    ]
    assert not own


@settings(max_examples=100, deadline=None)
@given(actions)
def test_while_the_line_learns_nothing_but_words_stops_the_interviewer(steps):
    turns = machine(echo_warmup_ms=10_000_000)
    turns.interviewer(speaking=True)
    muffled = [step for step in steps if step[0] not in {"words", "caption", "interviewer"}]
    events = [event for step in muffled for event in act(turns, step)]
    assert not only(events, BargePause)
    assert not only(events, BargeStop)


@settings(max_examples=100, deadline=None)
@given(probabilities, st.integers(0, 1_000))
def test_any_split_of_the_same_frames_gives_the_same_events(run, cut):
    whole, halves = machine(), machine()
    together = [event for p in run for event in whole.frame(p)]
    first = [event for p in run[:cut] for event in halves.frame(p)]
    assert first + [event for p in run[cut:] for event in halves.frame(p)] == together


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 20_000), max_size=30))
def test_any_split_of_the_same_quiet_gives_the_same_events(parts):
    whole, split = machine(silence_step_s=0.5), machine(silence_step_s=0.5)
    assert [e for part in parts for e in split.quiet(part)] == list(whole.quiet(sum(parts)))


@pytest.mark.parametrize(
    "wrong",
    [
        {"start_probability": 0.3, "end_probability": 0.4},
        {"eager_ms": 400},
        {"barge_stop_ms": 100},
        {"cut_window_s": 30},
        {"silence_step_s": 0},
        {"finished_probability": 1.1},
        {"echo_warmup_ms": -1},
    ],
)
def test_settings_that_contradict_each_other_are_refused(wrong):
    with pytest.raises(ValueError, match="expected"):
        TurnSettings(**wrong)


def test_the_judge_is_given_the_whole_text_of_the_turn():
    heard = []

    def judge(text):
        heard.append(text)
        return Wording(Looks.COMPLETE, 2, back_channel=False)

    turns = TurnMachine(judge)
    say(turns, 500)
    turns.recognised("two", turns.position, caption=True)
    assert heard == [], "nobody asks how a caption looks"
    turns.recognised("two words", turns.position)
    hush(turns, 500)
    assert set(heard) == {"two words"}
