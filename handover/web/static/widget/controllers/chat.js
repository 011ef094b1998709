import { Api } from "../models/api.js";
import { Conversation } from "../models/conversation.js";
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
  /** Whether the customer leaves a question instead of waiting, and whether it is being sent. */
  #leaving = false;
  #promising = false;

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
    if (this.#conversation.identify(identity)) this.panel.clear();
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

  /** What the customer wrote and the log does not show yet. */
  get outbox() {
    return this.#conversation.outbox;
  }

  /** Asked for twice, or while somebody is there already, is no problem to tell: the log shows how it stands. */
  askForPerson() {
    return this.#attempt(() => this.#conversation.askForPerson(), ["wrong_floor"]);
  }

  withdraw() {
    return this.#attempt(() => this.#conversation.withdraw(), ["wrong_floor"]);
  }

  /** Show the form for a question that is answered later, or put it away. */
  leave(leaving) {
    this.#leaving = leaving;
    this.#draw();
    (leaving ? this.panel : this.panel.bar.waiting).focus();
  }

  /** Leave a question to be answered at this address; why that failed, or null. */
  async promise(email, text) {
    this.#promising = true;
    try {
      await this.#conversation.promise(email, text);
      return null;
    } catch (refused) {
      return refused;
    } finally {
      this.#promising = false;
    }
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
    // Waiting may have ended by itself: somebody took the conversation, or another tab left the question.
    if (conversation.floor !== "queue" && !this.#promising) this.#leaving = false;
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
      leaving: this.#leaving,
      problem: this.#problem && problemText(this.#problem, texts),
    };
    this.launcher.draw(view);
    this.panel.draw(view);
    this.announcer.draw(view);
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
