import tracemalloc

import numpy as np

from service.recording_export import mix
from service.recording_file import Kind, RecordFile, Sound


def test_an_hour_is_mixed_in_flat_memory_and_in_full(tmp_path):
    second = np.full(16_000, 1_000, "<i2").tobytes()
    file = RecordFile(tmp_path / "voices.rec")
    for number in range(3_600):
        file.append(Sound(Kind.CANDIDATE, number, number * 16_000, 16_000, second))
    file.close()
    sizes = []
    tracemalloc.start()
    mix(file.path, lambda block: sizes.append(len(block)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert sum(sizes) == 3_600 * 16_000
    assert max(sizes) <= 16_000
    assert peak < 30e6


def test_a_long_gap_becomes_as_much_silence(tmp_path):
    file = RecordFile(tmp_path / "voices.rec")
    file.append(Sound(Kind.CANDIDATE, 0, 0, 16_000, np.full(1_600, 9_000, "<i2").tobytes()))
    file.append(Sound(Kind.CANDIDATE, 1, 1_000 * 16_000, 16_000, np.full(1_600, 9_000, "<i2").tobytes()))
    file.close()
    blocks = []
    mix(file.path, lambda block: blocks.append((len(block), float(np.abs(block).max()))))
    assert sum(size for size, _ in blocks) == 1_000 * 16_000 + 1_600
    assert blocks[0][1] > 0.1
    assert blocks[-1][1] > 0.1
    assert max(peak for _, peak in blocks[1:-1]) == 0


def test_an_interviewers_sentences_join_without_a_seam(tmp_path):
    rate, hz = 22_050, 500
    said = (8_000 * np.sin(2 * np.pi * hz * np.arange(2 * rate) / rate)).astype("<i2")
    file = RecordFile(tmp_path / "voices.rec")
    step = rate // 10
    for at in range(0, len(said), step):
        file.append(
            Sound(Kind.INTERVIEWER, 0, round(at / rate * 16_000), rate, said[at : at + step].tobytes())
        )
    file.close()
    blocks = []
    mix(file.path, blocks.append)
    right = np.concatenate(blocks)[:, 1]
    wanted = 0.85 * 8_000 / 32_768 * np.sin(2 * np.pi * hz * np.arange(len(right)) / 16_000)
    assert np.abs(right - wanted)[200:-200].max() < 0.002
