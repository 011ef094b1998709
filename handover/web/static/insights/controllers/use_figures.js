// Figures of a period.

import { useEffect, useState } from "../../vendor/preact-htm.js";
import { spanOf } from "../models/period.js";

/**
 * `[{figures, problem}, load]` of a period, from a path of the wire; what was shown stays until the new figures are there.
 *
 * @param {(period: object, now: Date) => {from: string, to: string}} span Which days are asked for: those of the period, or of the one before.
 */
export function useFigures(api, path, period, span = spanOf) {
  const [state, setState] = useState({ figures: null, problem: null });
  const wanted = JSON.stringify(period);
  async function load(isCurrent = () => true) {
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
