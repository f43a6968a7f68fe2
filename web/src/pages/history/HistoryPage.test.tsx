// @vitest-environment jsdom
import { cleanup, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { serve, show } from "../../testing/render";
import { INTERVIEW, LOOP } from "../../testing/samples";
import { HistoryPage } from "./HistoryPage";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it("opens reports of finished interviews and rooms of the others", async () => {
  serve({
    "GET /v1/loops": { loops: [LOOP] },
    "GET /v1/interviews": {
      interviews: [
        INTERVIEW,
        { ...INTERVIEW, id: "i2", problem_title: "Feed", status: "paused", signal: null },
      ],
      total: 2,
    },
  });
  show(<HistoryPage />);
  const finished = await screen.findByRole("link", { name: /^Open Chat/ });
  expect(finished.getAttribute("href")).toBe("/interviews/i1");
  expect(screen.getByRole("link", { name: /^Open Feed/ }).getAttribute("href")).toBe("/interviews/i2/room");
  expect(screen.getByText("Mixed")).toBeDefined();
});

it("deletes an interview and brings it back", async () => {
  const asked = serve({
    "GET /v1/loops": { loops: [LOOP] },
    "GET /v1/interviews": { interviews: [INTERVIEW], total: 1 },
    "DELETE /v1/interviews/i1": 204,
    "POST /v1/interviews/i1/restore": INTERVIEW,
  });
  const user = userEvent.setup();
  show(<HistoryPage />);
  await user.click(await screen.findByRole("button", { name: /^Delete Chat/ }));
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  expect(await screen.findByText("“Chat” is back.")).toBeDefined();
  expect(
    asked.filter(({ method }) => method !== "GET").map(({ method, path }) => `${method} ${path}`),
  ).toEqual(["DELETE /v1/interviews/i1", "POST /v1/interviews/i1/restore"]);
});

it("says that there is nothing yet, and where to begin", async () => {
  serve({ "GET /v1/interviews": { interviews: [], total: 0 } });
  show(<HistoryPage />);
  expect(await screen.findByText("No interviews yet.")).toBeDefined();
});

it("says that the service does not answer, and lets one try again", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("down")));
  show(<HistoryPage />);
  expect((await screen.findByRole("alert")).textContent).toMatch(/service does not answer/);
  expect(screen.getByRole("button", { name: "Try again" })).toBeDefined();
});
