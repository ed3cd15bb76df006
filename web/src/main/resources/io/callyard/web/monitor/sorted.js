// A map that is always in order: with 10,000 in line, one more must not cost a sort.

/**
 * Items with an `id`, in the order of `compare`; equal ones in the order of their ids.
 * @template {{id: string}} T
 */
export class SortedMap {
  /** @param {(a: T, b: T) => number} compare */
  constructor(compare) {
    this.compare = (a, b) => compare(a, b) || (a.id < b.id ? -1 : Number(a.id > b.id));
    /** @type {Map<string, T>} */
    this.byId = new Map();
    /** @type {T[]} */
    this.ordered = [];
  }

  get size() {
    return this.ordered.length;
  }

  /** @param {string} id */
  get(id) {
    return this.byId.get(id);
  }

  /** Returns all in order. Not to be changed by whoever asked. */
  values() {
    return this.ordered;
  }

  /** Puts an item in, or in the place of the one with its id. @param {T} item */
  set(item) {
    const old = this.byId.get(item.id);
    if (old !== undefined && this.compare(old, item) === 0) {
      this.ordered[this.place(old)] = item;
    } else {
      this.delete(item.id);
      this.ordered.splice(this.place(item), 0, item);
    }
    this.byId.set(item.id, item);
  }

  /** Takes an item out; returns whether it was there. @param {string} id */
  delete(id) {
    const old = this.byId.get(id);
    if (old === undefined) {
      return false;
    }
    this.ordered.splice(this.place(old), 1);
    this.byId.delete(id);
    return true;
  }

  /** Takes many in at once, in whatever order they are. @param {T[]} items */
  replace(items) {
    this.byId = new Map(items.map((item) => [item.id, item]));
    this.ordered = [...this.byId.values()].sort(this.compare);
  }

  /** Returns where an item stands or would stand, from 0. @param {T} item */
  place(item) {
    let low = 0;
    let high = this.ordered.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.compare(this.ordered[middle], item) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
