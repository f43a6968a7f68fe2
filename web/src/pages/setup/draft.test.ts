import { describe, expect, it } from "vitest";
import type { LoopInfo } from "../../wire";
import { draftFor, missing, phaseMinutes, problemsOf, requestOf } from "./draft";

const LOOP: LoopInfo = {
  id: "pm",
  title: "PM",
  summary: "",
  lengths: [45, 60],
  default_minutes: 45,
  levels: [],
  default_level: "L5",
  personas: [],
  default_persona: "maya",
  styles: [],
  default_style: "neutral",
  phases: [],
  problems: ["chat", "feed"],
  needs_project: false,
};

const OWN: LoopInfo = { ...LOOP, id: "deep", needs_project: true, problems: ["own-project"] };

describe("the draft of an interview", () => {
  it("starts with the loop's defaults", () => {
    expect(requestOf(LOOP, { ...draftFor(LOOP), problem: "feed" }, 0)).toEqual({
      loop: "pm",
      minutes: 45,
      level: "L5",
      persona: "maya",
      style: "neutral",
      problem: "feed",
    });
  });

  it("picks any of the loop's problems for a surprise", () => {
    expect(requestOf(LOOP, draftFor(LOOP), 0).problem).toBe("chat");
    expect(requestOf(LOOP, draftFor(LOOP), 0.99).problem).toBe("feed");
  });

  it("needs a title where the candidate brings the project, and sends it trimmed", () => {
    const draft = draftFor(OWN);
    expect(missing(OWN, { ...draft, projectTitle: "  " })).toBe("project");
    const titled = { ...draft, projectTitle: " Checkout ", projectSummary: "Payments." };
    expect(missing(OWN, titled)).toBeNull();
    expect(requestOf(OWN, titled, 0)).toMatchObject({ project: { title: "Checkout", summary: "Payments." } });
    expect(requestOf(OWN, titled, 0).problem).toBeUndefined();
  });

  it("keeps what was written about the project when the loop changes", () => {
    const written = { ...draftFor(OWN), projectTitle: "Checkout", answerBy: "typing" as const };
    expect(draftFor(LOOP, written)).toMatchObject({ projectTitle: "Checkout", answerBy: "typing" });
  });

  it("sends a problem of one's own in place of one of the list, and keeps it from loop to loop", () => {
    const own = { title: "Courts", statement: "Design it.", facts: "" };
    const draft = draftFor(LOOP, { ...draftFor(LOOP), problem: "own", own });
    expect(missing(LOOP, draft)).toBeNull();
    const request = requestOf(LOOP, draft, 0);
    expect(request.problem).toBeUndefined();
    expect(request.own_problem).toEqual({ title: "Courts", statement: "Design it.", facts: [] });
    expect(missing(LOOP, { ...draft, own: { ...own, title: "" } })).toBe("title");
    expect(requestOf(OWN, { ...draft, projectTitle: "Checkout" }, 0).own_problem).toBeUndefined();
  });

  it("lists only problems that are known", () => {
    const chat = { id: "chat", title: "Chat", statement: "", loops: ["pm"], intake: [] };
    expect(problemsOf(LOOP, [chat])).toEqual([chat]);
  });

  it("scales a phase from the nearest listed length", () => {
    expect(phaseMinutes({ "45": 5, "90": 12 }, 45)).toBe(5);
    expect(phaseMinutes({ "45": 6, "90": 12 }, 30)).toBe(4);
    expect(phaseMinutes({}, 30)).toBe(0);
  });
});
