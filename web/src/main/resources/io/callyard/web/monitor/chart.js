// A line chart of a few series over the same steps, drawn by hand: a picture that scales, with its figures as words too.

import { element, setText, svg } from './dom.js';

const HEIGHT = 96;
const TOP = 6;
const BOTTOM = 16; // for the times below

export class Chart {
  /**
   * @param {HTMLElement} root
   * @param {{title: string, lines: {name: string, label: string, area?: boolean}[], read: (value: number) => string,
   *   bars?: boolean}} options
   */
  constructor(root, options) {
    this.root = root;
    this.options = options;
    this.data = [];
    this.picture = svg('svg', { role: 'img', height: HEIGHT, preserveAspectRatio: 'none' });
    this.head = element('div', 'chart-head');
    this.values = options.lines.map(({ name, label }) => {
      const value = element('b', 'number');
      const one = element('span', `legend ${name}`);
      one.append(element('i'), value, element('span', 'quiet', label));
      this.head.append(one);
      return value;
    });
    root.append(element('h3', '', options.title), this.head, this.picture);
    new ResizeObserver(([{ contentRect }]) => {
      this.width = Math.floor(contentRect.width);
      this.draw();
    }).observe(root);
    this.picture.addEventListener('pointermove', (event) => this.point(event));
    this.picture.addEventListener('pointerleave', () => this.point(undefined));
  }

  /**
   * Shows values.
   * @param {(number | undefined)[][]} data one list for each line, the newest last
   * @param {string} span how long ago the oldest was
   */
  show(data, span) {
    this.data = data;
    this.span = span;
    this.draw();
  }

  draw() {
    if (!this.width || this.data.length === 0) {
      return;
    }
    const { lines, read, title, bars } = this.options;
    const { span } = this;
    this.scale = { most: niceAbove(Math.max(1, ...this.heights())), steps: this.data[0].length };
    this.frame(read, span);
    const paths = bars ? this.bars() : this.data.map((values) => this.line(values));
    this.paths.forEach(({ area, stroke }, i) => {
      stroke.setAttribute('d', paths[i].stroke);
      area?.setAttribute('d', paths[i].area);
    });
    this.say(this.data.map((values) => values[values.length - 1]));
    const now = lines.map(({ label }, i) => `${label} ${words(this.data[i][this.data[i].length - 1], read)}, most ${words(highest(this.data[i]), read)}`);
    this.picture.setAttribute('aria-label', `${title}, ${span}: ${now.join('; ')}`);
  }

  /** What is around the lines; made anew only where the scale or the width has changed. */
  frame(read, span) {
    const { most } = this.scale;
    const key = `${this.width} ${most} ${span}`;
    if (key === this.key) {
      return;
    }
    this.key = key;
    this.picture.setAttribute('viewBox', `0 0 ${this.width} ${HEIGHT}`);
    this.picture.setAttribute('width', this.width);
    this.paths = this.options.lines.map(({ name, area }) => ({
      area: area && svg('path', { class: `area ${name}` }),
      stroke: svg('path', { class: `${this.options.bars ? 'bar-of' : 'stroke'} ${name}` }),
    }));
    const paths = this.paths.flatMap(({ area, stroke }) => (area ? [area, stroke] : [stroke]));
    this.picture.replaceChildren(...this.grid(most, read, span), ...paths);
  }

  say(values) {
    this.values.forEach((value, i) => setText(value, words(values[i], this.options.read)));
  }

  x(step) {
    return (step / Math.max(1, this.scale.steps - 1)) * this.width;
  }

  y(value) {
    return TOP + (1 - value / this.scale.most) * (HEIGHT - TOP - BOTTOM);
  }

  grid(most, read, span) {
    const made = [most, most / 2, 0].map((value) => svg('line', { class: 'grid', x1: 0, x2: this.width, y1: this.y(value), y2: this.y(value) }));
    const text = (words, x, y, anchor) => {
      const one = svg('text', { x, y, 'text-anchor': anchor });
      one.textContent = words;
      return one;
    };
    return [...made, text(read(most), 2, this.y(most) + 10, 'start'), text(span, 2, HEIGHT - 3, 'start'), text('now', this.width - 2, HEIGHT - 3, 'end')];
  }

  /** How high it is drawn: of bars, which stand on each other, all together. */
  heights() {
    return this.options.bars
      ? this.data[0].map((_, step) => this.data.reduce((sum, values) => sum + (values[step] ?? 0), 0))
      : this.data.flat().filter((value) => value !== undefined);
  }

  /** Bars that stand on each other. */
  bars() {
    const width = this.width / this.scale.steps;
    const below = this.data[0].map(() => 0);
    return this.data.map((values) => ({
      stroke: values
        .map((value, step) => {
          if (!value) {
            return '';
          }
          const from = this.y(below[step]);
          below[step] += value;
          const across = Math.max(1, width - 2).toFixed(1);
          return `M${(step * width + 1).toFixed(1)} ${from.toFixed(1)}V${this.y(below[step]).toFixed(1)}h${across}V${from.toFixed(1)}Z`;
        })
        .join(''),
    }));
  }

  /** A line, broken where nothing is known, and the area below it. */
  line(values) {
    const ground = this.y(0).toFixed(1);
    let stroke = '';
    let area = '';
    let from;
    values.forEach((value, i) => {
      if (value === undefined) {
        from = undefined;
        return;
      }
      const x = this.x(i).toFixed(1);
      const point = `${x} ${this.y(value).toFixed(1)}`;
      stroke += from === undefined ? `M${point}h0.5` : `L${point}`;
      area += from === undefined ? `M${x} ${ground}L${point}` : `L${point}`;
      from ??= x;
      if (values[i + 1] === undefined) {
        area += `L${x} ${ground}Z`;
      }
    });
    return { stroke, area };
  }

  /** Tells the figures at the pointer instead of those of now. */
  point(event) {
    this.picture.querySelector('.pointer')?.remove();
    if (!event || !this.scale) {
      this.say(this.data.map((values) => values[values.length - 1]));
      return;
    }
    const { bars } = this.options;
    const step = Math.round((event.offsetX / this.width) * (this.scale.steps - 1));
    const x = bars ? ((step + 0.5) / this.scale.steps) * this.width : this.x(step);
    this.picture.append(svg('line', { class: 'pointer', x1: x, x2: x, y1: TOP, y2: HEIGHT - BOTTOM }));
    this.say(this.data.map((values) => values[step]));
  }
}

const words = (value, read) => (value === undefined ? '–' : read(value));

const highest = (values) => values.reduce((most, value) => (value === undefined ? most : Math.max(most ?? 0, value)), undefined);

/** A round figure that is not below. */
export function niceAbove(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 1.5, 2, 3, 4, 5, 6, 8, 10].map((step) => step * power).find((step) => step >= value);
}
