const LOOK_EVERY_MS = 1000;
const TITLE_AFTER_MS = 300;

/**
 * Call `moved` after the customer went to another page without a reload, as single-page sites do.
 *
 * The host's `history` is left as it is: where the browser does not tell of navigations, the address is looked at once a
 * second. Sites set the title shortly after the address, so the call waits for it.
 */
export function watchPages(moved) {
  let seen = location.href;
  const look = () => {
    if (location.href === seen) return;
    seen = location.href;
    setTimeout(moved, TITLE_AFTER_MS);
  };
  if (window.navigation) window.navigation.addEventListener("currententrychange", look);
  else setInterval(look, LOOK_EVERY_MS);
}
