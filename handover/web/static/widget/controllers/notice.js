import { h, icon, say } from "../helpers/dom.js";
import { CLOCK, DONE, PERSON, WHEEL } from "../helpers/icons.js";
import { longTime } from "../helpers/times.js";
import { noticeText } from "../texts/index.js";

const SIGNS = { escalated: CLOCK, released: CLOCK, accepted: PERSON, ended: DONE, promised: CLOCK };

/** A line in the log that says who has the floor from here on. */
export class NoticeView {
  #text = h("span");

  constructor(item) {
    this.element = h("p", { class: "notice", "data-name": item.name }, icon(...(SIGNS[item.name] ?? WHEEL)), this.#text);
  }

  draw(item, { texts, language }) {
    say(this.#text, noticeText(item, texts, (at) => longTime(at, language)));
  }
}
