// One sentence at a time for what just happened; it stays until the next one or until it is closed.

import { createStore } from "../../staff/models/store.js";

/** What is told is a text with values; among them may be `about`, the summary of the conversation that it is about. */
export function createNotices() {
  const store = createStore(null);
  let count = 0;
  const put = (tone, key, values) => store.set({ tone, key, values, count: (count += 1) });
  return {
    get: store.get,
    subscribe: store.subscribe,
    good: (key, values = {}) => put("good", key, values),
    bad: (key, values = {}) => put("bad", key, values),
    /** An ApiError to be told in plain words. */
    error: (error) => store.set({ tone: "bad", error, count: (count += 1) }),
    clear: () => store.set(null),
  };
}
