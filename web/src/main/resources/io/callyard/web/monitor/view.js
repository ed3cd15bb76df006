// Puts state on the page. Whatever came from outside goes in as text, never as markup.

export const byId = (id) => document.getElementById(id);

export function element(name, className, text) {
  const made = document.createElement(name);
  if (className) {
    made.className = className;
  }
  if (text !== undefined) {
    made.textContent = text;
  }
  return made;
}

export function badge(word) {
  const made = element('span', 'badge');
  setBadge(made, word);
  return made;
}

function setBadge(made, word) {
  made.textContent = (word ?? '').replaceAll('_', ' ');
  made.dataset.word = word ?? '';
}

function button(text, onClick) {
  const made = element('button', '', text);
  made.type = 'button';
  made.addEventListener('click', onClick);
  return made;
}

export function duration(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function who(call) {
  return call.contact_name || call.contact_id || 'unnamed';
}

export function showConnection(state, text) {
  byId('connection').dataset.state = state;
  byId('connection').textContent = text;
}

export function showUsage(limits) {
  const limit = limits.max_live ?? 'unlimited';
  byId('usage').textContent = `${limits.live} of ${limit} calls live`;
  byId('usage').dataset.full = String(limits.max_live !== null && limits.live >= limits.max_live);
  byId('usage').hidden = false;
}

/** A live call: made once, then changed in place, so that reading and scrolling are not disturbed. */
export class CallCard {
  constructor(call, hangUp) {
    this.call = call;
    this.root = element('article', 'card');
    const head = element('div', 'row');
    this.status = badge(call.status);
    this.time = element('span', 'duration');
    head.append(element('h3', '', who(call)), this.status, this.time);
    const about = element('div', 'row quiet');
    about.append(
      element('span', 'number', call.phone_number),
      element('span', '', call.campaign_id ? `campaign ${call.campaign_id}` : call.type),
      button('Hang up', hangUp),
    );
    this.turns = element('ol', 'turns');
    this.turns.setAttribute('role', 'log');
    this.turns.setAttribute('aria-label', `Conversation with ${who(call)}`);
    this.root.append(head, about, this.turns);
    byId('active').append(this.root);
  }

  update(change) {
    Object.assign(this.call, change);
    setBadge(this.status, this.call.status);
  }

  addTurn(turn) {
    const item = element('li');
    item.append(element('span', 'speaker', turn.speaker), element('span', '', turn.text));
    const atEnd = this.turns.scrollTop + this.turns.clientHeight >= this.turns.scrollHeight - 8;
    this.turns.append(item);
    if (atEnd) {
      this.turns.scrollTop = this.turns.scrollHeight;
    }
  }

  tick(now) {
    this.time.textContent = duration(now - Date.parse(this.call.answered_at ?? this.call.since));
  }

  remove() {
    this.root.remove();
  }
}

export function showQueue(status) {
  const rows = [['Direct', status.direct_calls], ['Campaign', status.campaign_calls], ['Leads', status.lead_calls]];
  byId('queue').replaceChildren(
    ...rows.map(([name, counts]) => {
      const row = element('tr');
      const title = element('th', '', name);
      title.scope = 'row';
      const next = counts.next_call ? `${who(counts.next_call)}, position ${counts.next_call.position}` : '–';
      row.append(title, element('td', '', counts.queued), element('td', '', counts.processing), element('td', '', next));
      return row;
    }),
  );
}

const ACTIONS = {
  draft: ['start', 'stop'],
  running: ['pause', 'stop'],
  paused: ['resume', 'stop'],
  completed: ['stop'],
  stopped: [],
};

export function showCampaigns(campaigns, act) {
  byId('campaigns-none').hidden = campaigns.length > 0;
  // A button that is being pressed must not be taken away from under the pointer or the focus.
  const focused = document.activeElement?.dataset?.key;
  byId('campaigns').replaceChildren(...campaigns.map((campaign) => campaignRow(campaign, act)));
  if (focused) {
    document.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  }
}

function campaignRow(campaign, act) {
  const row = element('article', 'campaign');
  const { processed, total, live, waiting, outcomes } = campaign.progress;
  const head = element('div', 'row');
  head.append(
    element('h3', '', campaign.name || campaign.id),
    badge(campaign.status),
    element('span', 'number', `${processed} of ${total} done, ${live} live, ${waiting} waiting`),
  );
  const bar = element('progress');
  bar.max = Math.max(1, total);
  bar.value = processed;
  bar.setAttribute('aria-label', `Progress of ${campaign.name || campaign.id}`);
  const counts = element('div', 'row quiet');
  const words = Object.entries(outcomes).map(([outcome, count]) => `${outcome.replaceAll('_', ' ')} ${count}`);
  counts.append(element('span', '', words.join(' · ') || 'no outcome yet'));
  const buttons = element('div', 'buttons');
  ['start', 'pause', 'resume', 'stop'].forEach((action) => {
    const made = button(action[0].toUpperCase() + action.slice(1), () => act(campaign, action));
    made.disabled = !ACTIONS[campaign.status].includes(action);
    made.dataset.key = `${campaign.id}/${action}`;
    buttons.append(made);
  });
  row.append(head, bar, counts, buttons);
  return row;
}

export function showEnded(ended) {
  byId('ended-none').hidden = ended.length > 0;
  byId('ended').replaceChildren(
    ...ended.map((call) => {
      const item = element('li');
      item.append(
        badge(call.outcome),
        element('span', '', who(call)),
        element('span', 'number quiet', call.phone_number),
        element('span', 'quiet', call.type),
        element('span', 'duration', `talked ${duration(call.talked_seconds * 1000)}`),
      );
      return item;
    }),
  );
}

export function say(id, text, isError) {
  byId(id).textContent = text;
  byId(id).classList.toggle('error', Boolean(isError));
}
