// Those who are to be called back, the most urgent promise first.

import { badge, element, part, setBadge, setData, setText } from './dom.js';
import { callerName, count, duration, timeOf } from './format.js';
import { Panel } from './panel.js';

export class CallbacksPanel extends Panel {
  constructor(page) {
    super(page, 'callbacks', ['callers', 'search', 'overview']);
    this.makeList({
      label: 'Callbacks',
      make: () => callbackRow(page),
      stateOf: (caller) => (isOverdue(caller, page.now()) ? 'overdue' : caller.state),
      onOpen: (caller) => page.explain('caller', caller.id),
    });
  }

  show() {
    const { store, matches } = this.page;
    const all = [...store.callbacks.values()].filter(({ callback, state }) => callback && state !== 'connected');
    const found = all
      .filter((caller) => matches(`${callerName(caller)} ${caller.callback.phone_number} ${caller.queue} ${caller.id}`))
      .sort((a, b) => Date.parse(a.callback.promised_by) - Date.parse(b.callback.promised_by));
    const late = all.filter((caller) => isOverdue(caller, this.page.now())).length;
    this.say(all.length, late > 0 ? `${count(all.length)}, ${count(late)} overdue` : count(all.length));
    this.showItems(found, all.length > 0 ? 'Nobody matches.' : 'Nobody is to be called back.');
  }
}

const isOverdue = ({ callback }, now) => now > Date.parse(callback.promised_by);

function callbackRow(page) {
  const root = element('div', 'callback');
  const who = part('span', 'who');
  const about = part('span', 'about', 'quiet');
  const state = badge('');
  const promise = part('span', 'promise', 'number');
  root.append(who, state, promise, about);
  let caller;
  return {
    root,
    update(item) {
      caller = item;
      const { callback } = item;
      setText(who, callerName(item));
      setBadge(state, item.state === 'waiting' ? 'promised' : item.state);
      setText(
        about,
        [
          callback.phone_number,
          item.queue,
          callback.tries > 0 ? `tried ${callback.tries} times` : 'not tried yet',
          callback.not_before && Date.parse(callback.not_before) > page.now() ? `not before ${timeOf(callback.not_before)}` : '',
        ]
          .filter(Boolean)
          .join(' · '),
      );
    },
    tick(now) {
      const rest = Date.parse(caller.callback.promised_by) - now;
      setText(promise, rest >= 0 ? `in ${duration(rest)}` : `${duration(-rest)} late`);
      setData(promise, 'tone', rest < 0 ? 'bad' : rest < 300_000 ? 'warn' : 'good');
      promise.title = `promised by ${timeOf(caller.callback.promised_by, now)}`;
    },
  };
}
