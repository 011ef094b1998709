import { uuid } from "../helpers/uuid.js";
import { Access } from "./access.js";
import { Refused } from "./api.js";
import { Connection } from "./connection.js";
import { Outbox } from "./outbox.js";
import { Timeline } from "./timeline.js";
import { Typing } from "./typing.js";

/**
 * One customer's conversation as the browser sees it: commands go up by HTTP, frames come down the connection, and after
 * every change of what is to be shown it dispatches `change`.
 *
 * It is opened in the service by the first thing the customer does, not by opening the chat: a conversation in which nobody
 * said anything would be counted as one that nobody helped.
 */
export class Conversation extends EventTarget {
  timeline = new Timeline();
  floor = "bot";
  /** `{position, wait_s, wait_range_s}` while waiting, else null. */
  queue = null;
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
  #snapshotSeq = 0;

  /** `page()` describes where the customer is; `identity` is the host site's token or undefined. */
  constructor({ api, memory, page, language, identity, openSocket, timers = globalThis }) {
    super();
    this.#api = api;
    this.#memory = memory;
    this.#access = new Access({ api, memory, identity });
    this.#page = page;
    this.#language = language;
    const changed = () => this.dispatchEvent(new Event("change"));
    this.typing = new Typing({ changed, timers });
    this.outbox = new Outbox({ post: (message) => this.#post(message), memory, changed });
    this.#connection = new Connection({
      open: openSocket,
      timers,
      on: {
        frame: (frame) => this.receive(frame),
        state: (online) => this.#change({ online }),
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
    if (this.begun) this.#listen();
  }

  wake() {
    this.#connection.wake();
  }

  sleep() {
    this.#connection.sleep();
  }

  /** Everything there is has been seen by the customer. */
  markRead() {
    if (this.timeline.lastSeq > this.readSeq) {
      this.#memory.set({ read: this.timeline.lastSeq });
      this.dispatchEvent(new Event("change"));
    }
  }

  send(text, choice = null) {
    this.lost = false;
    return this.outbox.send(text, choice);
  }

  async askForPerson() {
    const queue = await this.#anyhow((conversation) => this.#api.escalate(conversation, { id: uuid() }));
    if (this.floor !== "agent") this.#change({ floor: "queue", queue });
  }

  async withdraw() {
    await this.#api.withdraw(this.#access.held);
    if (this.floor === "queue") this.#change({ floor: "bot", queue: null });
  }

  async judge(seq, helpful, comment = undefined) {
    await this.#api.judge(this.#access.held, { id: uuid(), seq, helpful, comment });
    this.timeline.judgements.set(seq, helpful);
    this.dispatchEvent(new Event("change"));
  }

  async rate(stars, comment = undefined) {
    await this.#api.rate(this.#access.held, { id: uuid(), stars, comment });
    this.timeline.stars = stars;
    this.dispatchEvent(new Event("change"));
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

  /** End the connection to an ended conversation and begin with an empty page. */
  startAnew() {
    this.#startFresh();
    this.#change({ lost: false });
  }

  /** Take up what another tab began, or begin anew when it did. */
  followOtherTab() {
    this.#memory.reload();
    if ((this.#access.held?.token ?? null) === this.#listeningTo) return;
    this.#clear();
    this.resume();
    this.dispatchEvent(new Event("change"));
  }

  /** One frame from the service; unknown types and fields are passed over. */
  receive(frame) {
    if (frame.type === "snapshot") this.#snapshot(frame);
    else if (frame.type === "event") this.#event(frame);
    else if (frame.type === "queue") this.queue = frame.queue ?? frame;
    else if (frame.type === "typing") this.typing.seen(frame.author);
    else return;
    this.dispatchEvent(new Event("change"));
  }

  #snapshot(frame) {
    this.#snapshotSeq = frame.last_seq ?? 0;
    this.#moved(frame, frame.queue ?? null);
  }

  #event(event) {
    if (!this.timeline.add(event)) return;
    if (event.name === "message_posted") this.#message(event);
    // What is replayed tells where the floor and the language were; where they are, the snapshot has told.
    if (event.seq > this.#snapshotSeq) this.#moved(event, event.floor === "queue" ? this.queue : null);
  }

  #message(event) {
    this.outbox.confirm(event.id);
    const unanswered = event.author?.kind === "bot" && event.reply_to && event.reply_to !== this.timeline.lastAsked?.id;
    if (event.author?.kind !== "customer" && !unanswered) this.typing.stop();
    else if (event.floor === "bot" && event.seq > this.#snapshotSeq) this.typing.expectBot();
  }

  #moved({ floor, language }, queue) {
    if (floor && floor !== this.floor) this.typing.stop();
    this.floor = floor ?? this.floor;
    this.queue = queue;
    if (language) this.#access.speak(language);
  }

  async #post(message) {
    const body = { id: message.id, text: message.text };
    if (message.choice !== null) body.choice = message.choice;
    const answer = await this.#anyhow((conversation) => this.#api.message(conversation, body));
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

  async #poll() {
    try {
      let page;
      do {
        page = await this.#api.events(this.#access.held, this.timeline.lastSeq);
        for (const event of page.events) this.#event(event);
        // A page may hold nothing that customers see, and still be one of many.
        this.timeline.seenUpTo(page.last_seq);
      } while (page.more);
      this.#moved(page, page.queue ?? null);
      this.dispatchEvent(new Event("change"));
    } catch (refused) {
      if (refused instanceof Refused && refused.kind === "gone") this.#startFresh();
    }
  }

  #startFresh() {
    this.#clear();
    this.#access.drop();
    this.outbox.dropSent();
    this.#change({ lost: true });
  }

  #clear() {
    this.#connection.stop();
    this.typing.stop();
    this.timeline = new Timeline();
    this.#snapshotSeq = 0;
    this.#listeningTo = null;
    Object.assign(this, { floor: "bot", queue: null, online: true });
  }

  #change(changes) {
    Object.assign(this, changes);
    this.dispatchEvent(new Event("change"));
  }
}
