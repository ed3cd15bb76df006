// All that is known of one outbound call.

import { clock, plural, timeOf, waitRange, whoOf } from './format.js';

const WAITS = ['scheduled', 'queued', 'held'];

/** @type {(page: import('./panel.js').Page, id: string, api: import('./api.js').Api) => Promise<import('./explain.js').Detail>} */
export async function callDetail(page, id, api) {
  const path = `calls/${encodeURIComponent(id)}`;
  const [call, explanation] = await Promise.all([api.get(path), api.get(`${path}/explanation`)]);
  const state = call.outcome ?? call.status;
  return {
    title: whoOf(call),
    state,
    reasons: call.outcome
      ? [{ text: call.cause ?? call.outcome, code: call.cause_code }]
      : explanation.reasons.filter(({ code }) => code !== 'live'),
    actions: page.operates() ? actions(page, call) : [],
    facts: [
      ['Number', call.phone_number],
      ['Place', call.queue ? `${call.queue.position} of ${call.queue.total_in_queue}` : undefined],
      ['Wait', call.queue ? waitRange(call.queue.estimated_wait_low_seconds, call.queue.estimated_wait_seconds, call.queue.estimated_wait_high_seconds) : undefined],
      ['Goes at the earliest', explanation.earliest_at && timeOf(explanation.earliest_at, page.now())],
      ['Type', call.type],
      ['Campaign', call.campaign_id],
      ['Agent', call.agent_id],
      ['Contact', call.contact_id],
      ['Priority', call.priority],
      ['Attempts', call.attempts > 1 ? plural(call.attempts, 'attempt') : call.attempts],
      ['Came', clock(call.created_at)],
      ['Answered', call.answered_at && clock(call.answered_at)],
      ['Ended', call.ended_at && clock(call.ended_at)],
      ['Said last', call.reason],
      ['Data', call.data && Object.keys(call.data).length > 0 ? JSON.stringify(call.data) : undefined],
      ['Id', call.id],
      ['At the carrier', call.execution_id],
    ],
  };
}

function actions(page, call) {
  if (call.status === 'ended' || call.hang_up_requested) {
    return [];
  }
  const waits = WAITS.includes(call.status);
  return [
    {
      text: waits ? 'Take back' : 'Hang up',
      action: waits ? 'cancel' : 'hang-up',
      tone: 'bad',
      run: () => page.actions.endCall(call, waits ? 'take back' : 'hang up'),
    },
  ];
}
