// How the connection fares, in the pill and in the banner; and the form that asks for a token.

import { byId, setText } from './dom.js';
import { clock } from './format.js';
import { forgetToken, keepToken } from './session.js';

const WORDS = {
  connecting: 'Connecting',
  live: 'Live',
  waiting: 'Reconnecting',
  unauthorized: 'Signed out',
  stopped: 'Stopped',
};

/** Whether what is shown is what is now. */
export const isLive = () => document.body.dataset.connection === 'live';

/**
 * Shows how the connection fares.
 * @param {import('./feed.js').State} state
 * @param {string | undefined} via `socket` or `stream`
 * @param {number} now the server's time in ms
 */
export function showConnection(state, via, now) {
  const pill = byId('connection');
  const stale = byId('stale');
  document.body.dataset.connection = state;
  pill.dataset.state = state;
  pill.dataset.via = via ?? '';
  setText(pill.querySelector('.words'), WORDS[state]);
  // A new try is no reason to take the banner away: only success is.
  const lost = document.body.dataset.ready === 'true' && (state === 'waiting' || (state === 'connecting' && !stale.hidden));
  if (lost && stale.hidden) {
    setText(stale, `Connection lost. What you see is from ${clock(now)}; trying again.`);
  }
  stale.hidden = !lost;
}

/** Asks for a token instead of showing anything. @param {string} [message] why */
export function askForToken(message) {
  forgetToken();
  showConnection('unauthorized', undefined, 0);
  byId('login').hidden = false;
  byId('main').hidden = true;
  if (message) {
    setText(byId('login-message'), message);
  }
  byId('token').focus();
}

/** Makes the form work. */
export function startLogin() {
  byId('login').addEventListener('submit', (event) => {
    event.preventDefault();
    keepToken(String(new FormData(event.target).get('token')).trim());
    location.reload();
  });
  addEventListener('hashchange', () => location.hash.includes('token=') && location.reload());
}
