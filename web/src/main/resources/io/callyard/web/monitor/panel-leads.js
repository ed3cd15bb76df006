// The leads: contacts that are called exactly once. Whoever operates can have his own called that are pending.

import { badge, button, element, part, setBadge, setText } from './dom.js';
import { count, timeOf } from './format.js';
import { Panel } from './panel.js';

const MOST = 1000;

export class LeadsPanel extends Panel {
  constructor(page) {
    super(page, 'leads', ['leads', 'overview', 'search', 'calls']);
    this.makeList({ label: 'Leads', make: () => leadRow(), onOpen: (lead) => lead.call_id && page.explain('call', lead.call_id) });
    this.tools = this.root.querySelector('.tools');
  }

  show() {
    const { store, matches } = this.page;
    if (this.page.operates() && this.tools.childElementCount === 0) {
      this.tools.append(button('Call my leads', 'fetch-leads', () => this.page.actions.fetchLeads()));
    }
    const counts = store.leads.counts ?? { pending: 0, waiting: 0, live: 0, over: 0 };
    this.say(
      counts.pending,
      `${count(counts.pending)} pending · ${count(counts.waiting)} waiting · ${count(counts.live)} live · ${count(counts.over)} over`,
    );
    const found = [...store.leads.all.values()]
      .filter(({ name, phone_number: number, id, state }) => matches(`${name ?? ''} ${number ?? ''} ${id} ${state}`))
      .slice(-MOST)
      .reverse();
    this.showItems(found, 'There are no leads to show.');
  }
}

function leadRow() {
  const root = element('div', 'lead');
  const who = part('span', 'who');
  const about = part('span', 'about', 'quiet');
  const state = badge('');
  const time = part('span', 'time', 'number quiet');
  root.append(who, state, time, about);
  return {
    root,
    update(lead) {
      setText(who, lead.name || lead.id);
      setBadge(state, lead.state);
      setText(about, [lead.phone_number, lead.user_id ? `of ${lead.user_id}` : ''].filter(Boolean).join(' · '));
      const at = lead.dialed_at ?? lead.added_at;
      setText(time, at ? timeOf(at) : '');
    },
  };
}
