// The offers that are open: which agents ring for whom, and how long they still have.

import { badge, element, part, setBadge, setText } from './dom.js';
import { count, duration } from './format.js';
import { Panel } from './panel.js';
import { nameOf } from './sentences.js';

export class OffersPanel extends Panel {
  constructor(page) {
    super(page, 'offers', ['offers', 'agents', 'callers']);
    this.makeList({
      label: 'Open offers',
      make: () => offerRow(page.store),
      onOpen: (offer) => page.explain('caller', offer.caller_id),
    });
  }

  show() {
    const offers = [...this.page.store.offers.values()];
    this.say(offers.length, count(offers.length));
    this.showItems(offers, 'No agent is being asked.');
  }
}

function offerRow(store) {
  const root = element('div', 'offer');
  const who = part('span', 'who');
  const about = part('span', 'about', 'quiet');
  const state = badge('');
  const time = part('span', 'time', 'number');
  root.append(who, about, state, time);
  let offer;
  return {
    root,
    update(item) {
      offer = item;
      const name = (id) => store.agents.get(id)?.name || id;
      const agents = item.agent_id ? [item.agent_id] : (item.agents ?? []);
      setText(who, `${agents.map(name).join(', ')} ← ${nameOf(item.caller_id)}`);
      const declined = (item.declined ?? []).map(({ agent_id: id, reason }) => `${name(id)}: ${reason}`);
      setText(about, [item.queue, `offer ${item.number}`, ...declined].join(' · '));
      setBadge(state, item.state === 'open' ? 'ringing' : item.state);
    },
    tick(now) {
      const end = Date.parse(offer.deadline);
      setText(time, offer.state === 'open' && end > now ? `${duration(end - now)} left` : '');
    },
  };
}
