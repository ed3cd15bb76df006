// The campaigns: how far they are, and what may be done with them.

import { badge, button, element, part, setBadge, setText } from './dom.js';
import { count, percent, sentence } from './format.js';
import { Panel } from './panel.js';

/** What may be done with a campaign, by its status. */
export const STEPS = {
  draft: ['start', 'stop'],
  running: ['pause', 'stop'],
  paused: ['resume', 'stop'],
  completed: ['stop'],
  stopped: [],
};

const ORDER = ['running', 'paused', 'draft', 'completed', 'stopped'];

export class CampaignsPanel extends Panel {
  constructor(page) {
    super(page, 'campaigns', ['campaigns', 'search']);
    this.makeList({
      label: 'Campaigns',
      make: () => campaignRow(page),
      onOpen: (campaign) => page.explain('campaign', campaign.id),
    });
  }

  show() {
    const all = [...this.page.store.campaigns.values()];
    const found = all
      .filter(({ id, name, status }) => this.page.matches(`${id} ${name} ${status}`))
      .sort((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status));
    const running = all.filter(({ status }) => status === 'running').length;
    this.say(all.length, running > 0 ? `${count(running)} running` : count(all.length));
    this.showItems(found, all.length > 0 ? 'No campaign matches.' : 'There is no campaign.');
  }
}

function campaignRow(page) {
  const root = element('div', 'campaign');
  const who = part('span', 'who');
  const state = badge('');
  const done = part('span', 'done', 'number');
  const progress = part('span', 'bar');
  const bar = element('progress');
  progress.append(bar);
  const about = part('span', 'about', 'quiet number');
  const steps = part('span', 'steps');
  const title = element('span', 'title');
  title.append(who, state);
  root.append(title, done, progress, about, steps);
  let campaign;
  const buttons = page.operates()
    ? ['start', 'resume', 'pause', 'stop'].map((step) => button(sentence(step), step, () => page.actions.steer(campaign, step)))
    : [];
  steps.append(...buttons);
  return {
    root,
    update(item) {
      campaign = item;
      const { processed = 0, total = 0, live = 0, waiting = 0, outcomes = {} } = item.progress ?? {};
      setText(who, item.name || item.id);
      setBadge(state, item.status);
      setText(done, `${count(processed)} of ${count(total)}`);
      bar.max = Math.max(1, total);
      bar.value = processed;
      bar.setAttribute('aria-label', `${item.name || item.id}: ${percent(processed / Math.max(1, total))} done`);
      setText(about, [`${count(live)} live`, `${count(waiting)} waiting`, ...best(outcomes)].join(' · '));
      buttons.forEach((one) => {
        one.hidden = !(STEPS[item.status] ?? []).includes(one.dataset.action);
        one.setAttribute('aria-label', `${one.textContent} ${item.name || item.id}`);
      });
    },
  };
}

/** The most frequent outcomes. */
function best(outcomes) {
  return Object.entries(outcomes)
    .filter(([, number]) => number > 0)
    .sort(([, a], [, b]) => b - a)
    .slice(0, 3)
    .map(([outcome, number]) => `${count(number)} ${outcome.replaceAll('_', ' ')}`);
}
