// Who is signed in. `expired` keeps the person, so that the page below the sign-in keeps its drafts.

import { createStore } from "./store.js";

/**
 * A store of `{phase, me}`; phase is `loading`, `unreachable`, `signed_out`, `signed_in` or `expired`.
 *
 * @param {(onUnauthorised: () => void) => object} connect Makes the api client that tells of each 401.
 */
export function createSession(connect) {
  const store = createStore({ phase: "loading", me: null });
  const api = connect(() => store.update(({ phase }) => (phase === "signed_in" ? { phase: "expired" } : {})));

  return {
    api,
    get: store.get,
    subscribe: store.subscribe,

    async load() {
      store.update({ phase: "loading" });
      try {
        store.set({ phase: "signed_in", me: await api.get("/api/me") });
      } catch (error) {
        store.set({ phase: error.status === 401 ? "signed_out" : "unreachable", me: null });
      }
    },

    /** Raises ApiError: 401 when the address or the password is wrong, 429 after too many tries. */
    async signIn(email, password) {
      await api.post("/api/session", { email, password });
      store.set({ phase: "signed_in", me: await api.get("/api/me") });
    },

    async signOut() {
      await api.delete("/api/session");
      store.set({ phase: "signed_out", me: null });
    },

    expire() {
      store.update(({ phase }) => (phase === "signed_in" ? { phase: "expired" } : {}));
    },

    /** The service says anew who is signed in: something of them changed without this page. */
    told(me) {
      store.update({ me });
    },

    /** Tells the service and then the page; raises ApiError when the service did not take it. */
    async setAvailability(state) {
      await api.put("/api/me/availability", { state });
      store.update(({ me }) => ({ me: { ...me, availability: state } }));
    },
  };
}
