from statistics import mean

import pytest

from agents.model import Scorer, Transcript, Turn
from agents.scoring import NOTHING_HEARD, aim, combine, score, score_retake
from agents.speechstats import word_count
from agents.verdict import band
from rubrics.errors import UnknownId

SETS = [f"{loop}-{number}" for loop in ("pm", "em", "dd") for number in (1, 2)]
ALL = [f"{name}-{strength}" for name in SETS for strength in ("strong", "middle", "weak")]


def level(report):
    return mean(each.score for each in report.criteria if each.score is not None)


def said_by(transcript, speaker="candidate"):
    return [turn for turn in transcript.turns if turn.speaker == speaker]


def replaced(transcript, **fields):
    return transcript.model_copy(update=fields)


@pytest.mark.parametrize("name", SETS)
def test_strong_beats_middle_beats_weak_by_half_a_level_at_equal_length(name, library, spoken):
    strong, middle, weak = (score(spoken(f"{name}-{s}"), library) for s in ("strong", "middle", "weak"))
    assert level(strong) >= level(middle) + 0.5
    assert level(middle) >= level(weak) + 0.5
    lengths = [strong.speech.words, middle.speech.words, weak.speech.words]
    assert lengths[0] <= 1.15 * min(lengths)


def test_a_fluent_candidate_full_of_buzzwords_is_weak(library, spoken):
    report = score(spoken("pm-2-weak"), library)
    assert level(report) < 1.6
    assert report.overall.signal in {"no", "strong no"}


@pytest.mark.parametrize("name", ALL)
def test_every_quote_is_verbatim_at_its_place_and_in_order(name, library, spoken):
    transcript = spoken(name)
    for criterion in score(transcript, library).criteria:
        assert len(criterion.quotes) <= 4
        for quote in criterion.quotes:
            turn = transcript.turn(quote.turn)
            assert turn.speaker == "candidate"
            assert turn.text[quote.start : quote.end] == quote.text != ""
            assert turn.start_s <= quote.start_s <= turn.end_s
        times = [quote.start_s for quote in criterion.quotes]
        assert times == sorted(times)


@pytest.mark.parametrize("name", ALL)
def test_scores_are_tenths_from_one_to_four_with_a_reason(name, library, spoken):
    for criterion in score(spoken(name), library).criteria:
        assert criterion.reason
        if criterion.score is not None:
            assert 1 <= criterion.score <= 4
            assert criterion.score == round(criterion.score, 1)


def test_the_same_transcript_gives_the_same_bytes(library, spoken):
    transcript = spoken("em-1-strong")
    again = type(transcript).model_validate_json(transcript.model_dump_json())
    assert score(transcript, library).model_dump_json() == score(again, library).model_dump_json()


def test_a_reason_tells_what_was_heard_and_the_rest_is_listed_as_missed(library, spoken):
    for each in score(spoken("pm-1-middle"), library).criteria:
        assert each.reason.startswith(("You ", "In part you ", NOTHING_HEARD, "This was not reached"))
        assert not any(missed in each.reason for missed in each.missed)
        assert (each.score == 4) == (each.missed == ()) or each.score is None


@pytest.mark.parametrize(("level", "aimed"), [(None, 3), (1.0, 3), (2.9, 3), (3.0, 4), (3.9, 4), (4.0, None)])
def test_one_aims_at_the_next_level_and_at_no_less_than_the_third(library, level, aimed):
    criterion = library.loops["pm-system-design"].criteria[0]
    assert aim(criterion, level) == criterion.anchors.get(aimed, "")


@pytest.mark.parametrize("name", ["pm-1-strong", "em-1-strong", "dd-1-strong"])
def test_an_interview_in_which_only_the_interviewer_spoke_is_not_scored(name, library, spoken):
    transcript = spoken(name)
    for turns in ((), tuple(said_by(transcript, "interviewer"))):
        report = score(replaced(transcript, turns=turns), library)
        assert all(criterion.score is None for criterion in report.criteria)
        assert all(dimension.score is None for dimension in report.dimensions)
        assert report.overall.signal == "not enough evidence"


def test_what_was_never_reached_has_no_score_and_that_is_not_a_low_one(library, spoken):
    transcript = spoken("dd-1-weak")
    early = tuple(t for t in transcript.turns if t.phase in {"customer", "walkthrough"})
    by_id = {each.id: each for each in score(replaced(transcript, turns=early), library).criteria}
    assert by_id["operations"].score is None
    assert "not enough evidence" in by_id["operations"].reason
    assert by_id["walkthrough"].score is not None


def test_phases_that_the_loop_does_not_know_are_no_obstacle(library, spoken):
    transcript = spoken("pm-1-strong")
    turns = tuple(turn.model_copy(update={"phase": "all-of-it"}) for turn in transcript.turns)
    assert level(score(replaced(transcript, turns=turns), library)) > 3


def test_an_unknown_loop_is_refused_by_name(library, spoken):
    with pytest.raises(UnknownId, match="pm-system-design"):
        score(replaced(spoken("pm-1-weak"), loop="juggling"), library)


def test_an_unknown_problem_or_level_is_scored_all_the_same(library, spoken):
    transcript = spoken("pm-1-strong")
    other = score(replaced(transcript, problem="elevators", level="L9"), library)
    assert other.overall.level == "L9"
    assert level(other) > 3


def test_a_higher_level_sets_a_higher_bar_for_the_same_scores(library, spoken):
    transcript = spoken("em-2-strong")
    order = ["strong no", "no", "mixed", "yes", "strong yes"]
    lower = score(replaced(transcript, level="M1"), library)
    higher = score(replaced(transcript, level="M2"), library)
    assert lower.criteria == higher.criteria
    assert order.index(lower.overall.signal) >= order.index(higher.overall.signal)


def test_no_words_of_the_rubric_are_given_as_the_candidates(library, spoken):
    loop = library.loops["pm-system-design"]
    rubric = [text for criterion in loop.criteria for text in criterion.anchors.values()]
    rubric += [exemplar.text for exemplar in loop.exemplars]
    for name in ("pm-1-strong", "pm-1-weak"):
        quotes = {q.text for c in score(spoken(name), library).criteria for q in c.quotes}
        assert not any(text in quote or quote in text for text in rubric for quote in quotes)


def test_a_retake_scores_the_moment_anew_beside_the_first(library, spoken):
    transcript = spoken("pm-1-weak")
    turn = next(t for t in said_by(transcript) if t.phase == "trade-offs")
    better = (
        "What we give up is freshness: people can see a feed that is a minute old, because that is cheaper."
    )
    before, after = score_retake(transcript, turn.id, better, library)
    assert [each.id for each in before] == [each.id for each in after]
    prices = {each.id: each.score for each in after}["prices"]
    assert prices > {each.id: each.score for each in before}["prices"]


def test_only_a_turn_of_the_candidate_can_be_taken_again(library, spoken):
    transcript = spoken("pm-1-weak")
    for turn in (said_by(transcript, "interviewer")[0].id, "nowhere"):
        with pytest.raises(KeyError):
            score_retake(transcript, turn, "Other words.", library)


def test_other_criterion_scores_change_dimensions_and_signal(library, spoken):
    report = score(spoken("pm-1-weak"), library)
    best = tuple(each.model_copy(update={"score": 4.0}) for each in report.criteria)
    changed = combine(report, library.loops[report.loop], best, Scorer(name="other", version="9"))
    assert changed.overall.signal == "strong yes"
    assert {each.score for each in changed.dimensions} == {4.0}
    assert changed.scorer.name == "other"


@pytest.mark.parametrize(
    ("value", "words"),
    [(1.0, "1.0-1.4"), (2.49, "2.0-2.4"), (3.0, "3.0-3.4"), (3.9, "3.5-4.0"), (4.0, "3.5-4.0")],
)
def test_a_band_is_half_a_level_wide(value, words):
    assert band(value).startswith(words)


def test_length_is_never_rewarded(library, spoken):
    """A middling interview said twice over in other filler is no better than said once."""
    transcript = spoken("em-1-middle")
    long = "I could say a lot more on this, and there is certainly a great deal one might add to it all. "
    turns = tuple(
        turn.model_copy(update={"text": f"{turn.text} {long * 3}"}) if turn.speaker == "candidate" else turn
        for turn in transcript.turns
    )
    padded = replaced(transcript, turns=turns)
    assert word_count(padded.turns[1].text) > word_count(transcript.turns[1].text)
    for first, second in zip(
        score(transcript, library).criteria, score(padded, library).criteria, strict=True
    ):
        assert (second.score or 0) <= (first.score or 0)


EARLIER = (
    "We keep the orders of forty shops in one table and the pictures beside it. Each shop reads its own list "
    "in the morning and prints it for the drivers. Nobody else looks at that list, and the office only wants "
    "totals. A clerk enters corrections by telephone, returns arrive on Thursday, invoices leave with the "
    "evening post, and the warehouse checks pallets against paper before loading vans for the coast."
)


def spoken_answer(question, answer, *, phase="deep-dive"):
    turns = (("scope", "Begin.", EARLIER), (phase, question, answer))
    spoken = []
    for at, (where, asked, told) in enumerate(turns):
        spoken += [
            Turn(id=f"i{at}", speaker="interviewer", phase=where, start_s=at, end_s=at, text=asked),
            Turn(id=f"c{at}", speaker="candidate", phase=where, start_s=at, end_s=at, text=told),
        ]
    return Transcript(
        loop="pm-system-design", minutes=45, problem="news-feed", level="L5", turns=tuple(spoken)
    )


def weak_point(library, transcript):
    return next(each for each in score(transcript, library).criteria if each.id == "bottleneck")


def test_an_answer_takes_the_question_as_its_subject(library):
    answer = "Drivers. Two hundred of them print at six and the printer spools for nine minutes."
    asked = weak_point(library, spoken_answer("Where does it hurt?", answer))
    other = weak_point(library, spoken_answer("Go on.", answer))
    assert (asked.score or 0) > (other.score or 0)
    assert any("nine minutes" in quote.text for quote in asked.quotes)


@pytest.mark.parametrize(
    "answer",
    [
        "Honestly nothing.",
        "I don't see a bottleneck there, with the cloud it takes care of itself.",
        "We'd leverage sharding, replication, caching, autoscaling, circuit breakers and bulkheads.",
        "Resilience is a mindset, and strategic alignment drives excellence across the platform.",
    ],
)
def test_denials_lists_and_fashion_are_no_answer(library, answer):
    assert weak_point(library, spoken_answer("Where does it hurt?", answer)).score in {None, 1.0}


@pytest.mark.parametrize("phase", ["customer", "no-such-phase"])
def test_phases_that_the_loop_does_not_know_restrict_nothing(library, spoken, phase):
    known = spoken("pm-1-strong")
    turns = tuple(turn.model_copy(update={"phase": phase}) for turn in known.turns)
    before, after = score(known, library), score(known.model_copy(update={"turns": turns}), library)
    for first, second in zip(before.criteria, after.criteria, strict=True):
        assert second.score >= first.score
