// The wizard in Chromium: a log is pasted or chosen as a file, its answer waited for, and how long the
// page could not have taken a key meanwhile.

import type { Page } from 'playwright-core';

export interface PasteTimes {
  /** Milliseconds from the paste until the answer's heading is in the page, and until it was painted. */
  answered: number;
  painted: number;
  /** Milliseconds of the longest piece of work on the page's own thread; 0 where none took 50. */
  longestTask: number;
}

/** Runs in the page before anything else: remembers long pieces of work. */
export function rememberLongTasks(): void {
  const tasks: { start: number; duration: number }[] = [];
  (globalThis as { benchLongTasks?: typeof tasks }).benchLongTasks = tasks;
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      tasks.push({ start: startTime, duration });
  }).observe({ type: 'longtask' });
}

export function pasteAndWait(page: Page, text: string): Promise<PasteTimes> {
  return page.evaluate(
    (pasted) =>
      new Promise<PasteTimes>((resolve) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', pasted);
        const start = performance.now();
        const settle = (answered: number, painted: number) => {
          // Told of a long task after it.
          setTimeout(() => {
            const { benchLongTasks = [] } = globalThis as {
              benchLongTasks?: { start: number; duration: number }[];
            };
            const durations = benchLongTasks
              .filter((task) => task.start + task.duration > start)
              .map(({ duration }) => duration);
            resolve({ answered, painted, longestTask: Math.max(0, ...durations) });
          }, 200);
        };
        const observer = new MutationObserver(() => {
          if (document.querySelector('[aria-label="Result"] h2 .kind') === null) return;
          observer.disconnect();
          const answered = performance.now() - start;
          requestAnimationFrame(() =>
            setTimeout(() => settle(answered, performance.now() - start)),
          );
        });
        observer.observe(document.body, { childList: true, subtree: true });
        document.body.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
        );
      }),
    text,
  );
}

export interface FileTimes {
  answered: number;
  longestTask: number;
}

export async function chooseAndTime(page: Page, file: string): Promise<FileTimes> {
  const from = await page.evaluate(() => performance.now());
  const start = performance.now();
  await page.getByLabel('Open files').setInputFiles(file);
  await page.locator('[aria-label="Result"] h2 .kind').waitFor({ timeout: 120_000 });
  const answered = performance.now() - start;
  await page.waitForTimeout(200);
  return { answered, longestTask: await longestTaskSince(page, from) };
}

/** Milliseconds from the press on Cancel until the page says so; null: the answer was there before. */
export async function cancelAndWait(page: Page, file: string): Promise<number | null> {
  await page.getByLabel('Open files').setInputFiles(file);
  const cancel = page.getByRole('button', { name: 'Cancel', exact: true });
  const result = page.locator('[aria-label="Result"] h2 .kind');
  await cancel.or(result).first().waitFor({ timeout: 120_000 });
  if (await result.isVisible()) return null;
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const button = [...document.querySelectorAll('button')].find(
          ({ textContent }) => textContent === 'Cancel',
        )!;
        const start = performance.now();
        const observer = new MutationObserver(() => {
          if (!document.body.textContent?.includes('Cancelled.')) return;
          observer.disconnect();
          resolve(performance.now() - start);
        });
        observer.observe(document.body, { childList: true, subtree: true, characterData: true });
        button.click();
      }),
  );
}

function longestTaskSince(page: Page, from: number): Promise<number> {
  return page.evaluate((since) => {
    const { benchLongTasks = [] } = globalThis as {
      benchLongTasks?: { start: number; duration: number }[];
    };
    const durations = benchLongTasks
      .filter(({ start, duration }) => start + duration > since)
      .map(({ duration }) => duration);
    return Math.max(0, ...durations);
  }, from);
}

/** Of the page's own thread, in megabytes, after what nobody holds was collected. */
export async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  await session.detach();
  return metrics.find(({ name }) => name === 'JSHeapUsedSize')!.value / 1e6;
}
