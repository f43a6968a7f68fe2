import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.recording_file import MAGIC, Kind, RecordFile, Sound, scan
from service.speech.errors import RecordingDamaged, RecordingFailed


def write(path, *sequences):
    file = RecordFile(path)
    for sequence in sequences:
        file.append(Sound(Kind.CANDIDATE, sequence, sequence * 320, 16_000, bytes([sequence % 256]) * 640))
    file.close()
    return path


def sequences(path):
    return [record.sequence for record in scan(path)]


def test_a_reopened_file_goes_on_where_it_was(tmp_path):
    path = write(tmp_path / "voices.rec", 1, 2, 5)
    file = RecordFile(path)
    assert (file.last_sequence, file.last_at) == (5, 5 * 320)
    file.append(Sound(Kind.INTERVIEWER, 0, 10_000, 22_050, b"\1\2" * 100))
    file.close()
    records = list(scan(path))
    assert [record.kind for record in records] == [Kind.CANDIDATE] * 3 + [Kind.INTERVIEWER]
    assert (records[-1].at, records[-1].rate, records[-1].size) == (10_000, 22_050, 200)


def test_a_new_file_holds_nothing(tmp_path):
    file = RecordFile(tmp_path / "deep" / "er" / "voices.rec")
    assert file.last_sequence is None
    file.close()
    file.close()
    assert sequences(file.path) == []


@settings(max_examples=60, deadline=None)
@given(cut=st.integers(0, 3 * 665 - 1))
def test_wherever_the_end_is_torn_off_the_whole_records_stay(tmp_path_factory, cut):
    path = write(tmp_path_factory.mktemp("torn") / "voices.rec", 1, 2, 3)
    whole = path.stat().st_size - len(MAGIC)
    size = whole // 3
    with path.open("r+b") as file:
        file.truncate(len(MAGIC) + whole - cut)
    left = (whole - cut) // size
    file = RecordFile(path)
    assert file.last_sequence == (left or None)
    file.append(Sound(Kind.CANDIDATE, 9, 0, 16_000, b"\0\0"))
    file.close()
    assert sequences(path) == [*range(1, left + 1), 9]


def test_a_group_is_stored_in_its_order(tmp_path):
    file = RecordFile(tmp_path / "voices.rec")
    file.append(*(Sound(Kind.CANDIDATE, number, 9 * number, 16_000, b"\1\2") for number in (4, 5, 8)))
    assert (file.last_sequence, file.last_at) == (8, 72)
    file.close()
    assert sequences(file.path) == [4, 5, 8]


def test_a_last_record_of_the_right_length_and_wrong_bytes_is_cut_off(tmp_path):
    path = write(tmp_path / "voices.rec", 1, 2)
    with path.open("r+b") as file:
        file.seek(-10, 2)
        file.write(b"\0" * 10)
    file = RecordFile(path)
    assert file.last_sequence == 1
    file.close()
    assert sequences(path) == [1]


def test_zeros_after_a_loss_of_power_are_cut_off(tmp_path):
    path = write(tmp_path / "voices.rec", 1)
    with path.open("ab") as file:
        file.write(b"\0" * 4_096)
    file = RecordFile(path)
    assert file.last_sequence == 1
    file.close()


def test_a_file_that_is_no_recording_is_left_alone(tmp_path):
    path = tmp_path / "voices.rec"
    path.write_bytes(b"something else entirely")
    with pytest.raises(RecordingDamaged, match="no recording"):
        RecordFile(path)
    assert path.read_bytes() == b"something else entirely"


def test_a_disk_that_takes_no_more_leaves_the_file_as_it_was(tmp_path, monkeypatch):
    path = tmp_path / "voices.rec"
    file = RecordFile(path)
    file.append(Sound(Kind.CANDIDATE, 1, 0, 16_000, b"\0\0" * 100))
    size = path.stat().st_size
    real = __import__("os").write
    calls = []

    def half(descriptor, data):
        if calls:
            raise OSError(28, "No space left on device")
        calls.append(1)
        return real(descriptor, bytes(data)[:50])

    with monkeypatch.context() as patch:
        patch.setattr("service.recording_file.os.write", half)
        with pytest.raises(RecordingFailed, match="No space left"):
            file.append(*(Sound(Kind.CANDIDATE, number, 0, 16_000, b"\0\0" * 100) for number in (2, 3)))
    assert path.stat().st_size == size
    assert file.last_sequence == 1
    file.append(Sound(Kind.CANDIDATE, 2, 0, 16_000, b"\0\0" * 100))
    file.close()
    assert sequences(path) == [1, 2]


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(RecordingFailed):
        RecordFile(tmp_path / "taken" / "voices.rec")
