from pathlib import Path

import pytest

from rubrics.errors import RubricsInvalid
from rubrics.source import MAX_FILE_BYTES, read


def written(folder: Path, text: str) -> Path:
    path = folder / "some.yaml"
    path.write_text(text)
    return path


def refusal(path: Path):
    with pytest.raises(RubricsInvalid) as refused:
        read(path)
    return refused.value.mistakes[0]


def test_every_part_knows_its_line(tmp_path):
    source = read(written(tmp_path, "format: x\nphases:\n  - id: a\n    minutes:\n      45: 5\n  - id: b\n"))
    assert source.line(("format",)) == 1
    assert source.line(("phases", 1)) == 6
    assert source.line(("phases", 0, "minutes", 45)) == 5


def test_a_missing_part_is_placed_at_its_nearest_parent(tmp_path):
    source = read(written(tmp_path, "a:\n  b: 1\n"))
    assert source.line(("a", "c", 3)) == 1
    assert source.line(("z",)) == 1


@pytest.mark.parametrize("word", ["no", "on", "yes", "off", "1:30"])
def test_plain_words_stay_words(tmp_path, word):
    assert read(written(tmp_path, f"a: {word}\n")).data == {"a": word}


def test_numbers_truth_and_nothing_are_read_as_such(tmp_path):
    data = read(written(tmp_path, "a: 1\nb: 2.5\nc: true\nd: ~\ne: -3e2\n")).data
    assert data == {"a": 1, "b": 2.5, "c": True, "d": None, "e": -300.0}


def test_broken_yaml_is_refused_with_its_line(tmp_path):
    mistake = refusal(written(tmp_path, "a: 1\nb: [1, 2\nc: 3\n"))
    assert mistake.line >= 2
    assert "not YAML" in mistake.message
    assert mistake.remedy


def test_a_key_that_appears_twice_is_refused(tmp_path):
    mistake = refusal(written(tmp_path, "a: 1\nb: 2\na: 3\n"))
    assert "appears twice" in mistake.message
    assert mistake.line == 3


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "just words\n"])
def test_what_is_no_mapping_is_refused(tmp_path, text):
    assert "mapping" in refusal(written(tmp_path, text)).message


def test_a_file_too_large_to_be_written_by_hand_is_refused(tmp_path):
    assert "too large" in refusal(written(tmp_path, "a: " + "x" * MAX_FILE_BYTES)).message


def test_bytes_that_are_no_text_are_refused(tmp_path):
    path = tmp_path / "some.yaml"
    path.write_bytes(b"a: \xff\xfe\xfa")
    assert "cannot be read" in refusal(path).message


def test_a_bomb_of_aliases_is_refused(tmp_path):
    bomb = "a: &a [x]\n" + "".join(f"b{i}: [*a, *a, *a]\n" for i in range(60))
    assert "aliases" in refusal(written(tmp_path, bomb)).message


def test_code_in_yaml_is_never_run(tmp_path):
    assert "not YAML" in refusal(written(tmp_path, "a: !!python/object/apply:os.system [ls]\n")).message
