// A log as rows to show: what belongs to a message (how it was understood, that it failed, how it was judged, what was
// refused) stands with the message and not where it happened; a failure or a refusal without a message stays where it
// is. What `resolved` has told, `closed` does not tell again.

/** Events that only say something about a message. */
const ATTACHED = { turn_understood: "understood", failure_recorded: "failure", judged: "judgement" };

/**
 * @param {object[]} events Event frames in order.
 * @returns {object[]} Rows `{type: "message" | "dropped" | "line" | "day", key, …}`; a message row carries
 *   `understood`, `failure` and `judgement`, each an event or null, `refused`, a list of events, and `first`: whether its
 *   author began to speak here.
 */
export function timeline(events) {
  const rows = [];
  const messages = new Map();
  let day = null;
  for (const event of events) {
    const refused = event.name === "access_refused" && messages.get(event.message_id);
    if (refused) {
      refused.refused.push(event);
      continue;
    }
    const attached = ATTACHED[event.name];
    if (attached) {
      const message = messages.get(event.message_id ?? event.message_seq);
      if (message) message[attached] = event;
      if (message || attached === "understood") continue;
    }
    if (event.name === "closed" && rows.at(-1)?.event?.name === "resolved") continue;
    if (dayOf(event.at) !== day) rows.push({ type: "day", key: `day-${event.seq}`, at: event.at });
    day = dayOf(event.at);
    const row = rowOf(event, rows.at(-1));
    if (row.type === "message") messages.set(event.id, row).set(event.seq, row);
    rows.push(row);
  }
  return rows;
}

function rowOf(event, before) {
  const key = String(event.seq);
  if (event.name === "reply_dropped") return { type: "dropped", key, event };
  if (event.name !== "message_posted") return { type: "line", key, event };
  const first = before?.type !== "message" || !sameVoice(before.event, event);
  return { type: "message", key, event, first, understood: null, failure: null, judgement: null, refused: [] };
}

function sameVoice(one, other) {
  return (
    one.audience === other.audience && one.author.kind === other.author.kind && one.author.name === other.author.name
  );
}

function dayOf(at) {
  return new Date(at).toDateString();
}
