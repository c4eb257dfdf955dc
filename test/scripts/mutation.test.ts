// A search for what tests do not notice is itself to be believed: the faults are those that it says, a
// seed chooses the same ones again, and what a run of tests came to is told rightly.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { randomSource } from '../../scripts/mutate-log.ts';
import { Compiler } from '../../scripts/mutation/compiler.ts';
import { type Mutant, mutantsOf, mutated, sampleOf } from '../../scripts/mutation/mutants.ts';
import { TouchingTests } from '../../scripts/mutation/touching-tests.ts';
import { Workshop } from '../../scripts/mutation/workshop.ts';

const root = resolve(import.meta.dirname, '../..');
const source = `import { join } from './b.ts';
type Name = 'left' | 'alone';
export function f(a: number, names: Name[]): string {
  for (const name of names) {
    if (a < 1 && name === 'left') continue;
    names.pop();
  }
  return /^x/.test(join) ? 'yes' : '';
}
export const isOn = { 'a key': true };
`;

let folder: string;
let compiler: Compiler;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'panicroom-mutation-test-'));
  const files = {
    'tsconfig.json': JSON.stringify({
      compilerOptions: {
        ...{ strict: true, noEmit: true, types: [], module: 'nodenext', target: 'es2022' },
        allowImportingTsExtensions: true,
      },
      include: ['src'],
    }),
    'package.json': '{ "type": "module" }',
    'vitest.config.ts':
      "export default { test: { projects: [{ test: { name: 'source', include: ['test/*.test.ts'] } }] } };",
    'src/a.ts': source,
    'src/b.ts': "export const join = 'x';\n",
    'src/c.ts': 'export const answer = 42;\n',
    'test/a.test.ts':
      "import { expect, test } from 'vitest';\nimport { f } from '../src/a.ts';\ntest('f', () => expect(f(1, [])).toBe('yes'));\n",
    'test/c.test.ts':
      "import { expect, test } from 'vitest';\ntest('c', async () => expect((await import('../src/c.ts')).answer).toBe(42));\n",
  };
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, '.gitignore'), 'node_modules\n');
  execFileSync('git', ['init', '-q'], { cwd: folder });
  compiler = new Compiler(folder);
});
afterAll(() => {
  compiler.close();
  rmSync(folder, { recursive: true, force: true });
});

const said = ({ operator, start, end, replacement }: Mutant) =>
  `${operator}: ${source.slice(start, end)} → ${replacement}`;

test('every fault that can be put into a file, and none into types, imports and names', () => {
  expect(mutantsOf(compiler.treeOf('src/a.ts'), 'src/a.ts').map(said)).toEqual([
    "condition: a < 1 && name === 'left' → !(a < 1 && name === 'left')",
    'logic: && → ||',
    'boundary: < → <=',
    'constant: 1 → 2',
    'equality: === → !==',
    "string: 'left' → ''",
    'statement: continue; → ;',
    'statement: names.pop(); → ;',
    'condition: /^x/.test(join) → !(/^x/.test(join))',
    'pattern: /^x/ → /(?!)/',
    "string: 'yes' → ''",
    "string: '' → '?'",
    'constant: true → false',
  ]);
});

test('what does not compile is known, and forgotten again', () => {
  const mutants = mutantsOf(compiler.treeOf('src/a.ts'), 'src/a.ts');
  const compiles = (words: string) => {
    const mutant = mutants.find((each) => said(each) === words)!;
    return compiler.compiles('src/a.ts', mutated(source, mutant));
  };
  // No name is empty: the compiler knows that the two are never the same.
  expect(compiles("string: 'left' → ''")).toBe(false);
  expect(compiles('boundary: < → <=')).toBe(true);
  expect(compiler.compiles('src/a.ts', source)).toBe(true);
});

test('a seed chooses the same again, each operator in turn', () => {
  const mutants = mutantsOf(compiler.treeOf('src/a.ts'), 'src/a.ts');
  const choose = (seed: number, count = 8) =>
    sampleOf(mutants, count, randomSource(seed)).map(said);
  expect(choose(1)).toEqual(choose(1));
  expect(choose(1)).not.toEqual(choose(2));
  expect(new Set(choose(1).map((words) => words.split(':')[0])).size).toBe(8);
  expect(new Set(choose(1, 99)).size).toBe(mutants.length);
});

test('tests that reach a file are known by what they import, late imports too', () => {
  const touching = new TouchingTests(folder, ['test/a.test.ts', 'test/c.test.ts']);
  expect(touching.of('src/b.ts')).toEqual(['test/a.test.ts']);
  expect(touching.of('src/c.ts')).toEqual(['test/c.test.ts']);
});

test('a run passes, fails by a test, or is stopped; the working tree never changes', async () => {
  const workshop = new Workshop(folder);
  const run = (file: string, text: string, seconds: number | null) =>
    workshop.with(file, text, () => workshop.run(['test/a.test.ts'], seconds, true));
  try {
    expect((await workshop.run(['test/a.test.ts', 'test/c.test.ts'], null, false)).outcome).toBe(
      'passed',
    );
    expect(await run('src/a.ts', source.replace("'yes'", "''"), null)).toMatchObject({
      outcome: 'failed',
      failed: 'test/a.test.ts: f',
    });
    expect((await run('src/b.ts', 'for (;;) {}\n', 8)).outcome).toBe('timeout');
    expect(workshop.textOf('src/a.ts')).toBe(source);
    expect(compiler.treeOf('src/a.ts').text).toBe(source);
  } finally {
    workshop.remove();
  }
  expect(existsSync(workshop.folder)).toBe(false);
});
