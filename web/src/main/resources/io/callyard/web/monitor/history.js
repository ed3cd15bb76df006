// Where the lines of the charts come from when the page has just been opened: the events before the snapshot, undone one
// by one from what the snapshot says. So a wall that is switched on shows the last half hour and not a dot.

import { STEP_MS, STEPS } from './series.js';

const NEVER_LIVE = ['canceled', 'suppressed', 'expired'];
const SERVED = ['connected', 'called_back'];

/** How an outbound call's event changed [live, queued]. */
function ofCall({ type, data }) {
  if (type === 'call_ended') {
    return NEVER_LIVE.includes(data.outcome) ? [0, -1] : [-1, 0];
  }
  if (type !== 'queue_status_update') {
    return [0, 0];
  }
  switch (data.change) {
    case 'queued':
      return [0, 1];
    case 'reserved':
      return [1, -1];
    case 'returned':
      return [-1, 1];
    case 'scheduled':
      return data.last_outcome ? [-1, 1] : [0, 1];
    default:
      return [0, 0];
  }
}

/** How an event changed the number of callers in line. Who is called back has left it when he was dialled. */
function ofLine({ type, data }, dialed) {
  switch (type) {
    case 'caller_joined':
    case 'callback_missed':
      return 1;
    case 'callback_dialed':
      return -1;
    case 'caller_connected':
      return dialed.has(data.caller_id) ? 0 : -1;
    case 'caller_left':
      return SERVED.includes(data.reason) ? 0 : -1;
    default:
      return 0;
  }
}

/** When those stood in line who do now or did lately: [from, until] in ms. */
function stays(frames, present, now) {
  const all = present.map(({ joined }) => [joined, now]);
  frames.forEach(({ type, at, data }) => {
    const left = type === 'caller_connected' || (type === 'caller_left' && !SERVED.includes(data.reason));
    if (left && data.waited_seconds !== undefined) {
      const until = Date.parse(at);
      all.push([until - data.waited_seconds * 1000, until]);
    }
  });
  return all;
}

/**
 * Fills the levels from the first of the events to now.
 * @param {import('./series.js').Series} series
 * @param {any[]} frames events in order, none after the snapshot
 * @param {{live: number, queued: number, callers: number, line: any[], now: number}} present what the snapshot says
 */
export function fill(series, frames, present) {
  if (frames.length === 0) {
    return;
  }
  const dialed = new Set(frames.filter(({ type }) => type === 'callback_dialed').map(({ data }) => data.caller_id));
  const waits = stays(frames, present.line, present.now);
  let { live, queued, callers } = present;
  let next = frames.length - 1;
  const last = Math.floor(present.now / STEP_MS);
  const first = Math.max(last - STEPS + 1, Math.ceil(Date.parse(frames[0].at) / STEP_MS));
  const levels = [];
  for (let step = last - 1; step >= first; step -= 1) {
    const end = (step + 1) * STEP_MS;
    for (; next >= 0 && Date.parse(frames[next].at) >= end; next -= 1) {
      const [more, waiting] = ofCall(frames[next]);
      live = Math.max(0, live - more);
      queued = Math.max(0, queued - waiting);
      callers = Math.max(0, callers - ofLine(frames[next], dialed));
    }
    const standing = waits.filter(([from, until]) => from <= end && until > end);
    const wait = standing.reduce((longest, [from]) => Math.max(longest, end - from), 0) / 1000;
    levels.push([step, { live, queued, callers, wait }]);
  }
  levels.reverse().forEach(([step, values]) => series.sample(step * STEP_MS, values));
}
