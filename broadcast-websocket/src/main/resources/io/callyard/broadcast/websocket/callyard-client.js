// Follows Callyard's events in a browser or any other place with WebSocket: comes back by itself, goes
// on where it left off, shows every event once and in order, and says when the present has to be read.

const PROTOCOL = 'callyard.v1';
const PING_MS = 30_000;
const SILENCE_MS = 75_000; // two pings and a half
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
const FAILURES_BEFORE_FALLBACK = 3;
const MOST_HELD = 10_000;

const UNAUTHENTICATED = 4401;
const OUR_FAULT = [1002, 1003, 1007, 1008, 1009];

/**
 * An event as the server numbers it. `prev` is the number of the event before it that this client may
 * see, so that nothing can be missing unnoticed.
 * @typedef {{seq: number, prev: number, type: string, tenant: string, at: string, data: object}} Frame
 */

/**
 * How it fares: `connecting`, `live`, `waiting` for the next try, `unauthorized` (over: the token is not
 * valid) or `stopped`.
 * @typedef {'connecting'|'live'|'waiting'|'unauthorized'|'stopped'} State
 */

/**
 * @typedef {object} Options
 * @property {string | URL} url the socket, as `wss://example.com/ws`, or `/ws` on the page's own server
 * @property {() => (string | Promise<string>)} token returns a token that is valid now; asked at every try
 * @property {(frame: Frame) => void} onEvent takes an event
 * @property {(seq: number) => (void | Promise<void>)} [onResync] the log no longer reaches back: read the
 *   present state. Events after `seq` are held until the promise is settled; if it fails, it is tried again
 * @property {(message: {type: string}) => void} [onMessage] takes whatever else the server sends
 * @property {(state: State) => void} [onState] hears how it fares
 * @property {(error: unknown) => void} [onError] hears of what the callbacks throw
 * @property {number} [after] the number of the last event that was seen; without it, begins with the next
 * @property {'tenant' | 'user'} [room] `user` narrows it to the user's own calls
 * @property {(token: string) => Promise<string>} [ticket] gets a ticket for a token (`POST /api/tickets`),
 *   where a proxy does not let the token through as a subprotocol
 * @property {string | URL} [events] the event stream (`/api/events`), to fall back on where sockets are blocked
 * @property {Environment} [environment] what to use instead of the browser's own; for tests
 */

/**
 * @typedef {object} Environment
 * @property {typeof WebSocket} [WebSocket]
 * @property {typeof fetch} [fetch]
 * @property {(task: () => void, ms: number) => unknown} [setTimeout]
 * @property {(timer: any) => void} [clearTimeout]
 * @property {() => number} [random]
 */

/** Returns an address; a part of one is completed from the page's. */
const addressOf = (url) => new URL(url, globalThis.document?.baseURI);

/** One client. Make it, `start()` it, and `stop()` it for good, as at logout. */
export class CallyardClient {
  /** @param {Options} options */
  constructor(options) {
    this.options = options;
    /** @type {number | undefined} The number of the last event that was shown. */
    this.lastSeq = options.after;
    /** @type {State} */
    this.state = 'stopped';
    this.attempt = 0;
    this.failures = 0;
    this.refused = false;
    /** @type {Connection | undefined} */
    this.connection = undefined;
    this.environment = {
      WebSocket: globalThis.WebSocket,
      fetch: globalThis.fetch?.bind(globalThis),
      setTimeout: (task, ms) => setTimeout(task, ms),
      clearTimeout: (timer) => clearTimeout(timer),
      random: Math.random,
      ...options.environment,
    };
  }

  /** Begins. */
  start() {
    if (this.state === 'stopped' || this.state === 'unauthorized') {
      this.attempt = 0;
      this.refused = false;
      this.connect();
    }
  }

  /** Ends, for good. */
  stop() {
    this.environment.clearTimeout(this.timer);
    this.change('stopped');
    const last = this.connection;
    this.connection = undefined;
    last?.close();
  }

  /**
   * Sends a message, as `{type: 'leads_fetched', lead_ids: [...]}`. Returns whether it was sent: it is
   * not kept for later.
   * @param {{type: string}} message
   */
  send(message) {
    return this.state === 'live' && this.connection !== undefined && this.connection.send(message);
  }

  /** @private */
  async connect() {
    this.change('connecting');
    const connection = new Connection(this);
    this.connection = connection;
    try {
      const token = await this.options.token();
      if (this.connection !== connection) {
        return;
      }
      const blocked = this.failures >= FAILURES_BEFORE_FALLBACK && this.options.events !== undefined;
      this.failures = blocked ? 0 : this.failures + 1; // until it opens
      if (blocked) {
        await connection.stream(token);
      } else {
        await connection.open(token);
      }
    } catch (error) {
      this.report(error);
      this.over(connection);
    }
  }

  /**
   * The server has said where we stand.
   * @private
   */
  live() {
    this.attempt = 0;
    this.failures = 0;
    this.refused = false;
    this.change('live');
  }

  /**
   * A connection has ended.
   * @private
   */
  over(connection, code) {
    if (this.connection !== connection) {
      return;
    }
    this.connection = undefined;
    connection.close();
    if (code === UNAUTHENTICATED && this.refused) {
      this.change('unauthorized');
      return;
    }
    // Once is a token that has just expired: the next try asks for a new one.
    this.refused = code === UNAUTHENTICATED;
    if (OUR_FAULT.includes(code)) {
      this.attempt = Math.max(this.attempt, 5); // and we will probably do it again
    }
    const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.attempt);
    this.attempt += 1;
    this.change('waiting');
    // Anywhere in the time: else all who were cut off at once would come back at once.
    this.timer = this.environment.setTimeout(() => this.connect(), this.environment.random() * longest);
  }

  /** @private */
  change(state) {
    if (this.state !== state) {
      this.state = state;
      this.call(this.options.onState, state);
    }
  }

  /** @private */
  call(callback, argument) {
    try {
      return callback?.(argument);
    } catch (error) {
      this.report(error);
      return undefined;
    }
  }

  /** @private */
  report(error) {
    if (this.options.onError) {
      this.options.onError(error);
    } else {
      console.error('callyard:', error);
    }
  }
}

/** One connection, from the first try to its end. */
class Connection {
  constructor(client) {
    this.client = client;
    this.environment = client.environment;
    this.placed = false; // the server has said where we stand
    this.held = undefined; // what comes while the present is read
    this.ended = false;
  }

  /** Opens a socket. */
  async open(token) {
    const { url, ticket, room } = this.client.options;
    const address = addressOf(url);
    address.protocol = address.protocol.replace('http', 'ws');
    const protocols = [PROTOCOL];
    if (ticket) {
      address.searchParams.set('ticket', await ticket(token));
    } else {
      protocols.push(`bearer.${token}`);
    }
    if (this.ended) {
      return;
    }
    const socket = new this.environment.WebSocket(address, protocols);
    this.socket = socket;
    socket.onopen = () => {
      this.client.failures = 0;
      this.resume(room);
      this.ping();
    };
    socket.onmessage = ({ data }) => this.receive(data);
    socket.onclose = ({ code }) => this.client.over(this, code);
    socket.onerror = () => {}; // the end follows
    this.heard();
  }

  /** Follows the event stream instead. fetch and not EventSource: only fetch can send the token in a header. */
  async stream(token) {
    const { events, room } = this.client.options;
    const address = addressOf(events);
    if (this.client.lastSeq !== undefined) {
      address.searchParams.set('after', String(this.client.lastSeq));
    }
    if (room) {
      address.searchParams.set('room', room);
    }
    this.abort = new AbortController();
    this.heard();
    const response = await this.environment.fetch(address, {
      headers: { Authorization: `Bearer ${token}`, Accept: 'text/event-stream' },
      cache: 'no-store',
      signal: this.abort.signal,
    });
    if (!response.ok) {
      this.client.over(this, response.status === 401 ? UNAUTHENTICATED : undefined);
      return;
    }
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    for (;;) {
      const { value, done } = await reader.read();
      if (done || this.ended) {
        this.client.over(this);
        return;
      }
      this.heard();
      text += value;
      const blocks = text.split('\n\n');
      text = blocks.pop();
      blocks.forEach((block) => this.block(block));
    }
  }

  /** The first block says where we stand, the others hold a frame or nothing. */
  block(block) {
    const field = (name) =>
      block
        .split('\n')
        .filter((line) => line.startsWith(`${name}:`))
        .map((line) => line.slice(name.length + 1).trimStart())
        .join('\n');
    if (!this.placed && field('id')) {
      this.take({ type: 'resumed', seq: Number(field('id')) });
    }
    if (field('data')) {
      this.receive(field('data'));
    }
  }

  send(message) {
    if (this.socket?.readyState !== 1) {
      return false;
    }
    this.socket.send(JSON.stringify(message));
    return true;
  }

  close() {
    this.ended = true;
    this.environment.clearTimeout(this.silence);
    this.environment.clearTimeout(this.pinging);
    this.socket?.close();
    this.abort?.abort();
  }

  resume(room) {
    this.placed = false;
    this.send({ type: 'resume', after: this.client.lastSeq, room });
  }

  /** A browser shows no pings: only an answer tells a quiet line from a dead one. */
  ping() {
    this.pinging = this.environment.setTimeout(() => {
      this.send({ type: 'ping' });
      this.ping();
    }, PING_MS);
  }

  heard() {
    this.environment.clearTimeout(this.silence);
    this.silence = this.environment.setTimeout(() => this.client.over(this), SILENCE_MS);
  }

  receive(data) {
    if (this.ended) {
      return;
    }
    this.heard();
    const message = JSON.parse(data);
    if (this.held) {
      this.held.push(message);
      if (this.held.length > MOST_HELD) {
        this.client.over(this);
      }
    } else {
      this.take(message);
    }
  }

  take(message) {
    const { client } = this;
    if (message.type === 'resumed') {
      client.lastSeq ??= message.seq;
      this.placed = true;
      client.live();
    } else if (message.type === 'resync_required') {
      this.resync(message.seq);
    } else if (message.prev !== undefined) {
      this.event(message);
    } else if (message.type !== 'pong') {
      client.call(client.options.onMessage, message);
    }
  }

  event(frame) {
    const { client } = this;
    if (!this.placed || frame.seq <= client.lastSeq) {
      return; // from before we said where to go on, or seen already
    }
    if (frame.prev > client.lastSeq) {
      this.gap();
      return;
    }
    client.lastSeq = frame.seq;
    client.call(client.options.onEvent, frame);
  }

  /** Something is missing: asks for it again, at once the first time. */
  gap() {
    if (this.socket && this.gapAt !== this.client.lastSeq) {
      this.gapAt = this.client.lastSeq;
      this.resume(this.client.options.room);
    } else {
      this.client.over(this);
    }
  }

  async resync(seq) {
    const { client } = this;
    this.held = [];
    try {
      await client.options.onResync?.(seq);
    } catch (error) {
      client.report(error);
      client.over(this); // where we stand is unchanged, so the next connection has to resync again
      return;
    }
    if (this.ended) {
      return;
    }
    client.lastSeq = seq;
    const { held } = this;
    this.held = undefined;
    while (held.length > 0 && !this.held && !this.ended) {
      this.take(held.shift());
    }
    this.held?.push(...held);
  }
}
