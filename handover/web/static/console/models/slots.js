// Which of the bot's slots an agent may correct when handing back.

/** Always offered, also when the bot never filled them. */
const OFFERED = ["order_number", "product"];

/** Set by the bot's own rules, or its own notes; a person's word does not replace the proof or the confirmation. */
const NOT_FOR_PEOPLE = new Set([
  "verified", "verified_by", "confirmed", "language", "postcode", "code", "skus", "agenda", "last_task",
]);

/** `{name: value}` to edit, from a conversation's context. */
export function editableSlots(context) {
  const known = Object.entries(context?.slots ?? {}).filter(
    ([name, value]) => !NOT_FOR_PEOPLE.has(name) && typeof value !== "object",
  );
  const slots = { ...Object.fromEntries(OFFERED.map((name) => [name, ""])), ...Object.fromEntries(known) };
  return context?.order && !slots.order_number ? { ...slots, order_number: context.order } : slots;
}
