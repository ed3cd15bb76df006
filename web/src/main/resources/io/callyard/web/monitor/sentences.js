// What events say, in words: the lines of the feed.

import { about, duration, timeOf, words } from './format.js';

const KNOWN = 5000; // names of callers, the oldest forgotten first

/** @type {Map<string, string>} */
const names = new Map();

const long = (seconds) => duration(seconds * 1000);

/** For each type: how loud it is, who it is about, and what happened. */
const SENTENCES = {
  caller_joined: (data) => ['', caller(data), `${data.resumed ? 'is back in' : 'calls'} ${data.queue}`],
  caller_informed: (data) => [
    'quiet',
    caller(data),
    data.position ? `hears: number ${data.position}, about ${about(data.estimated_wait_seconds)}` : 'hears: press 1 to be called back',
  ],
  caller_moved: (data) => ['', caller(data), `moves to ${data.queue}: ${data.reason}`],
  caller_escalated: (data) => ['warn', caller(data), `goes first after ${data.failed_offers} offers that failed`],
  caller_connected: (data) => ['good', caller(data), `talks to ${agent(data.agent_id)} after ${long(data.waited_seconds)}`],
  caller_left: (data) => [
    data.reason === 'abandoned' ? 'bad' : 'quiet',
    caller(data),
    data.reason === 'abandoned'
      ? `hung up after ${long(data.waited_seconds)}`
      : `is done: ${words(data.reason)}${data.detail ? ` (${data.detail})` : ''}`,
  ],
  callback_promised: (data) => ['', caller(data), `is to be called back by ${timeOf(data.promised_by)}`],
  callback_dialed: (data) => ['', caller(data), `is called back for ${agent(data.agent_id)}`],
  callback_missed: (data) => ['warn', caller(data), `was not reached: ${data.reason}`],
  callback_overdue: (data) => ['bad', caller(data), 'should have been called back by now'],
  offer_made: (data) => ['quiet', caller(data), `is offered to ${data.agents.map(agent).join(', ')}`],
  offer_declined: (data) => ['warn', caller(data), `is not taken by ${agent(data.agent_id)}: ${data.reason}`],
  arrival_refused: (data) => ['bad', 'A caller', `was turned away from ${data.queue}: ${data.reason}`],
  presence_changed: (data) => ['', agent(data.agent_id), `is ${words(data.presence)}${data.reason ? `: ${data.reason}` : ''}`],
  alert_raised: (data) => ['bad', `Alert ${words(data.rule)}`, `in ${data.queue ?? 'all queues'}`],
  alert_cleared: (data) => ['good', `Alert ${words(data.rule)}`, `is over in ${data.queue ?? 'all queues'}`],
  feature_rolled_back: (data) => ['warn', `Feature ${words(data.feature)}`, `was switched off: ${data.reason}`],
  campaign_status_update: (data) =>
    data.change === 'status' ? ['', `Campaign ${data.campaign_id}`, `is ${data.status}`] : undefined,
  call_ended: (data) => [
    data.outcome === 'completed' ? 'good' : 'quiet',
    data.contact_name || data.contact_id || data.phone_number,
    data.outcome === 'completed' ? `talked for ${long(data.talked_seconds)}` : `${words(data.outcome)}${data.cause ? `: ${data.cause}` : ''}`,
  ],
  slot_reclaimed: (data) => ['warn', data.contact_name || data.phone_number, `gave its slot back: ${data.reason}`],
  limits_changed: (data) => ['', 'The limit', `is ${data.max_live ?? 'none'} live calls`],
};

let agents = new Map();

const agent = (id) => agents.get(id)?.name || id;

const caller = (data) => names.get(data.caller_id) ?? 'Somebody';

/**
 * Returns what an event says; nothing if it says nothing that people want to read as it happens.
 * @returns {{id: string, at: string, tone: string, who: string, what: string} | undefined}
 */
export function lineOf(store, { seq, type, at, data }) {
  agents = store.agents;
  if (type === 'caller_joined') {
    names.set(data.caller_id, data.name || data.phone_number || 'Number withheld');
    if (names.size > KNOWN) {
      names.delete(names.keys().next().value);
    }
  }
  const sentence = SENTENCES[type]?.(data);
  return sentence && { id: String(seq), at, type, tone: sentence[0], who: sentence[1], what: sentence[2] };
}

/** Learns a name from a snapshot. */
export function learnName({ id, name, phone_number }) {
  names.set(id, name || phone_number || 'Number withheld');
}

/** Returns the name of a caller who may be known from an event only: who talks is in no list. */
export const nameOf = (id) => names.get(id) ?? 'a caller';
