import { Refused } from "./api.js";
import { Connection } from "./connection.js";

/** Keeps a reading up to date: over the socket of its conversation, and page by page over HTTP where no socket gets through. */
export class Following {
  #api;
  #reading;
  #connection;
  #gone;
  #held = null;

  /** `reached(online)` is called when the line changes, `gone()` when the service does not know the conversation (any more). */
  constructor({ api, reading, openSocket, timers, reached, gone }) {
    this.#api = api;
    this.#reading = reading;
    this.#gone = gone;
    this.#connection = new Connection({
      open: openSocket,
      timers,
      on: { frame: (frame) => reading.receive(frame), state: reached, gone, poll: () => this.#poll() },
    });
  }

  /** The token of the conversation that is followed, or null. */
  get token() {
    return this.#held?.token ?? null;
  }

  /** Follow the conversation `held` (`{id, token}`) from now on. */
  start(held) {
    this.#held = held;
    this.#connection.start(this.#api.socketUrl(held), () => ({ token: held.token, after: this.#reading.timeline.lastSeq }));
  }

  stop() {
    this.#held = null;
    this.#connection.stop();
  }

  wake() {
    this.#connection.wake();
  }

  sleep() {
    this.#connection.sleep();
  }

  tellTyping() {
    this.#connection.send({ type: "typing" });
  }

  async #poll() {
    const held = this.#held;
    try {
      let page;
      do {
        page = await this.#api.events(held, this.#reading.timeline.lastSeq);
        // Meanwhile another conversation may have begun, and this page is not of it.
        if (held.token !== this.token) return;
        this.#reading.readPage(page);
      } while (page.more);
    } catch (refused) {
      if (refused instanceof Refused && refused.kind === "gone") this.#gone();
    }
  }
}
