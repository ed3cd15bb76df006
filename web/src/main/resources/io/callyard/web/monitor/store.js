// What the page knows. Everything that is shown is in here, and everything in here came from a snapshot or an event.

import { SortedMap } from './sorted.js';
import { Series } from './series.js';

const KEPT_ENDED = 500;
const KEPT_LINES = 200; // of the feed
const KEPT_TURNS = 200; // of one call
const KEPT_TALKS = 400; // calls whose turns are kept, the oldest forgotten first
const KEPT_GONE = 5000;
const TYPE_RANK = { direct: 0, campaign: 1, lead: 2 };

const rank = (call) => TYPE_RANK[call.type] ?? 1;

/** The order in which calls go: by type, priority, arrival. */
const goesFirst = (a, b) => rank(a) - rank(b) || b.priority - a.priority || a.arrival - b.arrival;

/** The order in which callers stand: by the key of their place. */
const standsFirst = (a, b) => a.key - b.key;

export class Store {
  /** @param {(flush: () => void) => void} onFrame calls back at the next frame */
  constructor(onFrame) {
    this.onFrame = onFrame;
    this.series = new Series();
    /** @type {any} the figures that the server counts */
    this.overview = undefined;
    this.listeners = [];
    this.dirty = new Set();
    this.reset();
  }

  /** Forgets all that a snapshot brings anew. */
  reset() {
    this.lastSeq = 0;
    this.calls = new SortedMap((a, b) => a.order - b.order);
    this.waiting = new SortedMap(goesFirst);
    this.ended = [];
    this.turns = new Map();
    this.campaigns = new Map();
    this.queues = new Map();
    this.callers = new Map();
    /** @type {Set<string>} callers who have left: an answer that was under way must not bring them back */
    this.gone = new Set();
    /** @type {Map<string, SortedMap>} who stands in line, by queue */
    this.lines = new Map();
    this.offers = new Map();
    this.agents = new Map();
    this.callbacks = new Map();
    this.alerts = new Map();
    this.leads = { counts: undefined, all: new Map() };
    this.feed = [];
    this.orders = 0;
    this.touchAll();
  }

  /** Calls `listener` at the frame after one of the topics has changed. */
  on(topics, listener) {
    this.listeners.push({ topics, listener });
  }

  /** Says that something has changed. However often in one frame, it is shown once. */
  touch(...topics) {
    if (this.dirty.size === 0) {
      this.onFrame(() => this.flush());
    }
    topics.forEach((topic) => this.dirty.add(topic));
  }

  touchAll() {
    this.touch('all');
  }

  flush() {
    const dirty = this.dirty;
    this.dirty = new Set();
    const all = dirty.has('all');
    this.listeners
      .filter(({ topics }) => all || topics.some((topic) => dirty.has(topic)))
      .forEach(({ listener }) => listener());
  }

  setCall(call) {
    const known = this.calls.get(call.id);
    this.calls.set({ order: known?.order ?? (this.orders += 1), ...call });
    this.touch('calls');
  }

  addEnded(call) {
    this.ended.unshift(call);
    this.ended.length = Math.min(this.ended.length, KEPT_ENDED);
    this.touch('calls');
  }

  addTurn(callId, turn) {
    const said = this.turns.get(callId) ?? [];
    said.push(turn);
    if (said.length > KEPT_TURNS) {
      said.shift();
    }
    this.turns.set(callId, said);
    if (this.turns.size > KEPT_TALKS) {
      this.turns.delete(this.turns.keys().next().value);
    }
    this.touch('calls', 'turns');
  }

  addLine(line) {
    this.feed.unshift(line);
    this.feed.length = Math.min(this.feed.length, KEPT_LINES);
    this.touch('feed');
  }

  lineOf(queue) {
    let line = this.lines.get(queue);
    if (!line) {
      line = new SortedMap(standsFirst);
      this.lines.set(queue, line);
    }
    return line;
  }

  /** Keeps a caller where he belongs: in the line of his queue, or not. */
  setCaller(given) {
    const caller = { ...given, joined: Date.parse(given.joined_at) };
    const before = this.callers.get(caller.id);
    const stands = caller.state === 'waiting' || caller.state === 'offered';
    if (before && (!stands || before.queue !== caller.queue)) {
      this.lines.get(before.queue)?.delete(caller.id);
    }
    this.callers.set(caller.id, caller);
    if (stands) {
      this.lineOf(caller.queue).set(caller);
    }
    if (caller.callback) {
      this.callbacks.set(caller.id, caller);
    }
    this.touch('callers');
  }

  deleteCaller(id) {
    const caller = this.callers.get(id);
    if (caller) {
      this.lines.get(caller.queue)?.delete(id);
      this.callers.delete(id);
    }
    this.callbacks.delete(id);
    this.gone.add(id);
    if (this.gone.size > KEPT_GONE) {
      this.gone.delete(this.gone.values().next().value);
    }
    this.touch('callers');
  }

  /** Returns the alerts that are on, the newest first. */
  alertList() {
    return [...this.alerts.values()].sort((a, b) => b.at - a.at);
  }
}
