"""How the service and PocketSphinx's process speak with each other (see ``sphinx_process``)."""

from __future__ import annotations

import struct
from typing import Final

REQUEST: Final = struct.Struct("<BI")
"""Before each piece of audio: 1 for a partial or 0 for a final, then the number of bytes that follow."""
