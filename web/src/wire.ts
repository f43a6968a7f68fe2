// Made from the service's models by scripts/wire_types.py. Do not edit.

export const PROTOCOL = "viva.v1";
export const MAX_TEXT_CHARS = 4000;
export const MAX_NOTES_CHARS = 20000;
/** Audio up to this sequence number is stored. */
export interface Ack {
  readonly type: "ack";
  readonly sequence: number;
}

/** Answer to ``POST /v1/interviews`` and to ``POST /v1/interviews/{id}/tickets``: the way in. */
export interface Admission {
  readonly id: string;
  readonly loop: string;
  readonly minutes: number;
  readonly level: string;
  readonly problem: string;
  readonly problem_title: string;
  readonly persona: string;
  readonly style: string;
  readonly drill: string | null;
  readonly loop_day: string | null;
  readonly status: "created" | "live" | "paused" | "finished";
  readonly created_at: string;
  readonly elapsed_s: number;
  readonly signal: string | null;
  readonly ticket: string;
  readonly live: string;
}

/** Something the sources recommend; shown, never scored. */
export interface Advice {
  readonly id: string;
  readonly text: string;
  readonly source: string;
}

/** The whiteboard has changed; it is sent whole. */
export interface Board {
  readonly nodes?: readonly BoardNodeInput[];
  readonly edges?: readonly BoardEdgeInput[];
  readonly marks?: readonly BoardMarkInput[];
  readonly type: "board";
}

/** The whiteboard from ``at_s`` on, in seconds of interview time, until the next state. */
export interface BoardAt {
  readonly at_s: number;
  readonly board: BoardView;
}

/** An arrow on the whiteboard. */
export interface BoardEdge {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly label: string;
  readonly points: readonly number[];
  readonly pen: BoardPen | null;
}

/** An arrow on the whiteboard. */
export interface BoardEdgeInput {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly label?: string;
  readonly points?: readonly number[];
  readonly pen?: BoardPenInput | null;
}

/** What else is on the whiteboard: words beside the boxes, or a line. */
export interface BoardMark {
  readonly id: string;
  readonly text: string;
  readonly points: readonly number[];
  readonly arrow: boolean;
  readonly size: number;
  readonly pen: BoardPen | null;
}

/** What else is on the whiteboard: words beside the boxes, or a line. */
export interface BoardMarkInput {
  readonly id: string;
  readonly text?: string;
  readonly points?: readonly number[];
  readonly arrow?: boolean;
  readonly size?: number;
  readonly pen?: BoardPenInput | null;
}

/** A box on the whiteboard. A width of 0 leaves its place open. */
export interface BoardNode {
  readonly id: string;
  readonly label: string;
  readonly shape: string;
  readonly outline: "rectangle" | "ellipse" | "diamond";
  readonly fill: string;
  readonly pen: BoardPen | null;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A box on the whiteboard. A width of 0 leaves its place open. */
export interface BoardNodeInput {
  readonly id: string;
  readonly label?: string;
  readonly shape?: string;
  readonly outline?: "rectangle" | "ellipse" | "diamond";
  readonly fill?: string;
  readonly pen?: BoardPenInput | null;
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
}

/** What something on the whiteboard is drawn with, where that is not the usual pen. */
export interface BoardPen {
  readonly colour: string;
  readonly stroke: "solid" | "dashed" | "dotted";
  readonly width: number;
}

/** What something on the whiteboard is drawn with, where that is not the usual pen. */
export interface BoardPenInput {
  readonly colour?: string;
  readonly stroke?: "solid" | "dashed" | "dotted";
  readonly width?: number;
}

/** The whiteboard as a graph, with the places of what is on it. */
export interface BoardView {
  readonly nodes: readonly BoardNode[];
  readonly edges: readonly BoardEdge[];
  readonly marks: readonly BoardMark[];
}

/** Answer to ``GET /v1/interviews/{id}/board.json``: the whiteboard's states, in order. */
export interface Boards {
  readonly boards: readonly BoardAt[];
}

/** What the candidate is being heard to say. ``stable`` will not change; ``unstable`` may. */
export interface Caption {
  readonly type: "caption";
  readonly turn: string;
  readonly stable: string;
  readonly unstable: string;
  readonly final: boolean;
}

/** Something to pick: an id, a name and a line on it. */
export interface Choice {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
}

/** Answer to ``GET /v1/interviews/{id}/clarified``, oldest first; nothing is there twice. */
export interface Clarified {
  readonly told: readonly Told[];
}

/** Act on what is playing: ``flush`` it for good, ``pause`` it in place, or ``resume`` from there. */
export interface Clear {
  readonly type: "clear";
  readonly utterance: number;
  readonly action: "flush" | "pause" | "resume";
}

/** One criterion as several panels saw it. */
export interface Compared {
  readonly id: string;
  readonly name: string;
  readonly views: readonly View[];
  readonly differ: boolean;
}

/** One row of the because matrix: component x reason x requirement x what was given up. */
export interface ComponentEntry {
  readonly name: string;
  readonly turn: string;
  readonly start: number;
  readonly end: number;
  readonly said: string;
  readonly reason: string | null;
  readonly requirement: string | null;
  readonly given_up: string | null;
  readonly needs_reason: boolean;
  readonly drawn: string | null;
}

/** An answer is being written, or recognised by the client: this is no silence. Sent every few seconds. */
export interface Composing {
  readonly type: "composing";
}

/** Words put right, and the criteria whose scores or quotes that changed, before and after. */
export interface Correction {
  readonly turn: string;
  readonly heard: string;
  readonly text: string;
  readonly before: readonly CriterionScore[];
  readonly after: readonly CriterionScore[];
}

/** One criterion's verdict. ``score`` is None for not enough evidence, which is not a low score. */
export interface CriterionScore {
  readonly id: string;
  readonly name: string;
  readonly dimension: string;
  readonly score: number | null;
  readonly reason: string;
  readonly quotes: readonly Quote[];
  readonly missed: readonly string[];
  readonly aim: string;
}

/** ``viva-debrief/1``: the panels' evidence and signals, compared. */
export interface Debrief {
  readonly format: "viva-debrief/1";
  readonly panels: readonly Panel[];
  readonly signal: "strong no" | "no" | "mixed" | "yes" | "strong yes" | "not enough evidence";
  readonly meaning: string;
  readonly agreement: number | null;
  readonly compared: readonly Compared[];
  readonly strengths: readonly Finding[];
  readonly concerns: readonly Finding[];
}

/** Answer to ``GET /v1/interviews/{id}/delays``: every answer that was heard, oldest first. */
export interface Delays {
  readonly turns: readonly TurnDelays[];
  readonly spans_ms: Readonly<Record<string, Spread>>;
  readonly voice_to_voice_ms: Spread | null;
}

/** The mean of a dimension's scored criteria; None when none was scored. */
export interface DimensionScore {
  readonly id: string;
  readonly name: string;
  readonly score: number | null;
}

/** The candidate has finished the turn. */
export interface Done {
  readonly type: "done";
}

/** The candidate ends the interview. */
export interface End {
  readonly type: "end";
}

/** The interview is over; the report is being made or is ready at ``report``. */
export interface Ended {
  readonly type: "ended";
  readonly reason: "finished" | "candidate" | "taken_over" | "deleted";
  readonly report: string;
}

/** Which engine was chosen for one job, and why. */
export interface EngineChoice {
  readonly job: "speech-to-text" | "text-to-speech" | "interviewer" | "voice-detection" | "end-of-turn" | "database";
  readonly name: string;
  readonly model: string;
  readonly device: string;
  readonly why: string;
  readonly embedded: boolean;
  readonly advice: string;
}

/** Answer to ``GET /v1/engines``. */
export interface Engines {
  readonly engines: readonly EngineChoice[];
  readonly notices: readonly string[];
}

/** The last input was refused. */
export interface Error {
  readonly type: "error";
  readonly code: string;
  readonly message: string;
}

/** A figure a good answer comes near to; ``stated`` is the nearest the candidate gave, if it was near. */
export interface ExpectedNumber {
  readonly id: string;
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly derivation: string;
  readonly stated: Quote | null;
}

/** Answer to ``POST /v1/extractions``: the words of a file. */
export interface Extraction {
  readonly text: string;
  readonly cut: boolean;
}

/** A strength or a concern, and the panel that has it. */
export interface Finding {
  readonly name: string;
  readonly view: View;
}

/** A question the interviewer asked, and why it chose to. */
export interface FollowUp {
  readonly turn: string;
  readonly move: string;
  readonly target: string;
  readonly why: string;
}

/** One thing the rubric listens for in a phase, and where the words first showed it, if they did. */
export interface Heard {
  readonly id: string;
  readonly kind: "question" | "settle" | "leadership" | "signal" | "pitfall";
  readonly text: string;
  readonly source: string;
  readonly quote: Quote | null;
}

/** First message of every connection. */
export interface Hello {
  readonly type: "hello";
  readonly protocol: "viva.v1";
  readonly microphone?: boolean;
  readonly sound?: boolean;
}

/** The candidate asks for a hint. */
export interface Hint {
  readonly type: "hint";
}

/** An interview as listed. */
export interface Interview {
  readonly id: string;
  readonly loop: string;
  readonly minutes: number;
  readonly level: string;
  readonly problem: string;
  readonly problem_title: string;
  readonly persona: string;
  readonly style: string;
  readonly drill: string | null;
  readonly loop_day: string | null;
  readonly status: "created" | "live" | "paused" | "finished";
  readonly created_at: string;
  readonly elapsed_s: number;
  readonly signal: string | null;
}

/** Interviews by id: what ``DELETE /v1/interviews`` took away, what ``POST .../restore`` brings back. */
export interface InterviewIds {
  readonly interviews: readonly string[];
}

/** Answer to ``GET /v1/interviews``, newest first. */
export interface Interviews {
  readonly interviews: readonly Interview[];
  readonly total: number;
}

/** A turn as the room shows it. */
export interface Line {
  readonly turn: string;
  readonly speaker: "interviewer" | "candidate";
  readonly text: string;
  readonly start_s: number;
}

/** A loop day: its interviews in their order. */
export interface LoopDay {
  readonly id: string;
  readonly interviews: readonly Interview[];
}

/** A loop as the set-up page shows it. */
export interface LoopInfo {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly lengths: readonly number[];
  readonly default_minutes: number;
  readonly levels: readonly Choice[];
  readonly default_level: string;
  readonly personas: readonly Choice[];
  readonly default_persona: string;
  readonly styles: readonly Choice[];
  readonly default_style: string;
  readonly phases: readonly PhaseInfo[];
  readonly problems: readonly string[];
  readonly needs_project: boolean;
}

/** Answer to ``GET /v1/loops``. */
export interface Loops {
  readonly loops: readonly LoopInfo[];
}

/** The microphone was muted or opened. */
export interface Mute {
  readonly type: "mute";
  readonly muted: boolean;
}

/** Body of ``POST /v1/interviews/{id}/corrections``: what the candidate really said in a turn. */
export interface NewCorrection {
  readonly turn: string;
  readonly text: string;
}

/** Body of ``POST /v1/interviews``. What is left out takes the loop's default. */
export interface NewInterview {
  readonly loop: string;
  readonly minutes?: number | null;
  readonly level?: string | null;
  readonly problem?: string | null;
  readonly persona?: string | null;
  readonly style?: string | null;
  readonly project?: ProjectInput | null;
  readonly own_problem?: OwnProblemInput | null;
  readonly phase?: string | null;
  readonly background?: string | null;
  readonly seed?: number | null;
}

/** Body of ``POST /v1/loop-days``: the interviews in the order in which they are to be held. */
export interface NewLoopDay {
  readonly id?: string;
  readonly interviews: readonly NewInterview[];
}

/** Body of ``POST /v1/interviews/{id}/retakes``: a candidate turn answered again. */
export interface NewRetake {
  readonly turn: string;
  readonly text: string;
}

/** What the candidate wrote down in an interview; empty when nothing. */
export interface Notes {
  readonly text: string;
}

/** Something the candidate should know, in a sentence. ``code`` is stable. */
export interface Notice {
  readonly type: "notice";
  readonly code: string;
  readonly text: string;
}

/** A figure the candidate stated. */
export interface NumberEntry {
  readonly turn: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly value: number;
  readonly unit: string;
  readonly counts: string;
  readonly derived: boolean;
  readonly agrees: boolean | null;
  readonly note: string;
}

/** The verdict on the whole interview for the level asked for. */
export interface Overall {
  readonly signal: "strong no" | "no" | "mixed" | "yes" | "strong yes" | "not enough evidence";
  readonly band: string;
  readonly level: string;
  readonly meaning: string;
}

/** Something that holds in a candidate's own problem: told when it is asked for. */
export interface OwnFact {
  readonly question: string;
  readonly answer: string;
}

/** Something that holds in a candidate's own problem: told when it is asked for. */
export interface OwnFactInput {
  readonly question?: string;
  readonly answer: string;
}

/** A design problem that the candidate wrote. */
export interface OwnProblem {
  readonly title: string;
  readonly statement: string;
  readonly facts: readonly OwnFact[];
}

/** A design problem that the candidate wrote. */
export interface OwnProblemInput {
  readonly title: string;
  readonly statement: string;
  readonly facts?: readonly OwnFactInput[];
}

/** One interview of the day: who asked about what, and the verdict. */
export interface Panel {
  readonly interview: string;
  readonly loop: string;
  readonly title: string;
  readonly overall: Overall;
}

/** Stop the clock. */
export interface Pause {
  readonly type: "pause";
}

/** The clock: sent when a phase begins and every few seconds. */
export interface PhaseChanged {
  readonly type: "phase";
  readonly phase: string;
  readonly elapsed_s: number;
  readonly total_s: number;
  readonly phases: readonly PhaseView[];
}

/** A phase of a loop and its minutes for each standard length. */
export interface PhaseInfo {
  readonly id: string;
  readonly title: string;
  readonly goal: string;
  readonly minutes: Readonly<Record<string, number>>;
}

/** What a phase asks for, and what of it was heard. */
export interface PhaseReview {
  readonly id: string;
  readonly title: string;
  readonly items: readonly Heard[];
}

/** Planned and actual seconds of one phase. */
export interface PhaseTime {
  readonly id: string;
  readonly title: string;
  readonly planned_s: number;
  readonly actual_s: number;
}

/** A phase on the track: planned seconds and seconds spent so far. */
export interface PhaseView {
  readonly id: string;
  readonly title: string;
  readonly planned_s: number;
  readonly spent_s: number;
}

/** How much of an utterance the browser has really played: the only truth about what was heard. */
export interface Played {
  readonly type: "played";
  readonly utterance: number;
  readonly samples: number;
  readonly finished?: boolean;
}

/** One thing to practise: the moment that called for it, an exercise in Viva, at most one resource. */
export interface Practice {
  readonly title: string;
  readonly why: string;
  readonly turn: string | null;
  readonly exercise: string;
  readonly resource: string | null;
}

/** A choice that always costs something: where it was made, and where its price was told, if it was. */
export interface PriceEntry {
  readonly id: string;
  readonly name: string;
  readonly gain: string;
  readonly price: string;
  readonly chosen: Quote;
  readonly told: Quote | null;
}

/** A problem as the candidate may see it: never its fact sheet. */
export interface ProblemInfo {
  readonly id: string;
  readonly title: string;
  readonly statement: string;
  readonly loops: readonly string[];
  readonly intake: readonly string[];
}

/** Answer to ``GET /v1/problems``. */
export interface Problems {
  readonly problems: readonly ProblemInfo[];
}

/** A finished interview's verdict: one point of the way so far. */
export interface Progress {
  readonly interview: string;
  readonly created_at: string;
  readonly loop: string;
  readonly level: string;
  readonly problem_title: string;
  readonly signal: string;
  readonly dimensions: readonly DimensionScore[];
}

/** Answer to ``GET /v1/progress``: verdicts of one loop, oldest first. */
export interface ProgressOver {
  readonly points: readonly Progress[];
}

/** The candidate's own project, given before a deep-dive begins. */
export interface Project {
  readonly title: string;
  readonly summary: string;
}

/** The candidate's own project, given before a deep-dive begins. */
export interface ProjectInput {
  readonly title: string;
  readonly summary?: string;
}

/** Words really said: ``transcript.turn(turn).text[start:end] == text``. */
export interface Quote {
  readonly turn: string;
  readonly start: number;
  readonly end: number;
  readonly start_s: number;
  readonly text: string;
}

/** Answer to ``hello``: where the interview stands. Sent again in full after a reconnect. */
export interface Ready {
  readonly type: "ready";
  readonly protocol: "viva.v1";
  readonly interview: string;
  readonly state: "listening" | "thinking" | "speaking" | "paused" | "ended";
  readonly persona: string;
  readonly last_audio: number | null;
  readonly elapsed_s: number;
  readonly total_s: number;
  readonly phase: string;
  readonly phases: readonly PhaseView[];
  readonly lines: readonly Line[];
  readonly problem: string;
  readonly sample_rate: number;
  readonly utterance: number;
  readonly muted: boolean;
  readonly board: BoardView | null;
}

/** Answer to ``POST /v1/recognitions``: what was heard in a clip; empty when nobody spoke. */
export interface Recognition {
  readonly text: string;
}

/** Any refusal: a stable code and a sentence that says what was expected and what came. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
}

/** ``viva-report/1``: the scored interview. */
export interface Report {
  readonly format: "viva-report/1";
  readonly loop: string;
  readonly problem: string;
  readonly minutes: number;
  readonly overall: Overall;
  readonly dimensions: readonly DimensionScore[];
  readonly criteria: readonly CriterionScore[];
  readonly phases: readonly PhaseTime[];
  readonly numbers: readonly NumberEntry[];
  readonly components: readonly ComponentEntry[];
  readonly board: readonly string[];
  readonly speech: Speech;
  readonly followups: readonly FollowUp[];
  readonly practise: readonly Practice[];
  readonly scorer: Scorer;
  readonly review: Review;
  readonly notes: string;
}

/** Start the clock again. */
export interface Resume {
  readonly type: "resume";
}

/** The criteria that moment was evidence for, before and after. */
export interface Retake {
  readonly id: string;
  readonly turn: string;
  readonly text: string;
  readonly before: readonly CriterionScore[];
  readonly after: readonly CriterionScore[];
}

/** The rubric's own list, item by item, with what was heard of it. Beside the scores; changes none. */
export interface Review {
  readonly phases: readonly PhaseReview[];
  readonly mistakes: readonly Trapped[];
  readonly prices: readonly PriceEntry[];
  readonly expected: readonly ExpectedNumber[];
  readonly out_of_scope: readonly string[];
  readonly advice: readonly Advice[];
}

/** One sentence of the interviewer, announced before its audio. */
export interface Say {
  readonly type: "say";
  readonly utterance: number;
  readonly turn: string;
  readonly text: string;
  readonly offset: number;
  readonly samples: number;
  readonly sample_rate: number;
  readonly last: boolean;
}

/** Who scored: the built-in scorer or a model, and the version of its rules or prompts. */
export interface Scorer {
  readonly name: string;
  readonly version: string;
}

/** How the candidate spoke. Shown, never scored. */
export interface Speech {
  readonly talk_ratio: number;
  readonly words: number;
  readonly words_per_minute: number;
  readonly fillers: number;
  readonly fillers_per_minute: number;
  readonly longest_answer_s: number;
}

/** How a figure spreads. */
export interface Spread {
  readonly p50: number;
  readonly p95: number;
}

/** What the interviewer is doing. */
export interface State {
  readonly type: "state";
  readonly state: "listening" | "thinking" | "speaking" | "paused" | "ended";
}

/** Something that the interviewer told of the problem because it was asked. */
export interface Told {
  readonly turn: string;
  readonly kind: "fact" | "scope";
  readonly text: string;
}

/** ``viva-transcript/1``: a whole interview in words. */
export interface Transcript {
  readonly format: "viva-transcript/1";
  readonly loop: string;
  readonly minutes: number;
  readonly problem: string;
  readonly level: string;
  readonly turns: readonly Turn[];
  readonly project: Project | null;
  readonly drill: string | null;
  readonly own_problem: OwnProblem | null;
}

/** A known mistake the candidate's words walked into, and its good counterpart. */
export interface Trapped {
  readonly id: string;
  readonly text: string;
  readonly good: string;
  readonly fatal: boolean;
  readonly quote: Quote;
}

/** One stretch of speech by one speaker. Times are seconds of interview time (pauses not counted). */
export interface Turn {
  readonly id: string;
  readonly speaker: "interviewer" | "candidate";
  readonly phase: string;
  readonly start_s: number;
  readonly end_s: number;
  readonly text: string;
  readonly heard: string | null;
}

/** Where the time went before one answer of the interviewer. */
export interface TurnDelays {
  readonly turn: string;
  readonly answers: string | null;
  readonly spans_ms: Readonly<Record<string, number>>;
  readonly voice_to_voice_ms: number | null;
}

/** An answer typed instead of spoken. */
export interface Typed {
  readonly type: "typed";
  readonly text: string;
}

/** What one panel holds of a criterion. */
export interface View {
  readonly interview: string;
  readonly title: string;
  readonly score: number | null;
  readonly reason: string;
  readonly quote: Quote | null;
  readonly missed: readonly string[];
}

/** Browser to server. */
export type ClientMessage = Hello | Played | Typed | Composing | Done | Hint | Pause | Resume | Mute | Board | End;

export const clientMessageTypes: readonly ClientMessage["type"][] = ["board", "composing", "done", "end", "hello", "hint", "mute", "pause", "played", "resume", "typed"];

/** Server to browser. */
export type ServerMessage = Ready | State | Caption | Say | Clear | PhaseChanged | Notice | Ack | Error | Ended;

export const serverMessageTypes: readonly ServerMessage["type"][] = ["ack", "caption", "clear", "ended", "error", "notice", "phase", "ready", "say", "state"];
