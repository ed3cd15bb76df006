// Returns how many texts can be seen, and those whose contrast is less than WCAG 2 AA asks for: 4.5, or 3 for large text.
// Colours are asked of a canvas, which knows every way to write one; what is not opaque is laid over what is behind it.

const canvas = document.createElement('canvas');
canvas.width = 1;
canvas.height = 1;
const context = canvas.getContext('2d', { willReadFrequently: true });
const known = new Map();

function colour(css) {
  if (!known.has(css)) {
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = css;
    context.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = context.getImageData(0, 0, 1, 1).data;
    known.set(css, [r, g, b, a / 255]);
  }
  return known.get(css);
}

/** @returns {number[]} opaque, if what is below is */
function over([r, g, b, a], below) {
  return [r, g, b].map((value, i) => value * a + below[i] * (1 - a)).concat(1);
}

function behind(element) {
  const layers = [];
  for (let at = element; at; at = at.parentElement) {
    const layer = colour(getComputedStyle(at).backgroundColor);
    layers.unshift(layer);
    if (layer[3] === 1) {
      break;
    }
  }
  return layers.reduce((below, layer) => over(layer, below), [255, 255, 255, 1]);
}

function opacity(element) {
  let product = 1;
  for (let at = element; at; at = at.parentElement) {
    product *= Number(getComputedStyle(at).opacity);
  }
  return product;
}

function luminance([r, g, b]) {
  const [R, G, B] = [r, g, b].map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * R + 0.7152 * G + 0.0722 * B;
}

function ratio(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function seen(element) {
  const { width, height } = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  return (
    width > 1 && height > 1 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && style.clipPath === 'none'
  );
}

const low = [];
let texts = 0;

function look(element, text, ink) {
  if (!seen(element) || element.closest(':disabled')) {
    return;
  }
  texts += 1;
  const style = getComputedStyle(element);
  const size = parseFloat(style.fontSize);
  const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
  const ground = behind(element);
  const [r, g, b, a] = colour(ink);
  const found = ratio(over([r, g, b, a * opacity(element)], ground), ground);
  if (found < (large ? 3 : 4.5)) {
    const name = element.closest('[data-panel]')?.dataset.panel ?? 'page';
    low.push(`${name}: ${element.localName}.${element.getAttribute('class') ?? ''} "${text.trim().slice(0, 40)}" ${found.toFixed(2)}`);
  }
}

const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const element = walker.currentNode.parentElement;
  if (walker.currentNode.data.trim() && element) {
    const style = getComputedStyle(element);
    look(element, walker.currentNode.data, element instanceof SVGElement ? style.fill : style.color);
  }
}
document.querySelectorAll('input').forEach((input) => {
  const style = getComputedStyle(input, input.value ? null : '::placeholder');
  if (input.value || input.placeholder) {
    look(input, input.value || input.placeholder, style.color);
  }
});
return { texts, low };
