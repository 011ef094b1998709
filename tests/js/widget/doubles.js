// Stand-ins for what the browser gives to the models: timers that a test moves by hand, storage, sockets and the commands.

import { Refused } from "../../../handover/web/static/widget/models/api.js";

export class FakeTimers {
  #due = new Map();
  #next = 1;
  now = 0;

  setTimeout = (run, ms) => {
    this.#due.set(this.#next, { run, at: this.now + ms });
    return this.#next++;
  };

  clearTimeout = (id) => this.#due.delete(id);

  pass(ms) {
    const until = this.now + ms;
    for (;;) {
      const [next] = [...this.#due].filter(([, { at }]) => at <= until).sort(([, a], [, b]) => a.at - b.at);
      if (!next) break;
      this.#due.delete(next[0]);
      this.now = next[1].at;
      next[1].run();
    }
    this.now = until;
  }
}

export class FakeStorage {
  kept = new Map();
  getItem = (key) => this.kept.get(key) ?? null;
  setItem = (key, value) => this.kept.set(key, value);
}

export class FakeSocket {
  static opened = [];
  readyState = 1;
  sent = [];

  constructor(url) {
    this.url = url;
    FakeSocket.opened.push(this);
  }

  send(data) {
    this.sent.push(JSON.parse(data));
  }

  close() {
    this.readyState = 3;
  }

  accept() {
    this.onopen({});
  }

  tell(...frames) {
    for (const frame of frames) this.onmessage({ data: JSON.stringify(frame) });
  }

  breakDown(code) {
    this.readyState = 3;
    this.onclose({ code });
  }

  static get last() {
    return FakeSocket.opened.at(-1);
  }
}

/** The commands of a service that says yes, unless `refuse` names a kind for the next call of a command. */
export class FakeApi {
  calls = [];
  refusals = {};
  conversations = new Map();
  #seq = 1;

  refuse(name, kind, more) {
    (this.refusals[name] ??= []).push(new Refused(kind, more));
  }

  async #take(name, body) {
    this.calls.push({ name, body });
    const refusal = this.refusals[name]?.shift();
    if (refusal) throw refusal;
  }

  async open(body) {
    await this.#take("open", body);
    const asked = JSON.stringify(body);
    const before = this.conversations.get(body.id);
    if (before && before.asked !== asked) throw new Refused("conflict", { code: "id_reused" });
    const number = before?.number ?? this.conversations.size + 1;
    this.conversations.set(body.id, { asked, number });
    return { id: `conversation-${number}`, token: `token-${number}`, floor: "bot", language: body.language };
  }

  async renew(conversation, body) {
    await this.#take("renew", { ...body, conversation: conversation.id });
    return { until: "2026-11-22T09:30:00Z" };
  }

  async message(conversation, body) {
    await this.#take("message", { ...body, conversation: conversation.id });
    return { seq: ++this.#seq };
  }

  async escalate(conversation, body) {
    await this.#take("escalate", { ...body, conversation: conversation.id });
    return { position: 2, wait_s: null, wait_range_s: null, staffed: true, opens_at: null, answer_by: "2026-11-23T13:00:00Z" };
  }

  async withdraw() {
    await this.#take("withdraw");
    return null;
  }

  async promise(conversation, body) {
    await this.#take("promise", { ...body, conversation: conversation.id });
    return { due_at: "2026-11-24T11:00:00Z" };
  }

  async judge(_conversation, body) {
    await this.#take("judge", body);
  }

  async rate(_conversation, body) {
    await this.#take("rate", body);
  }

  async visit(_conversation, body) {
    await this.#take("visit", body);
  }

  async events(_conversation, after) {
    await this.#take("events", { after });
    return { events: [], last_seq: after, more: false, floor: "bot", queue: null };
  }

  socketUrl = ({ id }) => `ws://service.test/api/conversations/${id}/socket`;

  bodies(name) {
    return this.calls.filter((call) => call.name === name).map((call) => call.body);
  }
}
