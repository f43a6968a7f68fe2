import { describe, expect, it } from "vitest";
import { DEFAULTS, readPreferences } from "./preferences";

describe("preferences", () => {
  it("come back as they were kept", () => {
    const kept = { captionsFirst: true, voice: "none", voiceName: "Zoe" };
    expect(readPreferences(JSON.stringify(kept))).toEqual(kept);
  });

  it.each([null, "", "[]", "null", "{", '{"voice": "cloud", "captionsFirst": "yes", "voiceName": 3}'])(
    "are the defaults where %j was kept",
    (kept) => {
      expect(readPreferences(kept)).toEqual(DEFAULTS);
    },
  );
});
