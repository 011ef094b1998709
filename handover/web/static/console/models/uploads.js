// Files that an agent attaches to the next message of a conversation: sent at once, named in the message afterwards.

/** What the service takes; it looks into each file all the same. */
export const LARGEST_BYTES = 10 * 1024 * 1024;
export const MOST_FILES = 5;
export const ENDINGS = ".pdf,.png,.jpg,.jpeg,.gif,.webp,.txt,.csv,.log,.md";

/**
 * @param {{upload: (conversation: string, file: File, options: object) => Promise<object>, newId: () => string,
 *   onChange: () => void}} options `upload` gets `{id, onProgress, signal}`.
 */
export function createUploads({ upload, newId, onChange }) {
  let items = [];

  function change(next) {
    items = next;
    onChange();
  }

  const set = (id, some) => change(items.map((item) => (item.id === id ? { ...item, ...some } : item)));
  const of = (conversation) => items.filter((item) => item.conversation === conversation);

  async function begin(item, file) {
    const onProgress = (progress) => set(item.id, { progress });
    try {
      const stored = await upload(item.conversation, file, { id: item.id, onProgress, signal: item.abort.signal });
      set(item.id, { state: "done", progress: 1, stored });
    } catch (error) {
      set(item.id, { state: "failed", problem: { code: error.code, status: error.status, retryAfter: error.retryAfter } });
    }
  }

  return {
    /** `{id, name, size, state: "sending" | "done" | "failed", progress, stored, problem}`, in the order of adding. */
    of,

    busy: (conversation) => of(conversation).some(({ state }) => state === "sending"),

    /** Take up files; those that cannot be sent say why and are not sent. The promise ends when all have ended. */
    add(conversation, files) {
      let room = MOST_FILES - of(conversation).filter(({ state }) => state !== "failed").length;
      const added = [...files].map((file) => {
        const code = reasonAgainst(file, room);
        if (!code) room -= 1;
        const item = { id: newId(), conversation, name: file.name, size: file.size, progress: 0, stored: null };
        const state = code ? { state: "failed", problem: { code } } : { state: "sending", problem: null };
        return { file, item: { ...item, ...state, abort: new AbortController() } };
      });
      change([...items, ...added.map(({ item }) => item)]);
      return Promise.all(added.filter(({ item }) => item.state === "sending").map(({ item, file }) => begin(item, file)));
    },

    remove(id) {
      items.find((item) => item.id === id)?.abort.abort();
      change(items.filter((item) => item.id !== id));
    },

    /** What has arrived, to be named in a message; it is not offered again. What failed stays to be seen. */
    take(conversation) {
      const done = of(conversation).filter(({ state }) => state === "done");
      change(items.filter((item) => !done.includes(item)));
      return done.map(({ stored }) => stored);
    },
  };
}

function reasonAgainst({ size }, room) {
  if (size === 0) return "file_empty";
  if (size > LARGEST_BYTES) return "file_too_large";
  return room > 0 ? null : "file_too_many";
}
