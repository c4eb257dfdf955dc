import { describe, expect, test } from 'vitest';
import { findBrowser } from '../../scripts/find-browser.ts';

describe('the browser that the tests drive', () => {
  test('is the one that the environment names', async () => {
    expect(await findBrowser({ PANICROOM_BROWSER: process.execPath })).toBe(process.execPath);
    expect(await findBrowser({ CHROME_PATH: process.execPath })).toBe(process.execPath);
  });

  test('is never another where the named one cannot be started', async () => {
    await expect(findBrowser({ PANICROOM_BROWSER: '/no/such/chrome' })).rejects.toThrow(
      'PANICROOM_BROWSER is /no/such/chrome, which is no program that can be started',
    );
  });
});
