import { h, icon, say } from "../helpers/dom.js";
import { ALERT, CLOCK, DONE, MAIL, PERSON, WHEEL } from "../helpers/icons.js";
import { noticeText } from "../texts/index.js";

const SIGNS = {
  escalated: CLOCK,
  released: CLOCK,
  accepted: PERSON,
  ended: DONE,
  promised: MAIL,
  promise_kept: DONE,
  promise_broken: ALERT,
};

/** A line in the log that says who has the floor from here on. */
export class NoticeView {
  #text = h("span");

  constructor(item) {
    this.element = h("p", { class: "notice", "data-name": item.name }, icon(...(SIGNS[item.name] ?? WHEEL)), this.#text);
  }

  draw(item, { texts, language }) {
    say(this.#text, noticeText(item, texts, language));
  }
}
