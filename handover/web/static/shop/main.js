import { drawFooter } from "./footer.js";
import { drawHeader } from "./header.js";
import { translatePage } from "./texts.js";

const page = document.body.dataset.page;

translatePage();
drawHeader(page);
drawFooter();
import(`./pages/${page}.js`).then(({ draw }) => draw());

for (const button of document.querySelectorAll("[data-chat]")) {
  button.addEventListener("click", () => document.querySelector("lotse-chat")?.open());
}
