// The event stream over plain HTTP, for servers that have no socket. fetch and not EventSource: only fetch can send the
// token in a header. It takes the same options as the socket's client.

const SILENCE_MS = 40_000; // the server gives a sign of life every 15 s
const LONGEST_PAUSE_MS = 15_000;

export class EventStream {
  /** @param {{events: URL, token: () => string, after: number, onEvent: Function, onResync: Function, onState: Function}} options */
  constructor(options) {
    this.options = options;
    this.lastSeq = options.after;
    this.stopped = false;
    this.attempt = 0;
  }

  start() {
    this.run();
  }

  stop() {
    this.stopped = true;
    this.abort?.abort();
  }

  async run() {
    while (!this.stopped) {
      this.options.onState('connecting');
      try {
        await this.follow();
      } catch (error) {
        if (error.status === 401) {
          this.options.onState('unauthorized');
          return;
        }
      }
      if (!this.stopped) {
        this.options.onState('waiting');
        await this.pause();
      }
    }
  }

  /** Anywhere in the time: else all who were cut off at once would come back at once. */
  pause() {
    const longest = Math.min(LONGEST_PAUSE_MS, 1000 * 2 ** this.attempt);
    this.attempt += 1;
    return new Promise((done) => setTimeout(done, Math.random() * longest));
  }

  async follow() {
    this.abort = new AbortController();
    this.heard();
    try {
      await this.read(await this.connect());
    } finally {
      clearTimeout(this.silence);
      this.abort.abort();
    }
  }

  async connect() {
    const address = new URL(this.options.events);
    address.searchParams.set('after', String(this.lastSeq));
    const response = await fetch(address, {
      headers: { Authorization: `Bearer ${this.options.token()}`, Accept: 'text/event-stream' },
      cache: 'no-store',
      signal: this.abort.signal,
    });
    if (!response.ok) {
      throw Object.assign(new Error(`HTTP ${response.status}`), { status: response.status });
    }
    this.attempt = 0;
    this.options.onState('live');
    return response.body.pipeThrough(new TextDecoderStream()).getReader();
  }

  async read(reader) {
    let text = '';
    for (;;) {
      const { value, done } = await reader.read();
      if (done || this.stopped) {
        return;
      }
      this.heard();
      text += value;
      const blocks = text.split('\n\n');
      text = blocks.pop();
      for (const block of blocks) {
        await this.take(block);
      }
    }
  }

  heard() {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.abort.abort(), SILENCE_MS);
  }

  async take(block) {
    const data = block
      .split('\n')
      .filter((line) => line.startsWith('data:'))
      .map((line) => line.slice(5).trimStart())
      .join('\n');
    if (!data) {
      return;
    }
    const frame = JSON.parse(data);
    if (frame.type === 'resync_required') {
      await this.options.onResync(frame.seq);
      this.lastSeq = frame.seq;
    } else if (frame.seq > this.lastSeq) {
      if (frame.prev > this.lastSeq) {
        throw new Error('an event is missing'); // asked for again by the next connection
      }
      this.lastSeq = frame.seq;
      this.options.onEvent(frame);
    }
  }
}
