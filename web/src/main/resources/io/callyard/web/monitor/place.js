// The dialog that places a call.

import { byId, setText } from './dom.js';
import { sentence } from './format.js';
import { panelOf } from './panel.js';

/** Makes the dialog work. @param {import('./panel.js').Page} page */
export function startPlacing(page) {
  const dialog = panelOf('place');
  const form = dialog.querySelector('form');
  const result = byId('place-result');
  byId('place').addEventListener('click', openPlacing);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const fields = new FormData(form);
    try {
      const { text } = await page.actions.place(String(fields.get('phone_number')).trim(), String(fields.get('contact_name')).trim());
      setText(result, text);
      result.dataset.tone = 'good';
    } catch (error) {
      setText(result, sentence(error.message));
      result.dataset.tone = 'bad';
    }
  });
}

export function openPlacing() {
  setText(byId('place-result'), '');
  panelOf('place').showModal();
  byId('phone-number').focus();
}
