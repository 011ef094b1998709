// That an offer was missed, until the agent says that they are back. Kept in the tab: a reload tells it again.

import { createStore } from "../../staff/models/store.js";

/** A store of true or false. @param {Storage} storage The tab's. @param {object} me Who, as they are now. */
export function createMissed(storage, me) {
  const key = `lotse.missed.${me.id}`;
  let before = me.availability;
  // The service says that they are away after it says that the offer lapsed: only who comes back from there has seen it.
  const store = createStore(before === "away" && storage.getItem(key) !== null);

  function put(missed) {
    if (missed) storage.setItem(key, "");
    else storage.removeItem(key);
    store.set(missed);
  }

  return {
    get: store.get,
    subscribe: store.subscribe,
    put: () => put(true),

    /** What the agent is now. */
    became(availability) {
      if (before === "away" && availability !== "away") put(false);
      before = availability;
    },
  };
}
