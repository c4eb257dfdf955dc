import { expect, test } from 'vitest';
import {
  isSearchFile,
  isStartFile,
  pagefindAsClassicScript,
  searchFileAsScript,
} from '../../src/offline/pagefind-classic.ts';

test('a Pagefind of another shape stops the build and says what is missing', async () => {
  await expect(pagefindAsClassicScript('export const search = () => {}')).rejects.toThrow(
    /no longer contains “fetch\(queued\.input\)”.*src\/offline\/pagefind-classic\.ts/,
  );
});

test('a side file gives its bytes back', () => {
  const content = Uint8Array.from([0, 255, 60, 47, 115, 34]);
  const script = searchFileAsScript({ path: 'index/en_1.pf_index', content });
  let given: [string, string] | null = null;
  new Function('panicroomSearchFile', script)((path: string, base64: string) => {
    given = [path, base64];
  });
  expect(given).toEqual(['index/en_1.pf_index', Buffer.from(content).toString('base64')]);
});

test('only what a search reads is kept', () => {
  expect(
    ['pagefind-entry.json', 'index/en_1.pf_index', 'wasm.en.pagefind'].every(isSearchFile),
  ).toBe(true);
  // A page's text has a side file of its own form.
  const others = [
    'pagefind.js',
    'pagefind-ui.css',
    'wasm.unknown.pagefind',
    'fragment/en_1.pf_fragment',
  ];
  expect(others.some(isSearchFile)).toBe(false);
});

test('a search begins with the engine and what says where the words are', () => {
  const start = ['pagefind-entry.json', 'wasm.en.pagefind', 'pagefind.en_1.pf_meta'];
  expect(start.every(isStartFile)).toBe(true);
  expect(['index/en_1.pf_index', 'filter/en_1.pf_filter'].some(isStartFile)).toBe(false);
});
