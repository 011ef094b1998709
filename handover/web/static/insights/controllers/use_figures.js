// Figures of a period.

import { useEffect, useState } from "../../vendor/preact-htm.js";
import { spanBefore, spanOf } from "../models/period.js";

const NOTHING = { figures: null, problem: null };

/**
 * `[{figures, problem}, load]` of a period, from a path of the wire; what was shown stays until the new figures are there. Without a
 * path nothing is asked for.
 *
 * @param {(period: object, now: Date) => {from: string, to: string}} span Which days are asked for: those of the period, or of the one before.
 */
export function useFigures(api, path, period, span = spanOf) {
  const [state, setState] = useState(NOTHING);
  const wanted = JSON.stringify([path, period]);
  async function load(isCurrent = () => true) {
    if (!path) return setState(NOTHING);
    try {
      const figures = await api.get(`${path}?${new URLSearchParams(span(period, new Date()))}`);
      if (isCurrent()) setState({ figures, problem: null });
    } catch (problem) {
      if (isCurrent()) setState({ figures: null, problem });
    }
  }
  useEffect(() => {
    let current = true;
    load(() => current);
    return () => {
      current = false;
    };
  }, [wanted]);
  return [state, () => load()];
}

/** As `useFigures`, with `before`: the same figures of the period before, where that is compared; else null. */
export function useCompared(api, path, period) {
  const [{ figures, problem }, load] = useFigures(api, path, period);
  const [{ figures: before }] = useFigures(api, period.compare ? path : null, period, spanBefore);
  return [{ figures, before, problem }, load];
}
