// The outbound calls, with what was said last on each.

import { aboutOf, callsOf, counted, LISTS, queuedCount, sinceOf, textOf } from './calls.js';
import { badge, element, part, setBadge, setData, setText } from './dom.js';
import { clock, count, duration, plural, timeOf, whoOf } from './format.js';
import { Panel } from './panel.js';

export class CallsPanel extends Panel {
  constructor(page) {
    super(page, 'calls', ['calls', 'queued', 'turns', 'overview', 'search']);
    this.which = 'live';
    this.makeList({
      label: 'Calls',
      make: () => callRow(page.store),
      stateOf: (call) => call.outcome ?? call.status,
      onOpen: (call) => page.explain('call', call.id),
    });
    LISTS.forEach((which) => this.button(which).addEventListener('click', () => this.choose(which)));
  }

  button(which) {
    return this.root.querySelector(`[data-testid="calls-${which}"]`);
  }

  /** @param {string} which */
  choose(which) {
    this.which = which;
    this.list.scrollTo(0);
    this.show();
  }

  /** Goes to the next list, or the one before it. @param {number} by */
  turn(by) {
    this.choose(LISTS[(LISTS.indexOf(this.which) + by + LISTS.length) % LISTS.length]);
  }

  show() {
    const { store, matches } = this.page;
    LISTS.forEach((which) => {
      const button = this.button(which);
      button.setAttribute('aria-pressed', String(which === this.which));
      setText(button.querySelector('.number'), count(counted(store, which)));
    });
    const all = callsOf(store, this.which);
    const found = this.page.searching() ? all.filter((call) => matches(textOf(call))) : all;
    const total = counted(store, this.which);
    this.say(total, this.page.searching() ? `${count(found.length)} of ${count(total)}` : '');
    const unseen = this.which === 'waiting' ? total - all.length : 0;
    setText(this.root.querySelector('.note'), unseen > 0 ? note(unseen, store.overview?.calls.next) : '');
    this.showItems(found, this.page.searching() ? 'No call matches.' : unseen > 0 ? 'The calls that wait came before this page looked.' : NONE[this.which]);
    this.list.rows.forEach((row) => row.say()); // a turn changes no call
  }
}

const NONE = {
  live: 'No call is live.',
  waiting: 'No call waits.',
  ended: 'None has ended since this page looks.',
};

/** The server counts those that wait but lists none; the page knows those whose events it has seen. */
function note(unseen, next) {
  return `${plural(unseen, 'call')} more: each is listed as soon as something happens to it.${next ? ` Next to go: ${whoOf(next)}.` : ''}`;
}

/** One call. */
function callRow(store) {
  const root = element('div', 'call');
  const state = badge('');
  const who = part('span', 'who');
  const number = part('span', 'number', 'quiet');
  const about = part('span', 'about', 'quiet');
  const said = part('span', 'said');
  const time = part('span', 'time', 'number');
  root.append(state, who, number, about, said, time);
  let call;

  /** Where a call stands that waits; not known as long as the page has not seen all that wait. */
  function place() {
    const all = store.waiting.size >= queuedCount(store);
    return all && store.waiting.get(call.id) === call ? `number ${count(store.waiting.place(call) + 1)} in line` : '';
  }

  return {
    root,
    update(item) {
      call = item;
      setBadge(state, call.outcome ?? call.status);
      setText(who, whoOf(call));
      setText(number, call.phone_number);
      setText(about, aboutOf(store, call));
      this.say();
    },
    /** What was said last, or why it is not going. */
    say() {
      const turns = store.turns.get(call.id);
      const turn = turns?.[turns.length - 1];
      setText(said, turn?.text ?? call.cause ?? call.reason ?? place());
      setData(said, 'speaker', turn?.speaker);
    },
    tick(now) {
      setText(time, timeWords(call, now));
      this.say();
    },
  };
}

function timeWords(call, now) {
  if (call.outcome) {
    return call.talked_seconds > 0 ? duration(call.talked_seconds * 1000) : clock(call.ended_at);
  }
  if (call.scheduled_for && Date.parse(call.scheduled_for) > now) {
    return `at ${timeOf(call.scheduled_for, now)}`;
  }
  return duration(now - sinceOf(call));
}

