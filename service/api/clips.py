"""Clips and files: what is heard in a short recording, and the words of a file. Nothing is stored."""

from __future__ import annotations

import secrets
from typing import Annotated

from fastapi import APIRouter, Body

from service.api.dependencies import Given
from service.api.refusals import REFUSALS
from service.errors import Busy, Invalid
from service.extraction import extracted
from service.resources import Extraction, Recognition
from service.speech.audio import pcm_from_bytes
from service.speech.dictation import dictate
from service.speech.errors import SpeechError, TranscriberFull
from service.speech.ports import SAMPLE_RATE

WARM_UP_S = 20.0
"""Seconds that a clip waits for engines that are still loading."""
LONGEST_S = 180
"""Of a clip: the longest answer one would dictate."""

Content = Annotated[bytes, Body(media_type="application/octet-stream")]

router = APIRouter(prefix="/v1", tags=["clips"], responses=REFUSALS)


@router.post("/recognitions")
async def recognise(services: Given, clip: Content) -> Recognition:
    """What is heard in a clip: PCM16 mono at 16 kHz, at most 180 s. For the sound check and for retakes."""
    if len(clip) % 2 or not 0 < len(clip) <= LONGEST_S * SAMPLE_RATE * 2:
        raise Invalid(
            f"A clip is PCM16 at 16 kHz of up to {LONGEST_S} s, so an even number of bytes up to "
            f"{LONGEST_S * SAMPLE_RATE * 2}; {len(clip)} came.",
            code="bad_audio",
        )
    loaded = await services.engines.get(WARM_UP_S)
    try:
        text = await dictate(
            pcm_from_bytes(clip),
            session=f"clip-{secrets.token_hex(8)}",
            detect=loaded.detectors,
            transcriber=loaded.transcriber,
        )
    except TranscriberFull as error:
        raise Busy("The recogniser has all hands full; try again in a moment.", code=error.code) from error
    except SpeechError as error:
        raise Busy(f"The clip could not be recognised: {error.message}", code=error.code) from error
    return Recognition(text=text)


@router.post("/extractions")
async def extract(file: Content) -> Extraction:
    """The words of a PDF or of a text file, to use as background of an interview."""
    return await extracted(file)
