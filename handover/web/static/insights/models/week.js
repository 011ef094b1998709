// A week of hours, as rows of a table.

const WEEKDAYS = 7;
const HOURS = 24;
const LEVELS = 5;

/**
 * The cells of a week: a row for each weekday, or for each hour; what is missing is there with a value of null.
 *
 * @returns {{rows: object[][], most: number}}
 */
export function weekOf(cells, byHour = false) {
  const known = new Map(cells.map((cell) => [`${cell.weekday} ${cell.hour}`, cell]));
  const at = (weekday, hour) => known.get(`${weekday} ${hour}`) ?? { weekday, hour, value: null };
  const rows = byHour
    ? numbers(HOURS).map((hour) => numbers(WEEKDAYS).map((weekday) => at(weekday, hour)))
    : numbers(WEEKDAYS).map((weekday) => numbers(HOURS).map((hour) => at(weekday, hour)));
  return { rows, most: Math.max(0, ...cells.map(({ value }) => value ?? 0)) };
}

/** 0 for nothing, and 1 to 5 by how near a value is to the most there is. */
export function levelOf(value, most) {
  if (!value || most <= 0) return 0;
  return Math.max(1, Math.ceil((value / most) * LEVELS));
}

function numbers(count) {
  return Array.from({ length: count }, (_, at) => at);
}
