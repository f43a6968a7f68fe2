// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { serve, show } from "../../testing/render";
import type { BoardAt } from "../../wire";
import { addEdge, addNode } from "../room/board/edits";
import { EMPTY_BOARD } from "../room/board/graph";
import { BoardCard } from "./BoardCard";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const first = addNode(EMPTY_BOARD, "a", "service", "API");
const second = addEdge(addNode(first, "q", "queue", "Queue"), "e", "a", "q");
const STATES: readonly BoardAt[] = [
  { at_s: 65, board: first },
  { at_s: 130.5, board: second },
];

it("shows the board at its end, and as it was at the moment chosen", async () => {
  serve({ "GET /v1/interviews/i1/board.json": { boards: STATES } });
  show(<BoardCard interview="i1" />);
  const picture = await screen.findByRole("img");
  expect(picture.getAttribute("alt")).toBe("API → Queue");
  expect(picture.getAttribute("src")).toBe("/v1/interviews/i1/board.svg?at_s=130.5");
  fireEvent.change(screen.getByRole("slider", { name: "Moment of the interview" }), {
    target: { value: "0" },
  });
  expect(picture.getAttribute("alt")).toBe("API");
  expect(screen.getByText("As it stood at 1:05")).toBeDefined();
});

it("shows nothing where nothing was drawn, and no slider where there is one state", async () => {
  const asked = serve({ "GET /v1/interviews/i1/board.json": { boards: [] } });
  const { container } = show(<BoardCard interview="i1" />);
  await waitFor(() => {
    expect(asked).toHaveLength(1);
  });
  expect(container.textContent).toBe("");
  cleanup();
  serve({ "GET /v1/interviews/i2/board.json": { boards: STATES.slice(0, 1) } });
  show(<BoardCard interview="i2" />);
  await screen.findByRole("img");
  expect(screen.queryByRole("slider")).toBeNull();
});
