// All that is known of one campaign.

import { clock, count, duration, percent, sentence, timeOf, words } from './format.js';
import { STEPS } from './panel-campaigns.js';

/** @type {(page: import('./panel.js').Page, id: string, api: import('./api.js').Api) => Promise<import('./explain.js').Detail>} */
export async function campaignDetail(page, id, api) {
  const path = `campaigns/${encodeURIComponent(id)}`;
  const [campaign, explanation] = await Promise.all([api.get(path), api.get(`${path}/explanation`)]);
  const { processed, total, live, waiting, outcomes } = campaign.progress;
  return {
    title: campaign.name || campaign.id,
    state: campaign.status,
    reasons: explanation.reasons,
    actions: page.operates()
      ? STEPS[campaign.status].map((step) => ({
          text: sentence(step),
          action: step,
          tone: step === 'stop' ? 'bad' : '',
          run: () => page.actions.steer(campaign, step),
        }))
      : [],
    facts: [
      ['Done', `${count(processed)} of ${count(total)} (${percent(processed / Math.max(1, total))})`],
      ['Live', count(live)],
      ['Waiting', count(waiting)],
      ...Object.entries(outcomes)
        .filter(([, number]) => number > 0)
        .map(([outcome, number]) => [sentence(words(outcome)), count(number)]),
      ['At once', campaign.max_live ?? 'as many as the tenant may'],
      ['Between two calls', campaign.delay_between_seconds > 0 ? duration(campaign.delay_between_seconds * 1000) : undefined],
      ['Next call', campaign.next_call_at && timeOf(campaign.next_call_at, page.now())],
      ['Started', campaign.started_at && clock(campaign.started_at)],
      ['Ended', campaign.ended_at && clock(campaign.ended_at)],
      ['Account', campaign.account],
      ['Agent', campaign.agent_id],
      ['Id', campaign.id],
    ],
  };
}
