// Up to where the agent has read each conversation, kept over reloads.

import { customerMessagesAfter } from "../../staff/models/log.js";

const KEPT_AT_MOST = 200;

/** @param {Storage} storage @param {string} agentId Whose reading it is. */
export function createReading(storage, agentId) {
  const key = `lotse.read.${agentId}`;
  let read = new Map(Object.entries(parsed(storage.getItem(key))));

  return {
    /** How many messages of the customer are new in `log`. */
    unread: (id, log) => customerMessagesAfter(log, read.get(id) ?? 0).length,

    /** Whether this moved the mark. */
    mark(id, seq) {
      if ((read.get(id) ?? 0) >= seq) return false;
      read.delete(id);
      read = new Map([...read, [id, seq]].slice(-KEPT_AT_MOST));
      storage.setItem(key, JSON.stringify(Object.fromEntries(read)));
      return true;
    },
  };
}

function parsed(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}
