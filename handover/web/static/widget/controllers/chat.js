import { Api } from "../models/api.js";
import { Conversation } from "../models/conversation.js";
import { isAnswer } from "../models/timeline.js";
import { transcript } from "../models/transcript.js";
import { describe } from "../helpers/page.js";
import { problemText, speaker, textsFor } from "../texts/index.js";
import { Announcer } from "./announcer.js";
import { Panel } from "./panel.js";
import { watchPages } from "./pages.js";

const PHONE = "(max-width: 480px), (max-height: 480px)";

/** Wires the models to what is seen: draws everything anew from the conversation after each change of it. */
export class Chat {
  #surface;
  #memory;
  #conversation;
  #open = false;
  #problem = null;
  #drawing = false;
  #announced = null;

  /** `language` is what the conversation begins in, `identity` the host site's token or undefined. */
  constructor(surface, launcher, memory, { base, language, identity }) {
    this.#surface = surface;
    this.#memory = memory;
    this.launcher = launcher;
    this.phone = matchMedia(PHONE);
    this.#conversation = new Conversation({
      api: new Api(base),
      memory,
      page: () => describe(location, document.title),
      language,
      identity,
      openSocket: (url) => new WebSocket(url),
    });
    this.announcer = new Announcer();
    this.panel = new Panel(this);
    surface.append(this.panel.element, this.announcer.element);
  }

  start() {
    this.#conversation.addEventListener("change", () => this.draw());
    this.phone.addEventListener("change", () => this.draw());
    for (const event of ["online", "focus"]) window.addEventListener(event, () => this.#conversation.wake());
    window.addEventListener("offline", () => this.#conversation.sleep());
    document.addEventListener("visibilitychange", () => {
      this.#conversation.wake();
      this.draw();
    });
    window.addEventListener("storage", (event) => event.key === this.#memory.key && this.#conversation.followOtherTab());
    watchPages(() => this.#conversation.visited());
    this.#conversation.resume();
    this.#conversation.visited();
    // On a phone the chat covers the page, and somebody who followed a link wants to see where it led.
    if (this.#memory.get("open") && !this.phone.matches) this.open({ focus: false });
    this.#draw();
  }

  /** `identity` is the host site's token for who is signed in now, or undefined. */
  identify(identity) {
    if (this.#conversation.identify(identity)) this.panel.composer.clear();
    this.draw();
  }

  get draft() {
    return this.#memory.get("draft");
  }

  set draft(text) {
    this.#memory.set({ draft: text });
  }

  open({ focus = true } = {}) {
    this.#setOpen(true);
    if (focus) this.panel.focus();
  }

  close() {
    this.#setOpen(false);
    this.launcher.focus();
  }

  send(text, choice = null) {
    this.#problem = null;
    this.panel.toEnd();
    this.#conversation.send(text, choice);
  }

  resend(id) {
    this.#conversation.outbox.resend(id);
  }

  discard(id) {
    this.#conversation.outbox.discard(id);
  }

  /** Asked for twice, or while somebody is there already, is no problem to tell: the log shows how it stands. */
  askForPerson() {
    return this.#attempt(() => this.#conversation.askForPerson(), ["wrong_floor"]);
  }

  withdraw() {
    return this.#attempt(() => this.#conversation.withdraw(), ["wrong_floor"]);
  }

  judge(seq, helpful, comment) {
    return this.#attempt(() => this.#conversation.judge(seq, helpful, comment));
  }

  rate(stars, comment) {
    return this.#attempt(() => this.#conversation.rate(stars, comment));
  }

  file(id) {
    return this.#attempt(() => this.#conversation.file(id));
  }

  typing() {
    this.#conversation.tellTyping();
  }

  startAnew() {
    this.#problem = null;
    this.#conversation.startAnew();
    this.panel.focus();
  }

  /** Draw once for any number of changes in a row. */
  draw() {
    if (this.#drawing) return;
    this.#drawing = true;
    queueMicrotask(() => {
      this.#drawing = false;
      this.#draw();
    });
  }

  #setOpen(open) {
    this.#open = open;
    this.#memory.set({ open });
    this.#draw();
  }

  #draw() {
    const conversation = this.#conversation;
    const { language, timeline } = conversation;
    const texts = textsFor(language);
    if (this.#open && document.visibilityState === "visible") conversation.markRead();
    this.#surface.lang = language;
    const view = {
      conversation,
      language,
      texts,
      items: transcript(conversation),
      speaker: speaker(conversation, texts),
      unread: timeline.unread(conversation.readSeq),
      open: this.#open,
      phone: this.phone.matches,
      problem: this.#problem && problemText(this.#problem, texts),
    };
    this.launcher.draw(view);
    this.panel.draw(view);
    this.#announce(view);
  }

  /** The log speaks for itself while it is open; closed, and for what failed, somebody has to say it. */
  #announce({ items, texts, open, unread }) {
    const newest = items.findLast((item) => item.kind === "message");
    const failed = newest?.state === "failed" && newest.problem !== null;
    const answered = !open && unread > 0 && newest && isAnswer(newest);
    const news = failed ? `failed ${newest.key}` : answered ? `answer ${newest.key}` : null;
    if (news === this.#announced) return;
    this.#announced = news;
    if (failed) this.announcer.say(`${texts.failed} ${problemText(newest.problem, texts)}`);
    else if (answered) this.announcer.say(texts.newMessage(newest.author.name ?? texts.agentUnnamed));
  }

  async #attempt(command, expected = []) {
    this.#problem = null;
    try {
      return await command();
    } catch (refused) {
      if (!expected.includes(refused.code)) this.#problem = refused;
      return null;
    } finally {
      this.draw();
    }
  }
}
