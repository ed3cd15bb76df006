// The last minutes, up to half an hour: live calls, who waits, how long, and what becomes of them.

import { Chart } from './chart.js';
import { count, duration } from './format.js';
import { liveCount, queuedCount } from './calls.js';
import { inLine } from './lines.js';
import { Panel } from './panel.js';

const number = (value) => count(Math.round(value * 10) / 10);

const CHARTS = {
  live: { title: 'Live calls', read: number, lines: [{ name: 'live', label: 'live', area: true }] },
  queue: {
    title: 'Waiting',
    read: number,
    lines: [
      { name: 'queued', label: 'calls', area: true },
      { name: 'callers', label: 'callers' },
    ],
  },
  wait: {
    title: 'Longest wait',
    read: (value) => duration(value * 1000),
    lines: [{ name: 'wait', label: 'now', area: true }],
  },
  rate: {
    title: 'A minute',
    bars: true,
    read: number,
    lines: [
      { name: 'completed', label: 'called' },
      { name: 'answered', label: 'answered' },
      { name: 'abandoned', label: 'lost' },
    ],
  },
};

export class ChartsPanel extends Panel {
  constructor(page) {
    super(page, 'charts', ['series']);
    this.charts = Object.entries(CHARTS).map(([name, options]) => [name, options, new Chart(this.root.querySelector(`[data-testid="chart-${name}"]`), options)]);
  }

  /** Keeps what is now. Also while the charts are not on the page. */
  sample(now) {
    const { store } = this.page;
    if (!store.overview) {
      return;
    }
    const line = inLine(store);
    store.series.sample(now, {
      live: liveCount(store),
      queued: queuedCount(store),
      callers: line.number,
      wait: line.first === undefined ? 0 : (now - line.first) / 1000,
    });
    store.touch('series');
  }

  show() {
    const { series } = this.page.store;
    const now = this.page.now();
    const span = series.span(now);
    this.charts.forEach(([name, { lines }, chart]) => {
      const data = lines.map((line) => (name === 'rate' ? series.rate(line.name, now, span) : series.level(line.name, now, span)));
      chart.show(data, `${span} min ago`);
    });
  }
}
