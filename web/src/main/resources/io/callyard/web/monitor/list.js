// A list of any length: only the rows that can be seen are in the document. Rows are known by the id of what they show, so
// one that changes is changed in place, and one that is being pressed is never taken away from under the pointer.

import { element, setData } from './dom.js';

const BEYOND = 6; // rows above and below what can be seen

/**
 * @typedef {object} Row
 * @property {HTMLElement} root
 * @property {(item: any, position: number) => void} update
 * @property {(now: number) => void} [tick] once a second
 */

export class VirtualList {
  /**
   * @param {HTMLElement} root the scrolling element; its style says the height of a row as `--row`, a registered length
   * @param {{label: string, make: (item: any) => Row, onFrame: (task: () => void) => void,
   *   onOpen?: (item: any) => void, stateOf?: (item: any) => string}} options
   */
  constructor(root, options) {
    this.root = root;
    this.options = options;
    this.items = [];
    /** @type {Map<string, Row & {item: any, position: number}>} */
    this.rows = new Map();
    this.space = element('div', 'space');
    this.space.setAttribute('role', 'rowgroup');
    root.append(this.space);
    root.setAttribute('role', 'grid');
    root.setAttribute('aria-label', options.label);
    root.tabIndex = 0;
    this.top = 0; // asking the document at each change would have it laid out each time
    root.addEventListener('scroll', () => this.scrolled(), { passive: true });
    root.addEventListener('click', (event) => this.clicked(event));
    new ResizeObserver(() => this.measure()).observe(root);
  }

  /** Shows these, in this order. @param {any[]} items each with an `id` */
  show(items) {
    this.items = items;
    this.root.setAttribute('aria-rowcount', String(items.length));
    this.render();
  }

  measure() {
    const height = parseFloat(getComputedStyle(this.root).getPropertyValue('--row')) || 48;
    if (height !== this.height) {
      this.height = height; // as where a panel becomes narrow: each row has another place
      this.rows.forEach((row) => {
        row.position = -1;
      });
    }
    this.seen = this.root.clientHeight;
    this.render();
  }

  scrolled() {
    this.top = this.root.scrollTop;
    if (!this.due) {
      this.due = true;
      this.options.onFrame(() => {
        this.due = false;
        this.render();
      });
    }
  }

  render() {
    if (!this.seen) {
      return; // not shown
    }
    const { items, height } = this;
    this.space.style.height = `${items.length * height}px`;
    const first = Math.max(0, Math.floor(this.top / height) - BEYOND);
    const last = Math.min(items.length, Math.ceil((this.top + this.seen) / height) + BEYOND);
    const shown = new Set();
    for (let i = first; i < last; i += 1) {
      shown.add(items[i].id);
      this.place(items[i], i);
    }
    this.rows.forEach((row, id) => {
      if (!shown.has(id)) {
        row.root.remove();
        this.rows.delete(id);
      }
    });
    this.point();
  }

  place(item, position) {
    let row = this.rows.get(item.id);
    if (!row) {
      row = this.make(item);
    }
    if (row.position !== position) {
      row.root.style.transform = `translateY(${position * this.height}px)`;
      row.root.setAttribute('aria-rowindex', String(position + 1));
    }
    if (row.item !== item || row.position !== position) {
      row.item = item;
      row.position = position;
      row.update(item, position);
      setData(row.root, 'state', this.options.stateOf?.(item) ?? item.status ?? item.state);
      row.tick?.(this.now?.() ?? Date.now());
    }
  }

  make(item) {
    const row = this.options.make(item);
    row.root.classList.add('line');
    row.root.setAttribute('role', 'row');
    row.root.dataset.id = item.id;
    row.root.id = `${this.root.id}-${item.id}`.replaceAll(/\s/g, '_');
    [...row.root.children].forEach((cell) => cell.setAttribute('role', 'gridcell'));
    this.rows.set(item.id, row);
    this.space.append(row.root);
    return row;
  }

  /** Lets times go on. @param {number} now */
  tick(now) {
    if (this.seen) {
      this.rows.forEach((row) => row.tick?.(now));
    }
  }

  clicked(event) {
    const row = event.target.closest('[role="row"]');
    if (row && !event.target.closest('button, a, input')) {
      this.selected = row.dataset.id;
      this.open();
    }
  }

  /** @param {string | undefined} id */
  select(id) {
    this.selected = id;
    const place = this.items.findIndex((item) => item.id === id);
    if (place >= 0) {
      const top = place * this.height;
      this.scrollTo(Math.max(Math.min(this.top, top), top + this.height - this.seen));
    }
    this.render();
  }

  /** @param {number} top in pixels */
  scrollTo(top) {
    if (top !== this.top) {
      this.top = top;
      this.root.scrollTop = top;
    }
  }

  /** Selects the next row, or the one before it. @param {number} by */
  move(by) {
    if (this.items.length > 0) {
      const at = this.items.findIndex(({ id }) => id === this.selected);
      const next = at < 0 ? 0 : Math.min(this.items.length - 1, Math.max(0, at + by));
      this.select(this.items[next].id);
      this.root.focus({ preventScroll: true });
    }
  }

  /** Opens the chosen row; the first, if none is chosen that is there. */
  open() {
    const item = this.items.find(({ id }) => id === this.selected) ?? this.items[0];
    if (item) {
      this.select(item.id);
      this.options.onOpen?.(item);
    }
  }

  /** Says which row is chosen, to the eye and to screen readers. */
  point() {
    this.rows.forEach((row, id) => row.root.setAttribute('aria-selected', String(id === this.selected)));
    const row = this.rows.get(this.selected);
    if (row) {
      this.root.setAttribute('aria-activedescendant', row.root.id);
    } else {
      this.root.removeAttribute('aria-activedescendant');
    }
  }
}
