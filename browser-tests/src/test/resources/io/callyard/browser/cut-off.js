// Returns what can be pressed or is a panel, but cannot be seen whole: something around it hides a part, and nobody can scroll
// there.

const HIDES = ['hidden', 'clip'];
const SCROLLS = ['auto', 'scroll'];
const LEAST_HEIGHT = 40; // of a panel that says anything
const cut = [];

function beyond(element) {
  const inner = element.getBoundingClientRect();
  let across = true;
  let down = true;
  for (let at = element.parentElement; at && (across || down); at = at.parentElement) {
    const outer = at.getBoundingClientRect();
    const { overflowX, overflowY } = getComputedStyle(at);
    if (across && HIDES.includes(overflowX) && (inner.left < outer.left - 1 || inner.right > outer.right + 1)) {
      return true;
    }
    if (down && HIDES.includes(overflowY) && (inner.top < outer.top - 1 || inner.bottom > outer.bottom + 1)) {
      return true;
    }
    across = across && !SCROLLS.includes(overflowX);
    down = down && !SCROLLS.includes(overflowY);
  }
  return false;
}

document.querySelectorAll('button, input').forEach((element) => {
  if (element.checkVisibility({ visibilityProperty: true }) && beyond(element)) {
    const panel = element.closest('[data-panel]')?.dataset.panel ?? 'page';
    cut.push(`${panel}: ${element.getAttribute('aria-label') ?? element.textContent}`);
  }
});
document.querySelectorAll('main > [data-panel]').forEach((panel) => {
  if (panel.checkVisibility() && panel.getBoundingClientRect().height < LEAST_HEIGHT) {
    cut.push(`${panel.dataset.panel}: only ${panel.getBoundingClientRect().height} px high`);
  }
});
return cut;
