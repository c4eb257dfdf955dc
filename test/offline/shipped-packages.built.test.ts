// What of other people's goes out with the build, and that all of it is as it was built.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { distFolder } from '../dist-folder.ts';

const read = (path: string) => readFileSync(join(distFolder(), path));
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

interface Bill {
  bomFormat: string;
  specVersion: string;
  components: {
    name: string;
    version: string;
    purl: string;
    licenses: { license?: { id: string } }[];
  }[];
}
const bill = JSON.parse(read('sbom.cdx.json').toString('utf8')) as Bill;

/** They ask for nothing but that their text goes along. */
const allowed = new Set(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Apache-2.0']);

test('the bill of materials names what is inside, with licences that we may ship', () => {
  expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6' });
  const names = bill.components.map(({ name }) => name);
  for (const name of [
    'preact',
    'commander',
    'unified',
    'remark-parse',
    'yaml',
    'pagefind',
    'zod',
  ]) {
    expect(names).toContain(name);
  }
  // What only builds or tests is not inside.
  for (const name of ['astro', 'vitest', 'esbuild', 'typescript', 'playwright-core']) {
    expect(names).not.toContain(name);
  }
  const others = bill.components.filter(
    ({ licenses }) => !allowed.has(licenses[0]?.license?.id ?? ''),
  );
  expect(others).toEqual([]);
  // A new package is a decision: ARCHITECTURE.md says what each brings.
  expect(bill.components.length).toBeLessThanOrEqual(95);
});

test('the texts of these licences go along', () => {
  const texts = read('THIRD-PARTY-LICENSES.txt').toString('utf8');
  const missing = bill.components.filter(
    ({ name, version }) => !texts.includes(`\n${name} ${version}, `),
  );
  expect(missing).toEqual([]);
  expect(read('LICENSE').toString('utf8')).toContain('Apache License');
});

test('checksums cover every file, and the archive holds the same', () => {
  const sums = new Map(
    read('SHA256SUMS')
      .toString('utf8')
      .trimEnd()
      .split('\n')
      .map((line) => [line.slice(66), line.slice(0, 64)]),
  );
  const files = readdirSync(distFolder(), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(distFolder().length + 1));
  const notListed = ['SHA256SUMS', 'panicroom.zip', 'panicroom.zip.sha256'];
  expect([...sums.keys()].sort()).toEqual(files.filter((path) => !notListed.includes(path)).sort());
  const zip = read('panicroom.zip');
  expect(read('panicroom.zip.sha256').toString('utf8')).toBe(`${sha256(zip)}  panicroom.zip\n`);
  const inside = unzipSync(zip);
  expect(strFromU8(inside['panicroom/SHA256SUMS']!)).toBe(read('SHA256SUMS').toString('utf8'));
  for (const [path, sum] of sums) {
    expect(sha256(read(path)), path).toBe(sum);
    expect(sha256(inside[`panicroom/${path}`]!), path).toBe(sum);
  }
});
