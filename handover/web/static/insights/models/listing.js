// A list of the wire that is read page by page.

import { createStore } from "../../staff/models/store.js";

/** A store of `{items, next, problem, busy}`; items is null until the first page is there. */
export function createListing(read) {
  const store = createStore({ items: null, next: null, problem: null, busy: false });
  let newest = 0;

  async function ask(after, before) {
    const mine = (newest += 1);
    store.update({ busy: true, problem: null });
    try {
      const { items, next } = await read(after);
      if (mine === newest) store.set({ items: [...before, ...items], next, problem: null, busy: false });
    } catch (problem) {
      if (mine === newest) store.update({ problem, busy: false });
    }
  }

  return {
    get: store.get,
    subscribe: store.subscribe,
    start: () => ask(null, []),
    more: () => ask(store.get().next, store.get().items ?? []),
  };
}
