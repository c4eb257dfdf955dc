// What an organisation adds to the site's assets: a sheet with its colour, which goes behind our own,
// and its logo. Files of the site's own, so that the content policy stays as it is.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Organisation } from '../model/organisation.ts';
import { accentPaper } from '../overlay/accent-contrast.ts';

/** Empty where the organisation has no colour of its own. */
export function accentSheet({ accent }: Pick<Organisation, 'accent'>): string {
  if (accent === null) return '';
  const values = (scheme: 'light' | 'dark') =>
    `{--accent:${accent[scheme]};--accent-paper:${accentPaper(accent[scheme], scheme)}}`;
  // The same cascade as in tokens.css and print.css.
  return [
    `:root${values('light')}`,
    `@media (prefers-color-scheme:dark){:root:not([data-theme="light"])${values('dark')}}`,
    `:root[data-theme="dark"]${values('dark')}`,
    '@media print{:root,:root[data-theme]{--accent:#000}}',
    '',
  ].join('\n');
}

export async function writeOrganisationAssets(
  assets: string,
  organisation: Organisation | null,
  logo: { name: string; bytes: Uint8Array } | null,
): Promise<void> {
  if (organisation !== null) {
    await writeFile(join(assets, 'site.css'), accentSheet(organisation), { flag: 'a' });
  }
  if (logo !== null) await writeFile(join(assets, logo.name), logo.bytes);
}
