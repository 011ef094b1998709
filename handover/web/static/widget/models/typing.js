const BOT_MS = 20_000;
const PERSON_MS = 6_000;

/**
 * Who is writing right now: `{kind, name}` or null. The bot counts as writing from the customer's message to its answer,
 * people while their frames keep coming. Ends by itself, should the answer never come.
 */
export class Typing {
  who = null;
  #changed;
  #timers;
  #timer = null;

  constructor({ changed, timers = globalThis }) {
    this.#changed = changed;
    this.#timers = timers;
  }

  expectBot() {
    this.#show({ kind: "bot", name: null }, BOT_MS);
  }

  /** A typing frame came; `author` is `{kind, name}` or the kind alone. */
  seen(author) {
    const { kind, name = null } = typeof author === "string" ? { kind: author } : (author ?? {});
    if (kind === "bot") this.expectBot();
    else if (kind === "agent") this.#show({ kind, name }, PERSON_MS);
  }

  stop() {
    this.#timers.clearTimeout(this.#timer);
    this.who = null;
  }

  #show(who, forMs) {
    this.#timers.clearTimeout(this.#timer);
    this.who = who;
    this.#timer = this.#timers.setTimeout(() => {
      this.who = null;
      this.#changed();
    }, forMs);
    this.#timer.unref?.();
    this.#changed();
  }
}
