// What is wrong now. Said aloud to screen readers too, once.

import { button, element } from './dom.js';
import { count, duration, percent, words } from './format.js';
import { Panel } from './panel.js';

const SENTENCES = {
  long_line: 'Long line',
  long_wait: 'Long wait',
  low_service_level: 'Low service level',
  nobody_available: 'Nobody available',
  many_abandon: 'Many hang up',
};

/** What the standard rules look at, and how it reads. */
const FIGURES = {
  long_line: [({ waiting }) => waiting, count],
  long_wait: [({ longest_wait_seconds: seconds }) => seconds, (seconds) => duration(seconds * 1000)],
  low_service_level: [({ service_level: level }) => level, percent],
  nobody_available: [({ presence }) => presence.available, count],
  many_abandon: [({ abandon_rate: rate }) => rate, percent],
};

/** How bad it is now; of a rule that is not ours, how bad it was when it was raised. */
function valueOf({ rule, value }, figures) {
  const [figure, read] = FIGURES[rule] ?? [undefined, count];
  const now = figure && figures ? figure(figures) : value;
  return now === undefined ? '' : read(now);
}

export class AlertsPanel extends Panel {
  constructor(page, onChoose) {
    super(page, 'alerts', ['alerts', 'overview']);
    this.onChoose = onChoose;
    this.body = this.root.querySelector('.alerts');
    this.spoken = this.root.querySelector('[aria-live]');
    this.known = undefined;
  }

  show() {
    const alerts = this.all();
    this.say(alerts.length);
    this.root.dataset.tone = alerts.length > 0 ? 'bad' : 'good';
    this.root.classList.toggle('many', alerts.length > 2);
    this.empty.hidden = alerts.length > 0;
    const key = alerts.map((alert) => `${alert.id}=${this.value(alert)}`).join();
    if (key !== this.key) {
      this.key = key;
      this.body.replaceChildren(...alerts.map((alert) => this.item(alert)));
      this.speak(alerts);
    }
  }

  /** What the server raised, and promises that are broken. */
  all() {
    const { store } = this.page;
    const overdue = store.overview?.callbacks.overdue ?? 0;
    const own = overdue > 0 ? [{ id: 'callbacks_overdue/', rule: 'callbacks_overdue', title: 'Callbacks are overdue', value: overdue }] : [];
    return [...own, ...store.alertList()];
  }

  value(alert) {
    return valueOf(alert, this.page.store.queues.get(alert.queue)?.figures);
  }

  item(alert) {
    const item = element('li');
    item.setAttribute('role', 'listitem');
    item.dataset.id = alert.id;
    const name = this.page.store.queues.get(alert.queue)?.name || alert.queue || '';
    const title = alert.title ?? SENTENCES[alert.rule] ?? words(alert.rule);
    item.append(
      alert.queue ? button(title, 'open-queue', () => this.onChoose(alert.queue)) : element('strong', '', title),
      element('span', 'quiet', [name, this.value(alert)].filter(Boolean).join(' · ')),
    );
    return item;
  }

  speak(alerts) {
    const ids = new Set(alerts.map(({ id }) => id));
    if (this.known) {
      const fresh = alerts.filter(({ id }) => !this.known.has(id));
      if (fresh.length > 0) {
        this.spoken.textContent = fresh.map(({ rule, title, queue }) => `Alert: ${title ?? SENTENCES[rule] ?? words(rule)} ${queue ?? ''}`).join('. ');
      }
    }
    this.known = ids;
  }
}
