// What an agent can do. Each is one request; what it changed comes back through the socket.

const TYPING_EVERY_MS = 3000;

/**
 * @param {{api: object, outbox: object, drafts: object, uploads: object, send: (frame: object) => boolean, now: () => number}} parts
 */
export function createCommands({ api, outbox, drafts, uploads, send, now }) {
  const path = (id, noun = "") => `/api/conversations/${encodeURIComponent(id)}${noun}`;
  let typedAt = 0;

  return {
    /** Raises ApiError: 409 `already_accepted` (details.agent tells who) or `agent_full`. */
    accept: (id) => api.put(path(id, "/assignment")),

    /** Raises ApiError: 409 `wrong_floor` when it is not offered any more. */
    decline: (id) => api.delete(path(id, "/offer")),

    /** @param {{team: string} | {agent: string} | null} to Whom it is meant for; null is whoever can help. */
    giveBack: (id, to) => api.delete(path(id, "/assignment"), to ? { reason: "transferred", to } : { reason: "given_back" }),

    /** @param {object} slots What the bot is to know; empty values are left out. */
    returnToBot: (id, summary, slots) => api.post(path(id, "/return"), { summary: summary.trim(), slots: filled(slots) }),

    resolve: (id, { outcome, cause, note }) =>
      api.post(path(id, "/resolution"), { outcome, cause, ...(note.trim() && { note: note.trim() }) }),

    /**
     * Send the draft of a conversation as it stands, with the files that have arrived. False when there is nothing to
     * send. @param {(names: string) => string} wording What to say where files come without a word.
     * @param {boolean} promised Whether an answer is the promised one, which goes out by mail, too.
     */
    sendDraft(id, wording, promised = false) {
      const draft = drafts.get(id);
      const files = uploads.take(id);
      const names = files.map(({ name }) => name).join(", ");
      const text = draft[draft.audience].trim() || (names && wording(names));
      if (!text) return false;
      drafts.put(id, { [draft.audience]: "" });
      outbox.send(id, text, draft.audience, files, promised && draft.audience === "everyone");
      return true;
    },

    /** Tell the customer that an answer is being written; not oftener than every 3 s. */
    typing(id) {
      if (now() - typedAt < TYPING_EVERY_MS) return;
      typedAt = now();
      send({ type: "typing", conversation: id });
    },
  };
}

function filled(slots) {
  return Object.fromEntries(Object.entries(slots).filter(([, value]) => value !== null && String(value).trim() !== ""));
}
