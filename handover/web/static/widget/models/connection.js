import { delay } from "./backoff.js";

/** The service beats every 25 s at the latest; after this long a silence the line is dead, whatever the browser thinks. */
const SILENCE_MS = 60_000;
const GONE = new Set([4401, 4404]);

/**
 * The way down from the service: one socket that is opened again after every close nobody asked for.
 *
 * It only carries frames. What was missed meanwhile comes with the next `hello`, which names the last number seen. From the
 * second failed try on it also fetches by plain HTTP, because some networks let no WebSocket through.
 */
export class Connection {
  #open;
  #timers;
  #random;
  #on;
  #socket = null;
  #attempt = 0;
  #retry = null;
  #watch = null;
  #wanted = null;

  /**
   * `open(url)` makes a WebSocket. `on` has `frame(frame)`, `state(online)`, `gone()` for a conversation that the service
   * does not know (any more), and `poll()`, which fetches by HTTP.
   */
  constructor({ open, on, timers = globalThis, random = Math.random }) {
    this.#open = open;
    this.#on = on;
    this.#timers = timers;
    this.#random = random;
  }

  /** Keep a socket to `url` open from now on. `hello()` is asked at every opening, so that it names what was seen by then. */
  start(url, hello) {
    if (this.#wanted?.url === url) return;
    this.stop();
    this.#wanted = { url, hello };
    this.#connect();
  }

  stop() {
    this.#wanted = null;
    this.#attempt = 0;
    this.#timers.clearTimeout(this.#retry);
    this.#drop();
  }

  /** Try now instead of when the waiting is over: the network is back, or somebody looks at the page again. */
  wake() {
    if (!this.#wanted || this.#socket) return;
    this.#timers.clearTimeout(this.#retry);
    this.#connect();
  }

  /** The browser says that the network is gone; without it a dead socket would be noticed only after a long silence. */
  sleep() {
    if (this.#socket) this.#closed(1006);
  }

  send(frame) {
    if (this.#socket?.readyState === 1) this.#socket.send(JSON.stringify(frame));
  }

  #connect() {
    let socket;
    try {
      socket = this.#open(this.#wanted.url);
    } catch {
      this.#again();
      return;
    }
    this.#socket = socket;
    const mine = (react) => (event) => this.#socket === socket && react(event);
    socket.onopen = mine(() => socket.send(JSON.stringify({ type: "hello", ...this.#wanted.hello() })));
    socket.onmessage = mine((event) => this.#received(event.data));
    socket.onclose = mine((event) => this.#closed(event.code));
    this.#listen();
  }

  #received(data) {
    this.#listen();
    let frame;
    try {
      frame = JSON.parse(data);
    } catch {
      return;
    }
    if (frame?.type === "snapshot") {
      this.#attempt = 0;
      this.#on.state(true);
    }
    if (frame && typeof frame === "object" && frame.type !== "ping") this.#on.frame(frame);
  }

  #closed(code) {
    this.#drop();
    if (GONE.has(code)) {
      this.#wanted = null;
      this.#on.gone();
    } else {
      this.#again();
    }
  }

  #again() {
    this.#on.state(false);
    if (this.#attempt > 0) this.#on.poll();
    this.#retry = this.#timers.setTimeout(() => this.#connect(), delay(this.#attempt, this.#random));
    this.#attempt += 1;
  }

  #listen() {
    this.#timers.clearTimeout(this.#watch);
    this.#watch = this.#timers.setTimeout(() => this.#closed(1006), SILENCE_MS);
  }

  #drop() {
    this.#timers.clearTimeout(this.#watch);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }
}
