import assert from 'node:assert/strict';
import { test } from 'node:test';

const load = (name) => import(new URL(name, process.env.MONITOR).href);
const { SortedMap } = await load('sorted.js');
const { Store } = await load('store.js');
const { fold } = await load('fold.js');
const { fill } = await load('history.js');
const { Series, STEP_MS, STEPS } = await load('series.js');
const { Feed } = await load('feed.js');
const { EventStream } = await load('sse.js');
const { takeLine, takeOverview } = await load('snapshot.js');
const { callsOf, counted, liveCount } = await load('calls.js');
const { firstOf, inLine } = await load('lines.js');
const format = await load('format.js');

const START = Date.parse('2026-01-01T08:00:00Z');
const at = (seconds) => new Date(START + seconds * 1000).toISOString();

/** The same each time it is run. */
function randomness(seed) {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

let seq = 0;
const frame = (type, data, seconds = 0) => ({ seq: (seq += 1), prev: seq - 1, type, tenant: 'acme', at: at(seconds), data });
const queue = (change, id, more = {}, seconds = 0) =>
  frame('queue_status_update', { call_id: id, type: 'campaign', campaign_id: 'spring', contact_name: `Name ${id}`, change, ...more }, seconds);

function storeOf() {
  return new Store(() => {});
}

function storeWith(frames) {
  const store = storeOf();
  frames.forEach((one) => fold(store, one));
  return store;
}

const joined = (id, key, more = {}) =>
  frame('caller_joined', { caller_id: id, queue: 'support', type: 'new', name: id, place_key: at(key), resumed: false, ...more }, key);
const lineOf = (store, name = 'support') => store.lineOf(name).values().map(({ id }) => id);

test('a sorted map is always in order, whatever is put in, changed and taken out', () => {
  const random = randomness(7);
  const map = new SortedMap((a, b) => a.key - b.key);
  const plain = new Map();
  for (let i = 0; i < 3000; i += 1) {
    const id = `i${random(200)}`;
    if (random(3) === 0) {
      assert.equal(map.delete(id), plain.delete(id));
    } else {
      const item = { id, key: random(50) };
      map.set(item);
      plain.set(id, item);
    }
    const expected = [...plain.values()].sort((a, b) => a.key - b.key || (a.id < b.id ? -1 : 1));
    assert.deepEqual(map.values(), expected);
  }
  map.values().forEach((item, i) => assert.equal(map.place(item), i));
});

test('a sorted map takes many at once, each id once', () => {
  const map = new SortedMap((a, b) => a.key - b.key);
  map.replace([{ id: 'b', key: 2 }, { id: 'a', key: 1 }, { id: 'b', key: 0 }]);
  assert.deepEqual(map.values(), [{ id: 'b', key: 0 }, { id: 'a', key: 1 }]);
});

test('a call goes from the queue to a live one to an ended one', () => {
  const store = storeWith([queue('queued', 'c', { priority: 0, arrival: 4 })]);
  assert.deepEqual([store.waiting.size, store.calls.size], [1, 0]);
  fold(store, queue('reserved', 'c', {}, 5));
  assert.deepEqual([store.waiting.size, store.calls.get('c').status], [0, 'reserved']);
  fold(store, frame('call_started', { call_id: 'c', type: 'campaign' }, 6));
  fold(store, frame('call_status_update', { call_id: 'c', type: 'campaign', status: 'in_progress' }, 9));
  assert.equal(store.calls.get('c').status, 'in_progress');
  assert.equal(store.calls.get('c').answered_at, at(9));
  fold(store, frame('call_ended', { call_id: 'c', type: 'campaign', outcome: 'completed' }, 20));
  assert.deepEqual([store.waiting.size, store.calls.size], [0, 0]);
});

test('a call that comes back to the queue is not live, and its next attempt was not answered', () => {
  const store = storeWith([queue('reserved', 'c'), frame('call_status_update', { call_id: 'c', status: 'in_progress' }, 1)]);
  fold(store, queue('scheduled', 'c', { scheduled_for: at(60), last_outcome: 'busy' }, 2));
  assert.equal(store.calls.size, 0);
  assert.equal(store.waiting.get('c').status, 'scheduled');
  fold(store, queue('reserved', 'c', {}, 60));
  assert.equal(store.calls.get('c').answered_at, undefined);
});

test('calls that wait stand by type, priority and arrival', () => {
  const store = storeWith([
    queue('queued', 'late', { priority: 0, arrival: 9 }),
    queue('queued', 'early', { priority: 0, arrival: 1 }),
    queue('queued', 'direct', { type: 'direct', priority: 100, arrival: 12 }),
    queue('queued', 'urgent', { priority: 5, arrival: 10 }),
  ]);
  assert.deepEqual(store.waiting.values().map(({ id }) => id), ['direct', 'urgent', 'early', 'late']);
});

test('events that are applied again to a state that is further come to the same', () => {
  const random = randomness(3);
  const frames = [];
  for (let i = 0; i < 400; i += 1) {
    const id = `c${random(12)}`;
    const change = ['queued', 'reserved', 'scheduled', 'returned', 'held'][random(5)];
    frames.push(random(4) === 0 ? frame('call_ended', { call_id: id, outcome: 'busy' }, i) : queue(change, id, { priority: 0, arrival: 1 }, i));
    frames.push(random(3) === 0 ? frame('caller_left', { caller_id: id, reason: 'abandoned' }, i) : joined(id, random(90)));
  }
  const ids = (store) => [store.calls, store.waiting].map((all) => all.values().map(({ id, status }) => `${id} ${status}`).sort());
  for (const from of [0, 100, 250, 399]) {
    const store = storeWith(frames.slice(0, 500));
    frames.slice(from).forEach((one) => fold(store, one)); // those from there to 500 for the second time
    const once = storeWith(frames);
    assert.deepEqual(ids(store), ids(once));
    assert.deepEqual(lineOf(store).sort(), lineOf(once).sort());
  }
});

test('callers stand by the key of their place, and leave the line when somebody talks to them', () => {
  const store = storeWith([joined('b', 20), joined('a', 10), joined('vip', 30, { place_key: at(5) })]);
  assert.deepEqual(lineOf(store), ['vip', 'a', 'b']);
  fold(store, frame('offer_made', { offer_id: 'o', caller_id: 'vip', queue: 'support', agents: ['ann'], number: 1, deadline: at(50) }));
  assert.equal(store.callers.get('vip').state, 'offered');
  assert.deepEqual(lineOf(store), ['vip', 'a', 'b']);
  fold(store, frame('offer_accepted', { offer_id: 'o', caller_id: 'vip', agent_id: 'ann' }));
  fold(store, frame('caller_connected', { caller_id: 'vip', queue: 'support', agent_id: 'ann', waited_seconds: 4 }));
  fold(store, frame('offer_ended', { offer_id: 'o', caller_id: 'vip', agents: ['ann'], state: 'connected' }));
  assert.deepEqual(lineOf(store), ['a', 'b']);
  assert.equal(store.offers.size, 0);
  assert.equal(store.callers.get('vip').state, 'connected');
});

test('an offer that fails puts the caller back where he stood, and says who declined', () => {
  const store = storeWith([joined('a', 10), joined('b', 20)]);
  fold(store, frame('offer_made', { offer_id: 'o', caller_id: 'a', queue: 'support', agents: ['ann', 'ben'], number: 1, deadline: at(50) }));
  fold(store, frame('offer_declined', { offer_id: 'o', caller_id: 'a', agent_id: 'ann', reason: 'busy' }));
  assert.deepEqual(store.offers.get('o').declined.map(({ agent_id: agent }) => agent), ['ann']);
  fold(store, frame('offer_ended', { offer_id: 'o', caller_id: 'a', agents: [], state: 'timed_out' }));
  assert.equal(store.callers.get('a').state, 'waiting');
  assert.deepEqual(lineOf(store), ['a', 'b']);
});

test('a caller who moves stands in the other line only', () => {
  const store = storeWith([joined('a', 10)]);
  fold(store, frame('caller_moved', { caller_id: 'a', queue: 'sales', previous_queue: 'support', place_key: at(3), reason: 'transferred' }));
  assert.deepEqual([lineOf(store), lineOf(store, 'sales')], [[], ['a']]);
});

test('a callback keeps its place until it is dialled, and has it again when it is missed', () => {
  const store = storeWith([joined('a', 10), joined('b', 20)]);
  fold(store, frame('callback_promised', { caller_id: 'a', queue: 'support', phone_number: '+1', not_before: at(10), promised_by: at(900) }));
  assert.deepEqual([lineOf(store), store.callbacks.size], [['a', 'b'], 1]);
  fold(store, frame('callback_dialed', { caller_id: 'a', agent_id: 'ann', call_id: 'x', tries: 1 }));
  assert.deepEqual(lineOf(store), ['b']);
  fold(store, frame('callback_missed', { caller_id: 'a', reason: 'busy', not_before: at(400) }));
  assert.deepEqual(lineOf(store), ['a', 'b']);
  assert.equal(store.callbacks.get('a').callback.promised_by, at(900));
  fold(store, frame('caller_left', { caller_id: 'a', reason: 'called_back' }));
  assert.deepEqual([lineOf(store), store.callbacks.size], [['b'], 0]);
});

test('an answer that was under way does not bring back who has gone, and changes only the estimate of who is known', () => {
  const store = storeWith([joined('a', 10), joined('b', 20)]);
  fold(store, frame('caller_left', { caller_id: 'a', reason: 'abandoned' }));
  fold(store, frame('caller_connected', { caller_id: 'b', agent_id: 'ann', waited_seconds: 1 }));
  const listed = (id) => ({ id, queue: 'support', state: 'waiting', joined_at: at(10), estimated_wait_seconds: 40 });
  takeLine(store, { queue: { id: 'support' }, line: [listed('a'), listed('b'), listed('c')] }, START);
  assert.deepEqual(lineOf(store), ['c']);
  assert.equal(store.callers.get('b').state, 'connected');
});

test('alerts come and go with events, and an older count takes none away', () => {
  const store = storeOf();
  const overview = (number, alerts) => ({ seq: number, queues: [{ id: 'support', alerts }], leads: {} });
  store.lastSeq = 10;
  takeOverview(store, overview(10, ['long_line']), START);
  fold(store, frame('alert_raised', { rule: 'long_wait', queue: 'support', value: 700, bound: 600 }));
  store.lastSeq = 11;
  takeOverview(store, overview(10, []), START);
  assert.deepEqual([...store.alerts.keys()], ['long_line/support', 'long_wait/support']);
  takeOverview(store, overview(11, ['long_wait']), START);
  assert.deepEqual([...store.alerts.keys()], ['long_wait/support']);
  assert.equal(store.alerts.get('long_wait/support').value, 700);
  fold(store, frame('alert_cleared', { rule: 'long_wait', queue: 'support', value: 1 }));
  assert.equal(store.alerts.size, 0);
});

test('however often the store is touched before a frame, it is shown once, and only where it changed', () => {
  const frames = [];
  const store = new Store((task) => frames.push(task));
  frames.splice(0).forEach((task) => task());
  const shown = [];
  store.on(['calls'], () => shown.push('calls'));
  store.on(['agents'], () => shown.push('agents'));
  for (let i = 0; i < 50; i += 1) {
    store.setCall({ id: `c${i}`, status: 'ringing' });
  }
  assert.equal(frames.length, 1);
  frames.splice(0).forEach((task) => task());
  assert.deepEqual(shown, ['calls']);
});

/** A feed whose frames are drawn by hand. */
function feedOn(store) {
  const tasks = [];
  const feed = new Feed(store, { now: () => START }, { onFrame: (task) => tasks.push(task), onApplied: () => {}, onState: () => {} });
  const draw = () => {
    while (tasks.length > 0) {
      tasks.shift()();
    }
  };
  return { feed, draw };
}

test('the feed applies each event once, and those before the snapshot change no live call', () => {
  const store = storeOf();
  const { feed, draw } = feedOn(store);
  const past = [queue('queued', 'waits', { priority: 0, arrival: 1 }), queue('queued', 'went', { priority: 0, arrival: 2 }), queue('reserved', 'went')];
  const said = frame('conversation_turn', { call_id: 'went', speaker: 'agent', text: '<img src=x onerror=alert(1)>', said_at: at(1) });
  const now = queue('reserved', 'new', {}, 3);
  feed.begin(past[0].seq - 1, said.seq);
  [...past, said, now, said, now].forEach((one) => feed.take(one));
  draw();
  assert.deepEqual(store.calls.values().map(({ id }) => id), ['new']);
  assert.deepEqual(store.waiting.values().map(({ id }) => id), ['waits']);
  assert.deepEqual(store.turns.get('went').map(({ text }) => text), ['<img src=x onerror=alert(1)>']);
  assert.equal(store.lastSeq, now.seq);
  feed.stop();
});

test('ten thousand events take more than one frame, and none is lost', () => {
  const store = storeOf();
  const { feed, draw } = feedOn(store);
  const frames = Array.from({ length: 10_000 }, (_, i) => queue('queued', `c${i}`, { priority: 0, arrival: i }));
  feed.begin(frames[0].seq - 1, frames[0].seq - 1);
  frames.forEach((one) => feed.take(one));
  draw();
  assert.equal(store.waiting.size, 10_000);
  assert.equal(store.waiting.values()[9_999].id, 'c9999');
  feed.stop();
});

test('the charts of a page just opened are what a page would have drawn that was there all the time', () => {
  const random = randomness(11);
  const frames = [];
  const live = new Set();
  const waits = new Set();
  const line = new Map();
  const truth = new Map();
  for (let second = 0; second < 1500; second += 1) {
    const id = `c${random(40)}`;
    if (live.has(id)) {
      live.delete(id);
      frames.push(frame('call_ended', { call_id: id, outcome: 'completed' }, second));
    } else if (waits.has(id)) {
      waits.delete(id);
      live.add(id);
      frames.push(queue('reserved', id, {}, second));
    } else {
      waits.add(id);
      frames.push(queue('queued', id, {}, second));
    }
    const caller = `k${random(30)}`;
    if (line.has(caller)) {
      const waited = second - line.get(caller);
      line.delete(caller);
      const gone = { caller_id: caller, waited_seconds: waited };
      frames.push(random(2) ? frame('caller_connected', gone, second) : frame('caller_left', { ...gone, reason: 'abandoned' }, second));
    } else {
      line.set(caller, second);
      frames.push(frame('caller_joined', { caller_id: caller, place_key: at(second) }, second));
    }
    const step = Math.floor((START + second * 1000) / STEP_MS);
    truth.set(step, { live: live.size, queued: waits.size, callers: line.size });
  }
  const now = START + 1499 * 1000;
  const series = new Series();
  const present = [...line.values()].map((second) => ({ joined: START + second * 1000 }));
  fill(series, frames, { live: live.size, queued: waits.size, callers: line.size, line: present, now });
  const last = Math.floor(now / STEP_MS);
  let compared = 0;
  truth.forEach((expected, step) => {
    const filled = series.levels.get(step);
    if (step < last && filled) {
      const { live: l, queued: q, callers: c } = filled;
      assert.deepEqual({ live: l, queued: q, callers: c }, expected);
      assert.ok(expected.callers === 0 ? filled.wait === 0 : filled.wait >= 0);
      compared += 1;
    }
  });
  assert.ok(compared > 140);
});

test('rates are counted by the minute of the event, and what is not known is not zero', () => {
  const series = new Series();
  series.count(frame('caller_connected', {}, 0));
  series.count(frame('caller_connected', {}, 59));
  series.count(frame('caller_left', { reason: 'abandoned' }, 60));
  series.count(frame('caller_left', { reason: 'connected' }, 60));
  const now = START + 90_000;
  assert.deepEqual(series.rate('answered', now).slice(-3), [undefined, 2, 0]);
  assert.deepEqual(series.rate('abandoned', now).slice(-2), [0, 1]);
  assert.equal(series.level('live', now).length, STEPS);
  assert.equal(series.level('live', now).every((value) => value === undefined), true);
});

test('the last second of ten is what a level was, and old ones are forgotten', () => {
  const series = new Series();
  for (let second = 0; second < 4000; second += 1) {
    series.sample(START + second * 1000, { live: second });
  }
  const levels = series.level('live', START + 3999 * 1000);
  assert.equal(levels[STEPS - 1], 3999);
  assert.equal(levels[STEPS - 2], 3989);
  assert.ok(series.levels.size <= STEPS + 1);
});

test('of more than a thousand live calls the server knows better how many', () => {
  const store = storeOf();
  for (let i = 0; i < 1000; i += 1) {
    store.setCall({ id: `c${i}`, status: 'ringing' });
  }
  store.overview = { limits: { live: 1500 }, calls: undefined };
  assert.equal(liveCount(store), 1500);
  store.calls.delete('c1');
  assert.equal(liveCount(store), 999);
  assert.equal(callsOf(store, 'live').length, 999);
  assert.equal(counted(store, 'ended'), 0);
});

test('who has waited the longest is not always the first in line', () => {
  const store = storeWith([joined('early', 10), joined('vip', 30, { place_key: at(1) })]);
  store.queues.set('support', { id: 'support', figures: { waiting: 2 } });
  assert.equal(lineOf(store)[0], 'vip');
  assert.equal(firstOf(store.lineOf('support')), START + 10_000);
  assert.deepEqual([inLine(store).number, inLine(store).first], [2, START + 10_000]);
});

test('durations, estimates and shares read as people write them', () => {
  assert.equal(format.duration(7_400), '0:07');
  assert.equal(format.duration(3_723_000), '1:02:03');
  assert.equal(format.duration(-5), '0:00');
  assert.equal(format.waitRange(60, 180, 300), 'about 3 min (1 min to 5 min)');
  assert.equal(format.waitRange(86_400, 86_400, 86_400), 'nobody is there');
  assert.equal(format.waitRange(undefined, undefined, undefined), '');
  assert.equal(format.percent(0.806), '81 %');
  assert.equal(format.callerName({ name: '', phone_number: null }), 'number withheld');
});

test('the stream shows each event once, in order, over a break and a gap', async () => {
  const answers = [
    [{ seq: 6, prev: 5 }, { seq: 7, prev: 6 }],
    [{ seq: 7, prev: 6 }, { seq: 9, prev: 8 }],
    [{ seq: 8, prev: 7 }, { seq: 9, prev: 8 }, { type: 'resync_required', seq: 20 }, { seq: 21, prev: 20 }],
  ];
  const asked = [];
  const real = globalThis.fetch;
  globalThis.fetch = async (address, { headers }) => {
    asked.push(new URL(address).searchParams.get('after'));
    assert.equal(headers.Authorization, 'Bearer t');
    const frames = answers.shift();
    return frames ? new Response(`id: 5\n\n${frames.map((one) => `data: ${JSON.stringify(one)}\n\n`).join('')}`) : new Response('', { status: 401 });
  };
  const seen = [];
  const resyncs = [];
  await new Promise((done) => {
    const stream = new EventStream({
      events: new URL('https://host.invalid/api/events'),
      token: () => 't',
      after: 5,
      onEvent: (one) => seen.push(one.seq),
      onResync: async (number) => resyncs.push(number),
      onState: (state) => state === 'unauthorized' && done(),
    });
    stream.pause = async () => {};
    stream.start();
  });
  globalThis.fetch = real;
  assert.deepEqual(seen, [6, 7, 8, 9, 21]);
  assert.deepEqual(resyncs, [20]);
  assert.deepEqual(asked, ['5', '7', '7', '21']);
});

test('charts span no more than is known, up to half an hour', () => {
  const series = new Series();
  const now = START + 3_600_000;
  const span = (minutesAgo) => {
    series.sample(now - minutesAgo * 60_000, { live: 1 });
    return series.span(now);
  };
  assert.equal(series.span(now), 5);
  assert.deepEqual([0, 4, 6, 11, 20, 45].map(span), [5, 5, 10, 15, 30, 30]);
  assert.equal(series.level('live', now, 5).length, 30);
  assert.equal(series.rate('answered', now, 5).length, 5);
});
