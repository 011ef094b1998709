import { uuid } from "../helpers/uuid.js";
import { Holding } from "./holding.js";
import { Repetition } from "./repetition.js";

/**
 * One customer's conversation in the browser: what they do goes up by HTTP, what happened comes down the connection.
 *
 * It is opened in the service by the first thing the customer does, not by opening the chat: a conversation in which nobody
 * said anything would be counted as one that nobody helped.
 */
export class Conversation extends Holding {
  #api;
  #memory;
  #page;
  #promising = new Repetition();

  /** `page()` describes where the customer is; `identity` is the host site's token or undefined. */
  constructor(parts) {
    super(parts);
    this.#api = parts.api;
    this.#memory = parts.memory;
    this.#page = parts.page;
  }

  get readSeq() {
    return this.#memory.get("read");
  }

  /** The address that the answer for later goes to, or null where it was left in another browser. */
  get answersTo() {
    return this.held?.email ?? null;
  }

  /** Everything there is has been seen by the customer. */
  markRead() {
    if (this.timeline.lastSeq <= this.readSeq) return;
    this.#memory.set({ read: this.timeline.lastSeq });
    this.changed();
  }

  async askForPerson() {
    const queue = await this.anyhow((held) => this.#api.escalate(held, { id: uuid() }));
    if (this.floor !== "agent") this.changed({ floor: "queue", queue });
  }

  async withdraw() {
    await this.#api.withdraw(this.held);
    if (this.floor === "queue") this.changed({ floor: "bot", queue: null });
  }

  /** Leave a question that is answered by mail and here. */
  async promise(email, text) {
    const request = this.#promising.of({ email, text });
    const { due_at: dueAt } = await this.anyhow((held) => this.#api.promise(held, request));
    this.#promising.answered();
    this.answerTo(email);
    this.timeline.promise ??= { dueAt, broken: false };
    this.changed({ floor: "closed", queue: null });
  }

  async judge(seq, helpful, comment = undefined) {
    await this.#api.judge(this.held, { id: uuid(), seq, helpful, comment });
    this.timeline.judgements.set(seq, helpful);
    this.changed();
  }

  async rate(stars, comment = undefined) {
    await this.#api.rate(this.held, { id: uuid(), stars, comment });
    this.timeline.stars = stars;
    this.changed();
  }

  file(id) {
    return this.#api.file(this.held, id);
  }

  /** The customer moved to another page. Told once per move, and only while there is a conversation to tell it in. */
  async visited() {
    const page = this.#page();
    if (!this.begun || this.#memory.get("visited") === page.url) return;
    this.#memory.set({ visited: page.url });
    await this.#api.visit(this.held, { id: uuid(), ...page }).catch(() => {});
  }
}
