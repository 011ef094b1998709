// Messages on their way: shown at once, sent one after another in each conversation, kept until the log has them.
// The id is made here, so sending again stores nothing twice.

/**
 * @param {{post: (conversation: string, message: object, promised: boolean) => Promise<unknown>, storage: Storage, agentId: string,
 *   newId: () => string, onChange: () => void}} options `storage` is the tab's.
 */
export function createOutbox({ post, storage, agentId, newId, onChange }) {
  const key = `lotse.outbox.${agentId}`;
  let messages = restored(storage.getItem(key));
  const queues = new Map();

  function change(next) {
    messages = next;
    storage.setItem(key, JSON.stringify(messages));
    onChange();
  }

  const set = (id, state) => change(messages.map((message) => (message.id === id ? { ...message, ...state } : message)));

  function deliver(message) {
    const before = queues.get(message.conversation) ?? Promise.resolve();
    const done = before.then(async () => {
      try {
        await post(message.conversation, asBody(message), Boolean(message.promised));
        set(message.id, { state: "sent" });
      } catch (error) {
        set(message.id, { state: "failed", problem: { status: error.status, code: error.code } });
      }
    });
    queues.set(message.conversation, done);
    return done;
  }

  return {
    /** Messages of a conversation that its log does not have yet. */
    of: (conversation) => messages.filter((message) => message.conversation === conversation),

    /**
     * Show and send a message, or an answer that was `promised`; what is returned ends when the service has answered,
     * well or not.
     */
    send(conversation, text, audience, attachments = [], promised = false) {
      const message = { id: newId(), conversation, text, audience, attachments, promised, state: "sending", problem: null };
      change([...messages, message]);
      return deliver(message);
    },

    again(id) {
      const message = messages.find((one) => one.id === id);
      if (!message) return Promise.resolve();
      set(id, { state: "sending", problem: null });
      return deliver(message);
    },

    discard: (id) => change(messages.filter((message) => message.id !== id)),

    /** Forget those whose ids the log has. */
    arrived(ids) {
      if (messages.some(({ id }) => ids.has(id))) change(messages.filter(({ id }) => !ids.has(id)));
    },
  };
}

function asBody({ id, text, audience, attachments = [], promised }) {
  if (promised) return { id, text };
  return { id, text, audience, ...(attachments.length > 0 && { attachments: attachments.map((file) => file.id) }) };
}

/** After a reload nobody knows what became of a message under way: it can be sent again, the id makes it harmless. */
function restored(text) {
  try {
    const messages = JSON.parse(text) ?? [];
    return messages.map((message) => ({ ...message, state: message.state === "sending" ? "failed" : message.state }));
  } catch {
    return [];
  }
}
