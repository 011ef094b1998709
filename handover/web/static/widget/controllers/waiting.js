import { h, say } from "../helpers/dom.js";
import { MAIL } from "../helpers/icons.js";
import { moment } from "../helpers/times.js";
import { Waiting } from "../models/waiting.js";
import { queueTexts } from "../texts/index.js";
import { busy, button, label } from "./button.js";

/** What somebody who waits is told: their place and how long, or who is back when; and what they can do instead. */
export class WaitingView {
  #chat;
  #waiting;
  #announced = null;
  #place = h("p", { class: "waiting-place" });
  #wait = h("p", { class: "waiting-wait" });
  #offer = h("p", { class: "waiting-offer" });
  #withdraw;
  #leave;

  constructor(chat) {
    this.#chat = chat;
    this.#waiting = new Waiting({ changed: () => chat.draw() });
    this.#withdraw = button("bar-button", () => busy(this.#withdraw, () => chat.withdraw(), chat.panel));
    this.#leave = button("waiting-leave", () => chat.leave(true));
    const texts = h("div", { class: "waiting-texts" }, this.#place, this.#wait, this.#offer);
    this.element = h("div", { class: "waiting" }, texts, this.#leave, this.#withdraw);
  }

  /** To the button that leads to the form. */
  focus() {
    this.#leave.focus();
  }

  draw({ conversation, texts, language, leaving }) {
    const { floor, timeline } = conversation;
    this.#waiting.take(floor === "queue" ? conversation.queue : null);
    const queue = this.#waiting.shown;
    const urgent = timeline.told || queue?.staffed === false;
    const mayLeave = !leaving && timeline.promise === null;
    const { place, wait } = queueTexts(queue, texts, language);
    this.element.hidden = floor !== "queue";
    this.element.classList.toggle("urgent", urgent);
    say(this.#place, place);
    say(this.#wait, wait);
    this.#wait.hidden = wait === "";
    this.#offer.hidden = !(mayLeave && urgent && queue?.answer_by);
    say(this.#offer, this.#offer.hidden ? "" : texts.offer(moment(queue.answer_by, texts, language)));
    this.#leave.className = urgent ? "solid waiting-leave" : "link-button waiting-leave";
    label(this.#leave, urgent ? texts.leave : texts.rather, urgent ? MAIL : null, !mayLeave);
    label(this.#withdraw, texts.withdraw, null, leaving);
    this.#announce(texts, language);
  }

  #announce(texts, language) {
    const { told } = this.#waiting;
    if (told === this.#announced) return;
    this.#announced = told;
    if (told !== null) this.#chat.announcer.say(Object.values(queueTexts(told, texts, language)).join(" "));
  }
}
