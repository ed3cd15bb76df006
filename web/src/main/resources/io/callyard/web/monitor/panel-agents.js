// The agents: what calls do to them, and how ready they are, in five parts that can be read.

import { badge, element, part, setBadge, setData, setText } from './dom.js';
import { duration, plural, words } from './format.js';
import { Panel } from './panel.js';
import { nameOf } from './sentences.js';

/** The parts of readiness, in the order in which they are drawn. */
export const PARTS = ['heartbeat', 'device', 'load', 'idle', 'missed'];

const ORDER = { on_call: 0, offered: 1, ready: 2, wrap_up: 3, away: 4, offline: 5 };

/** What an agent is: what calls do to him, or what he chose to be. */
export const stateOf = ({ presence, state }) => (presence === 'available' || state === 'on_call' ? state : presence);

export class AgentsPanel extends Panel {
  constructor(page) {
    super(page, 'agents', ['agents', 'callers', 'search']);
    this.makeList({
      label: 'Agents',
      make: () => agentRow(),
      stateOf,
      onOpen: (agent) => page.explain('agent', agent.id),
    });
  }

  show() {
    const all = [...this.page.store.agents.values()];
    const found = all
      .filter((agent) => this.page.matches(textOf(agent)))
      .sort((a, b) => ORDER[stateOf(a)] - ORDER[stateOf(b)] || (a.name || a.id).localeCompare(b.name || b.id));
    const there = all.filter(({ presence }) => presence === 'available').length;
    this.say(all.length, `${there} of ${all.length} available`);
    this.showItems(found, all.length > 0 ? 'Nobody matches.' : 'There are no agents.');
  }
}

const textOf = (agent) =>
  `${agent.id} ${agent.name} ${stateOf(agent)} ${agent.queues?.map(({ queue }) => queue).join(' ')} ${Object.keys(agent.skills ?? {}).join(' ')}`;

function agentRow() {
  const root = element('div', 'agent');
  const who = part('span', 'who');
  const about = part('span', 'about', 'quiet');
  const state = badge('');
  const time = part('span', 'time', 'number');
  const ready = part('span', 'ready');
  const bars = PARTS.map((name) => element('i', name));
  const score = element('b', 'number');
  ready.append(score, ...bars);
  root.append(who, state, time, ready, about);
  let agent;
  return {
    root,
    update(item) {
      agent = item;
      setText(who, item.name || item.id);
      setBadge(state, stateOf(item));
      setText(about, aboutOf(item));
      const { score: value, parts = {} } = item.readiness ?? {};
      setText(score, value ?? '–');
      setData(ready, 'score', value ?? '');
      setData(ready, 'tone', value >= 70 ? 'good' : value >= 40 ? 'warn' : 'bad');
      ready.title = PARTS.map((name) => `${name} ${percentOf(parts[name])}`).join(', ');
      ready.setAttribute('aria-label', `readiness ${value ?? 'not known'}: ${ready.title}`);
      bars.forEach((bar, i) => bar.style.setProperty('--share', parts[PARTS[i]] ?? 0));
    },
    tick(now) {
      const since = stateOf(agent) === agent.presence ? agent.presence_since : agent.state_since;
      setText(time, since ? duration(now - Date.parse(since)) : '');
    },
  };
}

const percentOf = (share) => (share === undefined ? 'not known' : `${Math.round(share * 100)} %`);

function aboutOf(agent) {
  const talks = (agent.engagements ?? [])
    .filter(({ talking }) => talking)
    .map(({ caller_id: id }) => nameOf(id));
  return [
    talks.length > 0 ? `with ${talks.join(', ')}` : '',
    agent.stale ? 'nothing heard of him' : '',
    agent.presence !== 'available' ? agent.reason : '',
    agent.queues?.map(({ queue }) => queue).join(', '),
    agent.history ? plural(agent.history.calls, 'call') : '',
    agent.history?.missed_in_a_row > 0 ? `missed ${agent.history.missed_in_a_row} in a row` : '',
  ]
    .filter(Boolean)
    .map(words)
    .join(' · ');
}
