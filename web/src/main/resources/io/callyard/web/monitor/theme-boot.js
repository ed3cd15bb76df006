// Before anything is painted, so that a dark wall never flashes white. A classic script: modules come later.
(() => {
  let theme = 'auto';
  try {
    theme = localStorage.getItem('callyard-theme') ?? 'auto';
  } catch {
    // A browser that keeps nothing shows what the system says.
  }
  document.documentElement.dataset.theme = ['dark', 'light'].includes(theme) ? theme : 'auto';
})();
