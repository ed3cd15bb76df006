// What an operator can do from here. The server decides; this asks first where there is no way back, and tells the answer.

import { byId, setText } from './dom.js';
import { plural, sentence, whoOf } from './format.js';
import { panelOf } from './panel.js';

const SHOWN_MS = 6000;
let hiding;

/** Says what became of something. @param {string} text @param {'good' | 'bad'} tone */
export function toast(text, tone = 'good') {
  const toasted = byId('toast');
  toasted.dataset.tone = tone;
  setText(toasted, text);
  toasted.hidden = false;
  clearTimeout(hiding);
  hiding = setTimeout(() => {
    toasted.hidden = true;
  }, SHOWN_MS);
}

/** Asks; resolves to whether it was agreed. @param {string} title @param {string} text @param {string} yes */
export function confirmed(title, text, yes) {
  const dialog = panelOf('confirm');
  const agree = dialog.querySelector('[data-testid="confirm-yes"]');
  setText(dialog.querySelector('h2'), title);
  setText(dialog.querySelector('p'), text);
  setText(agree, yes);
  dialog.returnValue = 'no';
  dialog.showModal();
  return new Promise((done) => {
    dialog.addEventListener('close', () => done(dialog.returnValue === 'yes'), { once: true });
  });
}

/**
 * @param {import('./api.js').Api} api
 * @param {() => void} onDone
 */
export function actionsOn(api, onDone) {
  /** Sends a request and tells what came of it. */
  async function send(method, path, body, told) {
    try {
      const answer = await api.send(method, path, body);
      toast(told(answer));
    } catch (error) {
      toast(sentence(error.message), 'bad');
    }
    onDone();
  }

  return {
    /** Starts, pauses, resumes or stops a campaign. */
    async steer(campaign, step) {
      const name = campaign.name || campaign.id;
      const sure =
        step !== 'stop' ||
        (await confirmed(`Stop ${name}?`, 'A stopped campaign cannot go on. Calls that wait are canceled; live ones are not cut off.', 'Stop it'));
      if (sure) {
        await send('POST', `campaigns/${encodeURIComponent(campaign.id)}/${step}`, undefined, ({ body }) => `${name} is ${body.status}.`);
      }
    },

    /** Hangs a call up, or takes it back if it waits. */
    async endCall(call, what) {
      if (await confirmed(`${sentence(what)}?`, `The call to ${whoOf(call)}.`, sentence(what))) {
        await send('DELETE', `calls/${encodeURIComponent(call.id)}`, undefined, () => `The call to ${whoOf(call)} is being ended.`);
      }
    },

    async cancelCallback(caller) {
      if (await confirmed('Cancel the callback?', 'The person is not called back and loses the place in line.', 'Cancel it')) {
        await send('DELETE', `callbacks/${encodeURIComponent(caller.id)}`, undefined, () => 'The callback is canceled.');
      }
    },

    async fetchLeads() {
      if (await confirmed('Call your leads?', 'Each of your pending leads is called, exactly once.', 'Call them')) {
        await send('POST', 'leads/fetched', undefined, ({ body }) => `${plural(body.called.length, 'lead')} will be called.`);
      }
    },

    /** Places a call; returns what became of it. */
    async place(number, name) {
      const { status, body } = await api.send('POST', 'calls', { phone_number: number, contact_name: name || undefined });
      onDone();
      if (status === 200) {
        return { id: body.call_id, text: `${sentence(body.message)}.` };
      }
      const { queue } = body;
      const wait = `${queue.estimated_wait_low_seconds} to ${queue.estimated_wait_high_seconds} s`;
      return { id: queue.id, text: `Queued at position ${queue.position} of ${queue.total_in_queue}: ${body.reason}. Wait: about ${wait}.` };
    },
  };
}

