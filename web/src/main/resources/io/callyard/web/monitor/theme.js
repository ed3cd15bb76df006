// Dark, light, or what the system says; the choice stays in this browser.

import { byId } from './dom.js';

const KEY = 'callyard-theme';
const ROUND = { auto: 'dark', dark: 'light', light: 'auto' };
const WORDS = { auto: 'as the system', dark: 'dark', light: 'light' };

/** Goes on to the next theme. */
export function nextTheme() {
  const root = document.documentElement;
  const theme = ROUND[root.dataset.theme] ?? 'dark';
  root.dataset.theme = theme;
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Then it holds until the page is left.
  }
  say();
}

function say() {
  const theme = document.documentElement.dataset.theme;
  const words = `Theme: ${WORDS[theme]}`;
  byId('theme').setAttribute('aria-label', words);
  byId('theme').title = `${words} (t)`;
}

/** Makes the button work. */
export function startTheme() {
  say();
  byId('theme').addEventListener('click', nextTheme);
}
