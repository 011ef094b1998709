import { h, icon, say } from "../helpers/dom.js";
import { ALERT, PERSON } from "../helpers/icons.js";
import { queueText } from "../texts/index.js";

const OFFLINE_AFTER_MS = 2000;

/** The line below the header: the way to a person, the place in the queue, and what does not work right now. */
export class Bar {
  #person;
  #withdraw;
  #anew;
  #queue = h("p", { class: "bar-text", role: "status" });
  #trouble = h("p", { class: "trouble-text" });
  #troubleBox;
  #offlineSince = null;
  #timer = null;
  #chat;

  constructor(chat) {
    this.#chat = chat;
    this.#person = button("bar-button", () => this.#busy(this.#person, () => chat.askForPerson()));
    this.#withdraw = button("bar-button", () => this.#busy(this.#withdraw, () => chat.withdraw()));
    this.#anew = button("bar-button", () => chat.startAnew());
    this.#troubleBox = h("div", { class: "trouble", role: "alert", hidden: true }, icon(...ALERT), this.#trouble);
    const row = h("div", { class: "bar-row" }, this.#queue, this.#person, this.#withdraw, this.#anew);
    this.element = h("div", { class: "bar" }, row, this.#troubleBox);
  }

  draw({ conversation, texts, problem }) {
    const { floor, queue, begun } = conversation;
    say(this.#queue, floor === "queue" ? queueText(queue, texts) : "");
    this.#queue.hidden = floor !== "queue";
    label(this.#person, texts.person, PERSON, floor !== "bot" && floor !== "closed");
    label(this.#withdraw, texts.withdraw, null, floor !== "queue");
    label(this.#anew, texts.anew, null, floor !== "closed" || !begun);
    this.element.dataset.floor = floor;
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

  /** The button that was pressed goes away, and the focus with it: the next thing to do is writing. */
  async #busy(pressed, command) {
    pressed.setAttribute("aria-busy", "true");
    const hadFocus = pressed.getRootNode().activeElement === pressed;
    await command();
    pressed.removeAttribute("aria-busy");
    queueMicrotask(() => {
      if (hadFocus && pressed.hidden) this.#chat.panel.focus();
    });
  }
}

function button(className, press) {
  return h("button", {
    class: className,
    type: "button",
    onclick: (event) => event.currentTarget.getAttribute("aria-busy") !== "true" && press(),
  });
}

function label(element, text, paths, hidden) {
  element.hidden = hidden;
  if (element.textContent === text) return;
  element.replaceChildren(...(paths ? [icon(...paths)] : []), text);
}
