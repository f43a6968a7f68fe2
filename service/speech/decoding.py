"""Decoding: a Whisper's encoder and decoder, over batches of spectrograms of one length.

faster-whisper loads the weights and knows the tokens; its own ``transcribe`` is not used, since it takes one
recording at a time and pads it to 30 s.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import exp, log
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from service.speech.buckets import FRAMES_PER_SECOND
from service.speech.guards import COMPRESSION, LOW_LOG_PROBABILITY, NO_SPEECH, Heard
from service.speech.mel import Mel, stacked
from service.speech.ports import Word

if TYPE_CHECKING:
    from faster_whisper import WhisperModel

BEAM: Final = 5
WARMER: Final = (0.2, 0.4, 0.6)
"""Temperatures, each tried when what came before looped or was unsure (Radford et al. 2022, section 4.5)."""
TOKENS_PER_SECOND: Final = 12
"""Three times what fast speech needs; stops a decoder that has lost its way."""
TOKENS_AT_LEAST: Final = 24
TOKENS_AT_MOST: Final = 224
"""Half of a Whisper's context; the other half is kept for the prompt."""
LED_ASTRAY: Final = 0.5
"""Words less likely than this on the whole were made up after the prompt: on the test model all clips that
are heard well lie above 0.9, and those that a prompt spoils between 0.3 and 0.5."""
_LEAST: Final = 1e-12
_BEFORE_WORDS: Final = "\"'“([{-"
_AFTER_WORDS: Final = "\"'.,!?:”)]}"
LONGEST_WORD: Final = 2.0
"""In medians of its neighbours: alignment gives the silence before a sentence to its first word."""


@dataclass(slots=True)
class Spent:
    """What the work took so far."""

    encode_s: float = 0.0
    decode_s: float = 0.0
    frames: int = 0
    """Frames encoded."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """One spectrogram as text."""

    tokens: tuple[int, ...] = ()
    heard: Heard = field(default_factory=lambda: Heard("", 1.0, 0.0, 0.0))
    words: tuple[Word, ...] = ()

    @property
    def likely(self) -> float:
        """The geometric mean of the words' probabilities; 0 where they are not known."""
        if not self.words:
            return 0.0
        return exp(sum(log(max(word.probability, _LEAST)) for word in self.words) / len(self.words))

    @property
    def doubtful(self) -> bool:
        """Whether another temperature should be tried: it loops or is unsure, and is not just silence."""
        unsure = self.heard.log_probability < LOW_LOG_PROBABILITY
        if unsure and self.heard.no_speech > NO_SPEECH:
            return False
        return unsure or self.heard.compression > COMPRESSION


class Decoder:
    """Encodes and decodes; safe to call from as many threads as the model was loaded with workers."""

    def __init__(self, model: WhisperModel) -> None:
        from faster_whisper.tokenizer import Tokenizer
        from faster_whisper.transcribe import get_suppressed_tokens

        self._whisper = model
        self._tokens = Tokenizer(
            model.hf_tokenizer, model.model.is_multilingual, task="transcribe", language="en"
        )
        self._suppressed = list(get_suppressed_tokens(self._tokens, [-1]) or ())
        self.filters: NDArray[np.float32] = model.feature_extractor.mel_filters

    def tokens(self, text: str) -> tuple[int, ...]:
        """Text that was said before, as tokens."""
        stripped = text.strip()
        return tuple(self._tokens.encode(f" {stripped}")) if stripped else ()

    def captions(
        self, mels: Sequence[Mel], frames: int, prompts: Sequence[Sequence[int]], spent: Spent
    ) -> list[Decoded]:
        """One greedy pass; times of words."""
        encoded = self._encode(mels, frames, spent)
        made = self._generate(encoded, mels, prompts, spent, beam_size=1)
        return self._aligned(encoded, mels, made, spent)

    def finals(
        self, mels: Sequence[Mel], frames: int, prompts: Sequence[Sequence[int]], spent: Spent
    ) -> list[Decoded]:
        """Beam search, then sampling for what came out doubtful; times of words."""
        encoded = self._encode(mels, frames, spent)
        made = self._generate(encoded, mels, prompts, spent, beam_size=BEAM)
        doubtful = [at for at, each in enumerate(made) if each.doubtful]
        if doubtful:
            alone = encoded
            if len(doubtful) < len(mels):
                # There is no way to take rows out of what was encoded, on every device and in every type.
                alone = self._encode([mels[at] for at in doubtful], frames, spent)
            prompted = any(prompts)
            better = self._again(
                alone, [mels[at] for at in doubtful], [made[at] for at in doubtful], spent, prompted=prompted
            )
            for at, each in zip(doubtful, better, strict=True):
                made[at] = each
        made = self._aligned(encoded, mels, made, spent)
        return self._led_back(mels, frames, made, spent) if any(prompts) else made

    def _encode(self, mels: Sequence[Mel], frames: int, spent: Spent) -> Any:
        started = time.perf_counter()
        encoded = self._whisper.encode(stacked(mels, frames))
        spent.encode_s += time.perf_counter() - started
        spent.frames += frames * len(mels)
        return encoded

    def _again(
        self, encoded: Any, mels: Sequence[Mel], made: list[Decoded], spent: Spent, *, prompted: bool
    ) -> list[Decoded]:
        """The first try of each that is not doubtful, else the likeliest of those that do not loop.

        Without the prompt: it may be what led astray.
        """
        tries = [[first] for first in made]
        ways: list[dict[str, Any]] = [{"beam_size": BEAM}] if prompted else []
        ways += [
            {
                "beam_size": 1,
                "num_hypotheses": BEAM,
                "sampling_topk": 0,
                "sampling_temperature": temperature,
            }
            for temperature in WARMER
        ]
        for way in ways:
            again = self._generate(encoded, mels, [()] * len(mels), spent, **way)
            for each, new in zip(tries, again, strict=True):
                if each[-1].doubtful:
                    each.append(new)
            if not any(each[-1].doubtful for each in tries):
                break
        return [_best(each) for each in tries]

    def _led_back(self, mels: Sequence[Mel], frames: int, made: list[Decoded], spent: Spent) -> list[Decoded]:
        """Decode again, without its prompt, what a prompt may have led astray; the likelier of both is kept.

        Alignment tells how likely each word is by the audio alone, which the decoder's own score does not.
        """
        strayed = [at for at, each in enumerate(made) if each.words and each.likely < LED_ASTRAY]
        if strayed:
            alone = [mels[at] for at in strayed]
            encoded = self._encode(alone, frames, spent)
            plain = self._generate(encoded, alone, [()] * len(alone), spent, beam_size=BEAM)
            for at, each in zip(strayed, self._aligned(encoded, alone, plain, spent), strict=True):
                made[at] = max(made[at], each, key=lambda either: either.likely)
        return made

    def _generate(
        self,
        encoded: Any,
        mels: Sequence[Mel],
        prompts: Sequence[Sequence[int]],
        spent: Spent,
        **options: Any,
    ) -> list[Decoded]:
        started = time.perf_counter()
        full = [self._prompt(prompt) for prompt in prompts]
        results = self._whisper.model.generate(
            encoded,
            full,
            max_length=len(full[0]) + most_tokens(max(mel.shape[1] for mel in mels)),
            return_scores=True,
            return_no_speech_prob=True,
            suppress_blank=True,
            suppress_tokens=self._suppressed,
            **options,
        )
        made = [self._decoded(result) for result in results]
        spent.decode_s += time.perf_counter() - started
        return made

    def _prompt(self, previous: Sequence[int]) -> list[int]:
        before = [self._tokens.sot_prev, *previous] if previous else []
        return [*before, *self._tokens.sot_sequence, self._tokens.no_timestamps]

    def _decoded(self, result: Any) -> Decoded:
        tokens = tuple(token for token in result.sequences_ids[0] if token < self._tokens.eot)
        length = len(result.sequences_ids[0])
        text = self._tokens.decode(list(tokens)).strip()
        return Decoded(
            tokens,
            # The score is a mean over the tokens; the end of the text counts as one more, as Whisper has it.
            Heard(text, result.no_speech_prob, result.scores[0] * length / (length + 1), _compression(text)),
        )

    def _aligned(self, encoded: Any, mels: Sequence[Mel], made: list[Decoded], spent: Spent) -> list[Decoded]:
        """The same with the times of words: one further pass of the decoder over the whole batch."""
        if not any(each.tokens for each in made):
            return made
        started = time.perf_counter()
        found = self._whisper.find_alignment(
            self._tokens,
            [list(each.tokens) for each in made],
            encoded,
            [mel.shape[1] for mel in mels],
        )
        spent.decode_s += time.perf_counter() - started
        return [
            Decoded(each.tokens, each.heard, _words(words)) for each, words in zip(made, found, strict=True)
        ]


def most_tokens(frames: int) -> int:
    """What can be said in so much audio, generously."""
    return min(TOKENS_AT_MOST, TOKENS_AT_LEAST + round(TOKENS_PER_SECOND * frames / FRAMES_PER_SECOND))


def _best(tries: list[Decoded]) -> Decoded:
    if not tries[-1].doubtful:
        return tries[-1]
    steady = [each for each in tries if each.heard.compression <= COMPRESSION]
    return max(steady or tries, key=lambda each: each.heard.log_probability)


def _compression(text: str) -> float:
    data = text.encode()
    return len(data) / len(zlib.compress(data))


def _words(aligned: list[dict[str, Any]]) -> tuple[Word, ...]:
    """Words with their punctuation; none much longer than its neighbours."""
    from faster_whisper.transcribe import merge_punctuations

    merge_punctuations(aligned, _BEFORE_WORDS, _AFTER_WORDS)
    kept = [word for word in aligned if word["word"].strip()]
    lasted = [float(word["end"] - word["start"]) for word in kept]
    typical = float(np.median([seconds for seconds in lasted if seconds > 0] or [0.0]))
    words = []
    for word in kept:
        end = float(word["end"])
        start = max(float(word["start"]), end - LONGEST_WORD * typical) if typical else float(word["start"])
        words.append(Word(word["word"].strip(), round(start, 2), round(end, 2), float(word["probability"])))
    return tuple(words)
