// Talks to the engine: requests with the token in a header, and the event stream.

const BASE = new URL('../api/', document.baseURI);
const SILENCE_MS = 40_000; // the server gives a sign of life every 15 s

/** The token is missing or not valid. */
export class Unauthorized extends Error {}

export class Api {
  constructor(token) {
    this.token = token;
    this.clockAhead = 0; // how far the server's clock is ahead of ours, in ms
  }

  /** Returns the server's time in milliseconds, to the second. */
  now() {
    return Date.now() + this.clockAhead;
  }

  get(path) {
    return this.send('GET', path);
  }

  /** Sends a request; returns {status, body}; throws with the server's own words. */
  async send(method, path, body) {
    const headers = { Authorization: `Bearer ${this.token}`, Accept: 'application/json' };
    if (body !== undefined) {
      headers['Content-Type'] = 'application/json';
    }
    const response = await fetch(new URL(path, BASE), {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const answer = await response.json();
    const date = Date.parse(response.headers.get('Date') ?? '');
    if (!Number.isNaN(date)) {
      this.clockAhead = date - Date.now();
    }
    if (response.status === 401) {
      throw new Unauthorized(answer.detail);
    }
    if (!response.ok) {
      throw new Error(answer.detail ?? answer.title ?? `HTTP ${response.status}`);
    }
    return { status: response.status, body: answer };
  }

  /**
   * Follows events after a number until the connection ends. fetch instead of EventSource: only fetch
   * can send the token in a header.
   */
  async follow(after, onOpen, onFrame) {
    const abort = new AbortController();
    let silence;
    const heard = () => {
      clearTimeout(silence);
      silence = setTimeout(() => abort.abort(), SILENCE_MS);
    };
    heard();
    try {
      const response = await fetch(new URL(`events?after=${after}`, BASE), {
        headers: { Authorization: `Bearer ${this.token}`, Accept: 'text/event-stream' },
        cache: 'no-store',
        signal: abort.signal,
      });
      if (response.status === 401) {
        throw new Unauthorized('the token is not valid any more');
      }
      if (!response.ok) {
        throw new Error(`HTTP ${response.status}`);
      }
      onOpen();
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      let text = '';
      for (;;) {
        const { value, done } = await reader.read();
        if (done) {
          return;
        }
        heard();
        text += value;
        const blocks = text.split('\n\n');
        text = blocks.pop();
        blocks.forEach((block) => dispatch(block, onFrame));
      }
    } finally {
      clearTimeout(silence);
      abort.abort();
    }
  }
}

function dispatch(block, onFrame) {
  const data = block
    .split('\n')
    .filter((line) => line.startsWith('data:'))
    .map((line) => line.slice(5).trimStart())
    .join('\n');
  if (data) {
    onFrame(JSON.parse(data));
  }
}
