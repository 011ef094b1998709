// The facts around a conversation (`GET /api/conversations/{id}`), asked for when they are looked at.

import { createStore } from "../../staff/models/store.js";

/** A store of `{[id]: {value, problem}}`; what was known stays while it is asked for again. `onFound` is told the id. */
export function createFacts(api, onFound) {
  const store = createStore({});
  const put = (id, change) => store.update((all) => ({ [id]: { value: null, problem: null, ...all[id], ...change } }));

  return {
    get: store.get,
    subscribe: store.subscribe,
    async load(id) {
      try {
        put(id, { value: await api.get(`/api/conversations/${encodeURIComponent(id)}`), problem: null });
        onFound(id);
      } catch (problem) {
        put(id, { problem });
      }
    },
  };
}
