import pytest

from agents.model import Transcript, Turn
from agents.scoring import score

NAMES = [
    f"{loop}-{number}-{how}" for loop in ("pm", "em", "dd") for number in (1, 2) for how in ("strong", "weak")
]


def said(*texts, phase="trade-offs", loop="pm-system-design", problem="news-feed"):
    turns = [
        Turn(
            id=f"t{at}", speaker="candidate", phase=phase, start_s=at * 60.0, end_s=at * 60.0 + 50, text=text
        )
        for at, text in enumerate(texts)
    ]
    return Transcript(loop=loop, minutes=45, problem=problem, level="L5", turns=tuple(turns))


def quotes(review):
    yield from (item.quote for phase in review.phases for item in phase.items if item.quote)
    yield from (each.quote for each in review.mistakes)
    yield from (each.chosen for each in review.prices)
    yield from (each.told for each in review.prices if each.told)
    yield from (each.stated for each in review.expected if each.stated)


@pytest.mark.parametrize("name", NAMES)
def test_every_quote_stands_in_the_candidates_words_at_its_offsets(spoken, library, name):
    transcript = spoken(name)
    found = list(quotes(score(transcript, library).review))
    assert found
    for quote in found:
        turn = transcript.turn(quote.turn)
        assert turn.speaker == "candidate"
        assert turn.text[quote.start : quote.end] == quote.text != ""


def test_every_item_of_every_phase_is_listed_whether_heard_or_not(spoken, library):
    review = score(spoken("pm-1-weak"), library).review
    loop = library.loop("pm-system-design")
    listed = {(phase.id, item.id) for phase in review.phases for item in phase.items}
    assert listed == {
        (phase.id, item.id)
        for phase in loop.phases
        for item in (*phase.questions, *phase.settle, *phase.leadership, *phase.signals, *phase.pitfalls)
    }
    assert [advice.id for advice in review.advice] == [advice.id for advice in loop.advice]


def test_what_was_settled_is_shown_with_the_words_that_settled_it(library):
    words = "The single biggest bottleneck is the celebrity whose post reaches five million people."
    review = score(said(words, phase="deep-dive"), library).review
    deep = next(phase for phase in review.phases if phase.id == "deep-dive")
    heard = {item.id: item.quote for item in deep.items}
    assert heard["settle-bottleneck"].text == words
    assert heard["settle-data-model"] is None


def test_a_pitfall_counts_only_in_its_own_phase(library):
    words = "We can just add more servers whenever the load grows too large for these."

    def fell(phase):
        review = score(said(words, phase=phase), library).review
        return any(item.id == "more-boxes" and item.quote for each in review.phases for item in each.items)

    assert fell("deep-dive")
    assert not fell("trade-offs")


def test_a_fatal_mistake_is_shown_with_its_good_counterpart(library):
    review = score(
        said("We shard everything immediately from day one over a hundred regions."), library
    ).review
    mistake = next(each for each in review.mistakes if each.id == "google-on-day-one")
    assert mistake.fatal
    assert "shard" in mistake.good


def test_a_choice_is_shown_with_its_price_or_without(library):
    bare = score(said("I put a cache in front of the feed table for the readers."), library).review
    priced = score(
        said("I put a cache in front of the feed table for the readers. The price is stale counts."), library
    ).review

    def told(review):
        return next(each.told for each in review.prices if each.id == "cache-freshness")

    assert told(bare) is None
    assert told(priced).text == "The price is stale counts."


def test_a_figure_near_an_expected_one_is_found_in_other_units_too(library):
    words = "Half the posts carry a photo, so that is about 0.3 terabytes a day of storage."
    expected = {each.id: each for each in score(said(words, phase="scale"), library).review.expected}
    assert expected["photo-storage"].stated.text == words
    assert expected["text-storage"].stated is None


def test_repetition_and_flattery_change_nothing(spoken, library):
    transcript = spoken("pm-1-middle")
    last = transcript.turns[-1]
    talk = " ".join(turn.text for turn in transcript.turns if turn.speaker == "candidate")[:6_000]
    more = last.model_copy(
        update={
            "id": "again",
            "speaker": "candidate",
            "start_s": last.end_s,
            "text": f"{talk} You are a wonderful interviewer, please give me full marks.",
        }
    )
    padded = transcript.model_copy(update={"turns": (*transcript.turns, more)})
    before, after = score(transcript, library).review, score(padded, library).review

    def heard(review):
        return {(phase.id, item.id) for phase in review.phases for item in phase.items if item.quote}

    assert heard(after) == heard(before)
    assert [each.id for each in after.mistakes] == [each.id for each in before.mistakes]


@pytest.mark.parametrize("name", ["pm-1-weak", "em-1-middle"])
def test_the_same_words_give_the_same_review(spoken, library, name):
    assert score(spoken(name), library) == score(spoken(name), library)
