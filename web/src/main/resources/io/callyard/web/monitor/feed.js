// What happens to callers, as it happens: one line for each thing said, offered, promised and done.

import { byId, duration, element } from './view.js';

const KEPT = 25;
const KNOWN = 1000; // names of callers

const names = new Map();
let lines = [];

const seconds = (value) => duration(value * 1000);

const SENTENCES = {
  caller_joined: (data) => `${data.resumed ? 'is back in' : 'calls'} ${data.queue}`,
  caller_informed: (data) =>
    data.position
      ? `hears: number ${data.position}, about ${seconds(data.estimated_wait_seconds)}${data.callback_offered ? ', or press 1 to be called back' : ''}`
      : 'hears: press 1 to be called back',
  caller_moved: (data) => `moves to ${data.queue}: ${data.reason}`,
  caller_escalated: (data) => `goes first after ${data.failed_offers} offers that failed`,
  caller_connected: (data) => `talks to ${data.agent_id} after ${seconds(data.waited_seconds)}`,
  caller_left: (data) => `has gone: ${data.reason.replaceAll('_', ' ')}${data.detail ? ` (${data.detail})` : ''}`,
  callback_promised: (data) => `is to be called back by ${new Date(data.promised_by).toLocaleTimeString()}`,
  callback_dialed: (data) => `is called back for ${data.agent_id}`,
  callback_missed: (data) => `was not reached: ${data.reason}`,
  callback_overdue: () => 'should have been called back by now',
  offer_made: (data) => `is offered to ${data.agents.join(', ')}`,
  offer_declined: (data) => `is not taken by ${data.agent_id}: ${data.reason}`,
  alert_raised: (data) => `alert ${data.rule} in ${data.queue ?? 'all queues'}`,
  alert_cleared: (data) => `alert ${data.rule} is over`,
};

/** Forgets what happened. */
export function clearFeed() {
  lines = [];
  showFeed();
}

/** Adds what an event says, if it says something about callers. */
export function addToFeed({ type, at, data }) {
  const sentence = SENTENCES[type];
  if (!sentence) {
    return;
  }
  if (type === 'caller_joined') {
    names.set(data.caller_id, data.name || data.phone_number || 'somebody');
    if (names.size > KNOWN) {
      names.delete(names.keys().next().value);
    }
  }
  const who = data.caller_id ? (names.get(data.caller_id) ?? 'somebody') : '';
  lines = [{ at, who, what: sentence(data) }, ...lines].slice(0, KEPT);
}

export function showFeed() {
  byId('feed-none').hidden = lines.length > 0;
  byId('feed').replaceChildren(
    ...lines.map(({ at, who, what }) => {
      const item = element('li');
      item.append(
        element('span', 'quiet number', new Date(at).toLocaleTimeString()),
        element('span', '', who),
        element('span', '', what),
      );
      return item;
    }),
  );
}
