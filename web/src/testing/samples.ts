/** Documents as the service gives them, small. */

import type { Interview, LoopInfo, ProblemInfo, Report, Transcript } from "../wire";

export const LOOP: LoopInfo = {
  id: "pm-system-design",
  title: "PM system design",
  summary: "Judgment and scope.",
  lengths: [30, 45],
  default_minutes: 45,
  levels: [
    { id: "L5", title: "L5", summary: "Senior." },
    { id: "L6", title: "L6", summary: "Staff." },
  ],
  default_level: "L5",
  personas: [{ id: "maya", title: "Maya", summary: "Product." }],
  default_persona: "maya",
  styles: [{ id: "neutral", title: "Neutral", summary: "Even." }],
  default_style: "neutral",
  phases: [{ id: "scope", title: "Scope", goal: "", minutes: { "45": 5 } }],
  problems: ["chat"],
  needs_project: false,
};

export const DEEP_DIVE: LoopInfo = {
  ...LOOP,
  id: "tech-deep-dive",
  title: "Technical deep dive",
  problems: ["own-project"],
  needs_project: true,
};

export const CHAT: ProblemInfo = {
  id: "chat",
  title: "Chat",
  statement: "Design a chat.",
  loops: [LOOP.id],
  intake: [],
};

export const OWN_PROJECT: ProblemInfo = {
  id: "own-project",
  title: "Your own project",
  statement: "Tell me about it.",
  loops: ["tech-deep-dive"],
  intake: ["What came of it"],
};

export const INTERVIEW: Interview = {
  id: "i1",
  loop: LOOP.id,
  minutes: 45,
  level: "L5",
  problem: "chat",
  problem_title: "Chat",
  persona: "maya",
  style: "neutral",
  drill: null,
  loop_day: null,
  status: "finished",
  created_at: "2026-01-02T10:00:00Z",
  elapsed_s: 2_690,
  signal: "mixed",
};

export const TRANSCRIPT: Transcript = {
  format: "viva-transcript/1",
  loop: LOOP.id,
  minutes: 45,
  problem: "chat",
  level: "L5",
  turns: [
    {
      id: "t1",
      speaker: "candidate",
      phase: "scope",
      start_s: 10,
      end_s: 20,
      text: "A queue sits between them.",
      heard: null,
    },
    {
      id: "t2",
      speaker: "interviewer",
      phase: "scope",
      start_s: 65,
      end_s: 70,
      text: "Why that queue?",
      heard: null,
    },
  ],
  project: null,
  drill: null,
  own_problem: null,
};

export const REPORT: Report = {
  format: "viva-report/1",
  loop: LOOP.id,
  problem: "chat",
  minutes: 45,
  overall: { signal: "mixed", band: "2.5 of 4", level: "L5", meaning: "Could go either way." },
  dimensions: [
    { id: "arch", name: "Architecture", score: 2.5 },
    { id: "biz", name: "Business", score: null },
  ],
  criteria: [
    {
      id: "because",
      name: "Gives reasons",
      dimension: "arch",
      score: 2.5,
      reason: "Named a queue without a reason.",
      quotes: [{ turn: "t1", start: 0, end: 7, start_s: 10, text: "A queue" }],
      missed: ["Did not say what fails without it."],
      aim: "Most choices have a reason.",
    },
    {
      id: "users",
      name: "Ties to users",
      dimension: "biz",
      score: null,
      reason: "Too little was said.",
      quotes: [],
      missed: [],
      aim: "",
    },
  ],
  phases: [{ id: "scope", title: "Scope", planned_s: 300, actual_s: 320 }],
  numbers: [
    {
      turn: "t1",
      start: 0,
      end: 5,
      text: "fifty terabytes",
      value: 5e13,
      unit: "byte",
      counts: "storage",
      derived: false,
      agrees: false,
      note: "It is 146 TB a year.",
    },
  ],
  components: [
    {
      name: "queue",
      turn: "t1",
      start: 2,
      end: 7,
      said: "queue",
      reason: null,
      requirement: null,
      given_up: null,
      needs_reason: true,
      drawn: null,
    },
  ],
  board: [],
  speech: {
    talk_ratio: 0.7,
    words: 4_000,
    words_per_minute: 140,
    fillers: 10,
    fillers_per_minute: 0.5,
    longest_answer_s: 120,
  },
  followups: [{ turn: "t2", move: "ProbeReason", target: "queue", why: "No reason was given." }],
  practise: [
    { title: "Say because", why: "Reasons were missing.", turn: "t1", exercise: "Drill it.", resource: null },
  ],
  scorer: { name: "built-in", version: "1" },
  review: {
    phases: [
      {
        id: "scope",
        title: "Scope",
        items: [
          {
            id: "asks-users",
            kind: "question",
            text: "Asks who uses it.",
            source: "pm-guide",
            quote: { turn: "t1", start: 0, end: 7, start_s: 10, text: "A queue" },
          },
          { id: "draws", kind: "pitfall", text: "Draws first.", source: "pm-guide", quote: null },
          { id: "metric", kind: "settle", text: "Names a metric.", source: "proposed", quote: null },
        ],
      },
    ],
    mistakes: [
      {
        id: "no-why",
        text: "Adds a part because it is usual.",
        good: "A queue because nobody should wait.",
        fatal: true,
        quote: { turn: "t1", start: 0, end: 7, start_s: 10, text: "A queue" },
      },
    ],
    prices: [],
    expected: [],
    out_of_scope: ["Video"],
    advice: [],
  },
  notes: "",
};
