import signal
import subprocess
import sys
from pathlib import Path

import pytest

from service.recording import Recordings
from service.recording_file import scan

WRITER = """
import asyncio, sys
from pathlib import Path
from service.recording import Recordings
from service.session.intake import Intake

async def main():
    recording = await Recordings(Path(sys.argv[1])).open("i1")
    intake = Intake(recording, stored=lambda last: print(last, flush=True), failed=sys.exit)
    for number in range(1_000_000):
        intake.take(number, bytes([number % 256, 1]) * 640, number * 0.04, keep=True)
        await asyncio.sleep(0)
        if intake.full:
            await intake.flush()

asyncio.run(main())
"""


@pytest.mark.parametrize("groups", [1, 7, 20])
async def test_no_acknowledged_frame_is_lost_when_the_process_is_killed(tmp_path, groups):
    writer = subprocess.Popen(  # noqa: ASYNC220 - nothing else runs in this loop
        [sys.executable, "-c", WRITER, str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
    )
    acknowledged = [int(writer.stdout.readline()) for _ in range(groups)]
    writer.send_signal(signal.SIGKILL)
    acknowledged += map(int, writer.stdout.read().split())
    writer.stdout.close()
    writer.wait()
    recording = await Recordings(tmp_path).open("i1")
    assert acknowledged[-1] <= recording.last_sequence
    stored = [record.sequence for record in scan(tmp_path / "i1" / "voices.rec")]
    assert stored == list(range(recording.last_sequence + 1)), "each once, in order, none missing"
    heard = await recording.candidate(0, len(stored) * 0.04)
    assert heard[::640].tolist() == [256 + number % 256 for number in stored]
    await recording.close()
