// @vitest-environment jsdom
import { cleanup, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { MicrophoneError, Studio } from "../../audio/studio";
import { forgetPreferences, preferences } from "../../preferences";
import { StudioContext } from "../../studio-context";
import { serve, show } from "../../testing/render";
import { CHAT, INTERVIEW, LOOP } from "../../testing/samples";
import type { EngineChoice } from "../../wire";
import { SetupPage } from "./SetupPage";

/** A whole page on a busy machine. */
const PATIENT = { timeout: 10_000 };

/** A studio that counts how often sound was opened, and has no microphone. */
class CountingStudio extends Studio {
  opened = 0;
  override open = () => {
    this.opened += 1;
    return Promise.resolve({} as AudioContext);
  };
  override openMicrophone = () => Promise.reject(new MicrophoneError("absent"));
}

const engine = (job: EngineChoice["job"], embedded: boolean): EngineChoice => ({
  job,
  name: "engine",
  model: "",
  device: "",
  why: "",
  embedded,
  advice: "",
});

function open(embedded: boolean) {
  const studio = new CountingStudio();
  const asked = serve({
    "GET /v1/loops": { loops: [LOOP] },
    "GET /v1/problems": { problems: [CHAT] },
    "GET /v1/engines": {
      engines: [engine("speech-to-text", embedded), engine("text-to-speech", embedded)],
      notices: [],
    },
    "POST /v1/interviews": INTERVIEW,
  });
  show(
    <StudioContext value={studio}>
      <SetupPage />
    </StudioContext>,
  );
  return { asked, studio, user: userEvent.setup() };
}

/** A browser that recognises and speaks on the device. */
function ableBrowser() {
  class Recogniser {
    continuous = false;
    static available = () => Promise.resolve("available");
  }
  Object.assign(Recogniser.prototype, { processLocally: false });
  vi.stubGlobal("SpeechRecognition", Recogniser);
  vi.stubGlobal("speechSynthesis", {
    getVoices: () => [{ name: "Zoe", voiceURI: "zoe", lang: "en-GB", localService: true, default: true }],
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  });
}

beforeEach(() => {
  window.localStorage.clear();
  forgetPreferences();
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  window.history.replaceState(null, "", "/");
});

it("offers recogniser and voice of the device beside the embedded defaults, and uses neither unasked", async () => {
  ableBrowser();
  open(true);
  const ear = await screen.findByLabelText<HTMLInputElement>("Heard by this browser", {}, PATIENT);
  const voice = await screen.findByLabelText<HTMLInputElement>("This device’s voice", {}, PATIENT);
  expect([ear.checked, voice.checked]).toEqual([false, false]);
  expect(preferences().voice).toBe("service");
});

it.each([
  [
    "better engines are in use",
    () => {
      ableBrowser();
    },
    false,
  ],
  ["the browser can do neither", () => undefined, true],
])("offers neither where %s", async (_, prepare, embedded) => {
  prepare();
  open(embedded);
  await screen.findByLabelText("Captions only", {}, PATIENT);
  await screen.findAllByText("engine");
  expect(screen.queryByLabelText("Heard by this browser")).toBeNull();
  expect(screen.queryByLabelText("This device’s voice")).toBeNull();
});

it("starts an interview heard by the browser without the microphone of the page", async () => {
  ableBrowser();
  const { user } = open(true);
  await user.click(await screen.findByLabelText("Heard by this browser", {}, PATIENT));
  expect(screen.getByText(/Your voice never leaves the browser/)).toBeDefined();
  await user.click(screen.getByRole("button", { name: "Start interview" }));
  await vi.waitFor(() => {
    expect(window.location.pathname).toBe("/interviews/i1/room");
  });
  expect(window.history.state).toMatchObject({ answerBy: "device" });
});

it("needs no sound at all for captions and typed answers, and remembers that they are preferred", async () => {
  const { studio, user } = open(false);
  await user.click(await screen.findByLabelText("Captions first", {}, PATIENT));
  await user.click(screen.getByLabelText("Captions only"));
  await user.click(screen.getByLabelText("Type instead"));
  await user.click(screen.getByRole("button", { name: "Start interview" }));
  await vi.waitFor(() => {
    expect(window.location.pathname).toBe("/interviews/i1/room");
  });
  expect(studio.opened).toBe(0);
  forgetPreferences();
  expect(preferences()).toMatchObject({ captionsFirst: true, voice: "none" });
});
