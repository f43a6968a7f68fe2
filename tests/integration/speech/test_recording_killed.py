import signal
import subprocess
import sys
from pathlib import Path

from service.recording import Recordings

WRITER = """
import asyncio, sys
from pathlib import Path
from service.recording import Recordings

async def main():
    recording = await Recordings(Path(sys.argv[1])).open("i1")
    number = 0
    while True:
        await recording.append_candidate(number, bytes([number % 256, 1]) * 320, number * 0.02)
        print(number, flush=True)
        number += 1

asyncio.run(main())
"""


async def test_no_acknowledged_frame_is_lost_when_the_process_is_killed(tmp_path):
    writer = subprocess.Popen(  # noqa: ASYNC220 - nothing else runs in this loop
        [sys.executable, "-c", WRITER, str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
    )
    acknowledged = -1
    while acknowledged < 200:
        acknowledged = int(writer.stdout.readline())
    writer.send_signal(signal.SIGKILL)
    acknowledged = int([str(acknowledged), *writer.stdout.read().split()][-1])
    writer.stdout.close()
    writer.wait()
    recording = await Recordings(tmp_path).open("i1")
    assert acknowledged <= recording.last_sequence <= acknowledged + 1
    heard = await recording.candidate(0, (acknowledged + 1) * 0.02)
    assert heard[::320].tolist() == [256 + number % 256 for number in range(acknowledged + 1)]
    await recording.close()
