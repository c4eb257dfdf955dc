// Where the site stands: beside the script that asks, or, in the single file, where the page is. To be
// called while the script is first run.

export function siteRoot(): URL {
  const script = document.currentScript;
  return script instanceof HTMLScriptElement && script.src
    ? new URL('../', script.src)
    : new URL('.', location.href);
}
