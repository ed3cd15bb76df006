// How figures, times and names read.

/** `0:07`, `12:34`, `1:02:03`. @param {number} ms */
export function duration(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const two = (value) => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** `now`, `20 s`, `3 min`, `2 h`: for what is not exact anyway. @param {number} seconds */
export function about(seconds) {
  if (seconds < 5) {
    return 'now';
  }
  if (seconds < 60) {
    return `${Math.round(seconds / 5) * 5} s`;
  }
  if (seconds < 3570) {
    return `${Math.round(seconds / 60)} min`;
  }
  return `${Math.round(seconds / 3600)} h`;
}

/** `about 3 min (2 min to 5 min)`; a day or more means that nobody is there. */
export function waitRange(low, likely, high) {
  if (likely === undefined || likely === null) {
    return '';
  }
  if (likely >= 86_400) {
    return 'nobody is there';
  }
  return high > likely ? `about ${about(likely)} (${about(low)} to ${about(high)})` : `about ${about(likely)}`;
}

/** @param {number} share 0 to 1 */
export const percent = (share) => `${Math.round(share * 100)} %`;

const NUMBERS = new Intl.NumberFormat('en');

/** `12,345` */
export const count = (value) => NUMBERS.format(value ?? 0);

const CLOCK = new Intl.DateTimeFormat([], { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false });
const HOUR = new Intl.DateTimeFormat([], { hour: '2-digit', minute: '2-digit', hour12: false });
const DAY = new Intl.DateTimeFormat([], { weekday: 'short', hour: '2-digit', minute: '2-digit', hour12: false });

/** `14:05:09` @param {number | string} when */
export const clock = (when) => CLOCK.format(new Date(when));

/** `14:05`, or `Tue 14:05` where it is not within twelve hours. @param {number | string} when */
export function timeOf(when, now = Date.now()) {
  const date = new Date(when);
  return (Math.abs(date - now) < 43_200_000 ? HOUR : DAY).format(date);
}

/** `no_answer` → `no answer` */
export const words = (word) => (word ?? '').replaceAll('_', ' ');

/** Who is called. */
export const whoOf = (call) => call.contact_name || call.contact_id || call.phone_number || 'unnamed';

/** Who calls. */
export const callerName = (caller) => caller?.name || caller?.phone_number || 'number withheld';

/** Returns the text with a capital. */
export const sentence = (text) => (text ? text[0].toUpperCase() + text.slice(1) : '');

/** `1 call`, `2 calls` */
export const plural = (number, one, many = `${one}s`) => `${count(number)} ${number === 1 ? one : many}`;
