import { openPage } from "../staff/controllers/page.js";
import { Console } from "./controllers/console.js";
import { texts } from "./texts/index.js";

openPage({ texts, signInTitle: "sign_in.console", component: Console });
