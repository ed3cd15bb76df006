// All that is known of one agent, with his readiness part by part.

import { button, element } from './dom.js';
import { clock, count, duration, percent, sentence } from './format.js';
import { PARTS, stateOf } from './panel-agents.js';
import { nameOf } from './sentences.js';

const MEANING = {
  heartbeat: 'signs of life come in time',
  device: 'the device can be rung',
  load: 'room for another caller',
  idle: 'has been idle',
  missed: 'has missed no offers',
};

/** @type {(page: import('./panel.js').Page, id: string, api: import('./api.js').Api) => Promise<import('./explain.js').Detail>} */
export async function agentDetail(page, id, api) {
  const agent = await api.get(`agents/${encodeURIComponent(id)}`);
  const { history } = agent;
  return {
    title: agent.name || agent.id,
    state: stateOf(agent),
    reasons: agent.reason ? [{ text: sentence(agent.reason) }] : [],
    more: [...readiness(agent.readiness), ...engagements(page, agent)],
    facts: [
      ['Presence', `${agent.presence} since ${clock(agent.presence_since)}`],
      ['Last sign of life', agent.heartbeat_at && `${clock(agent.heartbeat_at)}${agent.stale ? ', too long ago' : ''}`],
      ['Wrapping up until', Date.parse(agent.wrap_up_until) > page.now() ? clock(agent.wrap_up_until) : undefined],
      ['Queues', agent.queues.map(({ queue, tier }) => `${queue} (tier ${tier})`).join(', ')],
      ['Skills', Object.entries(agent.skills).map(([skill, level]) => `${skill} ${level}`).join(', ')],
      ['At once', agent.capacity],
      ['Device', agent.device],
      ['Calls', count(history.calls)],
      ['Talked', duration(history.talked_seconds * 1000)],
      ['Missed in a row', history.missed_in_a_row],
      ['Missed lately', history.missed_recently],
      ['Idle since', agent.engagements.length === 0 && history.idle_since ? clock(history.idle_since) : undefined],
      ['Id', agent.id],
    ],
  };
}

function readiness({ score, parts }) {
  const list = element('dl', 'meters');
  list.dataset.testid = 'readiness';
  list.dataset.score = score;
  PARTS.forEach((name) => {
    const meter = element('meter');
    meter.value = parts[name] ?? 0;
    meter.optimum = 1;
    meter.low = 0.4;
    meter.high = 0.7;
    meter.setAttribute('aria-label', `${name} ${percent(parts[name] ?? 0)}`);
    const cell = element('dd');
    cell.append(meter, element('span', 'number', percent(parts[name] ?? 0)));
    const title = element('dt', '', sentence(name));
    title.append(element('span', 'quiet', ` ${MEANING[name]}`));
    list.append(title, cell);
  });
  return [element('h3', '', `Readiness ${score} of 100`), list];
}

function engagements(page, agent) {
  if (agent.engagements.length === 0) {
    return [];
  }
  const list = element('ul', 'candidates');
  list.append(
    ...agent.engagements.map(({ caller_id: id, talking, since }) => {
      const item = element('li');
      item.append(
        button(nameOf(id), 'open-caller', () => page.explain('caller', id)),
        element('span', 'quiet', `${talking ? 'talks' : 'is asked'} since ${clock(since)}`),
      );
      return item;
    }),
  );
  return [element('h3', '', 'Has'), list];
}
