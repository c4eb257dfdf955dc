// In: a runbook's id and step. Out: the page that tells it whole, relative to the wizard's page.
// `root` is the way from that page to the site's root: empty, or `../`.
//
// The machine's distribution goes with it, so that the page shows the commands that the plan shows:
//
//   runbooks/memory/oom-kill/index.html#save-first?distribution=Debian

import { useContext } from 'preact/hooks';
import { WizardContext } from './wizard-context.ts';

export function runbookLink(
  root: string,
  runbook: string,
  step: string | null,
  distribution: string | null = null,
): string {
  const page = `${root}runbooks/${runbook.split('/').map(encodeURIComponent).join('/')}/index.html`;
  const section = step ? encodeURIComponent(step) : '';
  if (distribution !== null) {
    return `${page}#${section}?distribution=${encodeURIComponent(distribution)}`;
  }
  return step ? `${page}#${section}` : page;
}

/** Links from where the wizard stands, about the log that it shows. */
export function useRunbookLink(): (runbook: string, step: string | null) => string {
  const { root, distribution } = useContext(WizardContext);
  return (runbook, step) => runbookLink(root, runbook, step, distribution);
}
