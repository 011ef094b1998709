import { h, icon, say } from "../helpers/dom.js";
import { MAIL } from "../helpers/icons.js";
import { promiseText } from "../texts/index.js";

/** By when and where to an answer comes: in sight from the promise until it is kept, whoever answers meanwhile. */
export class Promised {
  #text = h("p", { class: "promised-text" });
  #more = h("p", { class: "promised-more" });

  constructor() {
    this.element = h("div", { class: "promised", hidden: true }, icon(...MAIL), h("div", {}, this.#text, this.#more));
  }

  draw({ conversation, texts, language }) {
    const { floor, timeline, answersTo } = conversation;
    const { promise } = timeline;
    this.element.hidden = promise === null;
    if (promise === null) return;
    this.element.classList.toggle("broken", promise.broken);
    say(this.#text, promiseText(promise, answersTo, texts, language));
    say(this.#more, floor === "closed" ? texts.promiseMore : "");
  }
}
