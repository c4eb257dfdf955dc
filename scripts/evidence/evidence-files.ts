// The files of content/evidence: one entry a line, sorted, so that a change of the library is a small
// change of them.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CoverageReasons } from '../describe-coverage.ts';
import type { CommandEvidence, NamedPrograms } from './command-evidence.ts';
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

export function readCommandEvidence(): CommandEvidence {
  const none = { debian: '', programs: {}, settings: {}, things: {}, paths: {} };
  return { ...none, ...readJson<Partial<CommandEvidence>>('commands.json') };
}

export function writeCommandEvidence(evidence: CommandEvidence): void {
  const { debian, programs, settings, things, paths } = evidence;
  writeFileSync(
    join(folder, 'commands.json'),
    `{"debian": ${JSON.stringify(debian)},\n"programs": ${entriesByLine(programs)},\n"settings": ${entriesByLine(settings)},\n"things": ${entriesByLine(things)},\n"paths": ${entriesByLine(paths)}}\n`,
  );
}

export function readNamedPrograms(): NamedPrograms {
  const none = {
    programs: {},
    called: {},
    packages: {},
    options: {},
    settings: {},
    things: {},
    paths: {},
  };
  return { ...none, ...readJson<Partial<NamedPrograms>>('named-programs.json') };
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
