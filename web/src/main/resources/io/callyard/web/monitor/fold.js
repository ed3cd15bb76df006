// Brings the state from one event to the next. Whatever is applied twice, or to a state that is already further, comes
// to the same: so a snapshot need not be of one instant, as long as the events after its beginning follow.

import { foldCall } from './fold-calls.js';
import { foldInbound } from './fold-inbound.js';
import { lineOf } from './sentences.js';

/**
 * Applies an event to the state.
 * @param {import('./store.js').Store} store
 * @param {{seq: number, type: string, at: string, data: any}} frame
 */
export function fold(store, frame) {
  const { type, at, data } = frame;
  foldCall(store, frame);
  foldInbound(store, frame);
  switch (type) {
    case 'campaign_status_update': {
      const known = store.campaigns.get(data.campaign_id);
      if (known) {
        store.campaigns.set(known.id, { ...known, status: data.status ?? known.status, name: data.name ?? known.name });
      }
      store.touch('campaigns');
      break;
    }
    case 'limits_changed':
      if (store.overview) {
        store.overview = { ...store.overview, limits: { ...store.overview.limits, ...data } };
      }
      store.touch('overview');
      break;
    case 'lead_added':
      store.leads.all.set(data.lead_id, { ...data, id: data.lead_id, state: 'pending', added_at: at });
      store.touch('leads');
      break;
    case 'lead_dialed': {
      const lead = store.leads.all.get(data.lead_id);
      store.leads.all.set(data.lead_id, { ...lead, ...data, id: data.lead_id, state: 'dialed', dialed_at: at });
      store.touch('leads');
      break;
    }
    default:
  }
}

/** Keeps what an event says in words, and what was said. Once for each event, from before the snapshot too. */
export function remember(store, frame) {
  const line = lineOf(store, frame);
  if (line) {
    store.addLine(line);
  }
  if (frame.type === 'conversation_turn') {
    const { call_id: id, speaker, text, said_at: at } = frame.data;
    store.addTurn(id, { speaker, text, at });
  } else if (frame.type === 'call_ended') {
    store.addEnded({ ...frame.data, id: frame.data.call_id, ended_at: frame.at });
  }
}
