// The live monitor: reads the present state, then follows the events after it, over every break.

import { actionsOn } from './actions.js';
import { Api, Unauthorized } from './api.js';
import { queuedCount } from './calls.js';
import { askForToken, isLive, showConnection, startLogin } from './connection.js';
import { byId, setText } from './dom.js';
import { Explain } from './explain.js';
import { Feed } from './feed.js';
import { clock } from './format.js';
import { startKeys } from './keys.js';
import { AgentsPanel } from './panel-agents.js';
import { AlertsPanel } from './panel-alerts.js';
import { CallbacksPanel } from './panel-callbacks.js';
import { CallsPanel } from './panel-calls.js';
import { CampaignsPanel } from './panel-campaigns.js';
import { ChartsPanel } from './panel-charts.js';
import { FeedPanel } from './panel-feed.js';
import { KpisPanel } from './panel-kpis.js';
import { LeadsPanel } from './panel-leads.js';
import { LinePanel } from './panel-line.js';
import { OffersPanel } from './panel-offers.js';
import { QueuesPanel } from './panel-queues.js';
import { startPlacing } from './place.js';
import { Refresher } from './refresh.js';
import { takeToken } from './session.js';
import { readSnapshot } from './snapshot.js';
import { Store } from './store.js';
import { startTheme } from './theme.js';
import { Views } from './views.js';

// How many events before the present state are read: for charts, for what was said, and for the calls that wait, since
// each of them has told so by an event.
const HISTORY = 2000;
const LONGEST_HISTORY = 12_000;
const AGAIN_MS = 3000;
const HIDDEN_FRAME_MS = 500;

/** At the next frame; a page that nobody sees has none, and must not gather events for hours. */
function onFrame(task) {
  const run = () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    task();
  };
  const frame = requestAnimationFrame(run);
  const timer = setTimeout(run, HIDDEN_FRAME_MS);
}

const token = takeToken();
const store = new Store(onFrame);
const api = new Api(token);
let feed;
let refresher;
let query = '';
let beginnings = 0;

/** @type {import('./panel.js').Page & {searching: () => boolean}} */
const page = {
  store,
  now: () => api.now(),
  operates: () => ['operator', 'admin'].includes(store.overview?.who.role),
  isShown: (panel) => views.isShown(panel),
  searching: () => query !== '',
  matches: (text) => query === '' || text.toLowerCase().includes(query),
  explain: (kind, id) => explain.open(kind, id),
  onFrame,
  actions: actionsOn(api, () => refresher?.now()),
};

const views = new Views(() => {
  store.touch('view');
  refresher?.now();
});

function chooseQueue(queue) {
  panels.line.choose(queue);
  views.go('queues');
}

const panels = {
  kpis: new KpisPanel(page),
  charts: new ChartsPanel(page),
  calls: new CallsPanel(page),
  campaigns: new CampaignsPanel(page),
  queues: new QueuesPanel(page, chooseQueue, () => panels.line.chosen()),
  line: new LinePanel(page),
  offers: new OffersPanel(page),
  agents: new AgentsPanel(page),
  callbacks: new CallbacksPanel(page),
  leads: new LeadsPanel(page),
  alerts: new AlertsPanel(page, chooseQueue),
  feed: new FeedPanel(page),
};
const explain = new Explain(page, api);

function connection(state, via) {
  showConnection(state, via, api.now());
  if (state === 'live') {
    refresher?.now();
  } else if (state === 'unauthorized') {
    signOut('The token is not valid any more.');
  }
}

function signOut(message) {
  feed?.stop();
  refresher?.stop();
  askForToken(message);
}

/** Reads the state and follows the events, those before it too, as far as the charts reach. */
async function begin() {
  beginnings += 1;
  const beginning = beginnings;
  feed?.stop();
  refresher?.stop();
  connection('connecting');
  try {
    const seq = await readSnapshot(api, store);
    if (beginning !== beginnings) {
      return; // begun again meanwhile
    }
    const after = Math.max(0, seq - Math.min(LONGEST_HISTORY, HISTORY + 2 * queuedCount(store)));
    document.body.dataset.role = store.overview.who.role;
    document.body.dataset.ready = 'true';
    setText(byId('tenant'), store.overview.who.tenant);
    byId('place').hidden = !page.operates();
    feed = new Feed(store, api, { onState: connection, onResync: resync, onApplied: () => refresher.soon(), onFrame });
    refresher = new Refresher(api, store, { isShown: page.isShown, queue: () => panels.line.chosen(), onLost: begin });
    refresher.start();
    await feed.start(after, seq);
  } catch (error) {
    if (error instanceof Unauthorized) {
      signOut(`The token was not accepted: ${error.message}.`);
    } else {
      console.warn('callyard:', error);
      connection('waiting');
      setTimeout(() => beginning === beginnings && begin(), AGAIN_MS);
    }
  }
}

/** The log no longer reaches back: what the page has is given up for what is now. */
async function resync() {
  const before = store.lastSeq;
  const seq = await readSnapshot(api, store);
  if (seq < before) {
    begin(); // another log, of a server that began anew: all of it can be read
  } else {
    feed.begin(seq, seq);
  }
}

function searched() {
  query = byId('search').value.trim().toLowerCase();
  store.touch('search');
}

/** Once a second: times go on, and the charts with them. */
function tick() {
  const now = page.now();
  setText(byId('clock'), clock(now));
  document.body.dataset.seq = String(store.lastSeq);
  // While nothing is heard, times stand still: what is shown is what was.
  if (isLive()) {
    panels.charts.sample(now);
    onFrame(() => Object.values(panels).forEach((panel) => panel.tick(now)));
    panels.kpis.refresh();
  }
  setTimeout(tick, 1000 - (now % 1000));
}

byId('search').addEventListener('input', searched);
document.addEventListener('visibilitychange', () => document.hidden || (store.touchAll(), refresher?.now()));

startLogin();
startTheme();
startPlacing(page);
startKeys({
  views,
  explain,
  calls: panels.calls,
  list: () => (Object.values(panels).find(({ list }) => list?.root === document.activeElement) ?? panels[views.list()]).list,
  operates: page.operates,
  onSearched: searched,
});
tick();
window.callyard = { store, now: page.now, take: (frame) => feed.take(frame) }; // for tests
if (token) {
  begin();
} else {
  askForToken();
}
