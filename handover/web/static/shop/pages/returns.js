import { t } from "../texts.js";

export function draw() {
  const form = document.querySelector("#return");
  const done = document.querySelector("#done");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const number = new FormData(form).get("order").trim().toUpperCase();
    done.hidden = false;
    done.querySelector("p").textContent = t(
      `Die Rücksendung für ${number} ist vorgemerkt. In der Demonstration gibt es kein echtes Etikett; in einem Shop würden Sie es jetzt herunterladen.`,
      `The return for ${number} is noted. In this demonstration there is no real label; in a shop you would download it now.`,
    );
    done.querySelector("h2").focus();
  });
}
