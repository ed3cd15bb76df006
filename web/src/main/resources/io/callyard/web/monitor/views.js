// Which panels are on the page. A panel is there once and belongs to one view or several.

import { byId } from './dom.js';

/** In the order of the keys 1 to 6; each with its panels, the first list being the one that keys move in. */
export const VIEWS = {
  overview: ['kpis', 'charts', 'calls', 'queues', 'campaigns', 'alerts', 'feed'],
  calls: ['calls'],
  campaigns: ['campaigns'],
  queues: ['queues', 'line', 'offers', 'alerts'],
  agents: ['agents', 'offers', 'alerts'],
  callbacks: ['callbacks', 'leads'],
};

/** Which list the keys move in. */
const LIST = { overview: 'calls', calls: 'calls', campaigns: 'campaigns', queues: 'line', agents: 'agents', callbacks: 'callbacks' };

export class Views {
  /** @param {() => void} onChange */
  constructor(onChange) {
    this.onChange = onChange;
    document.querySelectorAll('[data-view-button]').forEach((button) => {
      button.addEventListener('click', () => this.go(button.dataset.viewButton));
    });
    addEventListener('hashchange', () => fromAddress() && this.go(fromAddress()));
    this.go(fromAddress() ?? 'overview');
  }

  /** @param {string} name */
  go(name) {
    this.name = VIEWS[name] ? name : 'overview';
    byId('main').dataset.view = this.name;
    document.querySelectorAll('main [data-panel]').forEach((panel) => {
      panel.hidden = !VIEWS[this.name].includes(panel.dataset.panel);
    });
    document.querySelectorAll('[data-view-button]').forEach((button) => {
      if (button.dataset.viewButton === this.name) {
        button.setAttribute('aria-current', 'page');
      } else {
        button.removeAttribute('aria-current');
      }
    });
    // Kept in the address: a screen on a wall is opened at its view.
    history.replaceState(null, '', `${location.pathname}${location.search}#view=${this.name}`);
    this.onChange();
  }

  /** @param {string} panel */
  isShown(panel) {
    return VIEWS[this.name].includes(panel);
  }

  /** Returns the name of the panel whose list the keys move in. */
  list() {
    return LIST[this.name];
  }
}

function fromAddress() {
  const name = new URLSearchParams(location.hash.slice(1)).get('view');
  return VIEWS[name] ? name : undefined;
}
