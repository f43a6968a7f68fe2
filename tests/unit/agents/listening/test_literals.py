"""A text without the words an expression needs is one it cannot match."""

import re

import pytest

from agents.listening.literals import required
from agents.listening.patterns import _haystack, _part
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


def test_no_shipped_pattern_matches_a_text_without_a_word_it_needs():
    lexicon = load().lexicon
    sources = {phrase for cue in lexicon.cues for phrase in cue.phrases}
    sources |= {pattern for group in (*lexicon.topics, *lexicon.quantities) for pattern in group.listen}
    texts = [
        phrase.lower().replace("|", " ").replace("(", "").replace(")", "").replace("?", "")
        for phrase in sources
    ]
    whole = " . ".join(texts)
    for source in sources:
        part = _part(source)
        for match in re.finditer(part.regex, whole):
            assert part.may_match(_haystack(match.group())), source
