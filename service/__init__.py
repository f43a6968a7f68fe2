"""The service: audio, conversation, storage, web and command line."""

import os

__version__ = "0.1.0"

# Before numpy is loaded. Its products are small here; spread over cores, their threads wait for each other
# while sessions wait for them.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
