// All that the console knows, fed by the socket: lists, logs, who types, what is new.

import { createStore } from "../../staff/models/store.js";
import { emptyLog, isComplete, messageIds, withEvent, withSnapshot } from "../../staff/models/log.js";
import { arrived, asStale, assigned, emptyInbox, newOffers, summaryOf, withList } from "./inbox.js";
import { endOf } from "./offers.js";

const TYPING_MS = 6000;

/** After these the facts around a conversation are worth asking for again. */
const CHANGES_FACTS = new Set([
  "escalated", "accepted", "released", "returned_to_bot", "promised", "closed", "reopened", "visited",
]);

const INITIAL = {
  connection: { phase: "connecting", retryAt: null },
  inbox: emptyInbox,
  logs: {},
  typing: {},
  open: null,
  arrivals: [],
  offered: [],
  lost: [],
  revision: 0,
};

/**
 * @param {object} parts
 * @param {(frame: object) => boolean} parts.send To the socket.
 * @param {ReturnType<import("./reading.js").createReading>} parts.reading
 * @param {(ids: Set<string>) => void} parts.onMessages Told the ids of messages that a log has.
 * @param {(id: string) => void} parts.onFactsChanged Told when the facts around an open conversation changed.
 * @param {(item: object, event: object) => void} parts.onOfferEnded Told the summary of what was offered to me, and the
 *   event that ended the offer.
 * @param {{heard: (at: string) => void}} parts.clock Told the times of what has just happened.
 * @param {string} parts.agentId Me.
 * @param {{now: () => number, visible: () => boolean}} parts.world
 */
export function createWorkspace({ send, reading, onMessages, onFactsChanged, onOfferEnded, clock, agentId, world }) {
  const store = createStore(INITIAL);
  const watched = new Set();
  const existing = new Set();
  const invitations = new Map();
  const justOffered = new Set();

  /**
   * Ask for the conversations that are shown, mine or offered to me, and for no others. The service closes the socket of who watches
   * a conversation that does not exist, so the shown one must be known: from a list, or because its facts were found.
   */
  function syncWatches() {
    const { inbox, open, logs } = store.get();
    const wanted = new Set([...assigned(inbox).map(({ id }) => id), ...invitations.keys()]);
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
    const offered = newOffers(before, inbox);
    store.update({ inbox, ...(arrivals.length > 0 && { arrivals }), ...(offered.length > 0 && { offered }) });
    for (const item of offered) {
      invitations.set(item.id, item);
      if (before.offers && !before.offers.stale) justOffered.add(item.id);
      endInvitation(item.id);
    }
    syncWatches();
  }

  /** An offer stays watched after it has left the list: what ended it is told by the log. */
  function endInvitation(id) {
    const item = invitations.get(id);
    const end = item && endOf(store.get().logs[id]?.events ?? [], agentId, item.offer.until);
    if (!end) return;
    invitations.delete(id);
    justOffered.delete(id);
    onOfferEnded(item, end);
    syncWatches();
  }

  function onEvent(frame) {
    const id = frame.conversation;
    const live = isComplete(store.get().logs[id] ?? emptyLog());
    changeLog(id, (log) => withEvent(log, frame));
    if (live || (frame.name === "offered" && justOffered.has(id))) clock.heard(frame.at);
    endInvitation(id);
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
    offers: onList,
    promises: onList,
    lost: ({ items }) => store.update({ lost: items }),
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
