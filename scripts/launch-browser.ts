// A Chromium for tests and benches, as people have it but quiet: no talk to its maker, and never with
// web security off.

import { type Browser, chromium } from 'playwright-core';
import { findBrowser } from './find-browser.ts';

const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** @throws Error that says how to get one. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = await findBrowser();
  if (executablePath === null) {
    throw new Error(
      'No Chromium was found. `npm test` finds or installs one; PANICROOM_BROWSER names another.',
    );
  }
  // Chromium's own sandbox does not start for root, which CI often is.
  const args = process.getuid?.() === 0 ? [...quiet, '--no-sandbox'] : quiet;
  return chromium.launch({ executablePath, headless: true, args });
}
