// The one line of the host page loads this file:
//   <script src="https://HOST/widget.js" data-language="de" async></script>
// It stays a classic script, because a module from another origin needs CORS before it runs at all; the modules that it
// imports come with CORS headers. Whatever fails in here must leave the host page as it was.
(() => {
  const script = document.currentScript ?? document.querySelector('script[src$="/widget.js"]');
  if (!script) return;
  const base = new URL(".", script.src).href;
  const { language, identity } = script.dataset;
  import(`${base}static/widget/start.js`)
    .then(({ start }) => start({ base, language, identity }))
    .catch((error) => console.warn("Lotse: the chat could not be loaded.", error));
})();
