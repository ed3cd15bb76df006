// The keyboard. Single keys, as on a wall nobody has a mouse; none while something is typed, but for Escape.

import { byId } from './dom.js';
import { panelOf } from './panel.js';
import { openPlacing } from './place.js';
import { nextTheme } from './theme.js';
import { VIEWS } from './views.js';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i; // of a call that may not be on the page

/**
 * @param {{views: import('./views.js').Views, list: () => import('./list.js').VirtualList | undefined,
 *   explain: import('./explain.js').Explain, calls: import('./panel-calls.js').CallsPanel, operates: () => boolean,
 *   onSearched: () => void}} page
 */
export function startKeys(page) {
  const search = byId('search');
  const keys = {
    '/': () => search.focus(),
    '?': () => panelOf('help').showModal(),
    j: () => page.list()?.move(1),
    k: () => page.list()?.move(-1),
    ArrowDown: () => page.list()?.move(1),
    ArrowUp: () => page.list()?.move(-1),
    PageDown: () => page.list()?.move(10),
    PageUp: () => page.list()?.move(-10),
    Enter: () => (ID.test(search.value.trim()) ? page.explain.open('call', search.value.trim()) : page.list()?.open()),
    Escape: () => (page.explain.isOpen ? page.explain.close() : clear()),
    t: nextTheme,
    c: () => page.operates() && openPlacing(),
    ']': () => page.views.isShown('calls') && page.calls.turn(1),
    '[': () => page.views.isShown('calls') && page.calls.turn(-1),
  };
  Object.keys(VIEWS).forEach((view, i) => {
    keys[i + 1] = () => page.views.go(view);
  });

  function clear() {
    if (search.value) {
      search.value = '';
      page.onSearched();
    }
    document.activeElement?.blur?.();
  }

  addEventListener('keydown', (event) => {
    const { target, key } = event;
    const open = document.querySelector('dialog[open]');
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || open) {
      return; // a dialog closes itself on Escape
    }
    const types = target.matches?.('input, textarea, select');
    const presses = target.matches?.('button, a, [role="button"]') && (key === 'Enter' || key === ' ');
    if (presses || (types && key !== 'Escape' && !(target === search && ['Enter', 'ArrowDown', 'ArrowUp'].includes(key)))) {
      return;
    }
    const action = keys[key];
    if (action) {
      event.preventDefault();
      action();
    }
  });
  byId('help').addEventListener('click', () => panelOf('help').showModal());
}
