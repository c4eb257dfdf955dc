// A page with the wizard open, as a person has it from a folder on disk, watched for everything that
// must never happen: a request to anywhere, a dialog, a message on the console, an error.

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Locator, Page } from 'playwright-core';
import { siteFolder } from '../dist-folder.ts';

export interface WizardPage {
  page: Page;
  log: Locator;
  result: Locator;
  /** What happened that must not. */
  complaints: string[];
  close(): Promise<void>;
}

export const homeOnDisk = (): string => pathToFileURL(join(siteFolder(), 'index.html')).href;

export async function openWizard(
  browser: Browser,
  options: { url?: string; width?: number; height?: number } = {},
): Promise<WizardPage> {
  const url = options.url ?? homeOnDisk();
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const inside = [new URL('.', url).href, 'blob:', 'data:'];
    if (!inside.some((start) => request.url().startsWith(start))) {
      complaints.push(`request: ${request.url()}`);
    }
  });
  // A clipboard that can be read back: the real one belongs to the whole machine.
  await page.addInitScript(() => {
    const copied: string[] = [];
    Object.assign(globalThis, { copied });
    Object.defineProperty(navigator, 'clipboard', {
      value: { writeText: async (text: string) => void copied.push(text) },
    });
  });
  await page.goto(url);
  const log = page.getByRole('textbox', { name: 'Kernel log', exact: true });
  await log.waitFor();
  await page.locator('#wizard .is-coming').waitFor({ state: 'detached' });
  return {
    page,
    log,
    result: page.getByRole('region', { name: 'Result', exact: true }),
    complaints,
    close: () => context.close(),
  };
}

export function copiedTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => (globalThis as unknown as { copied: string[] }).copied);
}

/** Ctrl+V of a text, where the focus is. */
export async function pasteText(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    (document.activeElement ?? document.body).dispatchEvent(event);
  }, text);
}

/** Files let go over the middle of the page. */
export async function dropFiles(
  page: Page,
  files: readonly { name: string; content: Uint8Array }[],
): Promise<void> {
  const sent = files.map(({ name, content }) => ({
    name,
    base64: Buffer.from(content).toString('base64'),
  }));
  await page.evaluate((given) => {
    const dataTransfer = new DataTransfer();
    for (const { name, base64 } of given) {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      dataTransfer.items.add(new File([bytes], name));
    }
    const event = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
    document.querySelector('main')?.dispatchEvent(event);
  }, sent);
}
