// The inbound queues on the page: who waits, who takes them, and who is to be called back.

import { badge, byId, duration, element } from './view.js';

const SHOWN = 12; // callers of one queue

/** Reads all queues of the tenant with their lines and agents. */
export async function readInbound(api) {
  const { body } = await api.get('queue/status');
  const all = await Promise.all(
    body.queues.map((queue) => api.get(`queue/status?queue=${encodeURIComponent(queue.id)}`)),
  );
  return all.map((answer) => answer.body);
}

export function showInbound(queues) {
  byId('inbound-none').hidden = queues.length > 0;
  byId('inbound').replaceChildren(...queues.map(queuePanel));
  const agents = new Map(queues.flatMap((queue) => queue.agents.map((agent) => [agent.id, agent])));
  byId('agents-none').hidden = agents.size > 0;
  byId('agents').replaceChildren(...[...agents.values()].map(agentRow));
}

function percent(share) {
  return `${Math.round(share * 100)} %`;
}

function queuePanel({ queue, line, figures }) {
  const panel = element('article', 'card');
  const head = element('div', 'row');
  head.append(element('h3', '', queue.name || queue.id), element('span', 'number', `${figures.waiting} waiting`));
  (queue.alerts ?? []).forEach((alert) => head.append(badge(alert)));
  const facts = element('p', 'quiet number');
  facts.textContent = [
    `longest ${duration(figures.longest_wait_seconds * 1000)}`,
    `service level ${percent(figures.service_level)}`,
    `${figures.connected} connected`,
    `${figures.abandoned} hung up`,
    `${figures.callbacks} to be called back`,
  ].join(' · ');
  const list = element('ol', 'ended');
  list.append(...line.slice(0, SHOWN).map(callerRow));
  if (line.length > SHOWN) {
    list.append(element('li', 'quiet', `and ${line.length - SHOWN} more`));
  }
  panel.append(head, facts, list);
  return panel;
}

function callerRow(caller) {
  const item = element('li');
  const wait = caller.estimated_wait_seconds >= 86_400 ? 'nobody is there' : `about ${duration(caller.estimated_wait_seconds * 1000)}`;
  item.append(
    element('span', 'number', `${caller.position}.`),
    element('span', '', caller.name || caller.phone_number || 'number withheld'),
    element('span', 'quiet', caller.type),
    badge(caller.callback ? 'callback' : caller.state),
    element('span', 'duration', `${duration(caller.waited_seconds * 1000)}, ${wait}`),
  );
  return item;
}

function agentRow(agent) {
  const row = element('tr');
  const name = element('th', '', agent.name || agent.id);
  name.scope = 'row';
  const state = element('td');
  state.append(badge(agent.presence === 'available' ? agent.state : agent.presence));
  const ready = element('td', 'number', agent.readiness.score);
  row.append(name, state, ready, element('td', 'number', agent.history.calls), element('td', 'quiet', agent.reason));
  return row;
}
