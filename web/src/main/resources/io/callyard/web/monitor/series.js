// Figures over the last half hour: levels every ten seconds, and how many of something in each minute.

export const STEP_MS = 10_000;
export const STEPS = 180;
export const MINUTES = 30;

/** The charts span as few of these minutes as hold all that is known: a fresh page shows more than its last pixels. */
const SPANS = [5, 10, 15, MINUTES];

/** What is counted by the minute. */
const COUNTED = {
  caller_connected: () => 'answered',
  caller_left: (data) => (data.reason === 'abandoned' ? 'abandoned' : undefined),
  call_ended: (data) => (data.outcome === 'completed' ? 'completed' : undefined),
};

export class Series {
  constructor() {
    /** @type {Map<number, Record<string, number>>} by ten seconds */
    this.levels = new Map();
    /** @type {Map<number, Record<string, number>>} by minute */
    this.rates = new Map();
  }

  /**
   * Keeps what the levels are; of several in ten seconds the last.
   * @param {number} when in ms
   * @param {Record<string, number>} values
   */
  sample(when, values) {
    const step = Math.floor(when / STEP_MS);
    this.levels.set(step, { ...this.levels.get(step), ...values });
    prune(this.levels, step - STEPS);
  }

  /** Counts an event, if it is one that is counted. */
  count({ type, at, data }) {
    const name = COUNTED[type]?.(data);
    if (name) {
      const minute = Math.floor(Date.parse(at) / 60_000);
      const counts = this.rates.get(minute) ?? {};
      counts[name] = (counts[name] ?? 0) + 1;
      this.rates.set(minute, counts);
      prune(this.rates, minute - 2 * MINUTES);
    }
  }

  /**
   * Returns how many minutes there are to show.
   * @param {number} now in ms
   */
  span(now) {
    const age = now - Math.min(...this.levels.keys(), now / STEP_MS) * STEP_MS;
    return SPANS.find((minutes) => age < minutes * 60_000) ?? MINUTES;
  }

  /**
   * Returns a level at each step up to now; undefined where it is not known.
   * @param {string} name
   * @param {number} now in ms
   * @param {number} [minutes] how far back
   * @returns {(number | undefined)[]}
   */
  level(name, now, minutes = MINUTES) {
    const last = Math.floor(now / STEP_MS);
    const steps = (minutes * 60_000) / STEP_MS;
    return Array.from({ length: steps }, (_, i) => this.levels.get(last - steps + 1 + i)?.[name]);
  }

  /**
   * Returns how many there were in each minute up to now. Minutes before this page knows of anything are undefined.
   * @param {string} name
   * @param {number} now in ms
   * @param {number} [minutes] how many
   */
  rate(name, now, minutes = MINUTES) {
    const last = Math.floor(now / 60_000);
    const known = Math.min(...this.rates.keys(), last);
    return Array.from({ length: minutes }, (_, i) => {
      const minute = last - minutes + 1 + i;
      return minute < known ? undefined : (this.rates.get(minute)?.[name] ?? 0);
    });
  }
}

/** Forgets what is older than `oldest`; the keys are nearly in order, so the first few are all that are looked at. */
function prune(map, oldest) {
  for (const key of map.keys()) {
    if (key >= oldest) {
      return;
    }
    map.delete(key);
  }
}
