import { uuid } from "../helpers/uuid.js";

/**
 * The customer's messages from the moment they are sent until the log shows them. Shown at once, posted one after the
 * other so that they arrive in the order of writing, kept over a reload until the service has them.
 *
 * A message: `{id, text, choice, state, problem, seq, at}`; `state` is `sending`, `sent` (the service has it, the log has not
 * come yet) or `failed`, and then `problem` is the `Refused` that came back (null after a reload).
 */
export class Outbox {
  messages = [];
  #post;
  #memory;
  #changed;
  #line = Promise.resolve();
  #mine = new Set();

  /** `post(message)` resolves to `{seq}` or rejects with `Refused`. */
  constructor({ post, memory, changed }) {
    this.#post = post;
    this.#memory = memory;
    this.#changed = changed;
    this.messages = memory.get("unsent").map(({ id, text, choice, at }) => ({ id, text, choice, at, state: "failed", problem: null, seq: null }));
    for (const { id } of this.messages) this.#mine.add(id);
  }

  /** Show `text` as sent and post it. `choice` is the opaque value of the choice that `text` is the label of, or null. */
  send(text, choice = null, now = new Date()) {
    const message = { id: uuid(), text, choice, at: now.toISOString(), state: "sending", problem: null, seq: null };
    this.messages.push(message);
    this.#mine.add(message.id);
    return this.#queue(message);
  }

  /** Post a failed message again under the same id: should the first try have arrived after all, nothing happens twice. */
  resend(id) {
    const message = this.#find(id);
    if (message?.state !== "failed") return this.#line;
    Object.assign(message, { state: "sending", problem: null });
    return this.#queue(message);
  }

  /** Post again, in the order of writing, what failed because nobody answered: that is what the customer was promised. */
  resendUnanswered() {
    for (const { id, problem } of this.messages) if (problem?.kind === "offline") this.resend(id);
    return this.#line;
  }

  discard(id) {
    this.#remove((message) => message.id === id && message.state === "failed");
  }

  /** The log shows this message now. */
  confirm(id) {
    this.#remove((message) => message.id === id);
  }

  /** The conversation is gone: what the service already had went with it. */
  dropSent() {
    this.#remove((message) => message.state === "sent");
  }

  /** Somebody else writes from here on. */
  forget() {
    this.#remove(() => true);
  }

  #queue(message) {
    this.#store();
    this.#line = this.#line.then(() => this.#deliver(message));
    return this.#line;
  }

  async #deliver(message) {
    if (!this.messages.includes(message)) return;
    try {
      const answer = await this.#post(message);
      Object.assign(message, { state: "sent", seq: answer?.seq ?? null });
    } catch (refused) {
      Object.assign(message, { state: "failed", problem: refused });
    }
    this.#store();
  }

  #find(id) {
    return this.messages.find((message) => message.id === id);
  }

  #remove(matches) {
    const rest = this.messages.filter((message) => !matches(message));
    if (rest.length === this.messages.length) return;
    this.messages = rest;
    this.#store();
  }

  #store() {
    this.#memory.reload();
    const otherTabs = this.#memory.get("unsent").filter(({ id }) => !this.#mine.has(id));
    const unsent = this.messages.filter((message) => message.state !== "sent").map(({ id, text, choice, at }) => ({ id, text, choice, at }));
    this.#memory.set({ unsent: [...otherTabs, ...unsent] });
    this.#changed();
  }
}
