// Before the first paint, so that a chosen theme does not flash the other one. A file of its own, because the page's
// Content-Security-Policy allows no script inside the page.
try {
  const theme = localStorage.getItem('keyglass:theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {}
// `?embed=1` means the small page for iframes, which has neither this page's panels nor its weight.
if (/[?&]embed=1(&|$)/.test(location.search)) {
  location.replace(new URL(`embed.html${location.search}${location.hash}`, location.href));
}
