"""Spoken text is cut into sentences and clauses, with punctuation or without."""

from hypothesis import given
from hypothesis import strategies as st

from agents.listening.sentences import sentences, words


def cut(text):
    return [text[sentence.start : sentence.end] for sentence in sentences(text)]


def clauses(text):
    return [text[clause.start : clause.end] for sentence in sentences(text) for clause in sentence.clauses]


def test_marks_end_sentences():
    assert cut("I add a queue. Is that fine? Good!") == ["I add a queue.", "Is that fine?", "Good!"]


def test_decimals_and_abbreviations_do_not():
    assert cut("It takes 2.5 seconds, e.g. on a phone.") == ["It takes 2.5 seconds, e.g. on a phone."]


def test_a_question_mark_makes_a_question():
    assert [sentence.asks for sentence in sentences("Why? Because.")] == [True, False]


def test_long_unpunctuated_speech_is_cut_where_the_speaker_starts_anew():
    text = (
        "photo processing takes five seconds and nobody should wait so i put a queue there between upload and the workers "
        "and then i would add a cdn because users are far away and then we need a search index"
    )
    assert cut(text) == [
        "photo processing takes five seconds and nobody should wait so i put a queue there between upload and the workers",
        "and then i would add a cdn because users are far away",
        "and then we need a search index",
    ]


def test_connectors_and_commas_open_clauses():
    assert clauses("I add a queue because it is slow, so nobody waits") == [
        "I add a queue",
        "because it is slow,",
        "so nobody waits",
    ]


def test_a_clause_knows_its_connector():
    (sentence,) = sentences("it is slow so I add a queue")
    assert [clause.opens for clause in sentence.clauses] == ["", "so"]


def test_words_have_offsets():
    assert [(word.start, word.end, word.lower) for word in words("A 2.5s p99")] == [
        (0, 1, "a"),
        (2, 6, "2.5s"),
        (7, 10, "p99"),
    ]


TEXT = st.lists(
    st.sampled_from(
        "so because I we add a queue , . ? then okay and takes 2.5 seconds e.g. 's — \n which don't".split(
            " "
        )
    ),
    max_size=60,
).map(" ".join)


@given(TEXT)
def test_every_word_is_in_exactly_one_sentence_and_one_clause(text):
    parts = sentences(text)
    for word in words(text):
        assert sum(part.start <= word.start and word.end <= part.end for part in parts) == 1
        inside = [clause for part in parts for clause in part.clauses]
        assert sum(clause.start <= word.start and word.end <= clause.end for clause in inside) == 1


@given(st.text(max_size=200))
def test_any_text_can_be_cut(text):
    end = 0
    for sentence in sentences(text):
        assert end <= sentence.start < sentence.end <= len(text)
        assert sentence.clauses
        end = sentence.end
