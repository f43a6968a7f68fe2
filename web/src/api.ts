/** The service's REST interface, as the page uses it. */

import type {
  Admission,
  Boards,
  Clarified,
  Correction,
  Debrief,
  Delays,
  Engines,
  Extraction,
  Interview,
  InterviewIds,
  Interviews,
  LoopDay,
  Loops,
  NewCorrection,
  NewInterview,
  NewLoopDay,
  NewRetake,
  Notes,
  Problems,
  ProgressOver,
  Recognition,
  Refusal,
  Report,
  Retake,
  Transcript,
} from "./wire";
import { strings } from "./strings";

/** A request that was refused, or never answered (`status` 0). The message is a sentence for the candidate. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = "ApiError";
    this.status = status;
    this.code = code;
  }
}

function isRefusal(value: unknown): value is Refusal {
  return typeof value === "object" && value !== null && "code" in value && "message" in value;
}

async function refusal(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null);
  if (isRefusal(body)) return new ApiError(response.status, body.code, body.message);
  return new ApiError(response.status, "failed", strings.errors.unexpected(response.status));
}

async function request(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set("Accept", "application/json");
  const response = await fetch(path, { ...init, headers }).catch(() => {
    throw new ApiError(0, "unreachable", strings.errors.unreachable);
  });
  // A service that is shared answers a page that lacks its token with a form for it.
  if (response.status === 401) window.location.reload();
  if (!response.ok) throw await refusal(response);
  return response;
}

async function get<T>(path: string): Promise<T> {
  return (await (await request(path)).json()) as T;
}

function json(method: string, body: unknown): RequestInit {
  return { method, body: JSON.stringify(body), headers: { "Content-Type": "application/json" } };
}

async function post<T>(path: string, body?: unknown): Promise<T> {
  const init = body === undefined ? { method: "POST" } : json("POST", body);
  return (await (await request(path, init)).json()) as T;
}

async function send<T>(path: string, content: ArrayBuffer | Blob): Promise<T> {
  const headers = { "Content-Type": "application/octet-stream" };
  return (await (await request(path, { method: "POST", body: content, headers })).json()) as T;
}

/** The conditions that are set, as a query. */
function query(conditions: Readonly<Record<string, string | number>>): string {
  const set = Object.entries(conditions).filter(([, value]) => value !== "");
  const text = new URLSearchParams(set.map(([name, value]) => [name, String(value)])).toString();
  return text ? `?${text}` : "";
}

/** What interviews are looked for; an empty text is no condition. */
export interface Wanted {
  readonly loop: string;
  readonly level: string;
  readonly text: string;
  /** Days as `<input type="date">` writes them, in the reader's own time zone; `until` is included. */
  readonly since: string;
  readonly until: string;
}

function startOf(day: string, daysLater = 0): string {
  if (day === "") return "";
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + daysLater).toISOString();
}

const interviewPath = (id: string): string => `/v1/interviews/${encodeURIComponent(id)}`;

const dayPath = (id: string): string => `/v1/loop-days/${encodeURIComponent(id)}`;

export const api = {
  loops: async () => (await get<Loops>("/v1/loops")).loops,
  problems: async () => (await get<Problems>("/v1/problems")).problems,
  engines: () => get<Engines>("/v1/engines"),
  interviews: ({ since, until, ...same }: Wanted, limit: number) =>
    get<Interviews>(
      `/v1/interviews${query({ ...same, since: startOf(since), until: startOf(until, 1), limit })}`,
    ),
  progress: async (loop: string) => (await get<ProgressOver>(`/v1/progress${query({ loop })}`)).points,
  interview: (id: string) => get<Interview>(interviewPath(id)),
  create: (body: NewInterview) => post<Admission>("/v1/interviews", body),
  boards: (id: string) => get<Boards>(`${interviewPath(id)}/board.json`),
  createDay: (body: NewLoopDay) => post<LoopDay>("/v1/loop-days", body),
  day: (id: string) => get<LoopDay>(dayPath(id)),
  debrief: (id: string) => get<Debrief>(`${dayPath(id)}/debrief.json`),
  delays: (id: string) => get<Delays>(`${interviewPath(id)}/delays`),
  notes: (id: string) => get<Notes>(`${interviewPath(id)}/notes`),
  /** @param leaving the page is about to go, and the request is to outlive it. */
  keepNotes: async (id: string, body: Notes, leaving = false) => {
    await request(`${interviewPath(id)}/notes`, { ...json("PUT", body), keepalive: leaving });
  },
  clarified: async (id: string) => (await get<Clarified>(`${interviewPath(id)}/clarified`)).told,
  ticket: (id: string) => post<Admission>(`${interviewPath(id)}/tickets`),
  remove: async (id: string) => {
    await request(interviewPath(id), { method: "DELETE" });
  },
  restore: (id: string) => post<Interview>(`${interviewPath(id)}/restore`),
  removeAll: async () => {
    return (await (await request("/v1/interviews", { method: "DELETE" })).json()) as InterviewIds;
  },
  restoreAll: (body: InterviewIds) => post<InterviewIds>("/v1/interviews/restore", body),
  retakes: (id: string) => get<readonly Retake[]>(`${interviewPath(id)}/retakes`),
  retake: (id: string, body: NewRetake) => post<Retake>(`${interviewPath(id)}/retakes`, body),
  correct: (id: string, body: NewCorrection) => post<Correction>(`${interviewPath(id)}/corrections`, body),
  recognise: (clip: ArrayBuffer) => send<Recognition>("/v1/recognitions", clip),
  extract: (file: Blob) => send<Extraction>("/v1/extractions", file),
  report: (id: string) => get<Report>(`${interviewPath(id)}/report.json`),
  transcript: (id: string) => get<Transcript>(`${interviewPath(id)}/transcript.json`),
};

/** Files of an interview, for links. */
export const files = {
  archive: "/v1/archive.zip",
  debrief: (day: string) => `${dayPath(day)}/debrief.md`,
  transcript: (id: string, format: "json" | "md" | "txt" | "vtt" | "pdf") =>
    `${interviewPath(id)}/transcript.${format}`,
  report: (id: string, format: "json" | "md" | "pdf") => `${interviewPath(id)}/report.${format}`,
  /** The whiteboard at a second of the interview, or at its end. */
  board: (id: string, atS?: number) =>
    `${interviewPath(id)}/board.svg${atS === undefined ? "" : `?at_s=${String(atS)}`}`,
  audio: (id: string) => `${interviewPath(id)}/audio.ogg`,
};
