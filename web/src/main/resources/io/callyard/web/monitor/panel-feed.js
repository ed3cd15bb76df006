// What happens, as it happens: one line for each thing said, offered, promised and done.

import { element, part, setData, setText } from './dom.js';
import { clock } from './format.js';
import { Panel } from './panel.js';

export class FeedPanel extends Panel {
  constructor(page) {
    super(page, 'feed', ['feed', 'search']);
    this.makeList({ label: 'What happens', make: () => feedRow(), stateOf: ({ type }) => type });
  }

  show() {
    const { store, matches } = this.page;
    const lines = this.page.searching() ? store.feed.filter(({ who, what }) => matches(`${who} ${what}`)) : store.feed;
    this.showItems(lines.slice(), 'Nothing has happened yet.');
  }
}

function feedRow() {
  const root = element('div', 'happening');
  const time = part('span', 'time', 'number quiet');
  const who = part('span', 'who');
  const what = part('span', 'what');
  root.append(time, who, what);
  return {
    root,
    update(line) {
      setText(time, clock(line.at));
      setText(who, line.who);
      setText(what, line.what);
      setData(root, 'tone', line.tone);
      root.title = `${line.who} ${line.what}`;
    },
  };
}
