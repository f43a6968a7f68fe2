"""The air between candidate and page: a microphone that a test speaks into, and an ear at the loudspeaker.

The page's own capture and playback are left alone: only the device behind them is the test's, so that an
answer can wait for its question, or come in the middle of it. ``Air`` also keeps every message of the live
socket with its moment, by the page's clock.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import soundfile
from playwright.sync_api import Page

from tests.e2e.conftest import RATE, clip_samples

AFTER_S = 0.3
"""Silence after the words of a clip."""

PAUSE_MS = 500
"""Longer than the voice pauses between two sentences."""
INSTALL = """
(() => {
  const air = (window.air = { messages: [], loud: [], speaking: false, microphone: null });
  const LOUD = 0.01, NOISE = 8 / 32768, EVERY_MS = 20;

  // The microphone: faint noise, as of a quiet room, and what the test says.
  navigator.mediaDevices.getUserMedia = async () => {
    const context = new AudioContext();
    const room = new AudioBuffer({ length: context.sampleRate, sampleRate: context.sampleRate });
    room.copyToChannel(Float32Array.from({ length: room.length }, () => NOISE * (2 * Math.random() - 1)), 0);
    const noise = new AudioBufferSourceNode(context, { buffer: room, loop: true });
    const device = context.createMediaStreamDestination();
    noise.connect(device);
    noise.start();
    air.microphone = { context, device };
    return device.stream;
  };
  air.say = async clip => {
    const { context, device } = air.microphone;
    const bytes = Uint8Array.from(atob(clip), letter => letter.charCodeAt(0));
    const buffer = await context.decodeAudioData(bytes.buffer);
    const speech = new AudioBufferSourceNode(context, { buffer });
    speech.connect(device);
    const at = performance.now();
    speech.start();
    air.speaking = true;
    air.over = new Promise(over => {
      speech.onended = () => over((air.speaking = false));
    });
    return at;
  };

  // The ear: when the loudspeaker was loud.
  const connect = AudioNode.prototype.connect;
  AudioNode.prototype.connect = function (to, ...rest) {
    if (to instanceof AudioDestinationNode) {
      const ear = new AnalyserNode(this.context, { fftSize: 512 });
      const wave = new Float32Array(ear.fftSize);
      connect.call(this, ear);
      setInterval(() => {
        ear.getFloatTimeDomainData(wave);
        if (wave.some(sample => Math.abs(sample) > LOUD)) air.loud.push(performance.now());
      }, EVERY_MS);
    }
    return connect.call(this, to, ...rest);
  };

  // The trail: what the page and the service tell each other.
  const note = (way, data) => {
    if (typeof data === "string") air.messages.push({ way, at: performance.now(), ...JSON.parse(data) });
  };
  window.WebSocket = class extends WebSocket {
    constructor(...address) {
      super(...address);
      this.addEventListener("message", message => note("in", message.data));
    }
    send(data) {
      note("out", data);
      super.send(data);
    }
  };
})();
"""


def in_one_breath(*clips: str) -> bytes:
    """Clips as one WAV, without the silence that each ends with."""
    *others, last = map(clip_samples, clips)
    joined = np.concatenate([*(samples[: -round(AFTER_S * RATE)] for samples in others), last])
    wav = io.BytesIO()
    soundfile.write(wav, joined, RATE, format="WAV", subtype="PCM_16")
    return wav.getvalue()


@dataclass(frozen=True)
class Air:
    """What a test says to a page and hears from it. Install it before the page is opened."""

    page: Page

    def __post_init__(self) -> None:
        self.page.add_init_script(INSTALL)

    def begin(self, *clips: str) -> float:
        """Begin to say clips in one breath. The moment, in milliseconds of the page's clock."""
        said = base64.b64encode(in_one_breath(*clips)).decode()
        return self.page.evaluate("clip => air.say(clip)", said)

    def say(self, *clips: str) -> None:
        """Say clips in one breath, to the end."""
        self.begin(*clips)
        self.page.evaluate("() => air.over")

    @property
    def quiet(self) -> bool:
        """Whether all that was begun has been said."""
        return not self.page.evaluate("() => air.speaking")

    def silence_from(self, moment: float) -> float:
        """When the loudspeaker, loud at a moment, next fell silent for half a second."""
        loud = [at for at in self.page.evaluate("() => air.loud") if at >= moment - PAUSE_MS]
        return next((at for at, after in pairwise(loud) if after - at > PAUSE_MS and at >= moment), loud[-1])

    def messages(self, kind: str, *, way: str = "in") -> list[dict[str, Any]]:
        """The messages of a type that came in, or went out, with their moments ``at``."""
        wanted = "([kind, way]) => air.messages.filter(each => each.type === kind && each.way === way)"
        return self.page.evaluate(wanted, [kind, way])

    def wait(self, meets: Callable[[], bool], what: str, seconds: float = 30) -> None:
        """Wait until a condition is met. Raises AssertionError saying what was waited for."""
        step_ms = 50
        for _ in range(round(seconds * 1_000 / step_ms)):
            if meets():
                return
            self.page.wait_for_timeout(step_ms)
        raise AssertionError(f"waited {seconds} s for {what}")
