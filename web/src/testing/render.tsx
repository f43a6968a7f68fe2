import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import type { ReactNode } from "react";
import { vi } from "vitest";

/** What a fake service answers: by method and path; a number is an empty answer of that status. */
export type Answers = Readonly<Record<string, unknown>>;

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/** Answer the page's requests from a table and keep what was asked. */
export function serve(answers: Answers): Asked[] {
  const asked: Asked[] = [];
  vi.stubGlobal("fetch", (path: string, init: RequestInit = {}) => {
    const method = init.method ?? "GET";
    const body: unknown = typeof init.body === "string" ? JSON.parse(init.body) : null;
    asked.push({ method, path, body });
    const answer = answers[`${method} ${path}`];
    if (answer === undefined) return Promise.resolve(refusal(404, "not_found"));
    if (answer instanceof Response) return Promise.resolve(answer.clone());
    if (typeof answer === "number") return Promise.resolve(new Response(null, { status: answer }));
    return Promise.resolve(Response.json(answer));
  });
  return asked;
}

export function refusal(status: number, code: string): Response {
  return Response.json({ code, message: `Refused: ${code}.` }, { status });
}

export function show(children: ReactNode) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  return render(<QueryClientProvider client={client}>{children}</QueryClientProvider>);
}
