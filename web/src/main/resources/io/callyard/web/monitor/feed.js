// Follows the events: over a socket if the server has one, else over a stream. What comes is applied in one go at the next
// frame, however much it is, and never for so long that a frame is missed.

import { queuedCount } from './calls.js';
import { fold, remember } from './fold.js';
import { foldCall } from './fold-calls.js';
import { fill } from './history.js';
import { EventStream } from './sse.js';
import { Store } from './store.js';

const BUDGET_MS = 8;
const SETTLED_MS = 1500; // when the events before the snapshot are taken to be all there

/** @typedef {'connecting' | 'live' | 'waiting' | 'unauthorized' | 'stopped'} State */

export class Feed {
  /**
   * @param {import('./store.js').Store} store
   * @param {import('./api.js').Api} api
   * @param {{onState: (state: State, via: string) => void, onResync: () => Promise<void>, onApplied: () => void,
   *   onFrame: (task: () => void) => void}} hooks
   */
  constructor(store, api, hooks) {
    this.store = store;
    this.api = api;
    this.hooks = hooks;
    this.buffer = [];
    this.past = []; // events before the snapshot
    this.then = new Store(() => {}); // what they come to: no snapshot lists the calls that wait
    this.stateSeq = 0;
  }

  /**
   * Begins with the events after a number.
   * @param {number} after
   * @param {number} stateSeq the snapshot includes the events up to this number
   */
  async start(after, stateSeq) {
    this.begin(after, stateSeq);
    const { Client, via } = await clientOf();
    this.client = new Client({
      url: new URL('../ws', document.baseURI),
      events: new URL('../api/events', document.baseURI),
      token: () => this.api.token,
      after,
      onEvent: (frame) => this.take(frame),
      onResync: () => this.hooks.onResync(),
      onState: (state) => this.hooks.onState(state, via),
      onError: (error) => console.warn('callyard:', error),
    });
    this.client.start();
  }

  /** The state was read anew and includes the events up to a number. */
  begin(after, stateSeq) {
    this.buffer = [];
    this.past = [];
    this.then.reset();
    this.settled = after >= stateSeq;
    this.stateSeq = stateSeq;
    this.store.lastSeq = after;
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.settle(), SETTLED_MS);
  }

  stop() {
    clearTimeout(this.settling);
    this.client?.stop();
  }

  /** @param {any} frame */
  take(frame) {
    this.buffer.push(frame);
    if (this.buffer.length === 1) {
      this.hooks.onFrame(() => this.apply());
    }
  }

  apply() {
    const begun = performance.now();
    let done = 0;
    let changed = false;
    while (done < this.buffer.length && (done % 64 !== 0 || performance.now() - begun < BUDGET_MS)) {
      changed = this.one(this.buffer[done]) || changed;
      done += 1;
    }
    this.buffer.splice(0, done);
    if (this.buffer.length > 0) {
      this.hooks.onFrame(() => this.apply());
    }
    if (changed) {
      this.hooks.onApplied();
    }
  }

  one(frame) {
    if (frame.seq <= this.store.lastSeq) {
      return false; // seen already
    }
    this.store.lastSeq = frame.seq;
    remember(this.store, frame);
    this.store.series.count(frame);
    if (frame.seq <= this.stateSeq) {
      this.past.push(frame);
      foldCall(this.then, frame);
      if (frame.seq === this.stateSeq) {
        this.settle();
      }
      return false;
    }
    fold(this.store, frame);
    return true;
  }

  settle() {
    if (!this.settled) {
      this.settled = true;
      clearTimeout(this.settling);
      fill(this.store.series, this.past, present(this.store, this.api.now()));
      this.then.waiting.values().forEach((call) => this.store.calls.get(call.id) ?? this.store.waiting.set(call));
      this.past = [];
      this.then.reset();
      this.store.touch('series', 'queued');
    }
  }
}

/** What the snapshot says of the levels that charts show. */
function present(store, now) {
  const queues = store.overview?.queues ?? [];
  const line = [...store.lines.values()].flatMap((one) => one.values());
  return {
    live: store.overview?.limits.live ?? 0,
    queued: queuedCount(store),
    callers: queues.reduce((sum, { figures }) => sum + figures.waiting, 0),
    line,
    now,
  };
}

/** The socket's client comes from beside the page; a server without sockets has none. */
async function clientOf() {
  try {
    const { CallyardClient } = await import(new URL('../ws/callyard-client.js', document.baseURI).href);
    return { Client: CallyardClient, via: 'socket' };
  } catch {
    return { Client: EventStream, via: 'stream' };
  }
}
