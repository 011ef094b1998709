import { h, icon, say } from "../helpers/dom.js";
import { ALERT, PERSON } from "../helpers/icons.js";
import { busy, button, label } from "./button.js";
import { Promised } from "./promised.js";
import { WaitingView } from "./waiting.js";

const OFFLINE_AFTER_MS = 2000;

/** The lines below the header: the way to a person, waiting for one, what is promised, and what does not work right now. */
export class Bar {
  #person;
  #anew;
  #row;
  #promised = new Promised();
  #trouble = h("p", { class: "trouble-text" });
  #troubleBox;
  #offlineSince = null;
  #timer = null;
  #chat;

  constructor(chat) {
    this.#chat = chat;
    this.waiting = new WaitingView(chat);
    this.#person = button("bar-button", () => busy(this.#person, () => chat.askForPerson(), chat.panel));
    this.#anew = button("bar-button", () => chat.startAnew());
    this.#troubleBox = h("div", { class: "trouble", role: "alert", hidden: true }, icon(...ALERT), this.#trouble);
    this.#row = h("div", { class: "bar-row" }, this.#person, this.#anew);
    this.element = h("div", { class: "bar" }, this.waiting.element, this.#promised.element, this.#row, this.#troubleBox);
  }

  draw(view) {
    const { conversation, texts, problem } = view;
    const { floor, begun, timeline } = conversation;
    this.waiting.draw(view);
    label(this.#person, texts.person, PERSON, floor !== "bot" && floor !== "closed");
    // Whoever begins anew would not see the answer here that they are promised.
    label(this.#anew, texts.anew, null, floor !== "closed" || !begun || timeline.promise !== null);
    this.#row.hidden = this.#person.hidden && this.#anew.hidden;
    this.#promised.draw(view);
    const trouble = problem ?? (this.#isOffline(conversation) ? texts.offline : conversation.lost ? texts.lost : "");
    say(this.#trouble, trouble);
    this.#troubleBox.hidden = trouble === "";
  }

  /** A line that comes back within two seconds is not worth a word. */
  #isOffline({ online }) {
    if (online) {
      clearTimeout(this.#timer);
      this.#offlineSince = null;
      return false;
    }
    if (this.#offlineSince === null) {
      this.#offlineSince = Date.now();
      this.#timer = setTimeout(() => this.#chat.draw(), OFFLINE_AFTER_MS);
    }
    return Date.now() - this.#offlineSince >= OFFLINE_AFTER_MS;
  }
}
