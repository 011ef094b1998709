/**
 * What is shown of something that keeps changing: at once where it matters, else at most once in `everyMs`, and then the
 * newest. `changed()` is called when the newest is shown later than it was taken.
 */
export class Calm {
  value = null;
  #newest = null;
  #everyMs;
  #changed;
  #timers;
  #rest = null;

  constructor({ everyMs, changed, timers = globalThis }) {
    this.#everyMs = everyMs;
    this.#changed = changed;
    this.#timers = timers;
  }

  take(value, { matters = false } = {}) {
    this.#newest = value;
    if (matters || this.#rest === null) this.#show();
  }

  forget() {
    this.#timers.clearTimeout(this.#rest);
    this.#rest = null;
    this.#newest = null;
    this.value = null;
  }

  #show() {
    if (this.value === this.#newest) return;
    this.value = this.#newest;
    this.#timers.clearTimeout(this.#rest);
    this.#rest = this.#timers.setTimeout(() => this.#rested(), this.#everyMs);
  }

  #rested() {
    this.#rest = null;
    if (this.value === this.#newest) return;
    this.#show();
    this.#changed();
  }
}
