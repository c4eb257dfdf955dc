// A Chromium for a test file, as people have it but quiet: no talk to its maker, and never with web
// security off.

import { type Browser, chromium } from 'playwright-core';
import { findBrowser } from '../../scripts/find-browser.ts';

const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Throws where no browser is found: `npm test` sets one up before it starts the tests. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = await findBrowser();
  if (executablePath === null) {
    throw new Error('No Chromium found. Run the tests by `npm test`, which finds or installs one.');
  }
  // Chromium's own sandbox does not start for root, which CI often is.
  const args = process.getuid?.() === 0 ? [...quiet, '--no-sandbox'] : quiet;
  return chromium.launch({ executablePath, headless: true, args });
}
