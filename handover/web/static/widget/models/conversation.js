import { uuid } from "../helpers/uuid.js";
import { Access } from "./access.js";
import { Refused } from "./api.js";
import { Connection } from "./connection.js";
import { Outbox } from "./outbox.js";
import { Reading } from "./reading.js";

/**
 * One customer's conversation in the browser: what they do goes up by HTTP, what happened comes down the connection.
 *
 * It is opened in the service by the first thing the customer does, not by opening the chat: a conversation in which nobody
 * said anything would be counted as one that nobody helped.
 */
export class Conversation extends Reading {
  online = true;
  /** The service did not know the conversation any more, and a new one begins. */
  lost = false;
  #api;
  #memory;
  #access;
  #connection;
  #page;
  #language;
  #listeningTo = null;

  /** `page()` describes where the customer is; `identity` is the host site's token or undefined. */
  constructor({ api, memory, page, language, identity, openSocket, timers = globalThis }) {
    super({ posted: (id) => this.outbox.confirm(id), spoken: (spoken) => this.#access.speak(spoken), timers });
    this.#api = api;
    this.#memory = memory;
    this.#access = new Access({ api, memory, identity });
    this.#page = page;
    this.#language = language;
    this.outbox = new Outbox({ post: (message) => this.#post(message), memory, changed: () => this.changed() });
    this.#connection = new Connection({
      open: openSocket,
      timers,
      on: {
        frame: (frame) => this.#receive(frame),
        state: (online) => this.#reached(online),
        gone: () => this.#startFresh(),
        poll: () => this.#poll(),
      },
    });
  }

  /** Whether there is a conversation in the service. */
  get begun() {
    return this.#access.held !== null;
  }

  get language() {
    return this.#access.held?.language ?? this.#language;
  }

  get readSeq() {
    return this.#memory.get("read");
  }

  /** Go on with what the browser remembers, if it remembers a conversation. */
  resume() {
    if (!this.begun) return;
    this.#listen();
    this.#renew();
  }

  /** The host site says who is signed in now (a token), or that nobody is (undefined). Whether that is somebody else. */
  identify(identity) {
    const another = this.#access.identify(identity);
    if (another) this.#leave();
    else this.#renew();
    return another;
  }

  wake() {
    this.#connection.wake();
    this.outbox.resendUnanswered();
  }

  sleep() {
    this.#connection.sleep();
  }

  /** Everything there is has been seen by the customer. */
  markRead() {
    if (this.timeline.lastSeq <= this.readSeq) return;
    this.#memory.set({ read: this.timeline.lastSeq });
    this.changed();
  }

  send(text, choice = null) {
    this.lost = false;
    return this.outbox.send(text, choice);
  }

  async askForPerson() {
    const queue = await this.#anyhow((held) => this.#api.escalate(held, { id: uuid() }));
    if (this.floor !== "agent") this.changed({ floor: "queue", queue });
  }

  async withdraw() {
    await this.#api.withdraw(this.#access.held);
    if (this.floor === "queue") this.changed({ floor: "bot", queue: null });
  }

  async judge(seq, helpful, comment = undefined) {
    await this.#api.judge(this.#access.held, { id: uuid(), seq, helpful, comment });
    this.timeline.judgements.set(seq, helpful);
    this.changed();
  }

  async rate(stars, comment = undefined) {
    await this.#api.rate(this.#access.held, { id: uuid(), stars, comment });
    this.timeline.stars = stars;
    this.changed();
  }

  file(id) {
    return this.#api.file(this.#access.held, id);
  }

  /** The customer moved to another page. Told once per move, and only while there is a conversation to tell it in. */
  async visited() {
    const page = this.#page();
    if (!this.begun || this.#memory.get("visited") === page.url) return;
    this.#memory.set({ visited: page.url });
    await this.#api.visit(this.#access.held, { id: uuid(), ...page }).catch(() => {});
  }

  /** Let people see that the customer writes; the bot does not look. */
  tellTyping() {
    if (this.floor !== "bot") this.#connection.send({ type: "typing" });
  }

  /** Leave an ended conversation and begin with an empty page. */
  startAnew() {
    this.#startFresh();
    this.changed({ lost: false });
  }

  /** Take up what another tab began, or begin anew when it did. */
  followOtherTab() {
    this.#memory.reload();
    if ((this.#access.held?.token ?? null) === this.#listeningTo) return;
    this.#hangUp();
    this.resume();
    this.changed();
  }

  async #post(message) {
    const body = { id: message.id, text: message.text };
    if (message.choice !== null) body.choice = message.choice;
    const answer = await this.#anyhow((held) => this.#api.message(held, body));
    if (this.floor === "bot" && !this.timeline.has(message.id)) this.typing.expectBot();
    return answer;
  }

  /** Run a command in the conversation, opening it first; where the service has lost it, once more in a new one. */
  async #anyhow(command) {
    try {
      return await command(await this.#opened());
    } catch (refused) {
      if (!(refused instanceof Refused) || refused.kind !== "gone") throw refused;
      this.#startFresh();
      return command(await this.#opened());
    }
  }

  async #opened() {
    const held = await this.#access.obtain(this.#language, this.#page());
    this.#listen();
    return held;
  }

  #listen() {
    const { held } = this.#access;
    this.#listeningTo = held.token;
    this.#connection.start(this.#api.socketUrl(held), () => ({ token: held.token, after: this.timeline.lastSeq }));
  }

  #reached(online) {
    this.changed({ online });
    if (online) this.outbox.resendUnanswered();
  }

  async #poll() {
    const { held } = this.#access;
    try {
      let page;
      do {
        page = await this.#api.events(held, this.timeline.lastSeq);
        // Meanwhile another conversation may have begun, and this page is not of it.
        if (held.token !== this.#listeningTo) return;
        this.readPage(page);
        this.#told();
      } while (page.more);
    } catch (refused) {
      if (refused instanceof Refused && refused.kind === "gone") this.#startFresh();
    }
  }

  #receive(frame) {
    this.receive(frame);
    this.#told();
  }

  #told() {
    this.#access.inHands(["queue", "agent"].includes(this.floor));
  }

  async #renew() {
    if (await this.#access.renew()) this.#leave();
  }

  /** What is held is not this customer's any more; the next thing that they do opens another conversation. */
  #leave() {
    this.#hangUp();
    this.outbox.forget();
    this.changed({ lost: false });
  }

  #startFresh() {
    this.#hangUp();
    this.#access.drop();
    this.outbox.dropSent();
    this.changed({ lost: true });
  }

  #hangUp() {
    this.#connection.stop();
    this.forget();
    this.#listeningTo = null;
    this.online = true;
  }
}
