// What components share: the language, a store's value, the time that ticks.

import { createContext, useContext, useEffect, useState } from "../../vendor/preact-htm.js";

export const Locale = createContext(null);

/** `{language, t, format, setLanguage}` of the page. */
export function useLocale() {
  return useContext(Locale);
}

/** The value of `store`, read again after each change. */
export function useStore(store) {
  const [value, setValue] = useState(store.get());
  useEffect(() => {
    setValue(store.get());
    return store.subscribe(() => setValue(store.get()));
  }, [store]);
  return value;
}

/** The time in ms, read again every `everyMs`. */
export function useNow(everyMs) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

/** The page's title while the component is shown. */
export function useTitle(title) {
  useEffect(() => {
    document.title = title;
  }, [title]);
}

/** Whether a media query holds, also when that changes. */
export function useMedia(query) {
  const [holds, setHolds] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const list = matchMedia(query);
    const changed = () => setHolds(list.matches);
    changed();
    list.addEventListener("change", changed);
    return () => list.removeEventListener("change", changed);
  }, [query]);
  return holds;
}

/**
 * Whether the page is being printed. It is told before the browser lays the pages out; what changes only when the width of the
 * paper is known comes too late, and is cut off.
 */
export function usePaper() {
  const [isPaper, setPaper] = useState(false);
  useEffect(() => {
    const [begin, end] = [() => setPaper(true), () => setPaper(false)];
    window.addEventListener("beforeprint", begin);
    window.addEventListener("afterprint", end);
    return () => {
      window.removeEventListener("beforeprint", begin);
      window.removeEventListener("afterprint", end);
    };
  }, []);
  return isPaper;
}
