// What went back to the queue while I was away or silent, until I have seen it.

const KEPT_AT_MOST = 100;

/** @param {Storage} storage Kept over reloads and sign-ins. @param {string} agentId Whose seeing it is. */
export function createLost(storage, agentId) {
  const key = `lotse.lost.${agentId}`;
  const markOf = ({ conversation, at }) => `${conversation} ${Date.parse(at)}`;
  let seen = parsed(storage.getItem(key));

  return {
    /** Those of `items` that were not dismissed. */
    unseen: (items) => items.filter((item) => !seen.includes(markOf(item))),

    dismiss(items) {
      seen = [...new Set([...seen, ...items.map(markOf)])].slice(-KEPT_AT_MOST);
      storage.setItem(key, JSON.stringify(seen));
    },
  };
}

function parsed(text) {
  try {
    return JSON.parse(text) ?? [];
  } catch {
    return [];
  }
}
