import { Access } from "./access.js";
import { Refused } from "./api.js";
import { Following } from "./following.js";
import { Outbox } from "./outbox.js";
import { Reading } from "./reading.js";

/**
 * The conversation that this browser has the token of: opened when it is first needed, followed, and left when it is gone or
 * somebody else's. What the customer writes waits here until the log has it.
 */
export class Holding extends Reading {
  online = true;
  /** The service did not know the conversation any more, and a new one begins. */
  lost = false;
  #api;
  #access;
  #following;
  #page;
  #language;

  /** `page()` describes where the customer is; `identity` is the host site's token or undefined. */
  constructor({ api, memory, page, language, identity, openSocket, timers = globalThis }) {
    super({
      posted: (id) => this.outbox.confirm(id),
      spoken: (spoken) => this.#access.speak(spoken),
      moved: (floor) => this.#access.inHands(["queue", "agent"].includes(floor)),
      timers,
    });
    this.#api = api;
    this.#access = new Access({ api, memory, identity });
    this.#page = page;
    this.#language = language;
    this.outbox = new Outbox({ post: (message) => this.#post(message), memory, changed: () => this.changed() });
    this.#following = new Following({
      api,
      reading: this,
      openSocket,
      timers,
      reached: (online) => this.#reached(online),
      gone: () => this.#startFresh(),
    });
  }

  /** `{id, token, language}` and what else is known of it, or null before there is a conversation in the service. */
  get held() {
    return this.#access.held;
  }

  get begun() {
    return this.held !== null;
  }

  get language() {
    return this.held?.language ?? this.#language;
  }

  /** The customer's e-mail address, as far as it is known; "" where it is not. */
  get email() {
    return this.#access.email;
  }

  /** Go on with what the browser remembers, if it remembers a conversation. */
  resume() {
    if (!this.begun) return;
    this.#following.start(this.held);
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
    this.#following.wake();
    this.outbox.resendUnanswered();
  }

  sleep() {
    this.#following.sleep();
  }

  send(text, choice = null) {
    this.lost = false;
    return this.outbox.send(text, choice);
  }

  /** Let people see that the customer writes; the bot does not look. */
  tellTyping() {
    if (this.floor !== "bot") this.#following.tellTyping();
  }

  /** Leave an ended conversation and begin with an empty page. */
  startAnew() {
    this.#startFresh();
    this.changed({ lost: false });
  }

  /** Take up what another tab began, or begin anew when it did. */
  followOtherTab() {
    this.#access.reload();
    if ((this.held?.token ?? null) === this.#following.token) return;
    this.#hangUp();
    this.resume();
    this.changed();
  }

  /** Run a command in the conversation, opening it first; where the service has lost it, once more in a new one. */
  async anyhow(command) {
    try {
      return await command(await this.#opened());
    } catch (refused) {
      if (!(refused instanceof Refused) || refused.kind !== "gone") throw refused;
      this.#startFresh();
      return command(await this.#opened());
    }
  }

  /** Answers for later go to this address. */
  answerTo(email) {
    this.#access.answerTo(email);
  }

  async #post(message) {
    const body = { id: message.id, text: message.text };
    if (message.choice !== null) body.choice = message.choice;
    const answer = await this.anyhow((held) => this.#api.message(held, body));
    if (this.floor === "bot" && !this.timeline.has(message.id)) this.typing.expectBot();
    return answer;
  }

  async #opened() {
    const held = await this.#access.obtain(this.#language, this.#page());
    this.#following.start(held);
    return held;
  }

  #reached(online) {
    this.changed({ online });
    if (online) this.outbox.resendUnanswered();
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
    this.#following.stop();
    this.forget();
    this.online = true;
  }
}
