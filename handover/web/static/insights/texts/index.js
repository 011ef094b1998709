// All texts of the insights, by topic.

import chartsDe from "./charts.de.js";
import chartsEn from "./charts.en.js";
import savingsDe from "./savings.de.js";
import savingsEn from "./savings.en.js";
import de from "./de.js";
import en from "./en.js";

export const texts = {
  de: { ...de, ...chartsDe, ...savingsDe },
  en: { ...en, ...chartsEn, ...savingsEn },
};
