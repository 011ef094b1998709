// All that the console knows, fed by the socket: lists, logs, who types, what is new.

import { createStore } from "../../staff/models/store.js";
import { emptyLog, isComplete, messageIds, withEvent, withSnapshot } from "../../staff/models/log.js";
import { arrived, asStale, assigned, emptyInbox, summaryOf, withList } from "./inbox.js";

const TYPING_MS = 6000;

/** After these the facts around a conversation are worth asking for again. */
const CHANGES_FACTS = new Set(["escalated", "accepted", "released", "returned_to_bot", "closed", "reopened", "visited"]);

const INITIAL = {
  connection: { phase: "connecting", retryAt: null },
  inbox: emptyInbox,
  logs: {},
  typing: {},
  open: null,
  arrivals: [],
  revision: 0,
};

/**
 * @param {object} parts
 * @param {(frame: object) => boolean} parts.send To the socket.
 * @param {ReturnType<import("./reading.js").createReading>} parts.reading
 * @param {(ids: Set<string>) => void} parts.onMessages Told the ids of messages that a log has.
 * @param {(id: string) => void} parts.onFactsChanged Told when the facts around an open conversation changed.
 * @param {{now: () => number, visible: () => boolean}} parts.world
 */
export function createWorkspace({ send, reading, onMessages, onFactsChanged, world }) {
  const store = createStore(INITIAL);
  const watched = new Set();
  const existing = new Set();

  /**
   * Ask for the conversations that are shown or mine, and for no others. The service closes the socket of who watches
   * a conversation that does not exist, so the shown one must be known: from a list, or because its facts were found.
   */
  function syncWatches() {
    const { inbox, open, logs } = store.get();
    const wanted = new Set(assigned(inbox).map(({ id }) => id));
    if (open && (existing.has(open) || summaryOf(inbox, open))) wanted.add(open);
    for (const id of wanted) {
      if (watched.has(id)) continue;
      if (send({ type: "watch", conversation: id, after: logs[id]?.lastSeq ?? 0 })) watched.add(id);
    }
    for (const id of [...watched]) {
      if (wanted.has(id)) continue;
      send({ type: "unwatch", conversation: id });
      watched.delete(id);
    }
  }

  function changeLog(id, change) {
    store.update(({ logs }) => ({ logs: { ...logs, [id]: change(logs[id] ?? emptyLog()) } }));
  }

  function markRead() {
    const { open, logs } = store.get();
    if (open && logs[open] && world.visible() && reading.mark(open, logs[open].lastSeq)) {
      store.update(({ revision }) => ({ revision: revision + 1 }));
    }
  }

  function onList(frame) {
    const before = store.get().inbox;
    const inbox = withList(before, frame);
    if (inbox === before) return;
    const arrivals = frame.type === "waiting" ? arrived(before, inbox) : [];
    store.update({ inbox, ...(arrivals.length > 0 && { arrivals }) });
    syncWatches();
  }

  function onEvent(frame) {
    const id = frame.conversation;
    const live = isComplete(store.get().logs[id] ?? emptyLog());
    changeLog(id, (log) => withEvent(log, frame));
    if (frame.name === "message_posted") {
      onMessages(new Set([frame.id]));
      if (frame.author.kind === "customer") setTyping(id, 0);
    }
    if (id === store.get().open) markRead();
    if (live && CHANGES_FACTS.has(frame.name)) onFactsChanged(id);
  }

  function setTyping(id, until) {
    if (until || store.get().typing[id]) store.update(({ typing }) => ({ typing: { ...typing, [id]: until } }));
  }

  const handlers = {
    waiting: onList,
    assigned: onList,
    event: onEvent,
    snapshot: (frame) => changeLog(frame.conversation, (log) => withSnapshot(log, frame)),
    typing: ({ conversation, author }) => {
      if (author?.kind === "customer") setTyping(conversation, world.now() + TYPING_MS);
    },
  };

  return {
    get: store.get,
    subscribe: store.subscribe,
    onFrame: (frame) => handlers[frame.type]?.(frame),
    markRead,

    onConnection(connection) {
      const { inbox } = store.get();
      store.update({ connection, inbox: connection.phase === "waiting" ? asStale(inbox) : inbox });
    },

    /** The socket is new: nothing is watched on it yet. */
    onOpen() {
      watched.clear();
      syncWatches();
    },

    /** Show a conversation, or none. */
    show(id) {
      store.update({ open: id });
      syncWatches();
      markRead();
      if (id) onMessages(messageIds(store.get().logs[id] ?? emptyLog()));
    },

    /** The service has told that this conversation exists. */
    exists(id) {
      existing.add(id);
      syncWatches();
    },

    /** Something that lies outside of the store (drafts, outbox) changed: readers look again. */
    touch: () => store.update(({ revision }) => ({ revision: revision + 1 })),

    unread: (id) => reading.unread(id, store.get().logs[id] ?? emptyLog()),
  };
}
