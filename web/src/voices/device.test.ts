import { describe, expect, it } from "vitest";
import { localRecognition, localVoices, type Device } from "./device";

function browser(answer: string | Error, local = true): Device {
  class Recogniser {
    continuous = false;
    static available(): Promise<string> {
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    }
  }
  if (local) Object.assign(Recogniser.prototype, { processLocally: false });
  return { SpeechRecognition: Recogniser } as unknown as Device;
}

describe("recognition on the device", () => {
  it("is there where the browser says it is available, and stays on the device", async () => {
    const make = await localRecognition(browser("available"));
    expect(make?.()).toMatchObject({ processLocally: true, continuous: true, interimResults: true });
  });

  it.each(["downloadable", "downloading", "unavailable", new Error("no")])(
    "is not there when the browser answers %s",
    async (answer) => {
      expect(await localRecognition(browser(answer))).toBeNull();
    },
  );

  it("is never one that could send the sound elsewhere", async () => {
    expect(await localRecognition(browser("available", false))).toBeNull();
    expect(await localRecognition({})).toBeNull();
  });
});

describe("voices of the device", () => {
  const voice = (name: string, localService: boolean, lang: string, first = false) =>
    ({ name, localService, lang, default: first }) as SpeechSynthesisVoice;

  it("are those in English that need no service elsewhere, the browser's choice first", () => {
    const getVoices = () => [
      voice("Far", false, "en-US", true),
      voice("Zoe", true, "en_GB"),
      voice("Ann", true, "en-US"),
      voice("Eva", true, "de-DE"),
      voice("Own", true, "en-AU", true),
    ];
    expect(localVoices({ speechSynthesis: { getVoices } }).map(({ name }) => name)).toEqual([
      "Own",
      "Ann",
      "Zoe",
    ]);
    expect(localVoices({})).toEqual([]);
  });
});
