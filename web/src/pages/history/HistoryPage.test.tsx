// @vitest-environment jsdom
import { cleanup, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { withDialogs } from "../../testing/dialogs";
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
    "GET /v1/interviews?limit=25": {
      interviews: [
        INTERVIEW,
        { ...INTERVIEW, id: "i2", problem_title: "Feed", status: "paused", signal: null },
      ],
      total: 2,
    },
  });
  show(<HistoryPage />);
  const finished = await screen.findByRole("link", { name: /^Open report: Chat/ });
  expect(finished.getAttribute("href")).toBe("/interviews/i1");
  expect(screen.getByRole("link", { name: /^Continue: Feed/ }).getAttribute("href")).toBe(
    "/interviews/i2/room",
  );
  expect(screen.getByText("Mixed")).toBeDefined();
});

it("deletes an interview and brings it back", async () => {
  const asked = serve({
    "GET /v1/loops": { loops: [LOOP] },
    "GET /v1/interviews?limit=25": { interviews: [INTERVIEW], total: 1 },
    "DELETE /v1/interviews/i1": 204,
    "POST /v1/interviews/restore": { interviews: ["i1"] },
  });
  const user = userEvent.setup();
  show(<HistoryPage />);
  await user.click(await screen.findByRole("button", { name: /^Delete Chat/ }));
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  expect(await screen.findByText("“Chat” is back.")).toBeDefined();
  expect(
    asked.filter(({ method }) => method !== "GET").map(({ method, path }) => `${method} ${path}`),
  ).toEqual(["DELETE /v1/interviews/i1", "POST /v1/interviews/restore"]);
});

it("finds interviews by loop, days and words, and says when there are none", async () => {
  const asked = serve({
    "GET /v1/loops": { loops: [LOOP] },
    "GET /v1/interviews?limit=25": { interviews: [INTERVIEW], total: 1 },
    "GET /v1/interviews?loop=pm-system-design&limit=25": { interviews: [INTERVIEW], total: 1 },
    "GET /v1/interviews?loop=pm-system-design&text=kafka&limit=25": { interviews: [], total: 0 },
  });
  const user = userEvent.setup();
  show(<HistoryPage />);
  expect(await screen.findByText("1 interview")).toBeDefined();
  await user.selectOptions(screen.getByRole("combobox", { name: "Loop" }), LOOP.title);
  await user.click(screen.getByRole("searchbox", { name: "Words" }));
  await user.paste("kafka");
  expect(await screen.findByText(/^No interview is like that/)).toBeDefined();
  expect(asked.some(({ path }) => path.endsWith("text=kafka&limit=25"))).toBe(true);
  await user.click(screen.getByRole("button", { name: "Clear" }));
  expect(await screen.findByText("1 interview")).toBeDefined();
});

it("deletes all only when that is confirmed, and brings all back", async () => {
  const asked = serve({
    "GET /v1/loops": { loops: [LOOP] },
    "GET /v1/interviews?limit=25": { interviews: [INTERVIEW], total: 1 },
    "DELETE /v1/interviews": { interviews: ["i1", "i2"] },
    "POST /v1/interviews/restore": { interviews: ["i1", "i2"] },
  });
  withDialogs();
  const user = userEvent.setup();
  show(<HistoryPage />);
  await user.click(await screen.findByRole("button", { name: "Delete all" }));
  expect(asked.some(({ method }) => method === "DELETE")).toBe(false);
  await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Delete all" }));
  expect(await screen.findByText("2 interviews were deleted.")).toBeDefined();
  await user.click(screen.getByRole("button", { name: "Undo" }));
  expect(await screen.findByText("2 interviews are back.")).toBeDefined();
  expect(asked.find(({ method }) => method === "POST")?.body).toEqual({ interviews: ["i1", "i2"] });
});

it("says that there is nothing yet, and where to begin", async () => {
  serve({ "GET /v1/interviews?limit=25": { interviews: [], total: 0 } });
  show(<HistoryPage />);
  expect(await screen.findByText("No interviews yet.")).toBeDefined();
});

it("says that the service does not answer, and lets one try again", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("down")));
  show(<HistoryPage />);
  expect((await screen.findByRole("alert")).textContent).toMatch(/service does not answer/);
  expect(screen.getByRole("button", { name: "Try again" })).toBeDefined();
});
