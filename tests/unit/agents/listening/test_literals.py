"""A text without the words an expression needs is one it cannot match."""

import re

import pytest

from agents.listening.literals import openings, required
from agents.listening.patterns import Pattern
from rubrics.loader import load

NEEDS = [
    ("because", {"because"}),
    (r"\b(?:wait|spinner)\b", {"wait", "spinner"}),
    (r"\bspikes?\b", {"spike"}),
    (r"(?:the )?reason", {"reason"}),
    (r"a|because", set()),
    (r"\w+ of the", {"of the"}),
    (r"(?!not)yes", {"yes"}),
    (r"[abc]x{2}", set()),
    (r"don['’]?t need", {"t need"}),
    (r"(?:a|an)?", set()),
    (r"ab*cd", {"cd"}),
]


@pytest.mark.parametrize(("regex", "needs"), NEEDS)
def test_the_words_an_expression_needs_are_read_from_it(regex, needs):
    assert required(regex) == needs


OPENINGS = [
    (r"\bthe (?:main )?price\b", {"the "}),
    (r"\b(?:the )?prices?\b", {"the ", "price"}),
    (r"(?<!\w)(?:we|i) lose", {"we", "i"}),
    (r"\b(?:wait|spinner)\b", {"wait", "spinner"}),
    (r"\bwaits?\b|\bslow\b", {"wait", "slow "}),
    (r"\bn?ever\b", set()),
    (r"\bno(?! one)\b", {"no"}),
    (r"(?<=\w )as (?:it|we)", set()),
    (r"price", set()),
    (r"\b\w+ of\b", set()),
    (r"\bone|two\b", set()),
]


@pytest.mark.parametrize(("regex", "begins"), OPENINGS)
def test_how_every_match_begins_is_read_from_it(regex, begins):
    assert openings(regex) == begins


def test_no_shipped_expression_matches_a_text_without_a_word_it_needs_or_begins_with():
    lexicon = load().lexicon
    sources = {phrase for cue in lexicon.cues for phrase in cue.phrases}
    sources |= {pattern for group in (*lexicon.topics, *lexicon.quantities) for pattern in group.listen}
    texts = [re.sub(r"[|()?\[\]]", " ", phrase.lower()) for phrase in sources]
    whole = " . ".join(texts)
    for source in sources:
        if source.startswith("/"):
            expected = [found.span() for found in re.finditer(source[1:-1], whole, re.IGNORECASE)]
            assert list(Pattern.compile(source).finditer(whole)) == expected, source
