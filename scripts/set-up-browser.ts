// Sees to it that there is a browser to test in: finds one, or installs one and says so.
//
//   found ─▶ its path
//   not found ─▶ Playwright's headless Chromium ─▶ Debian's package, as root ─▶ an error that helps
//
// PANICROOM_NO_INSTALL=1 forbids both installs.

import { spawn } from 'node:child_process';
import { access } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { findBrowser } from './find-browser.ts';

const playwrightMinutes = 4;
const aptMinutes = 10;

/** The path of a browser. Throws, with what to do, where none can be had. */
export async function setUpBrowser(say: (line: string) => void = console.log): Promise<string> {
  const found = await findBrowser();
  if (found !== null) return found;
  if (process.env.PANICROOM_NO_INSTALL === '1') {
    throw new Error(
      howToMend('none is installed, and PANICROOM_NO_INSTALL=1 forbids installing one'),
    );
  }

  say("No Chromium found. Installing Playwright's headless Chromium into its own cache folder …");
  const cli = fileURLToPath(new URL('../node_modules/playwright-core/cli.js', import.meta.url));
  await run(process.execPath, [cli, 'install', 'chromium-headless-shell'], playwrightMinutes);
  const downloaded = await findBrowser();
  if (downloaded !== null) return downloaded;

  if (process.getuid?.() === 0 && (await isDebianLike())) {
    say("Playwright's download could not be reached. Installing Debian's package chromium …");
    await run('apt-get', ['update'], aptMinutes);
    const install = ['install', '-y', '--no-install-recommends', 'chromium'];
    await run('apt-get', install, aptMinutes);
    const installed = await findBrowser();
    if (installed !== null) return installed;
  }
  throw new Error(howToMend('none is installed, and none could be installed'));
}

function howToMend(why: string): string {
  return [
    `The browser tests need Chromium or Chrome: ${why}.`,
    'Any one of these mends it:',
    '  - name one that you have:   PANICROOM_BROWSER=/path/to/chrome npm test',
    '  - on Debian or Ubuntu:      sudo apt-get install chromium',
    '  - anywhere else:            node node_modules/playwright-core/cli.js install chromium-headless-shell',
  ].join('\n');
}

/** Runs a program, its output on the terminal; whether it worked is seen by what it left behind. */
function run(program: string, args: string[], minutes: number): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      stdio: 'inherit',
      timeout: minutes * 60_000,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    child.on('error', () => resolve());
    child.on('exit', () => resolve());
  });
}

async function isDebianLike(): Promise<boolean> {
  return access('/etc/debian_version').then(
    () => true,
    () => false,
  );
}
