import { describe, expect, test } from 'vitest';
import { readHtml, writeHtml } from '../../src/offline/html-tree.ts';
import { makeLinksRelative, relativeAddress } from '../../src/offline/relative-links.ts';

describe('an address from the root, seen from a page', () => {
  test.each([
    ['index.html', '/', 'index.html'],
    ['index.html', '/taint/', 'taint/index.html'],
    ['taint/index.html', '/', '../index.html'],
    ['taint/index.html', '/taint/#flag-P', 'index.html#flag-P'],
    ['runbooks/memory/oom-kill/index.html', '/assets/site.css', '../../../assets/site.css'],
    [
      'runbooks/memory/oom-kill/index.html',
      '/runbooks/faults/panic/#a?b=/c.d',
      '../../faults/panic/index.html#a?b=/c.d',
    ],
    ['404.html', '/runbooks/', 'runbooks/index.html'],
  ])('%s → %s is %s', (page, target, expected) => {
    expect(relativeAddress(page, target)).toBe(expected);
  });
});

test('only the site’s own addresses are changed, wherever they stand', () => {
  const tree = readHtml(
    '<a href="/taint/">in</a><a href="https://kernel.org/">out</a><a href="//elsewhere/x">other</a>' +
      '<a href="#here">here</a><template><img src="/a.svg"></template><p title="/taint/">/taint/</p>',
  );
  makeLinksRelative(tree, 'about/index.html');
  expect(writeHtml(tree)).toContain(
    '<a href="../taint/index.html">in</a><a href="https://kernel.org/">out</a><a href="//elsewhere/x">other</a>' +
      '<a href="#here">here</a><template><img src="../a.svg"></template><p title="/taint/">/taint/</p>',
  );
});
