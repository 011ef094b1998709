import { Timeline } from "./timeline.js";
import { Typing } from "./typing.js";

/** What the frames of the service have told of a conversation so far. Dispatches `change` when there is something new to show. */
export class Reading extends EventTarget {
  timeline = new Timeline();
  floor = "bot";
  /** A place in the queue as in docs/protocol.md while waiting, else null. */
  queue = null;
  typing;
  #snapshotSeq = 0;
  #posted;
  #spoken;
  #moved;

  /**
   * `posted(id)` is called for each message that the log has, `spoken(language)` for the language that goes on from here,
   * `moved(floor)` for who answers from here.
   */
  constructor({ posted, spoken, moved, timers }) {
    super();
    this.#posted = posted;
    this.#spoken = spoken;
    this.#moved = moved;
    this.typing = new Typing({ changed: () => this.changed(), timers });
  }

  changed(changes = {}) {
    Object.assign(this, changes);
    this.dispatchEvent(new Event("change"));
  }

  /** One frame from the service; unknown types and fields are passed over. */
  receive(frame) {
    if (frame.type === "snapshot") this.#snapshot(frame);
    else if (frame.type === "event") this.#event(frame);
    else if (frame.type === "queue") this.queue = frame.queue ?? frame;
    else if (frame.type === "typing") this.typing.seen(frame.author);
    else return;
    this.changed();
  }

  /** One page of the log, as it comes by HTTP. */
  readPage({ events, last_seq: lastSeq, floor, queue }) {
    for (const event of events) this.#event(event);
    // A page may hold nothing that customers see, and still be one of many.
    this.timeline.seenUpTo(lastSeq);
    this.#stands({ floor }, queue ?? null);
    this.changed();
  }

  forget() {
    this.typing.stop();
    this.timeline = new Timeline();
    this.floor = "bot";
    this.queue = null;
    this.#snapshotSeq = 0;
  }

  #snapshot(frame) {
    this.#snapshotSeq = frame.last_seq ?? 0;
    this.#stands(frame, frame.queue ?? null);
  }

  #event(event) {
    if (!this.timeline.add(event)) return;
    if (event.name === "message_posted") this.#message(event);
    // What is replayed tells where the floor and the language were; where they are, the snapshot has told.
    if (event.seq > this.#snapshotSeq) this.#stands(event, event.floor === "queue" ? this.queue : null);
  }

  #message(event) {
    this.#posted(event.id);
    const unanswered = event.author?.kind === "bot" && event.reply_to && event.reply_to !== this.timeline.lastAsked?.id;
    if (event.author?.kind !== "customer" && !unanswered) this.typing.stop();
    else if (event.floor === "bot" && event.seq > this.#snapshotSeq) this.typing.expectBot();
  }

  #stands({ floor, language }, queue) {
    if (floor && floor !== this.floor) this.typing.stop();
    this.floor = floor ?? this.floor;
    this.queue = queue;
    this.#moved(this.floor);
    if (language) this.#spoken(language);
  }
}
