"""A WhisperLive server. Runs in WhisperLive's own environment: MODEL PORT BATCHED(0|1).

Its best settings here: one model for all clients, int8, as many threads as cores; batching on and off.
"""

import sys

from whisper_live.server import TranscriptionServer

MANY = 100_000


def main():
    model, port, batched = sys.argv[1], int(sys.argv[2]), sys.argv[3] == "1"
    TranscriptionServer().run(
        "127.0.0.1",
        port=port,
        backend="faster_whisper",
        faster_whisper_custom_model_path=model,
        single_model=True,
        max_clients=MANY,
        max_connection_time=MANY,
        batch_enabled=batched,
        batch_max_queue_wait_s=MANY,
        batch_max_admissions_per_s=MANY,
    )


if __name__ == "__main__":
    main()
