// What all panels have: a place in the page, a count, words for when there is nothing, and often a list.

import { setData, setText } from './dom.js';
import { count as grouped } from './format.js';
import { VirtualList } from './list.js';

/** @param {string} name */
export const panelOf = (name) => document.querySelector(`[data-panel="${name}"]`);

/**
 * What a panel may use of the page.
 * @typedef {object} Page
 * @property {import('./store.js').Store} store
 * @property {() => number} now the server's time in ms
 * @property {() => boolean} operates whether whoever looks may steer
 * @property {(panel: string) => boolean} isShown
 * @property {(text: string) => boolean} matches whether a text is what is searched for
 * @property {(kind: string, id: string) => void} explain opens the panel beside
 * @property {(task: () => void) => void} onFrame
 * @property {ReturnType<typeof import('./actions.js').actionsOn>} actions
 */

export class Panel {
  /**
   * @param {Page} page
   * @param {string} name
   * @param {string[]} topics what it is shown anew after
   */
  constructor(page, name, topics) {
    this.page = page;
    this.name = name;
    this.root = panelOf(name);
    this.count = this.root.querySelector('[data-testid="count"]');
    this.empty = this.root.querySelector('[data-testid="empty"]');
    page.store.on([...topics, 'view'], () => this.refresh());
  }

  /** Makes its list. @param {Omit<ConstructorParameters<typeof VirtualList>[1], 'onFrame'>} options */
  makeList(options) {
    const root = this.root.querySelector('.list');
    this.list = new VirtualList(root, { ...options, onFrame: this.page.onFrame });
    this.list.now = this.page.now;
  }

  refresh() {
    if (this.page.isShown(this.name)) {
      this.show();
    }
  }

  /** Shows what the store has. */
  show() {}

  /** Lets times go on. @param {number} now */
  tick(now) {
    if (this.page.isShown(this.name)) {
      this.list?.tick(now);
    }
  }

  /**
   * Says how many there are.
   * @param {number} number
   * @param {string} [text] in other words than the number
   */
  say(number, text = grouped(number)) {
    setText(this.count, text);
    setData(this.count, 'count', number);
  }

  /** Shows items in its list, or says that there are none. */
  showItems(items, none) {
    if (this.empty) {
      this.empty.hidden = items.length > 0;
      if (none) {
        setText(this.empty, none);
      }
    }
    this.list.root.hidden = items.length === 0;
    this.list.show(items);
  }
}
