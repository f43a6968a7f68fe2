"""Fetching weights, for real, from a local server that answers as the hub does."""

import hashlib
import json
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from service.speech.errors import HubUnreachable, ModelBroken, UnknownModel
from service.speech.models import installed
from service.speech.pulling import Limits, pull

COMMIT = "a" * 40
WHISPER = "Systran/faster-whisper-tiny.en"
VOICE = "en/en_GB/alba/medium/en_GB-alba-medium.onnx"
FILES = {
    WHISPER: {
        "config.json": b"{}",
        "tokenizer.json": b"{}",
        "vocabulary.txt": b"words",
        "model.bin": bytes(range(256)) * 8_000,
        "README.md": b"not wanted",
    },
    "rhasspy/piper-voices": {VOICE: b"graph" * 1_000, VOICE + ".json": b"{}", "en/other.onnx": b"no"},
    "pipecat-ai/smart-turn-v3": {
        "smart-turn-v3.0.onnx": b"old",
        "smart-turn-v3.1-cpu.onnx": b"cpu",
        "smart-turn-v3.1-gpu.onnx": b"gpu",
    },
}


class Hub(BaseHTTPRequestHandler):
    """The four answers that the hub's library asks for."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def do_HEAD(self):
        self._answer(body=False)

    def do_GET(self):
        self.server.asked.append(self.path)
        self._answer(body=True)

    def _answer(self, *, body):
        path = self.path.split("?")[0]
        if path.startswith("/api/models/"):
            repository = path.removeprefix("/api/models/").split("/revision/")[0]
            self._list(repository)
            return
        repository, _, rest = path.lstrip("/").partition("/resolve/")
        content = FILES.get(repository, {}).get(rest.partition("/")[2])
        if content is None:
            self._send(404, b"", {"X-Error-Code": "EntryNotFound"})
            return
        self._file(content, body=body)

    def _list(self, repository):
        if self.server.silent:
            self.server.release.wait(20)
        if repository not in FILES:
            self._send(404, b"{}", {"X-Error-Code": "RepoNotFound"})
            return
        siblings = [
            {
                "rfilename": name,
                "size": len(content),
                "lfs": {
                    "sha256": hashlib.sha256(content).hexdigest(),
                    "size": len(content),
                    "pointerSize": 1,
                },
            }
            for name, content in FILES[repository].items()
        ]
        found = {"id": repository, "modelId": repository, "sha": COMMIT, "siblings": siblings}
        self._send(200, json.dumps(found).encode(), {"Content-Type": "application/json"})

    def _file(self, content, *, body):
        etag = hashlib.sha256(content).hexdigest()
        if self.server.damaged:
            content = content[:-1] + b"\0"
        first = int((self.headers.get("Range") or "bytes=0-").removeprefix("bytes=").split("-")[0])
        headers = {"ETag": f'"{etag}"', "X-Repo-Commit": COMMIT, "Accept-Ranges": "bytes"}
        if first:
            headers["Content-Range"] = f"bytes {first}-{len(content) - 1}/{len(content)}"
        self.send_response(206 if first else 200)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content) - first))
        self.end_headers()
        if not body:
            return
        if self.server.stalls and len(content) > 1_000_000:
            self.wfile.write(content[first : first + 500_000])
            self.wfile.flush()
            self.server.release.wait(20)
            return
        self.wfile.write(content[first:])

    def _send(self, status, body, headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


class QuietServer(ThreadingHTTPServer):
    """Says nothing of clients that hang up; some of them are meant to."""

    def handle_error(self, request, client_address):
        pass


@pytest.fixture
def hub(monkeypatch, tmp_path):
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_DOWNLOAD_TIMEOUT", 2)
    server = QuietServer(("127.0.0.1", 0), Hub)
    server.daemon_threads = True
    server.asked, server.release = [], threading.Event()
    server.silent = server.stalls = server.damaged = False
    server.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield server
    server.release.set()
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_whisper_comes_whole_with_progress_and_nothing_it_does_not_need(hub, tmp_path):
    reports = []
    place = pull("tiny.en", tmp_path / "models", endpoint=hub.address, progress=reports.append)
    assert place == tmp_path / "models" / "whisper" / "tiny.en"
    assert (place / "model.bin").read_bytes() == FILES[WHISPER]["model.bin"]
    assert sorted(path.name for path in place.iterdir()) == [
        "config.json",
        "model.bin",
        "tokenizer.json",
        "vocabulary.txt",
    ]
    total = sum(len(content) for name, content in FILES[WHISPER].items() if name != "README.md")
    assert (reports[-1].done, reports[-1].total) == (total, total)
    assert [report.done for report in reports] == sorted(report.done for report in reports)
    assert [model.name for model in installed(tmp_path / "models")] == ["tiny.en"]


def test_a_voice_comes_with_its_configuration(hub, tmp_path):
    place = pull("en_GB-alba-medium", tmp_path, endpoint=hub.address)
    assert place == tmp_path / "piper" / "en_GB-alba-medium.onnx"
    assert place.with_name("en_GB-alba-medium.onnx.json").is_file()
    assert not any("other" in path for path in hub.asked)


def test_the_newest_end_of_turn_model_for_a_cpu_comes_alone(hub, tmp_path):
    assert pull("smart-turn", tmp_path, endpoint=hub.address).name == "smart-turn-v3.1-cpu.onnx"
    assert len(list((tmp_path / "smart-turn").iterdir())) == 1


def test_a_repository_the_hub_lacks_is_told(hub, tmp_path):
    with pytest.raises(UnknownModel, match=r"the hub has no Systran/faster-whisper-base\.en"):
        pull("base.en", tmp_path, endpoint=hub.address)
    assert installed(tmp_path) == ()


def test_a_download_that_stalls_is_given_up_and_gone_on_with_later(hub, tmp_path):
    hub.stalls = True
    started = time.monotonic()
    with pytest.raises(HubUnreachable, match=r"stalled at [\d,]+ of [\d,]+ bytes"):
        pull("tiny.en", tmp_path, endpoint=hub.address, limits=Limits(stall_s=1.0))
    assert time.monotonic() - started < 8
    assert installed(tmp_path) == ()
    hub.stalls = False
    hub.release.set()
    place = pull("tiny.en", tmp_path, endpoint=hub.address)
    assert (place / "model.bin").read_bytes() == FILES[WHISPER]["model.bin"]


def test_a_download_is_given_up_when_its_time_is_over(hub, tmp_path):
    hub.stalls = True
    with pytest.raises(HubUnreachable, match="took too long"):
        pull("tiny.en", tmp_path, endpoint=hub.address, limits=Limits(overall_s=1.5))


def test_a_hub_that_does_not_answer_is_given_up_soon(hub, tmp_path):
    hub.silent = True
    started = time.monotonic()
    with pytest.raises(HubUnreachable):
        pull("tiny.en", tmp_path, endpoint=hub.address, limits=Limits(connect_s=0.5))
    assert time.monotonic() - started < 5


def test_no_hub_at_all_is_told_soon_with_a_way_out(tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"
    started = time.monotonic()
    with pytest.raises(HubUnreachable):
        pull("tiny.en", tmp_path, endpoint=address, limits=Limits(connect_s=1.0))
    assert time.monotonic() - started < 5


def test_damaged_files_are_told_and_not_put_in_place(hub, tmp_path):
    hub.damaged = True
    with pytest.raises(ModelBroken, match="came damaged"):
        pull("tiny.en", tmp_path, endpoint=hub.address)
    assert installed(tmp_path) == ()
    hub.damaged = False
    assert pull("tiny.en", tmp_path, endpoint=hub.address).is_dir()


def test_an_unknown_name_asks_nobody(hub, tmp_path):
    with pytest.raises(UnknownModel, match="there is no model"):
        pull("gigantic", tmp_path, endpoint=hub.address)
    assert hub.asked == []
