// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, expect, it, vi } from "vitest";
import type { BoardView } from "../../../wire";
import { EMPTY_BOARD } from "./graph";
import { inWords } from "./in-words";
import { useBoard } from "./useBoard";
import Whiteboard from "./Whiteboard";

// The drawing surface needs a real browser; what stands in for it tells what the palette asked of it.
const inserted = vi.hoisted(() => vi.fn<(shape: string, label: string, joined: boolean) => string | null>());
vi.mock("./Canvas", async () => {
  const { useImperativeHandle } = await import("react");
  return {
    default: function Surface({ ref }: { readonly ref: React.Ref<unknown> }) {
      useImperativeHandle(ref, () => ({ insert: inserted }));
      return <p>surface</p>;
    },
  };
});

afterEach(cleanup);

/** The board with its state, and a look at what it has become. */
function Bench({ seen }: { readonly seen: (board: BoardView) => void }) {
  const [board, setBoard] = useState(EMPTY_BOARD);
  const change = (changed: BoardView) => {
    seen(changed);
    setBoard(changed);
  };
  return <Whiteboard board={board} onChange={change} />;
}

it("is written as a list by the keyboard alone: boxes, names, arrows", async () => {
  const user = userEvent.setup();
  let latest = EMPTY_BOARD;
  render(
    <Bench
      seen={(board) => {
        latest = board;
      }}
    />,
  );
  await user.click(screen.getByRole("button", { name: "List" }));
  for (const name of ["Add Service", "Add Queue", "Add Database"]) {
    screen.getByRole("button", { name }).focus();
    await user.keyboard("{Enter}");
  }
  expect(screen.getByRole("status").textContent).toBe("Database added.");
  await user.click(screen.getByRole("button", { name: "Add arrow" }));
  expect(inWords(latest)).toEqual(["Queue → Database", "Service"]);
  await user.selectOptions(screen.getByRole("combobox", { name: "From" }), "Service");
  await user.selectOptions(screen.getByRole("combobox", { name: "To" }), "Queue");
  await user.click(screen.getByRole("button", { name: "Add arrow" }));
  await user.type(screen.getByRole("textbox", { name: "Label of arrow 2" }), "jobs");
  await user.type(screen.getByRole("textbox", { name: "Name of box 1" }), " of uploads");
  expect(inWords(latest)).toEqual(["Queue → Database", "Service of uploads → Queue (jobs)"]);
  await user.click(screen.getByRole("button", { name: "Remove Queue" }));
  expect(inWords(latest)).toEqual(["Service of uploads", "Database"]);
});

it("hands shapes to the drawing surface, joined to the selected box where asked", async () => {
  const user = userEvent.setup();
  inserted.mockReturnValueOnce(null).mockReturnValueOnce("Service");
  render(<Bench seen={() => undefined} />);
  await screen.findByText("surface");
  await user.click(screen.getByRole("button", { name: "Add Service" }));
  await user.click(screen.getByRole("checkbox", { name: "With an arrow from the selected box" }));
  await user.click(screen.getByRole("button", { name: "Add Queue" }));
  expect(inserted.mock.calls).toEqual([
    ["service", "Service", false],
    ["queue", "Queue", true],
  ]);
  expect(screen.getByRole("status").textContent).toBe("Arrow from Service to Queue added.");
});

it("sends what was drawn once, when it rests or when something is said", async () => {
  const user = userEvent.setup();
  const sent = vi.fn();
  function Sender() {
    const { board, change, flush } = useBoard(null, sent);
    return (
      <>
        <button
          onClick={() => {
            change({
              ...board,
              marks: [
                ...board.marks,
                { id: "m", text: "x", points: [0, 0], arrow: false, size: 16, pen: null },
              ],
            });
          }}
        >
          draw
        </button>
        <button onClick={flush}>say</button>
      </>
    );
  }
  const { unmount } = render(<Sender />);
  await user.click(screen.getByText("say"));
  await user.click(screen.getByText("draw"));
  await user.click(screen.getByText("draw"));
  await user.click(screen.getByText("say"));
  await user.click(screen.getByText("say"));
  expect(sent).toHaveBeenCalledTimes(1);
  await user.click(screen.getByText("draw"));
  unmount();
  expect(sent).toHaveBeenCalledTimes(2);
});
