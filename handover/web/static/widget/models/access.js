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
   * The request is kept before it is sent: should the answer get lost, the next try is the same request, and is given the
   * same conversation.
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
    const who = subject(this.#identity);
    const request = this.#memory.get("conversation")?.request ?? { id: uuid(), language, page };
    this.#memory.set({ conversation: { request, who }, read: 0, visited: request.page.url });
    const opened = await this.#openAs(request);
    this.#memory.set({ conversation: { id: opened.id, token: opened.token, language: opened.language, who } });
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

  /** On a shared computer the next person must not read what was said to the one who was signed in before. */
  #dropAnotherPersons() {
    const who = this.#memory.get("conversation")?.who ?? null;
    if (who === null || who === subject(this.#identity)) return;
    this.drop();
    this.#memory.set({ unsent: [], draft: "" });
  }
}
