import { claimed } from "../helpers/identity.js";
import { uuid } from "../helpers/uuid.js";
import { Refused } from "./api.js";

/** The way into one conversation of the service: its id and token, kept in `memory`, obtained when first needed. */
export class Access {
  #api;
  #memory;
  #identity;
  #opening = null;
  /** Counts who has sat here since the page was loaded. */
  #person = 0;

  /** `identity` is what the host site says about who is signed in (a signed token), or undefined. */
  constructor({ api, memory, identity }) {
    this.#api = api;
    this.#memory = memory;
    this.identify(identity);
  }

  /** From now on the host site says `identity`. Whether another conversation than the one held begins with it. */
  identify(identity) {
    const { sub: before } = claimed(this.#identity);
    this.#identity = identity;
    return this.#dropAnotherPersons(before);
  }

  /**
   * Tell the service that the host site vouches for the customer for longer, if it does. Whether the service knows the
   * conversation for somebody else's, so that another one begins.
   */
  async renew() {
    const { held } = this;
    const { sub, until } = claimed(this.#identity);
    if (!held || sub === null || held.who !== sub || until <= held.until) return false;
    try {
      await this.#api.renew(held, { identity: this.#identity });
      if (this.held?.id === held.id) this.#memory.set({ conversation: { ...this.held, until } });
      return false;
    } catch (refused) {
      // Whatever else it is, they go on: as a guest once what was said before has run out.
      if (refused.code !== "another_customer" || this.held?.id !== held.id || this.held.person) return false;
      this.drop();
      return true;
    }
  }

  /** `{id, token, language}` of the conversation, or null before there is one. */
  get held() {
    const kept = this.#memory.get("conversation");
    return kept?.token ? kept : null;
  }

  /**
   * The same; opens a conversation where none is held. Asked several times at once, it opens one.
   *
   * The request is kept before it is sent: should the answer get lost, the next try is the same request, and is given the
   * same conversation.
   */
  async obtain(language, page) {
    if (this.held) return this.held;
    this.#opening ??= this.#open(language, page);
    const opening = this.#opening;
    try {
      return await opening;
    } finally {
      if (this.#opening === opening) this.#opening = null;
    }
  }

  /** The conversation goes on in `language`. */
  speak(language) {
    if (this.held && this.held.language !== language) this.#memory.set({ conversation: { ...this.held, language } });
  }

  /** Whether a person has the conversation, or is waited for. */
  inHands(ofPerson) {
    if (this.held && (this.held.person ?? false) !== ofPerson) this.#memory.set({ conversation: { ...this.held, person: ofPerson } });
  }

  /** Another tab may have opened a conversation, or dropped this one. */
  reload() {
    this.#memory.reload();
  }

  /** Answers for later go to this address. */
  answerTo(email) {
    if (this.held) this.#memory.set({ conversation: { ...this.held, email } });
  }

  /** The address that the customer left here, or else the one that the host site says is theirs; "" where there is none. */
  get email() {
    return this.held?.email ?? claimed(this.#identity).email ?? "";
  }

  drop() {
    this.#memory.forgetConversation();
  }

  async #open(language, page) {
    const { sub: who } = claimed(this.#identity);
    const request = this.#memory.get("conversation")?.request ?? { id: uuid(), language, page };
    this.#memory.set({ conversation: { request, who }, read: 0, visited: request.page.url });
    const person = this.#person;
    const opened = await this.#openAs(request);
    // Meanwhile somebody else sits here: what was opened for the one before is not theirs.
    if (this.#person !== person) throw new Refused("conflict", { code: "another_customer" });
    const { until } = claimed(this.#identity);
    this.#memory.set({ conversation: { id: opened.id, token: opened.token, language: opened.language, who, until } });
    return this.held;
  }

  /**
   * An identity that ran out must not keep anybody from asking: they go on as a guest. And an id that the service knows
   * from another request (who is signed in may have changed since) is given up for a new one.
   */
  async #openAs(request) {
    try {
      return await this.#api.open({ ...request, identity: this.#identity });
    } catch (refused) {
      const unwelcome = this.#identity !== undefined && ["gone", "invalid", "forbidden"].includes(refused.kind);
      if (!unwelcome && refused.code !== "id_reused") throw refused;
      if (unwelcome) this.#identity = undefined;
      return this.#api.open({ ...request, id: uuid(), identity: this.#identity });
    }
  }

  /**
   * On a shared computer the next person must not read what was said to the one who was signed in before. Nor may somebody
   * who signs in go on where a guest was: that one may have kept the way in. But nobody is torn from talking to a person.
   */
  #dropAnotherPersons(before) {
    const kept = this.#memory.get("conversation");
    const { sub } = claimed(this.#identity);
    const who = kept ? kept.who ?? null : before;
    if (who === sub || (who === null && (!kept || kept.person))) return false;
    this.#opening = null;
    this.#person += 1;
    this.drop();
    this.#memory.set({ unsent: [], draft: "" });
    return true;
  }
}
