import { h, say } from "../helpers/dom.js";

/** Says things to screen readers that nothing visible says at that moment. */
export class Announcer {
  element = h("p", { class: "unseen", role: "status" });

  say(text) {
    say(this.element, text);
  }
}
