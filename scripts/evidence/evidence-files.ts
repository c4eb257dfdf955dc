// The files of content/evidence: one entry a line, sorted, so that a change of the library is a small
// change of them.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CoverageReasons } from '../describe-coverage.ts';
import type { NamedSources, SignatureEvidence } from './signature-evidence.ts';

const folder = join(import.meta.dirname, '../../content/evidence');

export function readSignatureEvidence(): SignatureEvidence {
  return readJson<SignatureEvidence>('signatures.json') ?? { kernels: [], formats: {} };
}

export function writeSignatureEvidence({ kernels, formats }: SignatureEvidence): void {
  writeFileSync(
    join(folder, 'signatures.json'),
    `{"kernels": ${JSON.stringify(kernels)},\n"formats": ${entriesByLine(formats)}}\n`,
  );
}

export function readNamedSources(): NamedSources {
  return readJson<{ formats: NamedSources }>('named-sources.json')?.formats ?? {};
}

export function readCoverageReasons(): CoverageReasons {
  return readJson<{ reasons: CoverageReasons }>('coverage-reasons.json')?.reasons ?? {};
}

export function entriesByLine(entries: Readonly<Record<string, unknown>>): string {
  const lines = Object.entries(entries).map(
    ([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`,
  );
  return `{\n${lines.join(',\n')}\n}`;
}

function readJson<Shape>(name: string): Shape | null {
  let text: string;
  try {
    text = readFileSync(join(folder, name), 'utf8');
  } catch {
    return null;
  }
  return JSON.parse(text) as Shape;
}
