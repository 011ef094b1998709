// Events of the floor that customers are told about, by the name of the event.
const NOTICES = new Set([
  "escalated",
  "withdrawn",
  "accepted",
  "released",
  "returned_to_bot",
  "promised",
  "promise_kept",
  "promise_broken",
  "reopened",
]);
const ENDINGS = new Set(["resolved", "closed"]);

/**
 * What was said and what happened, in the order of the log. Takes events in any number and repetition: each counts once.
 * Unknown events move the cursor and leave no other trace.
 */
export class Timeline {
  /** Messages `{kind: "message", seq, at, id, author, text, choices, attachments,
   * replyTo}` and notices `{kind: "notice", seq, at, name, event}`. */
  entries = [];
  /** The highest number seen: a cursor, not a count. */
  lastSeq = 0;
  /** What the customer said about bot messages: seq -> helpful. */
  judgements = new Map();
  /** Stars given, or null. */
  stars = null;
  /** Name of the agent who accepted last, or null. */
  agent = null;
  /** The answer that is promised and has not come: `{dueAt, broken}`, or null. */
  promise = null;
  /** Whether the customer, who waits, was told that it takes longer. */
  told = false;
  #seen = new Set();

  /** Book one event; answers whether it was new. */
  add(event) {
    if (!Number.isInteger(event.seq) || this.#seen.has(event.seq)) return false;
    this.#seen.add(event.seq);
    this.seenUpTo(event.seq);
    this.#facts(event);
    const entry = entryOf(event);
    if (entry && !(entry.name === "ended" && this.#alreadyEnded())) this.#insert(entry);
    return true;
  }

  /** Nothing up to this number has to be read again. */
  seenUpTo(seq) {
    this.lastSeq = Math.max(this.lastSeq, seq);
  }

  has(messageId) {
    return this.entries.some((entry) => entry.id === messageId);
  }

  /** Bot messages and people's, not the customer's own: what somebody may have missed while the chat was closed. */
  unread(readSeq) {
    return this.entries.filter((entry) => entry.seq > readSeq && isAnswer(entry)).length;
  }

  get lastMessage() {
    return this.entries.findLast((entry) => entry.kind === "message") ?? null;
  }

  /** The customer's newest message. */
  get lastAsked() {
    return this.entries.findLast((entry) => entry.kind === "message" && entry.author.kind === "customer") ?? null;
  }

  #facts(event) {
    this.told = event.name === "told_to_wait" || (this.told && event.floor === "queue");
    switch (event.name) {
      case "accepted":
        this.agent = event.agent?.name ?? null;
        break;
      case "judged":
        // The event's own number is `seq` in a frame, so the number of the judged message has a name of its own.
        if (Number.isInteger(event.message_seq)) this.judgements.set(event.message_seq, event.helpful === true);
        break;
      case "rated":
        this.stars = event.stars ?? this.stars;
        break;
      case "reopened":
        this.stars = null;
        break;
      case "promised":
        this.promise = { dueAt: event.due_at, broken: false };
        break;
      case "promise_broken":
        this.promise = { dueAt: event.due_at, broken: true };
        break;
      case "promise_kept":
        this.promise = null;
        break;
    }
  }

  #insert(entry) {
    const at = this.entries.findLastIndex((other) => other.seq < entry.seq) + 1;
    this.entries.splice(at, 0, entry);
  }

  /** `closed` follows `resolved`, and what became of a promise; to a customer that is one end, and one is told. */
  #alreadyEnded() {
    const newest = this.entries.findLast((entry) => entry.kind === "notice");
    return newest?.name === "ended" || newest?.event.floor === "closed";
  }
}

export function isAnswer(entry) {
  return entry.kind === "message" && entry.author.kind !== "customer";
}

function entryOf(event) {
  const { seq, at, name } = event;
  if (name === "message_posted") {
    return {
      kind: "message",
      seq,
      at,
      id: event.id,
      author: { kind: event.author?.kind ?? "system", name: event.author?.name ?? null },
      text: typeof event.text === "string" ? event.text : "",
      choices: Array.isArray(event.choices) ? event.choices : [],
      attachments: Array.isArray(event.attachments) ? event.attachments : [],
      replyTo: event.reply_to ?? null,
    };
  }
  if (ENDINGS.has(name)) return { kind: "notice", seq, at, name: "ended", event };
  return NOTICES.has(name) ? { kind: "notice", seq, at, name, event } : null;
}
