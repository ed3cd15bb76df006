// Follows the events from the first one on and keeps what it has seen, for tests.
//
// #token=…              who it is
// #token=…&reloads=50   says `leads_fetched` whenever it is live, and loads itself anew as soon as that is answered, so often

import { CallyardClient } from '../ws/callyard-client.js';

const given = new URLSearchParams(location.hash.slice(1));
const reloads = Number(given.get('reloads') ?? 0);
const loads = Number(sessionStorage.getItem('loads') ?? 0) + 1;
sessionStorage.setItem('loads', String(loads));

window.follower = { seen: [], states: [], answers: [], errors: [], loads };
const { seen, states, answers, errors } = window.follower;

const client = new CallyardClient({
  url: '../ws',
  events: '../api/events',
  token: () => given.get('token'),
  after: 0,
  onEvent: ({ seq }) => seen.push(seq),
  onMessage: (message) => {
    answers.push(message);
    if (loads <= reloads) {
      location.reload();
    }
  },
  onState: (state) => {
    states.push(state);
    if (state === 'live' && reloads > 0) {
      client.send({ type: 'leads_fetched' });
    }
  },
  onError: (error) => errors.push(String(error)),
});
client.start();
window.follower.client = client;
