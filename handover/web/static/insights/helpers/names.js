// How a value by which failures and conversations are counted is called.

const GROUPS = { kind: "failure", matter: "intent", status: "gap" };

/** @param {"kind"|"intent"|"matter"|"touchpoint"|"language"|"page"|"model"|"reason"|"outcome"|"cause"|"status"} by @param {?string} key Null: not known. */
export function nameOfKey(t, format, by, key) {
  if (key === null) return t(`none.${by}`);
  if (by === "page" || by === "model") return key;
  return by === "language" ? format.language(key) : t.word(GROUPS[by] ?? by, key);
}
