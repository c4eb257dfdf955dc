// A few lines typed off a screen by a tired person: the right runbook, said as a guess; and no guess at
// all for anything else that people paste.

import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildKnowledge } from '../../src/graph/build-knowledge.ts';
import { readLibrary } from '../../src/library/read-library.ts';
import { readSamples } from '../../src/library/read-samples.ts';
import { triage } from '../../src/plan/triage.ts';

const content = join(import.meta.dirname, '../../content');
const knowledge = buildKnowledge((await readLibrary(join(content, 'runbooks'))).runbooks);

describe('typed with slips', () => {
  test.each([
    ['kernel panic not syncing: VFS unable to mout root fs on unknow block 0,0', 'vfs-no-root'],
    [
      'Kernel panic - not synching: Attempted to kill init exitcode=0x00007f00',
      'attempted-to-kill-init',
    ],
    [
      'unable to handle kernel NULL pointer derefernce at 0000000000000040',
      'null-pointer-dereference',
    ],
    ['Out of memry: Killd process 1234 (mysqld) total-vm:1kB, anon-rss:2kB', 'oom-kill'],
    ['mysqld invokd oom-kiler gfp_mask 0x201da order 0', 'oom-kill'],
    ['general protecton fault, probably for non-canonical adress 0xdead000000000122', 'gpf'],
    ['VFS: Canot open root device "sda1" or unknown-block(0,0): eror -6', 'vfs-no-root'],
  ])('%s', (line, kind) => {
    const report = triage(line, 'photo', knowledge);
    expect(report.answer).toBe('guess');
    expect(report.matches[0]?.kind).toBe(kind);
    expect(report.matches[0]?.confidence).toBeLessThan(0.6);
    expect(report.matches[0]?.missing.join(' ')).toContain('this is a guess');
    expect(report.events).toEqual([]);
    expect(report.plan.length).toBeGreaterThan(0);
  });

  test('a photo that was read by a machine: slips in the header, and a trace that seems to have none', () => {
    const trace = ['Ca1l Trace:', ' <TASK>', ' dump_stack_lv1+0x4a/0x63', ' panic+0x149/0x321'];
    const header = 'Kernel panlc - not syncinq: VFS: Unab1e to mount root fs on unknown-b1ock(0,0)';
    const report = triage([header, ...trace].join('\n'), 'photo', knowledge);
    expect(report).toMatchObject({ answer: 'guess', primary: null, events: [], verdict: null });
    expect(report.matches[0]).toMatchObject({ kind: 'vfs-no-root', event: null });

    for (const text of [trace, [...trace, header]]) {
      const headerless = triage(text.join('\n'), 'photo', knowledge);
      expect(headerless.events.map(({ kind }) => kind)).toEqual(['panic-other']);
      expect(headerless.answer).not.toBe('guess');
    }
  });

  test('a word put right lets the line give its values', () => {
    const report = triage(
      'mysqld invokd oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0',
      'photo',
      knowledge,
    );
    expect(report.matches[0]?.evidence[0]?.captures).toMatchObject({ asker: 'mysqld' });
  });

  test('says which word was read for which', () => {
    const report = triage('general protecton fault: 0000', 'photo', knowledge);
    expect(report.matches[0]?.missing.join(' ')).toContain('"protecton" for "protection"');
  });
});

describe('no guess', () => {
  test.each([
    'the server is slow since this morning and nobody knows why',
    'please restart the process, memory is fine',
    'two eggs\na pound of flour\nhalf a pint of milk',
    'Traceback (most recent call last):\n  File "a.py", line 3, in <module>\nMemoryError',
    'WARNING: No server certificate verification method has been enabled.',
    'panic: runtime error: invalid memory address or nil pointer dereference',
    'BOOT_IMAGE=/vmlinuz root=UUID=1 ro quiet panic=10',
    '',
  ])('%s', (text) => {
    expect(triage(text, 'text', knowledge).matches).toEqual([]);
  });

  test('where the reader found an event, its words are enough', async () => {
    for (const sample of await readSamples(join(content, 'samples'))) {
      const report = triage(sample.text, sample.file, knowledge);
      if (report.events.length > 0) expect(report.answer).not.toBe('guess');
    }
  });

  test('a long text is a log: nothing in it is guessed at', () => {
    const line = 'general protecton fault probaly for non-canonical adress\n';
    expect(triage(line.repeat(30), 'text', knowledge).answer).toBe('no-kernel-text');
  });
});

test('never throws, and no guess is sure, for any few lines', () => {
  const words = [
    'kernel',
    'panic',
    'not',
    'syncing',
    'BUG:',
    'Out',
    'of',
    'memory',
    '0x1',
    '%s',
    '\n',
    '__proto__',
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...words), { maxLength: 40 }), (parts) => {
      const report = triage(parts.join(' '), 'text', knowledge);
      if (report.answer !== 'guess') return;
      for (const { confidence } of report.matches) expect(confidence).toBeLessThan(0.6);
    }),
  );
});
