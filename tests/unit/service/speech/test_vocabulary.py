from rubrics.schema import ComponentTerm, Lexicon
from service.speech.vocabulary import vocabulary

QUEUE = ComponentTerm(
    id="queue",
    name="queue",
    aliases=("message queue", "Message-Queue", "work queue of the day shift"),
    products=("Kafka", "S3"),
    pronunciations={"Kafka": "K AA F K AH"},
)


def test_terms_are_spoken_words_once_each():
    words = vocabulary(
        Lexicon(format="viva-lexicon/1", components=(QUEUE,), vocabulary=("throughput", "queue"))
    )
    assert words.terms == ("queue", "message queue", "kafka", "throughput")
    assert words.nouns == ("queue",)


def test_pronunciations_of_lexicon_and_components_come_together_in_lower_case():
    lexicon = Lexicon(format="viva-lexicon/1", components=(QUEUE,), pronunciations={"EKS": "IY K EH S"})
    assert vocabulary(lexicon).pronunciations == {"eks": "IY K EH S", "kafka": "K AA F K AH"}
