// Accepting a conversation, which somebody else may do in the same moment.

import { useState } from "../../vendor/preact-htm.js";
import { useDesk } from "./desk.js";

/** `[accept, busy]`: accepts and opens the conversation, or says who was faster. */
export function useAccept(id, go) {
  const { commands, notices, facts } = useDesk();
  const [busy, setBusy] = useState(false);

  async function accept() {
    setBusy(true);
    try {
      await commands.accept(id);
      notices.clear();
      go(id);
      facts.load(id);
    } catch (error) {
      const { agent } = error.details ?? {};
      if (error.code !== "already_accepted") notices.error(error);
      else if (agent?.name) notices.bad("act.taken", { name: agent.name });
      else notices.bad("act.taken_by_other");
    }
    setBusy(false);
  }

  return [accept, busy];
}
