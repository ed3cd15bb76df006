// Callers, offers, agents, queues and alerts, from event to event.

/** @param {import('./store.js').Store} store */
export function foldInbound(store, { type, at, data }) {
  CALLERS[type]?.(store, data, at);
  OTHERS[type]?.(store, data, at);
}

/** Changes a caller that is known; of one that is not, an event tells too little to show him. */
function caller(store, id, change) {
  const known = store.callers.get(id);
  if (known) {
    store.setCaller({ ...known, ...(typeof change === 'function' ? change(known) : change) });
  }
}

const CALLERS = {
  caller_joined(store, data, at) {
    const { caller_id: id, place_key: key, ...about } = data;
    const known = store.callers.get(id);
    store.setCaller({ joined_at: at, failed_offers: 0, ...known, ...about, id, state: 'waiting', key: Date.parse(key) });
  },
  caller_informed(store, data, at) {
    caller(store, data.caller_id, {
      estimated_wait_seconds: data.estimated_wait_seconds,
      estimated_wait_low_seconds: data.estimated_wait_low_seconds,
      estimated_wait_high_seconds: data.estimated_wait_high_seconds,
      estimated_at: Date.parse(at),
      callback_offered: data.callback_offered,
    });
  },
  caller_moved(store, data) {
    caller(store, data.caller_id, { queue: data.queue, key: Date.parse(data.place_key), state: 'waiting' });
  },
  caller_escalated(store, data) {
    caller(store, data.caller_id, { escalated: true, failed_offers: data.failed_offers });
  },
  caller_connected(store, data, at) {
    caller(store, data.caller_id, { state: 'connected', agent_id: data.agent_id, connected_at: at });
  },
  caller_left(store, data) {
    store.deleteCaller(data.caller_id);
  },
  callback_promised(store, data) {
    caller(store, data.caller_id, (known) => ({ callback: { tries: 0, ...known.callback, ...promise(data) } }));
  },
  callback_dialed(store, data) {
    caller(store, data.caller_id, (known) => ({
      state: 'dialing',
      agent_id: data.agent_id,
      callback: { ...known.callback, tries: data.tries, call_id: data.call_id },
    }));
  },
  callback_missed(store, data) {
    caller(store, data.caller_id, (known) => ({
      state: 'waiting',
      callback: { ...known.callback, not_before: data.not_before, missed: data.reason },
    }));
  },
  callback_overdue(store, data) {
    caller(store, data.caller_id, (known) => ({ callback: { ...known.callback, alerted: true } }));
  },
};

const promise = ({ phone_number, not_before, promised_by }) => ({ phone_number, not_before, promised_by });

function offer(store, id, change) {
  const known = store.offers.get(id);
  if (known) {
    store.offers.set(id, { ...known, ...change(known) });
  }
  store.touch('offers');
}

function agent(store, id, change) {
  const known = store.agents.get(id);
  store.agents.set(id, { id, name: id, presence: 'offline', state: 'ready', engagements: [], queues: [], ...known, ...change });
  store.touch('agents');
}

const OTHERS = {
  offer_made(store, data, at) {
    store.offers.set(data.offer_id, { ...data, id: data.offer_id, state: 'open', made_at: at, declined: [] });
    caller(store, data.caller_id, { state: 'offered', offer_id: data.offer_id });
    store.touch('offers');
  },
  offer_declined(store, data) {
    offer(store, data.offer_id, (known) => ({
      declined: [...(known.declined ?? []).filter(({ agent_id }) => agent_id !== data.agent_id), data],
    }));
  },
  offer_accepted(store, data) {
    offer(store, data.offer_id, () => ({ state: 'accepted', agent_id: data.agent_id }));
  },
  offer_ended(store, data) {
    store.offers.delete(data.offer_id);
    caller(store, data.caller_id, (known) => (known.state === 'offered' ? { state: 'waiting', offer_id: undefined } : {}));
    store.touch('offers');
  },
  agent_registered(store, { agent_id: id, ...profile }) {
    agent(store, id, profile);
  },
  presence_changed(store, data, at) {
    agent(store, data.agent_id, { presence: data.presence, reason: data.reason, presence_since: at });
  },
  agent_state_changed(store, data, at) {
    agent(store, data.agent_id, { state: data.state, state_since: at });
  },
  queue_changed(store, { queue: id, name }) {
    store.queues.set(id, { ...store.queues.get(id), id, name });
    store.touch('queues');
  },
  alert_raised(store, data, at) {
    const id = `${data.rule}/${data.queue ?? ''}`;
    store.alerts.set(id, { id, rule: data.rule, queue: data.queue, value: data.value, bound: data.bound, at: Date.parse(at) });
    store.touch('alerts');
  },
  alert_cleared(store, data) {
    store.alerts.delete(`${data.rule}/${data.queue ?? ''}`);
    store.touch('alerts');
  },
};
