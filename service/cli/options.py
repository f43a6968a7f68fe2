"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]
Llm = Annotated[
    str | None,
    typer.Option(help="Who words the questions: auto, none, or provider:model (ollama:qwen3:8b)."),
]
WhisperModel = Annotated[
    str | None, typer.Option(help="Whisper weights: a model's name or a folder.", metavar="NAME|DIR")
]
Voice = Annotated[Path | None, typer.Option(help="A Piper voice.", metavar="FILE.onnx")]
Recognizer = Annotated[
    str | None, typer.Option(help="Speech to text: auto, faster-whisper, pocketsphinx, scripted.")
]
Synthesizer = Annotated[str | None, typer.Option(help="Text to speech: auto, piper, espeak-ng, scripted.")]
DataDir = Annotated[Path | None, typer.Option(help="Folder for database, recordings and weights.")]
RubricsDir = Annotated[
    Path | None, typer.Option(help="Folder with your own loops, personas, problems and lexicon.")
]
