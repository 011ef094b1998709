import { subject } from "../helpers/identity.js";
import { uuid } from "../helpers/uuid.js";

/** The way into one conversation of the service: its id and token, kept in `memory`, obtained when first needed. */
export class Access {
  #api;
  #memory;
  #identity;
  #opening = null;

  /** `identity` is what the host site says about who is signed in (a signed token), or undefined. */
  constructor({ api, memory, identity }) {
    this.#api = api;
    this.#memory = memory;
    this.#identity = identity;
    this.#dropAnotherPersons();
  }

  /** `{id, token, language}` of the conversation, or null before there is one. */
  get held() {
    const kept = this.#memory.get("conversation");
    return kept?.token ? kept : null;
  }

  /**
   * The same; opens a conversation where none is held. Asked several times at once, it opens one.
   *
   * The id is kept before it is sent: should the answer get lost, the next try opens the same conversation.
   */
  async obtain(language, page) {
    if (this.held) return this.held;
    this.#opening ??= this.#open(language, page).finally(() => {
      this.#opening = null;
    });
    return this.#opening;
  }

  /** The conversation goes on in `language`. */
  speak(language) {
    if (this.held && this.held.language !== language) this.#memory.set({ conversation: { ...this.held, language } });
  }

  drop() {
    this.#memory.forgetConversation();
  }

  async #open(language, page) {
    const kept = { id: this.#memory.get("conversation")?.id ?? uuid(), who: subject(this.#identity) };
    this.#memory.set({ conversation: kept, read: 0, visited: page.url });
    const opened = await this.#openAs({ id: kept.id, language, page });
    this.#memory.set({ conversation: { ...kept, id: opened.id, token: opened.token, language: opened.language } });
    return this.held;
  }

  /** An identity that ran out must not keep anybody from asking: they go on as a guest, under a new id. */
  async #openAs(body) {
    if (!this.#identity) return this.#api.open(body);
    try {
      return await this.#api.open({ ...body, identity: this.#identity });
    } catch (refused) {
      if (!["gone", "invalid", "forbidden"].includes(refused.kind)) throw refused;
      this.#identity = undefined;
      return this.#api.open({ ...body, id: uuid() });
    }
  }

  /** On a shared computer the next person must not read what was said to the one who was signed in before. */
  #dropAnotherPersons() {
    const who = this.#memory.get("conversation")?.who ?? null;
    if (who === null || who === subject(this.#identity)) return;
    this.drop();
    this.#memory.set({ unsent: [], draft: "" });
  }
}
