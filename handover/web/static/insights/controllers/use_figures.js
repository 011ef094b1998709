// Figures of a period.

import { useEffect, useState } from "../../vendor/preact-htm.js";
import { spanOf } from "../models/period.js";

/** `[{figures, problem}, load]` of a period, from a path of the wire; what was shown stays until the new figures are there. */
export function useFigures(api, path, period) {
  const [state, setState] = useState({ figures: null, problem: null });
  const wanted = JSON.stringify(period);
  async function load(isCurrent = () => true) {
    try {
      const figures = await api.get(`${path}?${new URLSearchParams(spanOf(period, new Date()))}`);
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
