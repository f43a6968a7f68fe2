import itertools
import re

from hypothesis import given
from hypothesis import strategies as st

from agents.model import Turn
from service.export import transcript_vtt
from service.export.names import one_line
from service.export.vtt import CUE_CHARS

TIMES = re.compile(r"(\d\d):(\d\d):(\d\d\.\d{3}) --> (\d\d):(\d\d):(\d\d\.\d{3})")


def cues(vtt):
    found = []
    for block in vtt.split("\n\n")[1:]:
        _name, times, voice = block.strip().split("\n")
        h1, m1, s1, h2, m2, s2 = TIMES.fullmatch(times).groups()
        start = int(h1) * 3600 + int(m1) * 60 + float(s1)
        end = int(h2) * 3600 + int(m2) * 60 + float(s2)
        speaker, text = re.fullmatch(r"<v (\w+)>(.*)</v>", voice).groups()
        found.append((start, end, speaker, text))
    return found


def test_a_turn_becomes_a_cue_with_its_voice_and_times(transcript, library):
    first = cues(transcript_vtt(transcript, library))[0]
    assert first == (0.0, 6.0, "Interviewer", "Design a news feed.")


def test_markup_and_arrows_in_speech_are_escaped(transcript, library):
    text = cues(transcript_vtt(transcript, library))[1][3]
    assert "<" not in text
    assert "-->" not in text
    assert "&lt;script&gt;" in text
    assert "&amp;" in text


def test_a_turn_without_words_has_no_cue(transcript, library):
    assert len(cues(transcript_vtt(transcript, library))) == 3


@given(st.text(min_size=1, max_size=900), st.floats(0, 7200), st.floats(0, 300))
def test_cues_are_short_in_order_and_lose_no_word(text, start, length):
    from types import SimpleNamespace

    from agents.model import Transcript

    turn = Turn(id="t1", speaker="candidate", phase="p", start_s=start, end_s=start + length, text=text)
    one = Transcript(loop="l", minutes=45, problem="p", level="L5", turns=(turn,))
    found = cues(transcript_vtt(one, SimpleNamespace(loops={}, problems={})))
    assert all(end > begin for begin, end, _, _ in found)
    assert all(later[0] >= earlier[1] - 0.002 for earlier, later in itertools.pairwise(found))
    plain = [t.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") for *_, t in found]
    assert all(len(part) <= CUE_CHARS for part in plain)
    assert "".join(plain).replace(" ", "") == one_line(text).replace(" ", "")
