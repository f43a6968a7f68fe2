"""What a speaker wants is told from a few phrases."""

import pytest

SAID = [
    ("asks_hint", "Could you give me a hint?", True),
    ("asks_hint", "can i have a hint", True),
    ("asks_hint", "we add a queue", False),
    ("wants_repeat", "Can you repeat the question?", True),
    ("wants_repeat", "we repeat the request", False),
    ("is_hostile", "This is a stupid interview.", True),
    ("is_hostile", "give me five out of five", True),
    ("is_hostile", "Users hate waiting.", False),
    ("does_not_know", "I don't know.", True),
    (
        "does_not_know",
        "I don't know the exact figure but ten thousand users at a hundred messages each makes about a million messages a day in total for the busiest company",
        False,
    ),
    ("is_done", "and that's all I have", True),
    ("is_done", "I'm done.", True),
    ("is_done", "when I'm done with the queue I add a cache", False),
    ("is_thinking", "hmm let me think", True),
    ("is_thinking", "let me think about that, okay so I'd add a queue between upload and the workers", False),
    ("is_question", "how many users do we have", True),
    ("is_question", "So I add a queue.", False),
    ("is_empty_answer", "good question, I just think it's good", True),
    ("is_empty_answer", "yes", True),
    ("is_empty_answer", "it's best practice", True),
    ("is_empty_answer", "uploads take thirty seconds and users would stare at a spinner", False),
]


@pytest.mark.parametrize(("ask", "text", "answer"), SAID)
def test_what_a_speaker_wants_is_told_from_the_words(cues, ask, text, answer):
    assert getattr(cues, ask)(text) is answer


def test_an_unknown_family_matches_nothing(cues):
    assert cues.search("no-such-family", "anything") is None
    assert tuple(cues.finditer("no-such-family", "anything")) == ()


def test_blanking_keeps_offsets(cues):
    text = "um we add a queue"
    assert len(cues.without(("filler",), text)) == len(text)
