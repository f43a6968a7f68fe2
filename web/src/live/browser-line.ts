/** The line as a browser has it: tickets from REST, a WebSocket, the browser's timers. */

import { api, ApiError } from "../api";
import { Refused, type Line, type Socket } from "./connection";

/** Statuses after which another try cannot help. */
const HOPELESS = new Set([400, 401, 403, 404, 409, 410, 422]);

function socketUrl(path: string): string {
  const url = new URL(path, window.location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return url.href;
}

export function browserLine(interview: string): Line {
  return {
    admit: async () => {
      try {
        return (await api.ticket(interview)).live;
      } catch (error) {
        if (error instanceof ApiError && HOPELESS.has(error.status))
          throw new Refused(error.code, error.message);
        throw error;
      }
    },
    open: (path) => new WebSocket(socketUrl(path)) as Socket,
    later: (action, ms) => {
      const timer = window.setTimeout(action, ms);
      return () => {
        window.clearTimeout(timer);
      };
    },
    chance: () => Math.random(),
  };
}
