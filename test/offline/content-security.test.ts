import { expect, test } from 'vitest';
import {
  addPolicy,
  contentSecurityPolicy,
  policyForInline,
} from '../../src/offline/content-security.ts';
import { readHtml, writeHtml } from '../../src/offline/html-tree.ts';

test('the policy forbids every connection and all inline script', () => {
  expect(contentSecurityPolicy).toMatch(/^default-src 'none';/);
  expect(contentSecurityPolicy).not.toMatch(/connect-src|unsafe-inline|'unsafe-eval'|https?:|\*/);
});

test('no text becomes code or markup, save through doors that are named', () => {
  expect(contentSecurityPolicy).toContain("require-trusted-types-for 'script'");
  expect(contentSecurityPolicy).toMatch(/trusted-types (?:panicroom-[a-z-]+ ?)+(?:;|$)/);
  expect(contentSecurityPolicy).not.toContain('allow-duplicates');
});

test('it stands first in the head, before anything it governs', () => {
  const tree = readHtml('<head><script src="a.js"></script></head>');
  addPolicy(tree, contentSecurityPolicy);
  expect(writeHtml(tree)).toMatch(
    /<head><meta http-equiv="Content-Security-Policy" content="[^"]+"><script/,
  );
});

test('a page that carries its scripts names them by hash', () => {
  // printf 'alert(1)' | openssl dgst -sha256 -binary | base64
  const policy = policyForInline(['alert(1)'], []);
  expect(policy).toContain("script-src 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='");
  expect(policy).not.toContain("'self' 'wasm");
});
