/** The service's REST interface, as the page uses it. */

import type {
  Admission,
  Delays,
  Engines,
  Interview,
  Interviews,
  Loops,
  NewInterview,
  Problems,
  Refusal,
  Report,
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

async function post<T>(path: string, body?: unknown): Promise<T> {
  const init: RequestInit = { method: "POST" };
  if (body !== undefined) {
    init.body = JSON.stringify(body);
    init.headers = { "Content-Type": "application/json" };
  }
  return (await (await request(path, init)).json()) as T;
}

const interviewPath = (id: string): string => `/v1/interviews/${encodeURIComponent(id)}`;

export const api = {
  loops: async () => (await get<Loops>("/v1/loops")).loops,
  problems: async () => (await get<Problems>("/v1/problems")).problems,
  engines: () => get<Engines>("/v1/engines"),
  interviews: () => get<Interviews>("/v1/interviews"),
  interview: (id: string) => get<Interview>(interviewPath(id)),
  create: (body: NewInterview) => post<Admission>("/v1/interviews", body),
  delays: (id: string) => get<Delays>(`${interviewPath(id)}/delays`),
  ticket: (id: string) => post<Admission>(`${interviewPath(id)}/tickets`),
  remove: async (id: string) => {
    await request(interviewPath(id), { method: "DELETE" });
  },
  restore: (id: string) => post<Interview>(`${interviewPath(id)}/restore`),
  report: (id: string) => get<Report>(`${interviewPath(id)}/report.json`),
  transcript: (id: string) => get<Transcript>(`${interviewPath(id)}/transcript.json`),
};

/** Files of an interview, for links. */
export const files = {
  transcript: (id: string, format: "json" | "md" | "txt" | "vtt" | "pdf") =>
    `${interviewPath(id)}/transcript.${format}`,
  report: (id: string, format: "json" | "md" | "pdf") => `${interviewPath(id)}/report.${format}`,
  audio: (id: string) => `${interviewPath(id)}/audio.ogg`,
};
