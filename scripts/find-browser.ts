// Which Chromium the browser tests drive. In: the environment and the usual places. Out: the path of
// an executable, or null. Nothing is started and nothing is installed.

import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

type Environment = Readonly<Record<string, string | undefined>>;

const commands = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
];

/**
 * The browser named by PANICROOM_BROWSER or CHROME_PATH, else an installed one, else Playwright's.
 * Throws where the environment names a file that cannot be started: a silent second choice would
 * test another browser than the person asked for.
 */
export async function findBrowser(environment: Environment = process.env): Promise<string | null> {
  for (const name of ['PANICROOM_BROWSER', 'CHROME_PATH']) {
    const path = environment[name];
    if (!path) continue;
    if (await canStart(path)) return path;
    throw new Error(
      `${name} is ${path}, which is no program that can be started. Correct or unset it.`,
    );
  }
  const places = [...placesOnPath(environment), ...usualPlaces(environment), playwrightPlace()];
  for (const path of places) if (path !== null && (await canStart(path))) return path;
  return (await headlessShell()) ?? null;
}

function placesOnPath(environment: Environment): string[] {
  const folders = (environment.PATH ?? '').split(delimiter).filter(Boolean);
  return commands.flatMap((command) => folders.map((folder) => join(folder, command)));
}

function usualPlaces(environment: Environment): string[] {
  switch (process.platform) {
    case 'darwin':
      return [
        '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
        '/Applications/Chromium.app/Contents/MacOS/Chromium',
        '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
      ];
    case 'win32':
      return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => {
        const folder = environment[name];
        if (!folder) return [];
        return [
          join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
          join(folder, 'Chromium', 'Application', 'chrome.exe'),
          join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
        ];
      });
    default:
      return ['/usr/lib/chromium/chromium', '/opt/google/chrome/chrome', '/snap/bin/chromium'];
  }
}

function playwrightPlace(): string | null {
  try {
    return chromium.executablePath() || null;
  } catch {
    return null;
  }
}

/** Playwright's small build without a window, which executablePath() does not name. */
async function headlessShell(): Promise<string | null> {
  const whole = playwrightPlace();
  if (whole === null) return null;
  const folder = /^(.*)[\\/]chromium-(\d+)[\\/](.*)$/.exec(whole);
  if (!folder) return null;
  const [, root, revision] = folder;
  const place = join(root!, `chromium_headless_shell-${revision}`);
  const builds = [
    ['chrome-headless-shell-linux64', 'chrome-headless-shell'],
    ['chrome-linux', 'headless_shell'],
    ['chrome-headless-shell-mac-arm64', 'chrome-headless-shell'],
    ['chrome-headless-shell-mac-x64', 'chrome-headless-shell'],
    ['chrome-headless-shell-win64', 'chrome-headless-shell.exe'],
  ];
  for (const parts of builds) {
    const path = join(place, ...parts);
    if (await canStart(path)) return path;
  }
  return null;
}

async function canStart(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
