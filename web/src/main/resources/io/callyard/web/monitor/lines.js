// Who stands in all lines together. With thousands in line, who came first is looked for once a second, not at each change.

const MANY = 500;
const AGAIN_MS = 1000;

/** @type {WeakMap<object, {at: number, first: number | undefined}>} by line */
const known = new WeakMap();

/**
 * Returns since when the one stands who has stood the longest; not always the first, who may have had a head start.
 * @param {import('./sorted.js').SortedMap | undefined} line
 * @returns {number | undefined} in ms
 */
export function firstOf(line) {
  if (!line || line.size === 0) {
    return undefined;
  }
  const before = known.get(line);
  const now = performance.now();
  if (before && before.first !== undefined && line.size > MANY && now - before.at < AGAIN_MS) {
    return before.first;
  }
  let first = Infinity;
  for (const { joined } of line.values()) {
    first = joined < first ? joined : first;
  }
  known.set(line, { at: now, first });
  return first;
}

/**
 * Returns how many stand in all lines, since when the first, and the last one whose wait is estimated to be the longest.
 * @param {import('./store.js').Store} store
 */
export function inLine(store) {
  let number = 0;
  let first;
  let last;
  store.queues.forEach(({ id, figures }) => {
    const line = store.lines.get(id);
    number += lengthOf(line, figures);
    const joined = firstOf(line);
    if (joined !== undefined && (first === undefined || joined < first)) {
      first = joined;
    }
    const end = line?.values()[line.size - 1];
    if (end?.estimated_wait_seconds !== undefined && !(last?.estimated_wait_seconds >= end.estimated_wait_seconds)) {
      last = end;
    }
  });
  return { number, first, last };
}

/** How long a line is: a snapshot lists a thousand, and of a longer one the server knows better. */
export function lengthOf(line, figures) {
  const listed = line?.size ?? 0;
  return listed >= 1000 ? Math.max(listed, figures?.waiting ?? 0) : listed;
}
