// Which calls the list shows: live ones, those that wait, those that have ended; and what is asked of them.

export const LISTS = ['live', 'waiting', 'ended'];

/** Returns what of a call is searched in. */
export const textOf = (call) =>
  `${call.contact_name ?? ''} ${call.phone_number ?? ''} ${call.campaign_id ?? ''} ${call.status ?? ''} ${call.outcome ?? ''} ${call.id} ${call.agent_id ?? ''}`;

/**
 * Returns the calls of a list.
 * @param {import('./store.js').Store} store
 * @param {string} list one of LISTS
 */
export function callsOf(store, list) {
  if (list === 'live') {
    return store.calls.values();
  }
  return list === 'waiting' ? store.waiting.values() : store.ended;
}

/** Returns how many calls are live: the page knows from event to event, but a snapshot lists no more than a thousand. */
export const liveCount = (store) => (store.calls.size >= 1000 ? Math.max(store.calls.size, store.overview?.limits.live ?? 0) : store.calls.size);

/** Returns how many outbound calls wait, as the server counts. */
export function queuedCount(store) {
  const calls = store.overview?.calls;
  const types = calls ? [calls.direct, calls.campaign, calls.lead] : [];
  return types.reduce((sum, { queued, scheduled }) => sum + queued + scheduled, 0);
}

/** Returns how many there are, as the server counts; of the live ones the page knows best. */
export function counted(store, list) {
  if (list === 'live') {
    return liveCount(store);
  }
  if (list === 'ended') {
    return store.ended.length;
  }
  return Math.max(queuedCount(store), store.waiting.size);
}

/** What of a call is said below its name: the campaign by its own name. */
export function aboutOf(store, call) {
  if (call.campaign_id) {
    return store.campaigns.get(call.campaign_id)?.name || call.campaign_id;
  }
  return call.agent_id ? `${call.type} for ${call.agent_id}` : call.type;
}

/** Since when a call is as it is; in ms. */
export const sinceOf = (call) => Date.parse(call.answered_at ?? call.since ?? call.ended_at);

