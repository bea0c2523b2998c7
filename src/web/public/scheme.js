// Runs before the first paint and outside the bundle: the page may not contain inline script.
// The key is the one of web/app/color-scheme.ts.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem('livextrem-scheme');
  } catch {
    // Storage can be switched off; the system's scheme is as good then.
  }
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
