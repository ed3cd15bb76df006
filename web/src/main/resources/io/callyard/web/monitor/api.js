// Requests to the engine, with the token in a header.

/** Where the API is: beside the page, wherever the servlet is mounted. */
export const BASE = new URL('../api/', document.baseURI);

/** The token is missing or not valid. */
export class Unauthorized extends Error {}

/** The server said no; `status` is the HTTP status. */
export class Refused extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

/** @typedef {{status: number, body: any}} Answer */

export class Api {
  /** @param {string} token */
  constructor(token) {
    this.token = token;
    this.clockAhead = 0; // how far the server's clock is ahead of ours, in ms
  }

  /** Returns the server's time in milliseconds. */
  now() {
    return Date.now() + this.clockAhead;
  }

  /**
   * Learns the server's time from an answer that says it.
   * @param {string} instant
   * @param {number} sent when the question was asked, in ms
   */
  setClock(instant, sent) {
    const received = Date.now();
    this.clockAhead = Date.parse(instant) - (sent + received) / 2;
  }

  /** @param {string} path */
  async get(path) {
    return (await this.send('GET', path)).body;
  }

  /**
   * Sends a request. Fails with the server's own words.
   * @param {string} method
   * @param {string} path below `api/`
   * @param {object} [body]
   * @returns {Promise<Answer>}
   */
  async send(method, path, body) {
    const headers = { Authorization: `Bearer ${this.token}`, Accept: 'application/json' };
    if (body !== undefined) {
      headers['Content-Type'] = 'application/json';
    }
    const response = await fetch(new URL(path, BASE), {
      method,
      headers,
      cache: 'no-store',
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const answer = await response.json().catch(() => ({}));
    if (response.status === 401) {
      throw new Unauthorized(answer.detail);
    }
    if (!response.ok) {
      throw new Refused(answer.detail ?? answer.title ?? `HTTP ${response.status}`, response.status);
    }
    return { status: response.status, body: answer };
  }

  /** Returns a ticket for one socket, for proxies that do not let the token through. */
  async ticket() {
    return (await this.send('POST', 'tickets')).body.ticket;
  }
}
