// The few figures that are read from across the room.

import { about, count, duration, percent } from './format.js';
import { setData, setText } from './dom.js';
import { liveCount, queuedCount } from './calls.js';
import { inLine } from './lines.js';
import { toneOfLevel } from './panel-queues.js';
import { Panel } from './panel.js';

export class KpisPanel extends Panel {
  constructor(page) {
    super(page, 'kpis', ['overview', 'calls', 'queued', 'callers', 'agents']);
  }

  show() {
    const { store, now } = this.page;
    if (!store.overview) {
      return;
    }
    const { limits, calls, agents } = store.overview;
    this.live(limits);
    this.queued(calls);
    const figures = store.overview.queues.map((queue) => queue.figures);
    const line = inLine(store);
    const longest = line.first === undefined ? 0 : now() - line.first;
    this.tile('waiting', line.number, count(line.number), [`${count(store.overview.callbacks.open)} to be called back`]);
    this.tile('longest', Math.floor(longest / 1000), duration(longest), [line.number > 0 ? estimateOf(line.last, now()) : 'nobody waits'], longest > 600_000 ? 'bad' : longest > 120_000 ? 'warn' : '');
    this.level(figures);
    this.agents(agents);
  }

  /** @param {string} name @param {number} value @param {string} text @param {string[]} more */
  tile(name, value, text, more, tone = '') {
    const root = this.root.querySelector(`[data-testid="kpi-${name}"]`);
    const shown = root.querySelector('[data-part="value"]');
    setText(shown, text);
    setData(shown, 'value', value);
    setData(root, 'tone', tone);
    setText(root.querySelector('[data-part="more"]'), more.filter(Boolean).join(' · '));
    return root;
  }

  live(limits) {
    const { store } = this.page;
    const live = liveCount(store);
    const limit = limits.max_live;
    const full = limit !== null && live >= limit;
    const root = this.tile(
      'live',
      live,
      count(live),
      [limit === null ? 'no limit' : `of ${count(limit)}${full ? ': the limit is reached' : ''}`],
      full ? 'warn' : '',
    );
    const meter = root.querySelector('meter');
    meter.hidden = limit === null;
    meter.max = Math.max(1, limit ?? 1);
    meter.value = live;
    meter.setAttribute('aria-label', `${live} of ${limit ?? 'unlimited'} calls live`);
  }

  queued(calls) {
    const queued = queuedCount(this.page.store);
    const next = calls.next?.estimated_wait_seconds;
    this.tile('queued', queued, count(queued), [
      calls.direct.queued > 0 ? `${count(calls.direct.queued)} direct` : '',
      next === undefined ? 'nothing waits' : `next ${next < 5 ? 'now' : `in about ${about(next)}`}`,
    ]);
  }

  /** Over all queues: who was connected in time, of those who count, by how many there were. */
  level(figures) {
    const weights = figures.map(({ connected, abandoned }) => connected + abandoned);
    const all = weights.reduce((sum, weight) => sum + weight, 0);
    const level = all > 0 ? figures.reduce((sum, { service_level: one }, i) => sum + one * weights[i], 0) / all : 1;
    const left = figures.reduce((sum, { connected, abandoned, overflowed }) => sum + connected + abandoned + overflowed, 0);
    const abandoned = figures.reduce((sum, figure) => sum + figure.abandoned, 0);
    const root = this.tile('level', level, percent(level), [abandoned > 0 ? `${percent(abandoned / left)} hung up` : 'nobody hung up'], toneOfLevel(level));
    const meter = root.querySelector('meter');
    meter.value = level;
    meter.setAttribute('aria-label', `service level ${percent(level)}`);
  }

  agents(agents) {
    const talking = agents.on_call;
    const root = this.tile('agents', agents.ready, count(agents.ready), [
      `${count(talking)} on call`,
      agents.wrap_up > 0 ? `${count(agents.wrap_up)} wrap-up` : '',
      `${count(agents.away)} away`,
    ], agents.total > 0 && agents.available === 0 ? 'bad' : '');
    const shares = { on_call: talking, offered: agents.offered, ready: agents.ready, wrap_up: agents.wrap_up, away: agents.away };
    root.querySelectorAll('.shares i').forEach((bar) => bar.style.setProperty('flex-grow', shares[bar.className] ?? 0));
    root.querySelector('.shares').setAttribute(
      'aria-label',
      `${talking} on call, ${agents.offered} ringing, ${agents.ready} ready, ${agents.wrap_up} wrapping up, ${agents.away} away, ${agents.offline} offline`,
    );
  }
}

function estimateOf(last, now) {
  if (!last) {
    return '';
  }
  if (last.estimated_wait_seconds >= 86_400) {
    return 'nobody is there for the last';
  }
  const rest = last.estimated_wait_seconds - (now - last.estimated_at) / 1000;
  return `the last ${rest < 5 ? 'any moment' : `in about ${about(rest)}`}`;
}
