// What a reader knows of a conversation: its events in order, each once, whatever the socket repeats.

export function emptyLog() {
  return { events: [], lastSeq: 0, target: 0, floor: null, language: null };
}

/** The log after a `snapshot` frame; its `last_seq` says up to where events are still to come. */
export function withSnapshot(log, { floor, language, last_seq: target }) {
  return { ...log, floor, language, target };
}

/** The log after an `event` frame. An event that came before changes nothing. */
export function withEvent(log, event) {
  if (event.seq <= log.lastSeq) return log;
  const language = event.name === "language_changed" ? event.language : log.language;
  return { ...log, events: [...log.events, event], lastSeq: event.seq, floor: event.floor ?? log.floor, language };
}

/** Whether all that had happened when the log was last opened has arrived. */
export function isComplete(log) {
  return log.floor !== null && log.lastSeq >= log.target;
}

/** Ids of all messages in the log, to know which of ours have arrived. */
export function messageIds(log) {
  return new Set(log.events.filter(({ name }) => name === "message_posted").map(({ id }) => id));
}

/** Sequence numbers of what the customer wrote after `seq`. */
export function customerMessagesAfter(log, seq) {
  return log.events.filter(
    (event) => event.seq > seq && event.name === "message_posted" && event.author.kind === "customer",
  );
}
