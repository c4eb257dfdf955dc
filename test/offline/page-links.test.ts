// Links of built pages that lead nowhere, and the many forms of those that lead somewhere.

import { expect, test } from 'vitest';
import { readHtml } from '../../src/offline/html-tree.ts';
import { linksOf, PageLinks } from '../../src/offline/page-links.ts';

function brokenIn(pages: Record<string, string>) {
  const links = new PageLinks();
  for (const [page, html] of Object.entries(pages)) links.add(page, linksOf(readHtml(html)));
  return links.broken();
}

const other = '<h2 id="save-first">Save</h2><h2 id="größe">G</h2>';

test('what is there is not named: pages, places, other sites, files, queries', () => {
  const hrefs = [
    '../b/index.html',
    '../b/index.html#save-first',
    '../b/index.html#gr%C3%B6%C3%9Fe',
    '#own',
    '#',
    'https://example.org/x.html',
    '//example.org/x.html',
    'mailto:a@example.org',
    '../panicroom.zip',
    '../search/index.html?q=oom',
  ];
  const page = `<p id="own">${hrefs.map((href) => `<a href="${href}">x</a>`).join('')}</p>`;
  expect(brokenIn({ 'a/index.html': page, 'b/index.html': other })).toEqual([]);
});

test('a page or a place that is not there is named, with the page that leads to it', () => {
  const page =
    '<a href="../c/index.html">x</a><a href="../b/index.html#safe-first">x</a><a href="#none">x</a>';
  expect(brokenIn({ 'a/index.html': page, 'b/index.html': other })).toEqual([
    { page: 'a/index.html', address: '../c/index.html', missing: 'c/index.html' },
    {
      page: 'a/index.html',
      address: '../b/index.html#safe-first',
      missing: 'b/index.html#safe-first',
    },
    { page: 'a/index.html', address: '#none', missing: 'a/index.html#none' },
  ]);
});

test('a stray % is part of the name', () => {
  expect(
    brokenIn({ 'a.html': '<a href="#100%">x</a>', 'b.html': '<p id="100%"></p>' }),
  ).toHaveLength(1);
  expect(brokenIn({ 'a.html': '<a href="#100%">x</a><p id="100%"></p>' })).toEqual([]);
});
