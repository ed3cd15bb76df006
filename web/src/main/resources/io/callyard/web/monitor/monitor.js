// The live monitor: reads the present state, then follows the events after it, over every break.

import { Api, Unauthorized } from './api.js';
import { addToFeed, clearFeed, showFeed } from './feed.js';
import { readInbound, showInbound } from './inbound.js';
import { byId, CallCard, say, showCampaigns, showConnection, showEnded, showQueue, showUsage } from './view.js';

const HISTORY = 300; // events before the present state that are read for what was said and has ended
const KEPT_ENDED = 20;
const TOKEN = 'callyard-token';

let api;
let cards = new Map();
let ended = [];
let stateSeq = 0; // the state that was read includes the events up to this number
let lastSeq = 0; // the last event seen
let refreshing = false;
let refreshAgain = false;

class Gap extends Error {}

function takeToken() {
  const given = new URLSearchParams(location.hash.slice(1)).get('token');
  if (given) {
    sessionStorage.setItem(TOKEN, given);
    history.replaceState(null, '', location.pathname);
  }
  return sessionStorage.getItem(TOKEN);
}

function askForToken(message) {
  sessionStorage.removeItem(TOKEN);
  byId('main').hidden = true;
  byId('login').hidden = false;
  say('login-message', message, true);
  showConnection('off', 'not connected');
}

/** Reads the present state; what was said lately is read again from the events before it. */
async function readState(history) {
  const { body } = await api.get('calls');
  cards.forEach((card) => card.remove());
  cards = new Map();
  ended = [];
  clearFeed();
  stateSeq = body.seq;
  lastSeq = Math.max(0, body.seq - history);
  body.calls.forEach((call) => show({ ...call, since: call.updated_at }));
  showEnded(ended);
  byId('login').hidden = true;
  byId('main').hidden = false;
  await refresh();
}

/** Reads what is counted by the server: never more than one reading at a time. */
async function refresh() {
  if (refreshing) {
    refreshAgain = true;
    return;
  }
  refreshing = true;
  try {
    const [limits, queue, campaigns, inbound] = await Promise.all([
      api.get('limits'),
      api.get('calls/queue/status'),
      api.get('campaigns'),
      readInbound(api),
    ]);
    showUsage(limits.body);
    showQueue(queue.body);
    showCampaigns(campaigns.body.campaigns, steer);
    showInbound(inbound);
    showFeed();
  } finally {
    refreshing = false;
  }
  if (refreshAgain) {
    refreshAgain = false;
    setTimeout(() => refresh().catch(() => {}), 250);
  }
}

function show(call) {
  cards.set(call.id, new CallCard(call, () => hangUp(call.id)));
  byId('active-none').hidden = true;
}

function onFrame(frame) {
  if (frame.type === 'resync_required') {
    throw new Gap('the log no longer reaches back');
  }
  if (frame.prev !== lastSeq) {
    throw new Gap('an event is missing');
  }
  lastSeq = frame.seq;
  const { data } = frame;
  if (frame.type === 'conversation_turn') {
    cards.get(data.call_id)?.addTurn(data);
  } else if (frame.type === 'call_ended') {
    ended = [data, ...ended].slice(0, KEPT_ENDED);
    showEnded(ended);
  }
  addToFeed(frame);
  if (frame.seq > stateSeq) {
    apply(frame);
    refresh().catch(() => {});
  }
}

/** Brings the live calls from one event to the next. */
function apply({ type, at, data }) {
  const card = cards.get(data.call_id);
  if (type === 'call_ended' || (type === 'queue_status_update' && ['returned', 'scheduled'].includes(data.change))) {
    card?.remove();
    cards.delete(data.call_id);
    byId('active-none').hidden = cards.size > 0;
  } else if (type === 'queue_status_update' && data.change === 'reserved') {
    card?.remove();
    show({ ...data, id: data.call_id, status: 'reserved', since: at });
  } else if (type === 'queue_status_update' && data.change === 'in_doubt') {
    card?.update({ status: 'unknown' });
  } else if (type === 'call_started' || type === 'call_status_update') {
    card?.update({ status: data.status, answered_at: data.status === 'in_progress' ? at : undefined });
  }
}

async function run() {
  let pause = 1000;
  let history = HISTORY;
  let fresh = true;
  for (;;) {
    try {
      if (fresh) {
        showConnection('connecting', 'connecting');
        await readState(history);
        fresh = false;
      }
      await api.follow(
        lastSeq,
        () => {
          pause = 1000;
          showConnection('live', 'live');
        },
        onFrame,
      );
    } catch (e) {
      if (e instanceof Unauthorized) {
        askForToken(`The token was not accepted: ${e.message}.`);
        return;
      }
      if (e instanceof Gap) {
        // Without looking back: what the log no longer has would be missing again.
        fresh = true;
        history = 0;
      }
    }
    showConnection('connecting', `connection lost, next try in ${Math.round(pause / 1000)} s`);
    await new Promise((done) => setTimeout(done, pause));
    pause = Math.min(pause * 2, 10_000);
  }
}

function begin(token) {
  api = new Api(token);
  run();
}

async function hangUp(id) {
  try {
    await api.send('DELETE', `calls/${id}`);
  } catch (e) {
    say('place-result', e.message, true);
  }
}

async function steer(campaign, action) {
  if (action === 'stop' && !confirm('Stop the campaign for good? Its waiting calls are canceled.')) {
    return;
  }
  try {
    await api.send('POST', `campaigns/${encodeURIComponent(campaign.id)}/${action}`);
  } catch (e) {
    say('place-result', e.message, true);
  }
  await refresh();
}

byId('place').addEventListener('submit', async (event) => {
  event.preventDefault();
  const form = new FormData(event.target);
  const name = form.get('contact_name').trim();
  try {
    const { status, body } = await api.send('POST', 'calls', {
      phone_number: form.get('phone_number').trim(),
      contact_name: name || undefined,
    });
    say('place-result', status === 200 ? body.message : queued(body));
  } catch (e) {
    say('place-result', e.message, true);
  }
});

function queued({ reason, queue }) {
  const wait = `${queue.estimated_wait_low_seconds} to ${queue.estimated_wait_high_seconds} s`;
  return `Queued at position ${queue.position} of ${queue.total_in_queue}: ${reason}. Wait: about ${wait}.`;
}

byId('login').addEventListener('submit', (event) => {
  event.preventDefault();
  const token = new FormData(event.target).get('token').trim();
  sessionStorage.setItem(TOKEN, token);
  say('login-message', 'Connecting…');
  begin(token);
});

setInterval(() => cards.forEach((card) => card.tick(api.now())), 1000);

const token = takeToken();
if (token) {
  begin(token);
} else {
  byId('login').hidden = false;
}
