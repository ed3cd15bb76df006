import assert from 'node:assert/strict';
import { test } from 'node:test';

const { CallyardClient } = await import(process.env.CALLYARD_CLIENT);

const settled = async () => {
  for (let i = 0; i < 20; i++) {
    await Promise.resolve();
  }
};

/** A client on sockets and timers that do what the test says. */
function setUp(options = {}) {
  const yard = { sockets: [], timers: [], events: [], resyncs: [], states: [], errors: [], messages: [], random: 0.5 };
  class FakeSocket {
    constructor(url, protocols) {
      Object.assign(this, { url: String(url), protocols, sent: [], readyState: 0 });
      yard.sockets.push(this);
    }
    send(text) {
      this.sent.push(JSON.parse(text));
    }
    close() {
      this.readyState = 3;
      this.closed = true;
    }
    opens() {
      this.readyState = 1;
      this.onopen?.({});
    }
    says(message) {
      this.onmessage?.({ data: JSON.stringify(message) });
    }
    ends(code) {
      this.readyState = 3;
      this.onclose?.({ code });
    }
  }
  yard.client = new CallyardClient({
    url: 'wss://example.com/ws',
    token: () => 'a.b.c',
    onEvent: (frame) => yard.events.push(frame.seq),
    onResync: (seq) => yard.resyncs.push(seq),
    onState: (state) => yard.states.push(state),
    onError: (error) => yard.errors.push(error.message),
    onMessage: (message) => yard.messages.push(message),
    ...options,
    environment: {
      WebSocket: FakeSocket,
      setTimeout: (task, ms) => yard.timers.push({ task, ms }) && yard.timers.at(-1),
      clearTimeout: (timer) => (yard.timers = yard.timers.filter((one) => one !== timer)),
      random: () => yard.random,
      ...options.environment,
    },
  });
  /** Runs the timers of that length. */
  yard.pass = (ms) => {
    const due = yard.timers.filter((timer) => timer.ms === ms);
    assert.ok(due.length > 0, `no timer of ${ms} ms among ${yard.timers.map((timer) => timer.ms)}`);
    yard.timers = yard.timers.filter((timer) => timer.ms !== ms);
    due.forEach((timer) => timer.task());
  };
  yard.socket = () => yard.sockets.at(-1);
  /** Opens the newest socket, up to the answer to its resume. */
  yard.opened = async (seq) => {
    await settled();
    yard.socket().opens();
    yard.socket().says({ type: 'resumed', seq });
  };
  yard.client.start();
  return yard;
}

const event = (seq, prev = seq - 1) => ({ seq, prev, type: 'call_started', data: {} });

test('shows the token as a subprotocol, resumes from where it stands and shows events in order', async () => {
  const yard = setUp({ after: 12, room: 'user' });
  await settled();
  assert.equal(yard.socket().url, 'wss://example.com/ws');
  assert.deepEqual(yard.socket().protocols, ['callyard.v1', 'bearer.a.b.c']);
  await yard.opened(12);
  assert.deepEqual(yard.socket().sent, [{ type: 'resume', after: 12, room: 'user' }]);
  yard.socket().says(event(13));
  yard.socket().says(event(15, 13));
  assert.deepEqual(yard.events, [13, 15]);
  assert.equal(yard.client.lastSeq, 15);
  assert.deepEqual(yard.states, ['connecting', 'live']);
});

test('begins with the next event where it has seen none', async () => {
  const yard = setUp();
  await yard.opened(40);
  assert.deepEqual(yard.socket().sent, [{ type: 'resume' }]);
  yard.socket().says(event(41));
  assert.deepEqual(yard.events, [41]);
});

test('goes on from where it was told to begin, also if nothing has happened since', async () => {
  const yard = setUp();
  await yard.opened(40);
  yard.socket().ends(1006);
  yard.pass(500);
  await yard.opened(40);
  assert.deepEqual(yard.socket().sent, [{ type: 'resume', after: 40 }]);
});

test('finds the socket on the server that the page is from', async () => {
  globalThis.document = { baseURI: 'https://example.com/app/page' };
  try {
    const yard = setUp({ url: '/ws' });
    await settled();
    assert.equal(yard.socket().url, 'wss://example.com/ws');
  } finally {
    delete globalThis.document;
  }
});

test('shows a ticket instead of the token', async () => {
  const yard = setUp({ ticket: async (token) => `t-${token}` });
  await settled();
  assert.equal(yard.socket().url, 'wss://example.com/ws?ticket=t-a.b.c');
  assert.deepEqual(yard.socket().protocols, ['callyard.v1']);
});

test('comes back after a break, at a random time that grows, and misses nothing', async () => {
  const yard = setUp({ after: 0 });
  await yard.opened(0);
  yard.socket().says(event(1));
  yard.socket().ends(1013);
  assert.equal(yard.states.at(-1), 'waiting');
  yard.pass(500);
  await settled();
  yard.socket().ends(1006);
  yard.pass(1_000);
  await settled();
  yard.socket().ends(1006);
  yard.random = 0.25;
  yard.pass(2_000);
  await yard.opened(1);
  assert.deepEqual(yard.socket().sent, [{ type: 'resume', after: 1 }]);
  yard.socket().says(event(2));
  assert.deepEqual(yard.events, [1, 2]);
  yard.socket().ends(1001);
  yard.pass(250);
});

test('waits half a minute at most', async () => {
  const yard = setUp();
  yard.random = 1;
  for (const pause of [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) {
    await settled();
    yard.socket().ends(1006);
    yard.pass(pause);
  }
});

test('comes back late where it has broken a rule', async () => {
  const yard = setUp();
  await yard.opened(0);
  yard.socket().ends(1008);
  yard.pass(15_000);
});

test('shows nothing twice', async () => {
  const yard = setUp({ after: 0 });
  await yard.opened(0);
  [event(1), event(2), event(2), event(1), event(3)].forEach((one) => yard.socket().says(one));
  assert.deepEqual(yard.events, [1, 2, 3]);
});

test('asks again for what is missing, and breaks off if it does not come', async () => {
  const yard = setUp({ after: 0 });
  await yard.opened(0);
  yard.socket().says(event(1));
  yard.socket().says(event(3));
  yard.socket().says(event(4));
  assert.deepEqual(yard.events, [1]);
  assert.deepEqual(yard.socket().sent.at(-1), { type: 'resume', after: 1 });
  assert.equal(yard.socket().sent.length, 2);
  yard.socket().says({ type: 'resumed', seq: 1 });
  [event(2), event(3), event(4)].forEach((one) => yard.socket().says(one));
  assert.deepEqual(yard.events, [1, 2, 3, 4]);

  yard.socket().says(event(6));
  yard.socket().says({ type: 'resumed', seq: 4 });
  yard.socket().says(event(6));
  assert.equal(yard.socket().closed, true);
  assert.equal(yard.states.at(-1), 'waiting');
});

test('has the present read where the log no longer reaches back, and holds events until then', async () => {
  let done;
  const yard = setUp({
    after: 3,
    onResync: (seq) => {
      yard.resyncs.push(seq);
      return new Promise((resolve) => (done = resolve));
    },
  });
  await yard.opened(3);
  yard.socket().says({ type: 'resync_required', seq: 90 });
  yard.socket().says(event(91));
  yard.socket().says(event(92));
  await settled();
  assert.deepEqual(yard.resyncs, [90]);
  assert.deepEqual(yard.events, []);
  done();
  await settled();
  assert.deepEqual(yard.events, [91, 92]);
});

test('resyncs again if the present could not be read', async () => {
  let failing = true;
  const yard = setUp({
    after: 3,
    onResync: async () => {
      if (failing) {
        throw new Error('HTTP 503');
      }
    },
  });
  await yard.opened(3);
  yard.socket().says({ type: 'resync_required', seq: 90 });
  await settled();
  assert.deepEqual(yard.errors, ['HTTP 503']);
  assert.equal(yard.client.lastSeq, 3);
  failing = false;
  yard.pass(500);
  await yard.opened(3);
  assert.deepEqual(yard.socket().sent, [{ type: 'resume', after: 3 }]);
  yard.socket().says({ type: 'resync_required', seq: 95 });
  await settled();
  assert.equal(yard.client.lastSeq, 95);
});

test('asks for a new token once, and gives up if that is not valid either', async () => {
  let tokens = 0;
  const yard = setUp({ token: () => `t${++tokens}` });
  await yard.opened(0);
  yard.socket().ends(4401);
  yard.pass(500);
  await settled();
  assert.deepEqual(yard.socket().protocols, ['callyard.v1', 'bearer.t2']);
  yard.socket().opens();
  yard.socket().ends(4401);
  assert.equal(yard.states.at(-1), 'unauthorized');
  assert.equal(yard.sockets.length, 2);
  assert.deepEqual(yard.timers, []);
  yard.client.start();
  await settled();
  assert.equal(yard.sockets.length, 3);
});

test('tells a dead line by its silence', async () => {
  const yard = setUp({ after: 0 });
  await yard.opened(0);
  yard.pass(30_000);
  assert.deepEqual(yard.socket().sent.at(-1), { type: 'ping' });
  const patience = () => yard.timers.find((timer) => timer.ms === 75_000);
  const former = patience();
  yard.socket().says({ type: 'pong' });
  assert.notEqual(patience(), former);
  assert.deepEqual(yard.messages, []);
  yard.pass(75_000);
  assert.equal(yard.socket().closed, true);
  assert.equal(yard.states.at(-1), 'waiting');
});

test('sends while it is live, and says so when it is not', async () => {
  const yard = setUp();
  assert.equal(yard.client.send({ type: 'leads_fetched' }), false);
  await yard.opened(0);
  assert.equal(yard.client.send({ type: 'leads_fetched', lead_ids: ['a'] }), true);
  assert.deepEqual(yard.socket().sent.at(-1), { type: 'leads_fetched', lead_ids: ['a'] });
  yard.socket().says({ type: 'leads_accepted', count: 1 });
  assert.deepEqual(yard.messages, [{ type: 'leads_accepted', count: 1 }]);
});

test('is over for good once it is stopped', async () => {
  const yard = setUp({ after: 0 });
  await yard.opened(0);
  const socket = yard.socket();
  yard.client.stop();
  socket.says(event(1));
  socket.ends(1000);
  await settled();
  assert.equal(socket.closed, true);
  assert.deepEqual(yard.events, []);
  assert.deepEqual(yard.timers, []);
  assert.equal(yard.sockets.length, 1);
});

test('a callback that throws is reported and hides nothing', async () => {
  const yard = setUp({
    after: 0,
    onEvent: (frame) => {
      yard.events.push(frame.seq);
      throw new Error('broken page');
    },
  });
  await yard.opened(0);
  yard.socket().says(event(1));
  yard.socket().says(event(2));
  assert.deepEqual(yard.events, [1, 2]);
  assert.deepEqual(yard.errors, ['broken page', 'broken page']);
});

test('falls back on the event stream where sockets never open, and goes back to them', async () => {
  let request;
  let push;
  const yard = setUp({
    after: 7,
    events: 'https://example.com/api/events',
    environment: {
      fetch: async (url, { headers }) => {
        request = { url: String(url), headers };
        const stream = new ReadableStream({ start: (controller) => (push = controller) });
        return new Response(stream, { status: 200 });
      },
    },
  });
  for (const pause of [500, 1_000, 2_000]) {
    await settled();
    yard.socket().ends(1006);
    yard.pass(pause);
  }
  await settled();
  assert.equal(yard.sockets.length, 3);
  assert.equal(request.url, 'https://example.com/api/events?after=7');
  assert.equal(request.headers.Authorization, 'Bearer a.b.c');
  const encoder = new TextEncoder();
  push.enqueue(encoder.encode('retry: 2000\nid: 7\n\n:\n\nid: 8\ndata: ' + JSON.stringify(event(8)) + '\n\nid: 9\nda'));
  push.enqueue(encoder.encode('ta: ' + JSON.stringify(event(9)) + '\n\n'));
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.deepEqual(yard.events, [8, 9]);
  assert.equal(yard.states.at(-1), 'live');
  assert.equal(yard.client.send({ type: 'ping' }), false);
  push.close();
  await new Promise((resolve) => setTimeout(resolve, 20));
  yard.pass(500);
  await settled();
  assert.equal(yard.sockets.length, 4);
});
