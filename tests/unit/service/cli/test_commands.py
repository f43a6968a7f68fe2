"""Commands: what they print where, and with which exit code they refuse."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from agents.model import Report, Transcript, Turn
from service import __version__

CANDIDATE = """\
format: viva-candidate/1
name: jumps-to-kafka
loop: pm-system-design
minutes: 45
problem: news-feed
words_per_minute: 150
opening: ["Let me start with who uses this."]
phases:
  high-level: ["I put a Kafka queue between the upload service and the fan-out workers."]
plants:
  - {in: "Kafka queue between", kind: reason, target: "queue"}
"""


@pytest.fixture
def candidate(tmp_path):
    path = tmp_path / "candidate.yaml"
    path.write_text(CANDIDATE)
    return path


@pytest.fixture
def transcript(tmp_path):
    said = "There are two hundred million users a day, so we read far more than we write."
    turns = (
        Turn(id="t1", speaker="interviewer", phase="scope", start_s=0, end_s=5, text="Where do you begin?"),
        Turn(id="t2", speaker="candidate", phase="scope", start_s=6, end_s=12, text=said),
    )
    path = tmp_path / "transcript.json"
    whole = Transcript(loop="pm-system-design", minutes=45, problem="news-feed", level="L5", turns=turns)
    path.write_text(whole.model_dump_json())
    return path


def refused(ran, *names: str) -> None:
    """Exit code 2, one sentence on standard error that names these, nothing on standard output."""
    assert (ran.code, ran.out) == (2, "")
    assert "Traceback" not in ran.err
    for name in names:
        assert name in ran.err


def test_the_version_is_printed(viva):
    ran = viva("--version")
    assert (ran.code, ran.out) == (0, f"viva {__version__}\n")


def test_help_names_every_command(viva):
    ran = viva("--help")
    for command in ("serve", "doctor", "models", "interview", "simulate", "score", "rubrics"):
        assert command in ran.out


def test_help_imports_no_web_database_or_engine():
    """So that it comes at once."""
    look = (
        "import sys, service.cli.app; "
        "slow = {'fastapi', 'sqlalchemy', 'numpy', 'langchain', 'pydantic', 'rich.console'}; "
        "print(sorted(slow & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_a_simulation_prints_one_document(viva, candidate):
    ran = viva("simulate", candidate, "--json")
    assert ran.code == 0, ran.err
    document = json.loads(ran.out)
    assert set(document) == {"transcript", "report", "moves", "grade"}
    assert Transcript.model_validate(document["transcript"]).loop == "pm-system-design"
    assert Report.model_validate(document["report"]).loop == "pm-system-design"
    assert {"plants", "caught", "recall", "justified", "false_probes", "repeats"} <= set(document["grade"])
    assert {"turn", "move", "target", "why", "text"} == set(document["moves"][0])


def test_a_simulation_reads_as_a_conversation(viva, candidate):
    ran = viva("simulate", candidate)
    assert "candidate: I put a Kafka queue" in ran.out
    assert "== grade" in ran.out


def test_a_simulation_with_the_same_seed_is_the_same(viva, candidate):
    first, again = (viva("simulate", candidate, "--json", "--seed", 3).out for _ in range(2))
    assert first == again


@pytest.mark.parametrize(
    ("content", "names"),
    [
        ("", ["candidate"]),
        ("[]", ["candidate"]),
        ("format: viva-candidate/2", ["format"]),
        (CANDIDATE + "colour: red\n", ["colour"]),
        (CANDIDATE.replace("news-feed", "new-feed"), ["new-feed", "news-feed"]),
        (CANDIDATE.replace("pm-system-design", "pm"), ["pm-system-design"]),
        ("a: [", ["candidate.yaml"]),
    ],
)
def test_a_file_that_is_no_candidate_is_refused(viva, tmp_path, content, names):
    (tmp_path / "candidate.yaml").write_text(content)
    refused(viva("simulate", "candidate.yaml", "--json"), *names)


@pytest.mark.parametrize("command", ["simulate", "score"])
def test_a_file_that_is_not_there_or_not_text_is_refused(viva, tmp_path, command):
    refused(viva(command, "nowhere.yaml"), "nowhere.yaml")
    refused(viva(command, tmp_path), str(tmp_path))
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    refused(viva(command, "binary"), "binary")


def test_a_score_is_one_document_and_the_same_each_time(viva, transcript):
    first, again = (viva("score", transcript, "--json") for _ in range(2))
    assert first.code == 0, first.err
    assert first.out == again.out
    assert Report.model_validate(json.loads(first.out)).problem == "news-feed"


def test_a_score_reads_as_a_report(viva, transcript):
    ran = viva("score", transcript)
    assert ran.out.startswith("#")


@pytest.mark.parametrize(
    ("content", "names"),
    [
        ("{}", ["transcript.json", "viva-transcript/1", "loop"]),
        ("{", ["transcript.json", "JSON"]),
        ("[]", ["transcript.json"]),
        ('{"format": "viva-report/1"}', ["format"]),
    ],
)
def test_a_file_that_is_no_transcript_is_refused(viva, tmp_path, content, names):
    (tmp_path / "transcript.json").write_text(content)
    refused(viva("score", "transcript.json", "--json"), *names)


def test_a_transcript_of_an_unknown_loop_is_refused_with_the_known_ones(viva, transcript):
    transcript.write_text(transcript.read_text().replace("pm-system-design", "pm"))
    refused(viva("score", transcript), "pm-system-design")


def test_rubrics_are_checked(viva):
    ran = viva("rubrics", "check")
    assert (ran.code, ran.out) == (0, ""), ran.out
    assert json.loads(viva("rubrics", "check", "--json").out) == []


def test_a_mistake_in_ones_own_rubrics_is_told_with_file_and_line(viva, tmp_path):
    own = tmp_path / "own"
    own.mkdir()
    (own / "problem.yaml").write_text("format: viva-problem/1\nid: mine\n")
    ran = viva("rubrics", "check", own)
    assert ran.code == 1
    assert "problem.yaml:" in ran.out
    told = json.loads(viva("rubrics", "check", own, "--json").out)
    assert {"file", "line", "message", "remedy"} == set(told[0])


def test_rubrics_are_shown(viva):
    listed = json.loads(viva("rubrics", "show", "--json").out)
    assert "pm-system-design" in listed["loops"]
    assert json.loads(viva("rubrics", "show", "news-feed", "--json").out)["id"] == "news-feed"
    assert "statement:" in viva("rubrics", "show", "news-feed", "--yaml").out
    assert "loops" in viva("rubrics", "show").out
    refused(viva("rubrics", "show", "news-fed"), "news-feed")


@pytest.mark.parametrize(
    ("what", "holds"),
    [
        ("pm-system-design", ("| phase | 30 min | 45 min | 60 min | goal |", "Mistake: ", "## Criteria")),
        ("senior-pm", ("# Maya", "## Styles")),
        ("news-feed", ("when asked", "## Out of scope", "1. ")),
        ("own-project", ("## Asked beforehand",)),
    ],
)
def test_a_rubric_is_shown_as_an_outline(viva, what, holds):
    shown = viva("rubrics", "show", what).out
    assert all(part in shown for part in holds), shown


def test_weights_are_listed(viva, tmp_path):
    told = json.loads(viva("models", "list", "--json").out)
    assert told["installed"] == []
    assert "small.en" in told["known"]
    assert str(tmp_path) in told["folder"]
    assert "small.en" in viva("models", "list").out


def test_weights_that_do_not_exist_are_refused(viva):
    refused(viva("models", "pull", "no-such-model"), "no-such-model", "small.en")


def test_serving_others_without_a_token_is_refused(viva):
    refused(viva("serve", "--host", "0.0.0.0", "--port", "0"), "VIVA_AUTH_TOKEN")  # noqa: S104


def test_serving_on_a_port_that_is_taken_is_refused(viva):
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        refused(viva("serve", "--port", taken.getsockname()[1], "--no-browser"), "--port")


@pytest.mark.parametrize(
    "command", [("serve",), ("doctor",), ("simulate", "x"), ("score", "x"), ("models", "list")]
)
def test_a_broken_settings_file_is_refused(viva, tmp_path, command):
    (tmp_path / "viva.toml").write_text("prot = 1")
    refused(viva(*command), "prot")


def test_a_wrong_option_is_refused_with_exit_code_2(viva):
    assert viva("score", "--nonsense").code == 2
    assert viva("nonsense").code == 2
