// Small helpers for the document. Whatever came from outside goes in as text, never as markup.

export const byId = (id) => document.getElementById(id);

/**
 * Makes an element.
 * @param {string} name
 * @param {string} [className]
 * @param {string | number} [text]
 */
export function element(name, className, text) {
  const made = document.createElement(name);
  if (className) {
    made.className = className;
  }
  if (text !== undefined) {
    made.textContent = text;
  }
  return made;
}

/** Makes a part of a row that is found again by its name. */
export function part(tag, name, className = '') {
  const made = element(tag, className ? `${name} ${className}` : name);
  made.dataset.part = name;
  return made;
}

/** Makes an element of a picture; the name of its kind is taken from one that the page has. */
export function svg(name, attributes = {}) {
  const made = document.createElementNS(document.querySelector('svg').namespaceURI, name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  return made;
}

/** Sets a text only where it changes: an unchanged document costs no layout. */
export function setText(node, text) {
  const words = text === undefined || text === null ? '' : String(text);
  if (node.textContent !== words) {
    node.textContent = words;
  }
}

/** Sets a data attribute only where it changes; an absent value takes it away. */
export function setData(node, name, value) {
  if (value === undefined || value === null) {
    delete node.dataset[name];
  } else if (node.dataset[name] !== String(value)) {
    node.dataset[name] = value;
  }
}

/** Makes a button; `action` is what tests and styles know it by. */
export function button(text, action, onClick) {
  const made = element('button', '', text);
  made.type = 'button';
  made.dataset.action = action;
  made.addEventListener('click', onClick);
  return made;
}

/** Makes a badge: a state as a word with a dot, so that colour is never all that tells. */
export function badge(state) {
  const made = part('span', 'state', 'badge');
  setBadge(made, state);
  return made;
}

export function setBadge(made, state) {
  setText(made, (state ?? '').replaceAll('_', ' '));
  setData(made, 'word', state ?? '');
}

/** Makes a list of names and what they are. */
export function facts(pairs) {
  const list = element('dl', 'facts');
  pairs
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
    .forEach(([name, value]) => {
      list.append(element('dt', '', name), value instanceof Node ? wrap(value) : element('dd', '', value));
    });
  return list;
}

function wrap(node) {
  const cell = element('dd');
  cell.append(node);
  return cell;
}
