import { openPage } from "../staff/controllers/page.js";
import { Console } from "./controllers/console.js";
import de from "./texts/de.js";
import en from "./texts/en.js";

openPage({ texts: { de, en }, signInTitle: "sign_in.console", component: Console });
