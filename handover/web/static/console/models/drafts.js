// What the agent began to write, one answer and one note for each conversation. Kept in the tab (it is about a
// customer: it must not outlive it) and by agent, so that the next one who signs in there does not see it.

const EMPTY = { audience: "everyone", everyone: "", staff: "" };

/** @param {Storage} storage The tab's. @param {string} agentId Whose drafts. */
export function createDrafts(storage, agentId) {
  const keyOf = (id) => `lotse.draft.${agentId}.${id}`;

  function get(id) {
    try {
      return { ...EMPTY, ...JSON.parse(storage.getItem(keyOf(id))) };
    } catch {
      return EMPTY;
    }
  }

  /** Keep `change` (some of `audience`, `everyone`, `staff`); an empty draft leaves nothing behind. */
  function put(id, change) {
    const draft = { ...get(id), ...change };
    const empty = draft.audience === EMPTY.audience && !draft.everyone && !draft.staff;
    if (empty) storage.removeItem(keyOf(id));
    else storage.setItem(keyOf(id), JSON.stringify(draft));
    return draft;
  }

  return { get, put };
}

/** Whether something is written in it. */
export function hasText(draft) {
  return Boolean(draft.everyone.trim() || draft.staff.trim());
}
