// A customer's conversation on the stand-ins of doubles.js, and the frames that a test tells it.

import { Conversation } from "../../../handover/web/static/widget/models/conversation.js";
import { Memory } from "../../../handover/web/static/widget/models/memory.js";
import { FakeApi, FakeSocket, FakeStorage, FakeTimers } from "./doubles.js";

/** A browser and a service for one test. */
export class World {
  api = new FakeApi();
  storage = new FakeStorage();
  timers = new FakeTimers();

  constructor() {
    FakeSocket.opened = [];
  }

  /** Somebody loads a page with the chat. */
  visitor({ identity, url = "https://shop.test/", kept = this.storage } = {}) {
    const conversation = new Conversation({
      api: this.api,
      memory: new Memory(kept, "lotse"),
      page: () => ({ url, title: "Start" }),
      language: "de",
      identity,
      openSocket: (where) => new FakeSocket(where),
      timers: this.timers,
    });
    conversation.resume();
    return conversation;
  }

  /** Somebody said "Hallo" and is connected. */
  async listening(options) {
    const customer = this.visitor(options);
    await customer.send("Hallo");
    FakeSocket.last.accept();
    FakeSocket.last.tell(snapshot());
    return customer;
  }
}

export const signedIn = (sub, exp = 1_000) => `x.${btoa(JSON.stringify({ sub, exp }))}.x`;

export const snapshot = (more = {}) => ({ type: "snapshot", floor: "bot", language: "de", queue: null, last_seq: 0, ...more });

export const posted = (seq, id, kind, text, more = {}) => ({
  type: "event",
  seq,
  at: "2026-11-22T09:00:00Z",
  name: "message_posted",
  floor: "bot",
  id,
  author: { kind, name: null },
  text,
  choices: [],
  ...more,
});
