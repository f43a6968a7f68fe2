import { describe, expect, it } from "vitest";
import { factsOf, faultOf, ownProblemOf, OWN_LIMITS } from "./own-problem";

const OWN = { title: " Courts ", statement: " Design it. ", facts: "How many courts? Two thousand." };

describe("a problem of one's own", () => {
  it("is sent trimmed, with its facts", () => {
    expect(ownProblemOf(OWN)).toEqual({
      title: "Courts",
      statement: "Design it.",
      facts: [{ question: "How many courts?", answer: "Two thousand." }],
    });
    expect(faultOf(OWN)).toBeNull();
  });

  it.each([
    ["How many users? Two million.", { question: "How many users?", answer: "Two million." }],
    ["- Q: How many users? A: Two million.", { question: "How many users?", answer: "Two million." }],
    ["3) How many users? – Two million.", { question: "How many users?", answer: "Two million." }],
    ["Who? When? Members, daily.", { question: "Who? When?", answer: "Members, daily." }],
    ["* Members pay once a year.", { answer: "Members pay once a year." }],
    ["And the budget?", { answer: "And the budget?" }],
    ["2 million users", { answer: "2 million users" }],
  ])("reads the line %j", (line, fact) => {
    expect(factsOf(`\n  ${line}  \n\n`)).toEqual([fact]);
  });

  it.each([
    [{ title: " " }, "title"],
    [{ statement: "" }, "statement"],
    [{ facts: "Yes.\n".repeat(OWN_LIMITS.facts + 1) }, "too-many"],
    [{ facts: "x".repeat(OWN_LIMITS.answer + 1) }, "too-long"],
  ])("cannot be used with %j", (change, fault) => {
    expect(faultOf({ ...OWN, ...change })).toBe(fault);
  });
});
