// Runs before the first paint, so that a chosen theme never flashes the other one. Storage may be
// refused (private windows, file:// in some browsers): then the system's choice stands.

try {
  const chosen = localStorage.getItem('panicroom-theme');
  if (chosen === 'dark' || chosen === 'light') document.documentElement.dataset.theme = chosen;
} catch {
  // The system's choice stands.
}
