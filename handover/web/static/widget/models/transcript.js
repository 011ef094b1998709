/**
 * What the log shows, top to bottom: the timeline and the customer's messages that are not in it yet.
 *
 * Each item has a `key` that stays when the log's copy takes the place of a sent message, and messages tell with `first`
 * and `last` where a run of the same author begins and ends, and with `offered` whether their choices may be taken.
 */
export function transcript({ timeline, outbox, floor }) {
  const own = outbox.messages.map((message) => ({
    ...message,
    kind: "message",
    author: { kind: "customer", name: null },
    choices: [],
    attachments: [],
  }));
  const items = [...timeline.entries, ...own].map((item) => ({ ...item, key: item.id ?? `${item.kind}-${item.seq}` }));
  // Sorting is stable: what has no number yet stays at the end in the order of writing.
  items.sort((a, b) => (a.seq ?? Infinity) - (b.seq ?? Infinity));
  return markRuns(markOffer(items, floor));
}

// A choice is taken once: any later message of the customer that got through ends the offer. One turn may answer in
// several messages, and the choices of all of them stand.
function markOffer(items, floor) {
  const messages = items.filter((item) => item.kind === "message" && item.state !== "failed");
  const newest = messages.at(-1);
  const sameTurn = (item) => item === newest || (item.replyTo && item.replyTo === newest.replyTo);
  for (const item of items) {
    item.offered = floor === "bot" && item.choices?.length > 0 && newest?.author.kind !== "customer" && sameTurn(item);
  }
  return items;
}

function markRuns(items) {
  const speaks = (item) => (item?.kind === "message" ? `${item.author.kind} ${item.author.name ?? ""}` : null);
  items.forEach((item, at) => {
    item.first = speaks(item) !== speaks(items[at - 1]);
    item.last = speaks(item) !== speaks(items[at + 1]);
  });
  return items;
}
