// All that is known of one caller, and of each agent why it is not he.

import { element } from './dom.js';
import { callerName, clock, duration, timeOf, waitRange, words } from './format.js';

/** @type {(page: import('./panel.js').Page, id: string, api: import('./api.js').Api) => Promise<import('./explain.js').Detail>} */
export async function callerDetail(page, id, api) {
  const path = `queue/callers/${encodeURIComponent(id)}`;
  const [caller, explanation] = await Promise.all([api.get(path), api.get(`${path}/explanation`)]);
  const { place, callback, told } = caller;
  const name = (agent) => page.store.agents.get(agent)?.name || agent;
  return {
    title: callerName(caller),
    state: callback && caller.state === 'waiting' ? 'callback' : caller.state,
    reasons: explanation.reasons,
    more: explanation.agents.length > 0 ? candidates(explanation.agents, name) : [],
    actions:
      page.operates() && callback && caller.state !== 'ended'
        ? [{ text: 'Cancel the callback', action: 'cancel-callback', tone: 'bad', run: () => page.actions.cancelCallback(caller) }]
        : [],
    facts: [
      ['Number', caller.phone_number],
      ['Queue', page.store.queues.get(caller.queue)?.name ?? caller.queue],
      ['Place', place ? `${place.position} of ${place.total_in_queue}` : undefined],
      ['Wait', place && waitRange(place.estimated_wait_low_seconds, place.estimated_wait_seconds, place.estimated_wait_high_seconds)],
      ['Type', caller.type],
      ['Wants', Object.entries(caller.skills ?? {}).map(([skill, level]) => `${skill} ${level}`).join(', ')],
      ['Language', caller.language],
      ['Would like', caller.preferred_agent && name(caller.preferred_agent)],
      ['Came', clock(caller.joined_at)],
      ['Head start', caller.head_start_seconds > 0 ? duration(caller.head_start_seconds * 1000) : undefined],
      ['Offers', caller.offers > 0 ? `${caller.offers}, ${caller.failed_offers} failed` : undefined],
      ['Talks to', caller.agent_id && name(caller.agent_id)],
      ['Was told', told?.at ? `number ${told.position ?? '–'} at ${clock(told.at)}` : undefined],
      ['Call back', callback?.phone_number],
      ['Promised by', callback && timeOf(callback.promised_by, page.now())],
      ['Not before', callback && timeOf(callback.not_before, page.now())],
      ['Tries', callback?.tries],
      ['Left', caller.leave_reason && `${words(caller.leave_reason)}${caller.leave_detail ? `: ${caller.leave_detail}` : ''}`],
      ['Data', caller.data && Object.keys(caller.data).length > 0 ? JSON.stringify(caller.data) : undefined],
      ['Id', caller.id],
    ],
  };
}

function candidates(agents, name) {
  const list = element('ul', 'candidates');
  list.dataset.testid = 'candidates';
  list.append(
    ...agents.map(({ agent_id: id, tier, readiness, chosen, passed_over: why }) => {
      const item = element('li');
      item.dataset.id = id;
      item.dataset.chosen = chosen;
      item.append(
        element('strong', '', name(id)),
        element('span', 'quiet', chosen ? 'can take this caller' : why),
        element('span', 'quiet number', tier > 0 ? `ready ${readiness}, tier ${tier}` : `ready ${readiness}`),
      );
      return item;
    }),
  );
  return [element('h3', '', 'Agents'), list];
}
