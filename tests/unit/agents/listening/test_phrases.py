"""A phrase matched on tokens finds what the regular expression that describes it would find."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from agents.listening.patterns import Pattern

STEP = r"[^\w.!?;:]*+"
WORD = r"\w++(?:[^\w\s]\w++)*"
GAP = rf"(?:{STEP}{WORD}){{0,6}}?"

words = st.sampled_from(["we", "use", "a", "que*", "cache", "don't", "it"])
elements = st.one_of(
    words,
    st.just("..."),
    st.builds("[{}]".format, words),
    st.builds("({}|{} {})".format, words, words, words),
    st.builds("({}|{})".format, words, words),
)
sources = st.builds(lambda first, rest: " ".join([first, *rest]), words, st.lists(elements, max_size=4))
spoken = st.lists(
    st.sampled_from(
        ["we", "use", "a", "queue", "que", "cache", "caches", "don't", "dont", "don", "t", "it's", "it", "x"]
    ),
    max_size=14,
)
marks = st.sampled_from([" ", " ", " ", ", ", ". ", "-", "/", "; ", "."])


def expression(source):
    """The regular expression of a phrase: words, brackets, alternatives and gaps."""
    written = []
    for lexeme in re.findall(r"\.\.\.|[()\[\]|]|[^\s()\[\]|]+", source):
        if lexeme == "...":
            written.append(GAP)
        elif lexeme in "([":
            written.append("(?:")
        elif lexeme in ")]":
            written.append(")?" if lexeme == "]" else ")")
        elif lexeme == "|":
            written.append("|")
        else:
            spelled = lexeme.rstrip("*").replace("'", r"\W?")
            after = r"\w*" if lexeme.endswith("*") else r"(?!\w)"
            written.append(rf"{STEP}(?<![^\W\d]){spelled}{after}")
    return rf"(?![^\w.!?;:$]){''.join(written)}"


@settings(max_examples=150)
@given(sources, spoken, st.data())
def test_a_phrase_finds_what_its_expression_finds(source, said, data):
    text = "".join(word + data.draw(marks) for word in said)
    expected = [found.span() for found in re.finditer(expression(source), text)]
    assert [tuple(found) for found in Pattern.compile(source).finditer(text)] == expected


def test_a_word_written_with_digits_or_marks_is_found_as_it_is():
    assert Pattern.compile("10x").search("at 10x load") == (3, 6)
    assert Pattern.compile("24/7").search("it runs 24/7") == (8, 12)
    assert Pattern.compile("100").search("of 100,000 users") == (3, 6)
    assert Pattern.compile("100").search("of 1000 users") is None


def test_a_number_leaves_what_follows_to_the_rest_of_the_phrase():
    assert Pattern.compile("# (m|million) users").search("say 5m users") == (4, 12)
    assert Pattern.compile("# hundred users").search("two hundred users") == (0, 17)


def test_any_word_is_one_word():
    assert Pattern.compile("the * queue").search("use the time-ordered queue") == (4, 26)
    assert Pattern.compile("the * queue").search("the very long queue") is None
