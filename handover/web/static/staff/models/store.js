// A value that tells its readers when it changed. Values are never changed in place.

export function createStore(initial) {
  let value = initial;
  const readers = new Set();
  return {
    get: () => value,
    set(next) {
      if (next === value) return;
      value = next;
      for (const reader of [...readers]) reader();
    },
    update(change) {
      this.set({ ...value, ...(typeof change === "function" ? change(value) : change) });
    },
    /** Calls `reader` after each change; the result ends that. */
    subscribe(reader) {
      readers.add(reader);
      return () => readers.delete(reader);
    },
  };
}
