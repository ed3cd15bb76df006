// The panel beside: one call, campaign, caller or agent, with all that is known of it and why it waits, in words.

import { button, element, facts, setText } from './dom.js';
import { clock, timeOf } from './format.js';
import { panelOf } from './panel.js';
import { agentDetail } from './detail-agent.js';
import { callDetail } from './detail-call.js';
import { callerDetail } from './detail-caller.js';
import { campaignDetail } from './detail-campaign.js';

const AGAIN_MS = 1500;
const OVER_ALL = '(max-width: 820px)'; // where it lies over the lists, as monitor.css says

/**
 * What is told of one thing.
 * @typedef {object} Detail
 * @property {string} title
 * @property {string} state
 * @property {[string, any][]} facts
 * @property {{code?: string, text: string, until?: string}[]} [reasons]
 * @property {Node[]} [more]
 * @property {{text: string, action: string, run: () => void, tone?: string}[]} [actions]
 */

/** @type {Record<string, (page: import('./panel.js').Page, id: string, api: any) => Promise<Detail>>} */
const KINDS = { call: callDetail, campaign: campaignDetail, caller: callerDetail, agent: agentDetail };

export class Explain {
  /** @param {import('./panel.js').Page} page @param {import('./api.js').Api} api */
  constructor(page, api) {
    this.page = page;
    this.api = api;
    this.root = panelOf('explain');
    this.body = this.root.querySelector('.detail');
    this.turns = this.root.querySelector('[data-testid="turns"]');
    this.root.querySelector('[data-testid="close"]').addEventListener('click', () => this.close());
    page.store.on(['calls', 'queued', 'callers', 'campaigns', 'agents', 'offers', 'overview'], () => this.again());
    page.store.on(['turns'], () => this.showTurns());
  }

  get isOpen() {
    return !this.root.hidden;
  }

  /** @param {string} kind @param {string} id */
  open(kind, id) {
    if (!this.isOpen) {
      this.before = document.activeElement;
    }
    this.kind = kind;
    this.id = id;
    this.key = undefined;
    this.root.dataset.kind = kind;
    this.root.dataset.id = id;
    this.root.hidden = false;
    this.body.replaceChildren(element('p', 'quiet', 'One moment…'));
    setText(this.root.querySelector('h2'), '');
    this.turns.replaceChildren();
    this.showTurns();
    if (matchMedia(OVER_ALL).matches) {
      this.root.querySelector('[data-testid="close"]').focus();
    }
    this.load();
  }

  close() {
    this.root.hidden = true;
    this.kind = undefined;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.before?.focus?.();
  }

  /** Something has changed: asks again, but not at every event. */
  again() {
    if (this.isOpen && !this.timer) {
      this.timer = setTimeout(() => {
        this.timer = undefined;
        this.load();
      }, AGAIN_MS);
    }
  }

  async load() {
    const { kind, id } = this;
    if (!kind) {
      return;
    }
    let detail;
    try {
      detail = await KINDS[kind](this.page, id, this.api);
    } catch (error) {
      detail = { title: kind, state: '', facts: [], reasons: [{ text: error.message }] };
    }
    if (this.kind === kind && this.id === id) {
      this.show(detail);
    }
  }

  /** Shows it if it is not what is shown already: what is being read or pressed stays. @param {Detail} detail */
  show(detail) {
    const key = JSON.stringify(detail, (name, value) => (value instanceof Node ? value.textContent : value));
    if (key === this.key) {
      return;
    }
    this.key = key;
    const focused = this.body.contains(document.activeElement) ? document.activeElement.dataset.action : undefined;
    setText(this.root.querySelector('h2'), detail.title);
    this.root.dataset.state = detail.state;
    this.body.replaceChildren(...parts(detail));
    if (focused) {
      this.body.querySelector(`[data-action="${focused}"]`)?.focus();
    }
  }

  showTurns() {
    const said = this.kind === 'call' ? (this.page.store.turns.get(this.id) ?? []) : [];
    this.turns.hidden = said.length === 0;
    const atEnd = this.turns.scrollTop + this.turns.clientHeight >= this.turns.scrollHeight - 8;
    if (said.length < this.turns.childElementCount) {
      this.turns.replaceChildren(); // the first ones were forgotten
    }
    this.turns.append(...said.slice(this.turns.childElementCount).map(turnItem));
    if (atEnd) {
      this.turns.scrollTop = this.turns.scrollHeight;
    }
  }
}

function turnItem({ speaker, text, at }) {
  const item = element('li');
  item.dataset.speaker = speaker;
  const head = element('span', 'speaker', speaker.replaceAll('_', ' '));
  const time = element('time', 'quiet number', clock(at));
  item.append(head, time, element('p', '', text));
  return item;
}

function parts({ state, facts: pairs, reasons = [], more = [], actions = [] }) {
  const made = [];
  if (state) {
    const badge = element('span', 'badge', state.replaceAll('_', ' '));
    badge.dataset.word = state;
    made.push(badge);
  }
  if (reasons.length > 0) {
    const list = element('ul', 'reasons');
    list.dataset.testid = 'reasons';
    list.append(...reasons.map(reasonItem));
    made.push(element('h3', '', 'Why'), list);
  }
  if (actions.length > 0) {
    const bar = element('div', 'actions');
    bar.append(
      ...actions.map(({ text, action, run, tone }) => {
        const one = button(text, action, run);
        one.dataset.tone = tone ?? '';
        return one;
      }),
    );
    made.push(bar);
  }
  return [...made, ...more, facts(pairs)];
}

function reasonItem({ code, text, until }) {
  const item = element('li', '', text);
  if (code) {
    item.dataset.code = code;
  }
  if (until) {
    item.append(element('span', 'quiet number', ` until ${timeOf(until)}`));
  }
  return item;
}
