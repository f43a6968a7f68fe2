import { beforeEach, describe, expect, it } from "vitest";
import { backoffMs } from "./backoff";
import {
  Connection,
  DEAD_LINE_MS,
  readServerMessage,
  Refused,
  type Listener,
  type Socket,
} from "./connection";

class FakeSocket implements Socket {
  binaryType: BinaryType = "blob";
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  readonly sent: (string | ArrayBuffer)[] = [];
  closed = false;

  send(data: string | ArrayBuffer): void {
    this.sent.push(data);
  }

  close(): void {
    this.closed = true;
  }
}

let sockets: FakeSocket[];
let log: string[];
let timers: { action: () => void; ms: number; cancelled: boolean }[];
let admit: () => Promise<string>;

const listener: Listener = {
  connected: () => log.push("connected"),
  message: (message) => log.push(message.type),
  audio: (bytes) => log.push(`audio ${bytes.byteLength}`),
  lost: (ms) => log.push(`lost ${ms}`),
  refused: (reason) => log.push(`refused ${reason.code}`),
};

function connection(): Connection {
  return new Connection(
    {
      admit: () => admit(),
      open: () => {
        const socket = new FakeSocket();
        sockets.push(socket);
        return socket;
      },
      later: (action, ms) => {
        const timer = { action, ms, cancelled: false };
        timers.push(timer);
        return () => (timer.cancelled = true);
      },
      chance: () => 1,
    },
    listener,
  );
}

const pending = () => timers.filter((timer) => !timer.cancelled);

/** Let the newest pending timer of this length fire. */
async function fire(ms: number): Promise<void> {
  const timer = pending().findLast((each) => each.ms === ms);
  if (!timer) throw new Error(`no timer of ${ms} ms is pending`);
  timer.cancelled = true;
  timer.action();
  await Promise.resolve();
  await Promise.resolve();
}

const socket = (): FakeSocket => {
  const newest = sockets.at(-1);
  if (!newest) throw new Error("no socket was opened");
  return newest;
};

beforeEach(() => {
  sockets = [];
  log = [];
  timers = [];
  admit = () => Promise.resolve("/v1/interviews/a/live?ticket=t");
});

describe("Connection", () => {
  it("hands on messages and audio, and drops what it does not know", async () => {
    await connection().connect();
    socket().onopen?.();
    socket().onmessage?.({ data: '{"type":"state","state":"listening"}' });
    socket().onmessage?.({ data: new ArrayBuffer(12) });
    socket().onmessage?.({ data: '{"type":"tomorrow"}' });
    socket().onmessage?.({ data: "not json" });
    expect(log).toEqual(["connected", "state", "audio 12"]);
    expect(socket().binaryType).toBe("arraybuffer");
  });

  it("comes back with a new ticket, waiting longer each time, until it is ready again", async () => {
    await connection().connect();
    socket().onclose?.();
    expect(log).toEqual(["lost 500"]);
    await fire(500);
    socket().onclose?.();
    await fire(1_000);
    socket().onclose?.();
    expect(log).toEqual(["lost 500", "lost 1000", "lost 2000"]);
    await fire(2_000);
    socket().onmessage?.({ data: '{"type":"ready"}' });
    socket().onclose?.();
    expect(log.at(-1)).toBe("lost 500");
    expect(sockets).toHaveLength(4);
  });

  it("keeps trying while no ticket is to be had", async () => {
    admit = () => Promise.reject(new TypeError("network"));
    await connection().connect();
    expect(log).toEqual(["lost 500"]);
    admit = () => Promise.resolve("/x");
    await fire(500);
    expect(sockets).toHaveLength(1);
  });

  it("gives up when the service refuses it", async () => {
    admit = () => Promise.reject(new Refused("not_found", "gone"));
    await connection().connect();
    expect(log).toEqual(["refused not_found"]);
    expect(pending()).toHaveLength(0);
  });

  it("takes a line on which nothing comes for a while as lost", async () => {
    await connection().connect();
    socket().onopen?.();
    const dead = socket();
    await fire(DEAD_LINE_MS);
    expect(dead.closed).toBe(true);
    expect(log).toEqual(["connected", "lost 500"]);
  });

  it("goes at once when told that the network is back", async () => {
    const line = connection();
    await line.connect();
    socket().onclose?.();
    line.hurry();
    await Promise.resolve();
    await Promise.resolve();
    expect(sockets).toHaveLength(2);
    expect(pending().filter((timer) => timer.ms === 500)).toHaveLength(0);
  });

  it("stays away once it is closed", async () => {
    const line = connection();
    await line.connect();
    const open = socket();
    line.close();
    expect(open.closed).toBe(true);
    expect(open.onclose).toBeNull();
    expect(pending()).toHaveLength(0);
    expect(line.send({ type: "done" })).toBe(false);
  });
});

describe("backoffMs", () => {
  it("doubles up to ten seconds, spread over its upper half", () => {
    expect([0, 1, 2, 3, 9].map((attempt) => backoffMs(attempt, 1))).toEqual([
      500, 1_000, 2_000, 4_000, 10_000,
    ]);
    expect(backoffMs(2, 0)).toBe(1_000);
  });
});

describe("readServerMessage", () => {
  it("takes only objects of a known type", () => {
    expect(readServerMessage('{"type":"ack","sequence":3}')).toEqual({ type: "ack", sequence: 3 });
    expect([readServerMessage("null"), readServerMessage("[1]"), readServerMessage('"ack"')]).toEqual([
      null,
      null,
      null,
    ]);
  });
});
