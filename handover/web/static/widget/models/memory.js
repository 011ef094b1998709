const EMPTY = { conversation: null, read: 0, visited: null, unsent: [], draft: "", open: false };

/**
 * What the browser keeps over a reload, per host origin and service: the conversation (id, token, language), the number of
 * the last event that was read, messages not sent yet, the draft, and whether the chat was open.
 *
 * Works without storage too (blocked, full, private mode): then it lasts as long as the page.
 */
export class Memory {
  #storage;
  #key;
  #kept = { ...EMPTY };

  constructor(storage, key) {
    this.#storage = storage;
    this.#key = key;
    this.reload();
  }

  get key() {
    return this.#key;
  }

  get(name) {
    return this.#kept[name];
  }

  set(changes) {
    this.reload(); // Another tab writes here too, and must not lose what it wrote.
    this.#kept = { ...this.#kept, ...changes };
    try {
      this.#storage?.setItem(this.#key, JSON.stringify(this.#kept));
    } catch {
      // Storage is full or forbidden: the conversation goes on, it will not survive a reload.
    }
  }

  /** Forget the conversation, but neither the draft nor what could not be sent. */
  forgetConversation() {
    this.set({ conversation: null, read: 0, visited: null });
  }

  /** Read again what another tab may have written. */
  reload() {
    try {
      const kept = JSON.parse(this.#storage?.getItem(this.#key) ?? "null");
      if (kept && typeof kept === "object") this.#kept = { ...EMPTY, ...kept };
    } catch {
      // Unreadable, or storage is forbidden: start from what is known.
    }
  }
}

/** localStorage where the page may use it; the mere access throws where it may not. */
export function storageOf(page) {
  try {
    return page.localStorage;
  } catch {
    return null;
  }
}
