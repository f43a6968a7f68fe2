import asyncio
import itertools
import os
import signal
import time

import numpy as np
import pytest

from rubrics.loader import load
from service.speech.audio import pcm_to_bytes, to_pcm
from service.speech.errors import EngineFailed
from service.speech.pocketsphinx import load_pocketsphinx
from service.speech.selftest import try_recognizer, word_error_rate
from service.speech.sphinx_process import SphinxDecoder
from service.speech.vocabulary import Vocabulary, vocabulary
from service.speech.worker import TranscriptionQueue

QUEUE_CLIPS = ["queue", "queue-kafka", "queue-message", "queue-message-slt"]


@pytest.fixture(scope="module")
def sphinx():
    recognizer = load_pocketsphinx(vocabulary(load().lexicon))
    yield recognizer
    recognizer.close()


@pytest.fixture
def own():
    recognizer = load_pocketsphinx(Vocabulary())
    yield recognizer
    recognizer.close()


@pytest.mark.parametrize("name", QUEUE_CLIPS)
def test_a_queue_between_upload_and_transcoder_is_heard(sphinx, hear, name):
    heard = sphinx.recognize(hear(name)).text
    assert "queue" in heard.split()
    assert "upload" in heard.split()


def test_most_words_of_an_interview_are_heard(sphinx, hear, clips):
    names = ["users", "requests", "hello", "done", "tradeoff"]
    rates = [word_error_rate(clips[name], sphinx.recognize(hear(name)).text) for name in names]
    assert sum(rates) / len(rates) < 0.08


def test_words_come_in_order_with_their_times(sphinx, hear):
    words = sphinx.recognize(hear("users")).words
    assert [word.text for word in words][:3] == ["i", "assume", "fifty"]
    assert all(word.start_s < word.end_s for word in words)
    assert all(before.end_s <= after.start_s + 0.02 for before, after in itertools.pairwise(words))
    assert all(0 <= word.probability <= 1 for word in words)


def test_nothing_is_heard_in_silence_or_in_less_than_a_word(sphinx):
    noise = np.random.default_rng(1).normal(0, 1e-4, 32_000).astype(np.float32)
    assert sphinx.recognize(noise).text == ""
    assert sphinx.recognize(np.zeros(800, np.float32)).text == ""
    assert sphinx.recognize(np.zeros(0, np.float32)).text == ""


def test_a_growing_partial_is_cheap_and_its_final_is_as_good_as_without(sphinx, hear, clips):
    audio = hear("database")
    partials = [sphinx.recognize(audio[:end], partial=True).text for end in range(32_000, len(audio), 16_000)]
    assert "relational database" in partials[-1]
    assert len(partials[0]) < len(partials[-1])
    assert word_error_rate(clips["database"], sphinx.recognize(audio).text) < 0.1


def test_a_final_after_partials_searches_only_what_is_new(hear):
    decoder = SphinxDecoder()
    searched = []
    pcm = pcm_to_bytes(to_pcm(hear("database")))
    for end in range(32_000, len(pcm), 32_000):
        decoder.partial(pcm[:end])
    decoder._decoder = Counting(decoder._decoder, searched)
    decoder.final(pcm)
    assert sum(searched) <= 32_000
    decoder.final(pcm)
    assert sum(searched) > len(pcm)


class Counting:
    """A decoder that notes how much it is given."""

    def __init__(self, decoder, searched):
        self._decoder, self._searched = decoder, searched

    def __getattr__(self, name):
        return getattr(self._decoder, name)

    def process_raw(self, pcm, **options):
        self._searched.append(len(pcm))
        return self._decoder.process_raw(pcm, **options)


def test_partials_of_two_speakers_do_not_mix(sphinx, hear):
    one, other = hear("database"), hear("users")
    sphinx.recognize(one[:32_000], partial=True)
    assert "users" in sphinx.recognize(other, partial=True).text
    assert "users" not in sphinx.recognize(one, partial=True).text


def test_the_same_audio_is_heard_the_same_whatever_came_before(sphinx, hear):
    first = sphinx.recognize(hear("requests"))
    sphinx.recognize(hear("queue-slt"))
    sphinx.recognize(hear("cache")[:40_000], partial=True)
    assert sphinx.recognize(hear("requests")) == first


def test_the_self_test_passes(sphinx):
    verdict = try_recognizer(sphinx)
    assert verdict.passed, verdict.message


def test_a_process_that_is_killed_costs_one_call(own, hear):
    own.recognize(hear("done"))
    os.kill(own._process.pid, signal.SIGKILL)
    with pytest.raises(EngineFailed, match="ended or hung"):
        own.recognize(hear("done"))
    assert own.recognize(hear("done")).text == "i am done"


def test_a_closed_recogniser_leaves_no_process(own):
    process = own._process
    own.close()
    own.close()
    assert process.poll() is not None


async def test_the_event_loop_is_free_while_it_decodes(sphinx, hear):
    queue = TranscriptionQueue(sphinx)
    task = asyncio.create_task(queue.final("a", hear("database")))
    longest, last = 0.0, time.monotonic()
    while not task.done():
        await asyncio.sleep(0.002)
        longest, last = max(longest, time.monotonic() - last), time.monotonic()
    assert "relational" in (await task).text
    await asyncio.to_thread(queue.close)
    assert longest < 0.25  # generous on a loaded machine; in our own process it would be the whole decode
