// Who stands in the line of a queue: the position, how long already, and how long it will take.

import { badge, element, part, setBadge, setText } from './dom.js';
import { about as roughly, callerName, count, duration } from './format.js';
import { lengthOf } from './lines.js';
import { Panel } from './panel.js';

export class LinePanel extends Panel {
  constructor(page) {
    super(page, 'line', ['callers', 'queues', 'offers', 'search']);
    this.queue = undefined;
    this.makeList({
      label: 'Callers in line',
      make: () => callerRow(page.store),
      stateOf,
      onOpen: (caller) => page.explain('caller', caller.id),
    });
  }

  /** Shows the line of a queue. @param {string} queue */
  choose(queue) {
    this.queue = queue;
    this.list.scrollTo(0);
    this.refresh();
  }

  /** Returns the queue that is shown: the one chosen, else the one in which most wait. */
  chosen() {
    const { queues, lines } = this.page.store;
    if (!queues.has(this.queue)) {
      const ids = [...queues.keys()];
      this.queue = ids.sort((a, b) => (lines.get(b)?.size ?? 0) - (lines.get(a)?.size ?? 0))[0];
    }
    return this.queue;
  }

  show() {
    const { store, matches } = this.page;
    const id = this.chosen();
    const queue = store.queues.get(id);
    this.root.dataset.queue = id ?? '';
    setText(this.root.querySelector('h2'), queue ? `Line of ${queue.name || id}` : 'Line');
    const line = store.lines.get(id)?.values() ?? [];
    const total = lengthOf(store.lines.get(id), queue?.figures);
    const found = this.page.searching() ? line.filter((caller) => matches(textOf(caller))) : line;
    this.say(total, found.length === total ? `${count(total)} in line` : `${count(found.length)} of ${count(total)} in line`);
    this.showItems(found, this.page.searching() ? 'Nobody matches.' : 'Nobody waits.');
  }
}

const stateOf = (caller) => (caller.callback ? `callback_${caller.state}` : caller.state);

const textOf = (caller) => `${caller.name ?? ''} ${caller.phone_number ?? ''} ${caller.type ?? ''} ${caller.state} ${caller.id}`;

function callerRow(store) {
  const root = element('div', 'caller');
  const position = part('span', 'position', 'number');
  const who = part('span', 'who');
  const about = part('span', 'about', 'quiet');
  const state = badge('');
  const time = part('span', 'time', 'number');
  const estimate = part('span', 'estimate', 'number quiet');
  root.append(position, who, about, state, time, estimate);
  let caller;
  return {
    root,
    update(item) {
      caller = item;
      setText(who, callerName(item));
      setText(about, aboutOf(item));
      setBadge(state, item.callback ? 'callback' : item.state);
    },
    tick(now) {
      // Not the number of the row: where something is searched for, rows are left out.
      setText(position, store.lineOf(caller.queue).place(caller) + 1);
      setText(time, duration(now - caller.joined));
      setText(estimate, left(caller, now));
    },
  };
}

function aboutOf({ type, skills, escalated, offers, phone_number: number, name }) {
  const wanted = Object.keys(skills ?? {});
  return [
    name ? number : '',
    type,
    wanted.length > 0 ? `wants ${wanted.join(', ')}` : '',
    escalated ? 'goes first' : '',
    offers > 1 ? `${offers} offers` : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

/** What is left of the time that was estimated. */
function left({ state, estimated_wait_seconds: seconds, estimated_at: at, callback }, now) {
  if (callback?.not_before && Date.parse(callback.not_before) > now) {
    return `not before ${duration(Date.parse(callback.not_before) - now)} from now`;
  }
  if (state === 'offered') {
    return 'ringing';
  }
  if (seconds === undefined || seconds === null) {
    return '';
  }
  if (seconds >= 86_400) {
    return 'nobody is there';
  }
  const rest = seconds - (now - at) / 1000;
  return rest < 5 ? 'any moment' : `in about ${roughly(rest)}`;
}
