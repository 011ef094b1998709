// One socket that is always there or on its way back. It says what it hears; what to ask for on each opening is the
// listener's matter.

import { backoffMs } from "../helpers/backoff.js";

const SILENCE_MS = 70_000; // the service pings every 25 s: after two missed the line is dead
const CLOSE_NOT_SIGNED_IN = 4401;

/**
 * @param {object} options
 * @param {() => WebSocket} options.open Makes a socket.
 * @param {(frame: object) => void} options.onFrame
 * @param {() => void} options.onOpen After each opening; ask for what is wanted.
 * @param {(state: {phase: string, retryAt: number|null}) => void} options.onState phase is `connecting`, `open`,
 *   `waiting` (until retryAt, ms) or `stopped`.
 * @param {() => void} options.onNotSignedIn The session has ended; the connection has stopped.
 * @param {{setTimeout: Function, clearTimeout: Function, now: () => number, random: () => number}} options.world
 */
export function createConnection({ open, onFrame, onOpen, onState, onNotSignedIn, world }) {
  let socket = null;
  let failures = 0;
  let timer = null;
  let watchdog = null;

  function connect() {
    world.clearTimeout(timer);
    onState({ phase: "connecting", retryAt: null });
    const current = open();
    socket = current;
    current.onopen = () => {
      if (socket !== current) return;
      current.send(JSON.stringify({ type: "hello" }));
      onState({ phase: "open", retryAt: null });
      heard();
      onOpen();
    };
    current.onmessage = ({ data }) => {
      if (socket !== current) return;
      failures = 0;
      heard();
      const frame = JSON.parse(data);
      if (frame.type !== "ping") onFrame(frame);
    };
    current.onclose = ({ code }) => {
      if (socket === current) lost(code);
    };
  }

  function heard() {
    world.clearTimeout(watchdog);
    watchdog = world.setTimeout(() => {
      const dead = socket;
      lost(null);
      dead?.close();
    }, SILENCE_MS);
  }

  function lost(code) {
    socket = null;
    world.clearTimeout(watchdog);
    if (code === CLOSE_NOT_SIGNED_IN) {
      onState({ phase: "stopped", retryAt: null });
      onNotSignedIn();
      return;
    }
    failures += 1;
    const wait = backoffMs(failures, world.random);
    onState({ phase: "waiting", retryAt: world.now() + wait });
    timer = world.setTimeout(connect, wait);
  }

  return {
    start: connect,

    /** Try at once if nothing is open or being opened. */
    hurry() {
      if (socket === null) connect();
    },

    /** Whether it could be handed to the socket. */
    send(frame) {
      if (socket?.readyState !== 1) return false;
      socket.send(JSON.stringify(frame));
      return true;
    },

    stop() {
      world.clearTimeout(timer);
      world.clearTimeout(watchdog);
      const current = socket;
      socket = null;
      current?.close();
      onState({ phase: "stopped", retryAt: null });
    },
  };
}
