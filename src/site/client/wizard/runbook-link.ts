// In: a runbook's id and step. Out: the page that tells it whole, relative to the wizard's page.
// `root` is the way from that page to the site's root: empty, or `../`.

export function runbookLink(root: string, runbook: string, step: string | null): string {
  const page = `${root}runbooks/${runbook.split('/').map(encodeURIComponent).join('/')}/index.html`;
  return step ? `${page}#${encodeURIComponent(step)}` : page;
}
