// Reads the present state. Each part is read on its own, all at once; the events that follow make them agree.

import { learnName } from './sentences.js';

/**
 * Reads everything into the store.
 * @param {import('./api.js').Api} api
 * @param {import('./store.js').Store} store
 * @returns {Promise<number>} the number of the last event that is surely in it
 */
export async function readSnapshot(api, store) {
  const overview = await readOverview(api);
  const waits = overview.queues.filter(({ figures }) => figures.waiting > 0);
  const [calls, campaigns, agents, offers, callbacks, leads, ...lines] = await Promise.all([
    api.get('calls'),
    api.get('campaigns'),
    api.get('agents'),
    api.get('offers'),
    api.get('callbacks'),
    api.get('leads?scope=tenant'),
    ...waits.map(({ id }) => api.get(`queue/status?queue=${encodeURIComponent(id)}`)),
  ]);
  store.reset();
  takeOverview(store, overview, api.now());
  calls.calls.forEach((call) => store.setCall({ ...call, since: call.updated_at }));
  takeCampaigns(store, campaigns);
  takeAgents(store, agents);
  offers.offers.forEach((offer) => store.offers.set(offer.id, { declined: [], ...offer }));
  lines.forEach((status) => takeLine(store, status, api.now()));
  callbacks.callbacks.forEach((caller) => store.setCaller(standing(caller, api.now())));
  store.leads.counts = leads.counts;
  leads.leads.forEach((lead) => store.leads.all.set(lead.lead_id, { ...lead, id: lead.lead_id }));
  store.touchAll();
  return overview.seq;
}

/** Reads the figures, and the server's clock with them. */
export async function readOverview(api) {
  const sent = Date.now();
  const overview = await api.get('overview');
  api.setClock(overview.now, sent);
  return overview;
}

/** Takes the figures in, and what of the state is in them. */
export function takeOverview(store, overview, now) {
  store.overview = overview;
  store.queues = new Map(overview.queues.map((queue) => [queue.id, queue]));
  store.leads.counts = overview.leads;
  if (overview.seq >= store.lastSeq) {
    // Else an alert that has just come might be taken for one that is over.
    const on = new Map();
    overview.queues.forEach(({ id: queue, alerts }) =>
      alerts.forEach((rule) => {
        const id = `${rule}/${queue}`;
        on.set(id, store.alerts.get(id) ?? { id, rule, queue, at: now });
      }),
    );
    store.alerts.forEach((alert, id) => alert.queue || on.set(id, alert));
    store.alerts = on;
  }
  store.touch('overview', 'queues', 'alerts');
}

export function takeCampaigns(store, { campaigns }) {
  store.campaigns = new Map(campaigns.map((campaign) => [campaign.id, campaign]));
  store.touch('campaigns');
}

export function takeAgents(store, { agents }) {
  store.agents = new Map(
    agents.map((agent) => {
      const known = store.agents.get(agent.id);
      const since = known?.state === agent.state ? known.state_since : undefined;
      return [agent.id, { ...agent, state_since: since ?? agent.engagements[0]?.since ?? agent.updated_at }];
    }),
  );
  store.touch('agents');
}

/** Takes a queue's line in: what is estimated, and who the page did not know. The events know better who has gone. */
export function takeLine(store, { queue, line }, now) {
  line
    .filter(({ id }) => !store.gone.has(id))
    .forEach((caller) => {
      const known = store.callers.get(caller.id);
      store.setCaller(known ? { ...known, ...estimate(caller), estimated_at: now } : standing(caller, now));
    });
  store.queues.set(queue.id, { ...store.queues.get(queue.id), settings: queue });
  store.touch('queues');
}

function estimate({ estimated_wait_seconds, estimated_wait_low_seconds, estimated_wait_high_seconds }) {
  return { estimated_wait_seconds, estimated_wait_low_seconds, estimated_wait_high_seconds };
}

/** A caller as the page keeps him: with the key of his place, and when his wait was estimated. */
export function standing(caller, now) {
  learnName(caller);
  return {
    ...caller,
    key: Date.parse(caller.joined_at) - (caller.head_start_seconds ?? 0) * 1000,
    estimated_at: now,
  };
}
