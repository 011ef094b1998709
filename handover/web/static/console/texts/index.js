// All texts of the console, by topic.

import actsDe from "./acts.de.js";
import actsEn from "./acts.en.js";
import conversationDe from "./conversation.de.js";
import conversationEn from "./conversation.en.js";
import queueDe from "./queue.de.js";
import queueEn from "./queue.en.js";
import de from "./de.js";
import en from "./en.js";

export const texts = {
  de: { ...de, ...queueDe, ...conversationDe, ...actsDe },
  en: { ...en, ...queueEn, ...conversationEn, ...actsEn },
};
