// Outbound calls, from event to event.

const PRIORITY = { direct: 100 };

/** @param {import('./store.js').Store} store */
export function foldCall(store, { type, at, data }) {
  if (!data.call_id || type.startsWith('callback_') || type === 'lead_dialed') {
    return;
  }
  switch (type) {
    case 'queue_status_update':
      changed(store, at, data);
      break;
    case 'call_started':
      live(store, at, data, { status: 'dialing', execution_id: data.execution_id, since: at });
      break;
    case 'call_status_update':
      live(store, at, data, {
        status: data.status,
        since: at,
        ...(data.status === 'in_progress' ? { answered_at: at } : {}),
      });
      break;
    case 'call_ended':
      store.calls.delete(data.call_id);
      store.waiting.delete(data.call_id);
      store.touch('calls', 'queued');
      break;
    default:
  }
}

function changed(store, at, data) {
  switch (data.change) {
    case 'queued':
      waits(store, at, data, { status: 'queued', priority: data.priority, arrival: data.arrival });
      break;
    case 'scheduled':
      waits(store, at, data, { status: 'scheduled', scheduled_for: data.scheduled_for });
      break;
    case 'held':
      waits(store, at, data, { status: 'held', scheduled_for: data.until, reason: data.reason });
      break;
    case 'returned':
      waits(store, at, data, { status: 'queued', scheduled_for: data.scheduled_for, reason: data.reason });
      break;
    case 'reserved':
      store.waiting.delete(data.call_id);
      live(store, at, data, { status: 'reserved', since: at, answered_at: undefined });
      store.touch('queued');
      break;
    case 'in_doubt':
      live(store, at, data, { status: 'unknown', reason: data.reason });
      break;
    case 'hang_up_requested':
      live(store, at, data, { hang_up_requested: true });
      break;
    default:
  }
}

/** What an event says of whom it is about. */
function subject({ type, campaign_id, user_id, agent_id, contact_id, contact_name, phone_number }) {
  return { type, campaign_id, user_id, agent_id, contact_id, contact_name, phone_number };
}

function live(store, at, data, change) {
  const known = store.calls.get(data.call_id);
  store.setCall({ id: data.call_id, since: at, ...known, ...subject(data), ...change });
}

function waits(store, at, data, change) {
  store.calls.delete(data.call_id);
  const known = store.waiting.get(data.call_id);
  store.waiting.set({
    id: data.call_id,
    since: at,
    priority: PRIORITY[data.type] ?? 0,
    arrival: Number.MAX_SAFE_INTEGER, // of a call whose arrival this page has not seen
    ...known,
    ...subject(data),
    ...change,
  });
  store.touch('calls', 'queued');
}
