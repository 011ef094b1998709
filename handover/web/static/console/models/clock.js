// The time of the service, which the clock of this machine may not show.

/** A clock that goes by this machine's until something tells better. @param {() => number} now Of this machine, in ms. */
export function createClock(now) {
  let ahead = null;
  return {
    /** The service dates `at` what has arrived this moment. What was long on its way makes it seem behind: the least late counts. */
    heard(at) {
      ahead = Math.max(ahead ?? -Infinity, Date.parse(at) - now());
    },

    /** The time of the service, in ms, when it is `local` here. */
    at: (local) => local + (ahead ?? 0),
  };
}
