// The colours and the contrast that were chosen, before anything is painted; from there App.tsx goes on.
(() => {
  let chosen = {};
  try {
    chosen = Object(JSON.parse(localStorage.getItem('chat-settings')));
  } catch {
    // As the device wants it.
  }
  const wants = (query) => matchMedia(`(prefers-${query})`).matches;
  const { theme, contrast } = chosen;
  const { dataset } = document.documentElement;
  dataset.theme = theme === 'dark' || theme === 'light' ? theme : wants('color-scheme: dark') ? 'dark' : 'light';
  dataset.contrast = contrast === 'more' || wants('contrast: more') ? 'more' : 'usual';
})();
