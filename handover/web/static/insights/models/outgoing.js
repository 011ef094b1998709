// How much was sent, waits and is dead, and beginning anew with what is dead.

import { createStore } from "../../staff/models/store.js";

/**
 * A store of `{targets, problem, busy, begun}`: `targets` is null until they are there, `busy` while something is begun anew, and
 * `begun` the count of what was begun anew last.
 *
 * @param {object} api
 * @param {() => unknown} changed Called after something was begun anew.
 */
export function createOutgoing(api, changed) {
  const store = createStore({ targets: null, problem: null, busy: false, begun: null });

  async function load() {
    try {
      store.update({ targets: (await api.get("/api/insights/deliveries")).targets, problem: null });
    } catch (problem) {
      store.update({ problem });
    }
  }

  async function begin(path, body, countOf) {
    store.update({ busy: true, problem: null, begun: null });
    try {
      store.update({ begun: countOf(await api.post(path, body)) });
      await load();
      await changed();
    } catch (problem) {
      store.update({ problem });
    }
    store.update({ busy: false });
  }

  return {
    get: store.get,
    subscribe: store.subscribe,
    load,
    again: ({ id }) => begin(`/api/deliveries/${encodeURIComponent(id)}/attempts`, {}, () => 1),
    allAgain: (target = null) => begin("/api/deliveries/attempts", target ? { target } : {}, ({ count }) => count),
  };
}

/** How many are dead, of all targets or of one. */
export function deadOf(targets, target = null) {
  return targets.filter((one) => !target || one.target === target).reduce((all, { dead }) => all + dead, 0);
}
