import { h, say } from "../helpers/dom.js";
import { isAnswer } from "../models/timeline.js";
import { problemText } from "../texts/index.js";

/** Says things to screen readers that nothing visible says at that moment. */
export class Announcer {
  element = h("p", { class: "unseen", role: "status" });
  #announced = null;

  say(text) {
    say(this.element, text);
  }

  /** The log speaks for itself while it is open; closed, and for what failed, somebody has to say it. */
  draw({ items, texts, open, unread }) {
    const newest = items.findLast((item) => item.kind === "message");
    const failed = newest?.state === "failed" && newest.problem !== null;
    const answered = !open && unread > 0 && newest && isAnswer(newest);
    const news = failed ? `failed ${newest.key}` : answered ? `answer ${newest.key}` : null;
    if (news === this.#announced) return;
    this.#announced = news;
    if (failed) this.say(`${texts.failed} ${problemText(newest.problem, texts)}`);
    else if (answered) this.say(texts.newMessage(newest.author.name ?? texts.agentUnnamed));
  }
}
