"""A candidate speaks, is asked why, ends the interview, and keeps it. Nothing is faked but the air."""

from __future__ import annotations

import os
import re
from pathlib import Path

import numpy as np
import pypdf
import pytest
import soundfile

from tests.e2e.conftest import ROOT, microphone
from tests.e2e.room import Room, read_json

OPENING_S = 24.0
"""Longer than the interviewer's opening: the candidate lets it finish."""
MODELS = (ROOT.parent / "shared/models/mini-whisper", ROOT / "tests/fixtures/models/mini-whisper")
WHISPER = Path(
    os.environ.get("VIVA_TEST_WHISPER_MODEL") or next((path for path in MODELS if path.is_dir()), "none")
)
RECOGNIZERS = [
    pytest.param({"VIVA_RECOGNIZER": "pocketsphinx"}, "PocketSphinx", id="pocketsphinx"),
    pytest.param(
        {"VIVA_RECOGNIZER": "faster-whisper", "VIVA_WHISPER_MODEL": str(WHISPER)},
        "faster-whisper",
        id="whisper",
        marks=[
            pytest.mark.whisper,
            pytest.mark.skipif(not WHISPER.is_dir(), reason="no Whisper model: set VIVA_TEST_WHISPER_MODEL"),
        ],
    ),
]


@pytest.mark.e2e
@pytest.mark.parametrize(("engine", "name"), RECOGNIZERS)
def test_an_unexplained_queue_is_asked_about_and_everything_can_be_kept(
    serve, browse, tmp_path, engine, name
):
    service = serve(VIVA_SYNTHESIZER="espeak-ng", **engine)
    recording = microphone(tmp_path / "microphone.wav", OPENING_S, "queue-kafka", 60.0)
    with browse(recording, viewport={"width": 1280, "height": 800}) as page:
        room = Room(page)
        room.set_up(service.url, "PM system design")
        room.start()
        room.expect_said("interviewer", r"\w+")
        room.expect_state("speaking")
        room.expect_said("candidate", "kafka queue between the upload service", OPENING_S + 20)
        room.expect_said("interviewer", r"queue.*\?|\?.*queue", 30)
        room.expect_state("speaking", 10)
        lines = room.lines()
        said = next(
            at for at, (speaker, text) in enumerate(lines) if speaker == "candidate" and "queue" in text
        )
        answers = [text for speaker, text in lines[said:] if speaker == "interviewer"]
        assert any("queue" in text and "?" in text for text in answers[:2])
        room.expect_state("listening", 30)
        page.screenshot(path=tmp_path / "room.png")
        room.end()
        page.screenshot(path=tmp_path / "report.png", full_page=True)
        files = room.downloads(tmp_path / "kept")
        engines = service.get("/v1/engines").json()["engines"]
    assert {e["name"].lower() for e in engines if e["job"] == "speech-to-text"} == {name.lower()}
    transcript, report = read_json(files["Transcript JSON"]), read_json(files["Report JSON"])
    agree(files, transcript, report)
    heard(files["Recording (Ogg)"], transcript)


def agree(files: dict[str, Path], transcript: dict, report: dict) -> None:
    """The same words in every format, and quotes that stand in the transcript at their offsets."""
    assert transcript["format"] == "viva-transcript/1"
    assert report["format"] == "viva-report/1"
    assert {turn["speaker"] for turn in transcript["turns"]} == {"interviewer", "candidate"}
    asked = [turn["text"] for turn in transcript["turns"] if turn["speaker"] == "interviewer"]
    assert any("queue" in text and "?" in text for text in asked)
    forms = [name for name in files if name.startswith("Transcript ") and "JSON" not in name]
    texts = {form: as_text(files[form]) for form in forms}
    for form, text in texts.items():
        for turn in transcript["turns"]:
            assert letters(turn["text"]) in letters(text), form
    turns = {turn["id"]: turn for turn in transcript["turns"]}
    for criterion in report["criteria"]:
        for quote in criterion["quotes"]:
            assert turns[quote["turn"]]["text"][quote["start"] : quote["end"]] == quote["text"]
            assert turns[quote["turn"]]["speaker"] == "candidate"
    assert any("queue" in part["name"] and part["reason"] is None for part in report["components"])
    assert any("queue" in followup["target"].lower() for followup in report["followups"])
    for form in ("Report Markdown", "Report PDF"):
        for criterion in report["criteria"]:
            assert letters(criterion["name"]) in letters(as_text(files[form])), form


def heard(recording: Path, transcript: dict) -> None:
    """Both voices are in the recording, at the times that the transcript gives them."""
    samples, rate = soundfile.read(recording, always_2d=True)
    mixed = samples.mean(axis=1)
    floor = 1e-4
    for turn in transcript["turns"]:
        part = mixed[round(turn["start_s"] * rate) : round(turn["end_s"] * rate)]
        assert np.sqrt(np.mean(part**2)) > 10 * floor, turn
    last = max(turn["end_s"] for turn in transcript["turns"])
    assert last - 0.5 <= len(mixed) / rate <= last + 60


def as_text(path: Path) -> str:
    """The words of a file, without what is not said: pages, and the names and times of cues."""
    if path.suffix == ".pdf":
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    text = path.read_text()
    if path.suffix == ".vtt":
        text = re.sub(r"^.*\n.* --> .*$|<[^>]*>", "", text, flags=re.MULTILINE)
    return text


def letters(text: str) -> str:
    """Letters and digits only: layouts break lines and escape marks as they like."""
    return re.sub(r"\W+|_", "", text.replace("&amp;", "").replace("&quot;", "").replace("&#x27;", "")).lower()
