import { Calm } from "./calm.js";

const EVERY_MS = 30_000;

/**
 * What a customer is shown and told of their place in the queue. A new place is shown at once; the expected wait, which is
 * reckoned anew at every change anywhere in the queue, stays for half a minute. A screen reader hears of new places alone,
 * and not more often than that.
 */
export class Waiting {
  #shown;
  #told;

  /** `changed()` is called when there is something new without a new place. */
  constructor({ changed, timers = globalThis }) {
    this.#shown = new Calm({ everyMs: EVERY_MS, changed, timers });
    this.#told = new Calm({ everyMs: EVERY_MS, changed, timers });
  }

  /** What to show, or null. */
  get shown() {
    return this.#shown.value;
  }

  /** What to read out, or null. */
  get told() {
    return this.#told.value;
  }

  /** The newest place in the queue as it is on the wire; null for nobody who waits, or while it is not known. */
  take(queue) {
    if (queue === null) {
      this.#shown.forget();
      this.#told.forget();
      return;
    }
    const moved = this.shown === null || where(queue) !== where(this.shown);
    this.#shown.take(queue, { matters: moved });
    if (moved) this.#told.take(queue);
  }
}

function where({ position, staffed, opens_at: opensAt }) {
  return JSON.stringify([position, staffed, opensAt]);
}
