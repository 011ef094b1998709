// All texts of the insights, by topic.

import chartsDe from "./charts.de.js";
import chartsEn from "./charts.en.js";
import conversationsDe from "./conversations.de.js";
import conversationsEn from "./conversations.en.js";
import failuresDe from "./failures.de.js";
import failuresEn from "./failures.en.js";
import journeyDe from "./journey.de.js";
import journeyEn from "./journey.en.js";
import gapsDe from "./gaps.de.js";
import gapsEn from "./gaps.en.js";
import overviewDe from "./overview.de.js";
import overviewEn from "./overview.en.js";
import savingsDe from "./savings.de.js";
import savingsEn from "./savings.en.js";
import serviceDe from "./service.de.js";
import serviceEn from "./service.en.js";
import de from "./de.js";
import en from "./en.js";

export const texts = {
  de: { ...de, ...overviewDe, ...serviceDe, ...chartsDe, ...savingsDe, ...journeyDe, ...conversationsDe, ...gapsDe, ...failuresDe },
  en: { ...en, ...overviewEn, ...serviceEn, ...chartsEn, ...savingsEn, ...journeyEn, ...conversationsEn, ...gapsEn, ...failuresEn },
};
