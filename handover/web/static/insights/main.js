import { openPage } from "../staff/controllers/page.js";
import { Insights } from "./controllers/insights.js";
import { texts } from "./texts/index.js";

openPage({ texts, signInTitle: "sign_in.insights", component: Insights });
