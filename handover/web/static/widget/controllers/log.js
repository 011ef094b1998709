import { h, icon, say } from "../helpers/dom.js";
import { DOWN } from "../helpers/icons.js";
import { MessageView } from "./message.js";
import { NoticeView } from "./notice.js";
import { Rating } from "./rating.js";
import { TypingView } from "./typing.js";
import { Welcome } from "./welcome.js";

const NEAR_END_PX = 80;
const HISTORY_MS = 1000;

/** What was said, oldest first, in one scrolling column with the greeting above it and the rating below it. */
export class Log {
  #chat;
  #views = new Map();
  #entries = h("div", { class: "entries", role: "log", "aria-live": "off" });
  #column;
  #toNewest;
  #follow = true;
  #newest = null;

  constructor(chat) {
    this.#chat = chat;
    this.welcome = new Welcome(chat);
    this.typing = new TypingView();
    this.rating = new Rating(chat);
    this.#column = h(
      "div",
      { class: "column", tabIndex: 0, role: "region", onscroll: () => this.#scrolled() },
      this.welcome.element,
      this.#entries,
      this.typing.element,
      this.rating.element,
    );
    this.#toNewest = h("button", { class: "to-newest", type: "button", hidden: true, onclick: () => this.toEnd() }, icon(...DOWN), h("span"));
    this.element = h("div", { class: "log" }, this.#column, this.#toNewest);
    new ResizeObserver(() => this.#follow && this.toEnd()).observe(this.#column);
  }

  focus() {
    this.#column.focus();
  }

  toEnd() {
    this.#follow = true;
    this.#toNewest.hidden = true;
    this.#column.scrollTop = this.#entries.hasChildNodes() ? this.#column.scrollHeight : 0;
  }

  draw(view) {
    const { items, texts, open } = view;
    this.#column.setAttribute("aria-label", texts.log);
    this.#entries.setAttribute("aria-label", texts.log);
    say(this.#toNewest.lastChild, texts.toNewest);
    this.welcome.draw(view);
    this.#drawEntries(items, view);
    this.typing.draw(view);
    this.rating.draw(view);
    if (open) this.#speakSoon();
    this.#arrived(items.at(-1)?.key ?? null);
  }

  #drawEntries(items, view) {
    const keys = new Set(items.map((item) => item.key));
    for (const [key, shown] of this.#views) {
      if (keys.has(key)) continue;
      shown.element.remove();
      this.#views.delete(key);
    }
    items.forEach((item, at) => {
      let shown = this.#views.get(item.key);
      if (!shown) {
        shown = item.kind === "message" ? new MessageView(this.#chat, item) : new NoticeView(item);
        this.#views.set(item.key, shown);
      }
      shown.draw(item, view);
      const there = this.#entries.children[at];
      if (there !== shown.element) this.#entries.insertBefore(shown.element, there ?? null);
    });
  }

  /** What was said before is not read out again at every opening; what comes from now on is. */
  #speakSoon() {
    if (this.#entries.dataset.speaks) return;
    this.#entries.dataset.speaks = "soon";
    setTimeout(() => this.#entries.setAttribute("aria-live", "polite"), HISTORY_MS);
  }

  #arrived(newest) {
    const isNews = newest !== this.#newest;
    this.#newest = newest;
    if (this.#follow) this.toEnd();
    else if (isNews) this.#toNewest.hidden = false;
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.#column;
    this.#follow = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
    if (this.#follow) this.#toNewest.hidden = true;
  }
}
