// Reads again what only the server can count: service levels, progress, readiness. Soon after something has happened, else
// now and then; never twice at once, and the longer it takes the less often.

import { readOverview, takeAgents, takeCampaigns, takeLine, takeOverview } from './snapshot.js';

const SOON_MS = 300;
const BUSY_MS = 1500; // from one reading to the next while things happen
const IDLE_MS = 8000;
const HIDDEN_MS = 20_000;
const LARGE_LINE = 200;
const LARGE_LINE_MS = 15_000;

export class Refresher {
  /**
   * @param {import('./api.js').Api} api
   * @param {import('./store.js').Store} store
   * @param {{isShown: (panel: string) => boolean, queue: () => string | undefined, onLost: () => void}} page
   */
  constructor(api, store, page) {
    this.api = api;
    this.store = store;
    this.page = page;
    this.last = 0;
    this.took = 0;
    this.linesAt = 0;
    this.behind = 0;
  }

  start() {
    this.schedule(SOON_MS);
  }

  stop() {
    clearTimeout(this.timer);
    this.stopped = true;
  }

  /** Something has happened. */
  soon() {
    if (!this.asked) {
      this.asked = true;
      const pause = Math.max(BUSY_MS, 4 * this.took);
      this.schedule(Math.max(SOON_MS, this.last + pause - Date.now()));
    }
  }

  /** The view has changed, or somebody waits for an answer. */
  now() {
    this.schedule(0);
  }

  schedule(ms) {
    clearTimeout(this.timer);
    if (!this.stopped) {
      this.timer = setTimeout(() => this.run(), document.hidden ? Math.max(ms, HIDDEN_MS) : ms);
    }
  }

  async run() {
    if (this.running) {
      return;
    }
    this.running = true;
    this.asked = false;
    const begun = Date.now();
    try {
      await this.read();
    } catch {
      // The connection's own state tells that the server is away.
    } finally {
      this.running = false;
      this.last = Date.now();
      this.took = this.last - begun;
      if (this.asked) {
        this.asked = false;
        this.soon();
      } else {
        this.schedule(IDLE_MS);
      }
    }
  }

  async read() {
    const { api, store, page } = this;
    const seen = store.lastSeq;
    const queue = page.isShown('line') ? page.queue() : undefined;
    const [overview, campaigns, agents, line] = await Promise.all([
      readOverview(api),
      page.isShown('campaigns') ? api.get('campaigns') : undefined,
      page.isShown('agents') ? api.get('agents') : undefined,
      queue && this.lineIsDue(queue) ? api.get(`queue/status?queue=${encodeURIComponent(queue)}`) : undefined,
    ]);
    if (this.stopped) {
      return;
    }
    if (overview.seq < seen) {
      this.lost();
      return;
    }
    this.behind = 0;
    takeOverview(store, overview, api.now());
    if (campaigns) {
      takeCampaigns(store, campaigns);
    }
    if (agents) {
      takeAgents(store, agents);
    }
    if (line) {
      takeLine(store, line, api.now());
    }
  }

  /** A long line is long to read: its estimates are brought up to date less often. */
  lineIsDue(queue) {
    const waiting = this.store.lines.get(queue)?.size ?? 0;
    const due = waiting < LARGE_LINE || Date.now() - this.linesAt > LARGE_LINE_MS;
    if (due) {
      this.linesAt = Date.now();
    }
    return due;
  }

  /** The server knows fewer events than we have seen: it is another one, which began anew. */
  lost() {
    this.behind += 1;
    if (this.behind > 1) {
      this.behind = 0;
      this.page.onLost();
    } else {
      this.asked = true;
    }
  }
}
