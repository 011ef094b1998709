// What conversations are chosen by, in words.

import { nameOfKey } from "./names.js";

// What has no name of its own: what somebody typed into the address.
const BARE = new Set(["durable", "handed_over", "rated"]);

/** The value of a filter as people say it. */
export function chosenBy(t, format, name, value) {
  if (name === "touchpoint") {
    const known = (one) => (one === "none" ? null : one);
    return value.split(",").map((one) => nameOfKey(t, format, "touchpoint", known(one))).join(", ");
  }
  if (t.has(`chosen.${name}.${value}`)) return t(`chosen.${name}.${value}`);
  if (value === "none" || value === "any") return t(`chosen.${value}`);
  if (BARE.has(name)) return value;
  if (name === "weekday") return format.weekday(Number(value));
  if (name === "hour") return t("chosen.hour_text", { hour: value });
  return nameOfKey(t, format, name, value);
}
