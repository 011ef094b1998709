import { openPage } from "../staff/controllers/page.js";
import { Insights } from "./controllers/insights.js";
import de from "./texts/de.js";
import en from "./texts/en.js";

openPage({ texts: { de, en }, signInTitle: "sign_in.insights", component: Insights });
