import pytest

from agents.model import FollowUp
from agents.report import phase_times
from agents.scoring import score

NAMES = [
    f"{loop}-{n}-{s}" for loop in ("pm", "em", "dd") for n in (1, 2) for s in ("strong", "middle", "weak")
]


@pytest.mark.parametrize("name", NAMES)
def test_ledger_rows_stand_where_they_say(name, library, spoken):
    transcript = spoken(name)
    report = score(transcript, library)
    for number in report.numbers:
        assert transcript.turn(number.turn).text[number.start : number.end] == number.text
    for component in report.components:
        assert transcript.turn(component.turn).text[component.start : component.end] == component.said


@pytest.mark.parametrize("name", NAMES)
def test_three_things_to_practise_each_at_a_moment_of_the_candidate(name, library, spoken):
    transcript = spoken(name)
    report = score(transcript, library)
    if any(criterion.score is None or criterion.score < 3.5 for criterion in report.criteria):
        assert len(report.practise) == 3
    for item in report.practise:
        assert transcript.turn(item.turn).speaker == "candidate"
        assert item.exercise
    assert len({item.title for item in report.practise}) == len(report.practise)


def test_a_part_without_a_reason_is_what_to_practise(library, spoken):
    report = score(spoken("pm-1-weak"), library)
    assert any("gave no reason" in item.why for item in report.practise)


def test_the_weakest_criterion_is_practised_first(library, spoken):
    report = score(spoken("dd-1-middle"), library)
    weakest = min(c.score for c in report.criteria if c.score is not None)
    first = next(c for c in report.criteria if report.practise[0].why.startswith(c.name))
    assert first.score == weakest


def test_phase_times_are_planned_by_the_loop_and_measured_by_the_turns(library, spoken):
    transcript = spoken("pm-1-strong")
    times = phase_times(transcript, library.loops["pm-system-design"])
    assert [each.id for each in times] == ["scope", "scale", "high-level", "deep-dive", "trade-offs"]
    assert sum(each.planned_s for each in times) == 45 * 60
    whole = transcript.turns[-1].end_s - transcript.turns[0].start_s
    assert sum(each.actual_s for each in times) == pytest.approx(whole, abs=0.5)


def test_phases_only_the_transcript_knows_are_listed_without_a_plan(library, spoken):
    times = {each.id: each for each in score(spoken("em-2-strong"), library).phases}
    assert times["middle"].planned_s == 0
    assert times["middle"].actual_s > 0
    assert times["learn"].actual_s == 0


@pytest.mark.parametrize("minutes", [5, 10, 33, 150])
def test_any_length_is_planned_in_proportion(minutes, library, spoken):
    transcript = spoken("pm-1-weak").model_copy(update={"minutes": minutes})
    planned = sum(each.planned_s for each in score(transcript, library).phases)
    assert planned == pytest.approx(minutes * 60, rel=0.05)


def test_follow_ups_are_the_given_ones_or_else_read_from_the_questions(library, spoken):
    transcript = spoken("dd-1-weak")
    given = (FollowUp(turn="t7", move="ProbeReason", target="Kafka", why="named without a reason"),)
    assert score(transcript, library, moves=given).followups == given
    read = score(transcript, library).followups
    assert {each.turn for each in read} >= {"t7"}
    assert all(transcript.turn(each.turn).speaker == "interviewer" for each in read)


def test_a_given_follow_up_changes_no_score(library, spoken):
    transcript = spoken("dd-1-weak")
    given = (FollowUp(turn="t7", move="ProbeReason", target="Kafka", why="named without a reason"),)
    assert score(transcript, library, moves=given).criteria == score(transcript, library).criteria


def test_a_reason_is_told_in_sentences(library, spoken):
    report = score(spoken("pm-1-middle"), library)
    for each in report.criteria:
        if each.score is not None:
            assert each.reason.endswith(".")
            assert "Shown:" not in each.reason
    shown = [each.reason for each in report.criteria if each.reason.startswith("You ")]
    assert shown


def test_a_follow_up_without_a_note_shows_what_was_said_and_what_was_asked(library, spoken):
    transcript = spoken("pm-1-middle")
    followups = score(transcript, library).followups
    assert followups
    for each in followups:
        asked = transcript.turn(each.turn).text
        assert each.why.startswith("You had said “")
        assert any(question in each.why for question in asked.split("\n"))


def test_the_because_matrix_holds_no_questions_and_no_mere_mentions(library, spoken):
    for name in ("pm-1-middle", "em-1-middle", "dd-1-middle"):
        for each in score(spoken(name), library).components:
            for told in (each.reason, each.given_up):
                assert told is None or not told.endswith("?"), (name, each.name, told)


def test_a_figure_ends_with_what_it_counts(library, spoken):
    texts = [each.text for each in score(spoken("pm-1-middle"), library).numbers]
    assert "ten million users" in texts


def test_practice_names_what_was_left_open_at_its_moment(library, spoken):
    transcript = spoken("pm-1-middle")
    report = score(transcript, library)
    open_figures = [each for each in report.practise if "not where it comes from" in each.why]
    assert open_figures
    quoted = open_figures[0].why.split("“")[1].split("”")[0]
    assert quoted in transcript.turn(open_figures[0].turn).text


def test_practice_tells_the_question_and_how_the_answer_began(library, spoken):
    report = score(spoken("pm-1-weak"), library)
    transcript = spoken("pm-1-weak")
    asked = [each for each in report.practise if each.why.count("“") == 2 and "Asked “" in each.why]
    for each in asked:
        question, answer = (part.split("”")[0] for part in each.why.split("“")[1:])
        assert transcript.turn(each.turn).text.startswith(answer.removesuffix(" …").split("  ")[0][:20])
        assert any(question.lstrip("… ") in turn.text for turn in transcript.turns)
