/** Open the question that the address points to, as the links in the footer do. */
export function draw() {
  const open = () => {
    const asked = location.hash && document.querySelector(location.hash);
    if (asked instanceof HTMLDetailsElement) asked.open = true;
  };
  window.addEventListener("hashchange", open);
  open();
}
