// Filters of the failure log that owners saved under a name.

import { createStore } from "../../staff/models/store.js";

/**
 * A store of `{items, problem, refused, busy, done}`: `problem` is why they could not be read, `refused` why something was not done, and
 * `done` what was done last, `saved` or `removed`.
 */
export function createViews(api) {
  const store = createStore({ items: [], problem: null, refused: null, busy: false, done: null });

  async function load() {
    try {
      const { items } = await api.get("/api/views");
      store.update({ items, problem: null });
    } catch (problem) {
      store.update({ problem });
    }
  }

  /** Whether it was done. */
  async function act(done, ask) {
    store.update({ busy: true, refused: null, done: null });
    try {
      await ask();
      await load();
      store.update({ busy: false, done });
      return true;
    } catch (refused) {
      store.update({ busy: false, refused });
      return false;
    }
  }

  return {
    get: store.get,
    subscribe: store.subscribe,
    load,
    save: (name, filters) => act("saved", () => api.post("/api/views", { name, filters })),
    remove: (id) => act("removed", () => api.delete(`/api/views/${encodeURIComponent(id)}`)),
    /** What was refused is no longer tried. */
    forget: () => store.update({ refused: null, done: null }),
  };
}

/** The view that has exactly these filters, or null. */
export function viewOf(items, filters) {
  const told = (one) => JSON.stringify(Object.entries(one).sort());
  return items.find((view) => told(view.filters) === told(filters)) ?? null;
}
