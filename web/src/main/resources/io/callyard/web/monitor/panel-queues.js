// The inbound queues at a glance. The one that is chosen is shown with its line.

import { element, part, setData, setText } from './dom.js';
import { count, duration, percent, words } from './format.js';
import { firstOf, lengthOf } from './lines.js';
import { Panel } from './panel.js';

export class QueuesPanel extends Panel {
  /**
   * @param {import('./panel.js').Page} page
   * @param {(queue: string) => void} onChoose
   * @param {() => string | undefined} chosen the queue whose line is shown
   */
  constructor(page, onChoose, chosen) {
    super(page, 'queues', ['queues', 'callers', 'alerts', 'overview']);
    this.chosen = chosen;
    this.makeList({
      label: 'Inbound queues',
      make: () => queueRow(page.store),
      stateOf: ({ alerts = [] }) => (alerts.length > 0 ? 'alert' : 'calm'),
      onOpen: (queue) => onChoose(queue.id),
    });
  }

  show() {
    const queues = [...this.page.store.queues.values()].filter(({ figures }) => figures);
    const waiting = queues.reduce((sum, { id, figures }) => sum + lengthOf(this.page.store.lines.get(id), figures), 0);
    this.say(queues.length, `${count(waiting)} waiting`);
    if (this.page.isShown('line')) {
      this.list.selected = this.chosen();
    }
    this.showItems(queues, 'There is no inbound queue.');
    this.list.rows.forEach((row) => row.standing()); // who comes or goes changes no queue
  }
}

/** How good a service level is: the usual aim is 80 in 100. */
export const toneOfLevel = (level) => (level >= 0.8 ? 'good' : level >= 0.6 ? 'warn' : 'bad');

function queueRow(store) {
  const root = element('div', 'queue');
  const who = part('span', 'who');
  const waiting = part('span', 'waiting', 'number');
  const level = part('span', 'level', 'number');
  const about = part('span', 'about', 'quiet number');
  const alerts = part('span', 'alerts');
  root.append(who, waiting, level, about, alerts);
  let queue;
  return {
    root,
    update(item) {
      queue = item;
      const { figures } = item;
      setText(who, item.name || item.id);
      setText(level, percent(figures.service_level));
      setData(level, 'tone', toneOfLevel(figures.service_level));
      level.title = 'service level';
      const on = item.alerts ?? [];
      setText(alerts, on.map(words).join(', '));
      this.standing();
    },
    /** Who stands in line is known from event to event; the server's count is of a moment ago. */
    standing() {
      const number = lengthOf(store.lines.get(queue.id), queue.figures);
      setText(waiting, count(number));
      setData(waiting, 'value', number);
      this.number = number;
    },
    tick(now) {
      const first = firstOf(store.lines.get(queue.id)) ?? now;
      const { figures } = queue;
      setText(
        about,
        [
          this.number > 0 ? `longest ${duration(now - first)}` : 'nobody waits',
          `${figures.agents.ready}/${figures.presence.available} free`,
          `${percent(figures.abandon_rate)} hung up`,
          figures.callbacks > 0 ? `${count(figures.callbacks)} to call back` : '',
        ]
          .filter(Boolean)
          .join(' · '),
      );
    },
  };
}
