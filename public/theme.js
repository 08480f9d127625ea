// Before the first paint, so that a chosen theme does not flash the other one. A file of its own, because the page's
// Content-Security-Policy allows no script inside the page.
try {
  const theme = localStorage.getItem('keyglass:theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {}
