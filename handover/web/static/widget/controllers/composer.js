import { h, icon, say } from "../helpers/dom.js";
import { SEND } from "../helpers/icons.js";
import { check, count, MOST_CHARACTERS } from "../helpers/limits.js";

const COUNT_FROM = MOST_CHARACTERS - 400;
const TELL_TYPING_EVERY_MS = 3000;

/** Where the customer writes. Enter sends, Shift+Enter breaks the line; what cannot be sent stays where it is. */
export class Composer {
  #chat;
  #text = h("textarea", { class: "write", rows: 1, id: "write", "aria-describedby": "write-hint", enterKeyHint: "send" });
  #label = h("label", { class: "unseen", htmlFor: "write" });
  #send = h("button", { class: "send", type: "submit" }, icon(...SEND));
  #hint = h("p", { class: "hint", id: "write-hint", role: "status" });
  #problem = null;
  #texts = null;
  #toldTypingAt = 0;

  constructor(chat) {
    this.#chat = chat;
    this.#text.value = chat.draft;
    this.#text.addEventListener("input", () => this.#changed());
    this.#text.addEventListener("keydown", (event) => this.#key(event));
    const submit = (event) => {
      event.preventDefault();
      this.#submit();
    };
    this.element = h("form", { class: "composer", onsubmit: submit }, this.#hint, h("div", { class: "composer-row" }, this.#label, this.#text, this.#send));
  }

  /** On a touch screen the log gets the focus instead: a keyboard that slides in would cover what was just answered. */
  focus() {
    if (matchMedia("(pointer: coarse)").matches) this.#chat.panel.log.focus();
    else this.#text.focus();
  }

  /** Go on here with what was written elsewhere, unless something is written here. */
  take(text) {
    if (this.#text.value !== "") return;
    this.#text.value = text;
    this.#changed();
  }

  /** What was written but not sent is somebody else's. */
  clear() {
    this.#text.value = "";
  }

  draw({ texts }) {
    this.#texts = texts;
    say(this.#label, texts.write);
    this.#text.placeholder = texts.write;
    this.#send.setAttribute("aria-label", texts.send);
    this.#send.title = texts.send;
    this.#drawHint();
    this.#grow();
  }

  #key(event) {
    // While an input method composes a word, Enter belongs to it (keyCode 229 in Safari, which ends composing too early).
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    this.#submit();
  }

  #submit() {
    const { text, problem } = check(this.#text.value);
    this.#problem = problem ?? null;
    if (text) {
      this.#text.value = "";
      this.#chat.draft = "";
      this.#chat.send(text);
    }
    this.#text.focus();
    this.#drawHint();
    this.#grow();
  }

  #changed() {
    this.#chat.draft = this.#text.value;
    if (this.#problem && this.#problem !== check(this.#text.value).problem) this.#problem = null;
    this.#drawHint();
    this.#grow();
    if (this.#text.value && Date.now() - this.#toldTypingAt > TELL_TYPING_EVERY_MS) {
      this.#toldTypingAt = Date.now();
      this.#chat.typing();
    }
  }

  #drawHint() {
    const characters = count(this.#text.value.trim());
    const over = characters - MOST_CHARACTERS;
    const left = characters >= COUNT_FROM ? this.#texts.left(-over) : "";
    const hint = over > 0 ? this.#texts.tooLong(over) : this.#problem === "command" ? this.#texts.command : left;
    say(this.#hint, hint);
    this.#hint.classList.toggle("wrong", over > 0 || this.#problem === "command");
    this.#text.setAttribute("aria-invalid", String(over > 0 || this.#problem === "command"));
  }

  #grow() {
    this.#text.style.height = "auto";
    this.#text.style.height = `${this.#text.scrollHeight + 2}px`;
  }
}
