/** The socket of a room: admitted by a fresh ticket each time, opened again whenever it is lost. */

import { serverMessageTypes, type ClientMessage, type ServerMessage } from "../wire";
import { backoffMs } from "./backoff";

/** The part of `WebSocket` that is used. */
export interface Socket {
  binaryType: BinaryType;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: (() => void) | null;
  send(data: string | ArrayBuffer): void;
  close(): void;
}

export interface Line {
  /** A new path and query for the socket. Rejects with a `Refused` when trying again is of no use. */
  admit(): Promise<string>;
  open(path: string): Socket;
  /** Run later; call what is returned to cancel. */
  later(action: () => void, ms: number): () => void;
  chance(): number;
}

export interface Listener {
  connected(): void;
  message(message: ServerMessage): void;
  audio(bytes: ArrayBuffer): void;
  /** The connection is gone; the next attempt comes after this many milliseconds. */
  lost(retryMs: number): void;
  /** There is no way back in. */
  refused(reason: Refused): void;
}

/** The service will not admit this page again. */
export class Refused extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = "Refused";
    this.code = code;
  }
}

/** Nothing at all for this long: the line is dead, though nobody said so. The clock alone speaks oftener. */
export const DEAD_LINE_MS = 30_000;

/** Read a text frame; null for one of no known type. */
export function readServerMessage(text: string): ServerMessage | null {
  try {
    const value: unknown = JSON.parse(text);
    const type = typeof value === "object" && value !== null && "type" in value ? value.type : null;
    return serverMessageTypes.some((known) => known === type) ? (value as ServerMessage) : null;
  } catch {
    return null;
  }
}

export class Connection {
  readonly #line: Line;
  readonly #listener: Listener;
  #socket: Socket | null = null;
  #attempt = 0;
  #closed = false;
  #cancelRetry: (() => void) | null = null;
  #cancelWatch: (() => void) | null = null;

  constructor(line: Line, listener: Listener) {
    this.#line = line;
    this.#listener = listener;
  }

  async connect(): Promise<void> {
    this.#cancelRetry?.();
    this.#cancelRetry = null;
    try {
      const path = await this.#line.admit();
      if (!this.#isClosed()) this.#open(path);
    } catch (error) {
      if (this.#isClosed()) return;
      if (error instanceof Refused) this.#refuse(error);
      else this.#lose();
    }
  }

  /** Try at once instead of waiting, when a retry is due later. */
  hurry(): void {
    if (this.#cancelRetry) void this.connect();
  }

  send(message: ClientMessage): boolean {
    return this.#send(JSON.stringify(message));
  }

  sendAudio(bytes: ArrayBuffer): boolean {
    return this.#send(bytes);
  }

  /** Leave for good. */
  close(): void {
    this.#closed = true;
    this.#cancelRetry?.();
    this.#cancelRetry = null;
    this.#drop();
  }

  #isClosed(): boolean {
    return this.#closed;
  }

  #open(path: string): void {
    this.#drop();
    const socket = this.#line.open(path);
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      this.#watch();
      this.#listener.connected();
    };
    socket.onmessage = ({ data }) => {
      this.#watch();
      this.#receive(data);
    };
    socket.onclose = () => {
      this.#drop();
      this.#lose();
    };
    this.#socket = socket;
    this.#watch();
  }

  #receive(data: unknown): void {
    if (data instanceof ArrayBuffer) {
      this.#listener.audio(data);
      return;
    }
    const message = typeof data === "string" ? readServerMessage(data) : null;
    if (!message) return;
    if (message.type === "ready") this.#attempt = 0;
    this.#listener.message(message);
  }

  #send(data: string | ArrayBuffer): boolean {
    if (!this.#socket) return false;
    try {
      this.#socket.send(data);
      return true;
    } catch {
      return false;
    }
  }

  #watch(): void {
    this.#cancelWatch?.();
    this.#cancelWatch = this.#line.later(() => {
      this.#drop();
      this.#lose();
    }, DEAD_LINE_MS);
  }

  #lose(): void {
    if (this.#closed) return;
    const wait = backoffMs(this.#attempt, this.#line.chance());
    this.#attempt += 1;
    this.#cancelRetry?.();
    this.#cancelRetry = this.#line.later(() => void this.connect(), wait);
    this.#listener.lost(wait);
  }

  #refuse(reason: Refused): void {
    this.close();
    this.#listener.refused(reason);
  }

  #drop(): void {
    this.#cancelWatch?.();
    this.#cancelWatch = null;
    const socket = this.#socket;
    this.#socket = null;
    if (!socket) return;
    socket.onopen = null;
    socket.onmessage = null;
    socket.onclose = null;
    socket.close();
  }
}
