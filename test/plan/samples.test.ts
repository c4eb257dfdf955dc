// The whole way, for every sample: the right runbook leads, its own signature is the evidence, a
// near-miss leads nowhere near, and the plan's commands hold the log's values.

import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildKnowledge } from '../../src/graph/build-knowledge.ts';
import { readLibrary } from '../../src/library/read-library.ts';
import { readSamples } from '../../src/library/read-samples.ts';
import { compileSignatures } from '../../src/match/match-signatures.ts';
import { phaseOrder } from '../../src/plan/plan-phases.ts';
import { triage } from '../../src/plan/triage.ts';

const content = join(import.meta.dirname, '../../content');
const { runbooks, diagnostics } = await readLibrary(join(content, 'runbooks'));
const knowledge = buildKnowledge(runbooks);
const samples = await readSamples(join(content, 'samples'));
const covered = new Set(knowledge.runbooks.flatMap(({ kinds }) => kinds));

describe('the library', () => {
  test('has no error and no warning', () => {
    expect(diagnostics.filter(({ level }) => level !== 'info')).toEqual([]);
  });

  test('every format of every signature compiles', () => {
    expect(compileSignatures(knowledge.signatures).refused).toEqual([]);
    expect(knowledge.signatures.length).toBeGreaterThan(10);
  });

  test('every signature speaks of a kind that its runbook covers', () => {
    const strange = knowledge.signatures.filter(
      ({ runbook, kind }) =>
        !knowledge.runbooks.find(({ id }) => id === runbook)?.kinds.includes(kind ?? ''),
    );
    expect(strange).toEqual([]);
  });

  test('every kind that a runbook covers has a sample', () => {
    const shown = new Set(samples.map(({ kind }) => kind));
    expect([...covered].filter((kind) => !shown.has(kind))).toEqual([]);
  });
});

/** What a program takes for the value behind it; the first group is the value. */
const argumentsOf: readonly [what: string, command: RegExp, fits: RegExp][] = [
  [
    'an address on the PCI bus',
    /\blspci [^|]*-s (\S+)|\/sys\/bus\/pci\/devices\/([^/ ]+)\/|^echo (\S+) > \/sys\/bus\/pci\/drivers/,
    /^(?:[0-9a-f]{4,8}:)?[0-9a-f]{2}:[0-9a-f]{2}(?:\.[0-7])?$/,
  ],
  ['a network block device', /\bnbd-client -[cd] \/dev\/(\S+)/, /^nbd\d+$/],
  ['the name of a map', /\bmultipathd \w+ map (\S+)/, /^(?!\d+:)/],
  ['a module', /\bmodprobe (?:-r )?([a-z]\S*)/, /^(?!(?:platform|pci|usb)$)/],
];

test.each(argumentsOf)('where a command asks for %s, it is filled with one', (_, command, fits) => {
  const plans = samples.flatMap(({ text, file }) => triage(text, file, knowledge).plan);
  const filled = plans.filter(({ filled, command: text }) => {
    const value = command
      .exec(text)
      ?.slice(1)
      .find((group) => group !== undefined);
    return value !== undefined && Object.values(filled).includes(value);
  });
  const wrong = filled.filter(
    ({ command: text }) => !fits.test(command.exec(text)!.slice(1).find(Boolean)!),
  );
  expect(wrong.map(({ runbook, command: text }) => `${runbook}: ${text}`)).toEqual([]);
});

describe('triage of a sample', () => {
  const own = samples.filter(({ kind, nearMiss }) => covered.has(kind) && nearMiss === null);
  test.each(own)('$file leads to a runbook of its kind, by a signature', ({ text, file, kind }) => {
    const report = triage(text, file, knowledge);
    const [first] = report.matches;
    expect(first).toMatchObject({ kind, event: report.primary });
    expect(knowledge.runbooks.find(({ id }) => id === first!.runbook)!.kinds).toContain(kind);
    const signatures = new Set(knowledge.signatures.map(({ id }) => id));
    expect(first!.evidence.some(({ signature }) => signatures.has(signature))).toBe(true);
    const rows = text.split('\n');
    for (const { line, columns, text: words } of first!.evidence) {
      expect(rows[line - 1]!.slice(columns[0] - 1, columns[1] - 1)).toBe(words);
    }
    expect(first!.confidence).toBeGreaterThanOrEqual(0.8);
    expect(report.plan.length).toBeGreaterThan(0);
    expect(report.collect).toEqual([]);
  });

  test.each(own)('$file leads there from a screen of 80 columns as well', ({ text, file }) => {
    const rows = text.split('\n').flatMap((line) => line.match(/.{1,80}/g) ?? ['']);
    const [whole, cut] = [text, rows.join('\n')].map((log) => triage(log, file, knowledge));
    expect(cut!.matches.map(({ runbook, confidence }) => ({ runbook, confidence }))).toEqual(
      whole!.matches.map(({ runbook, confidence }) => ({ runbook, confidence })),
    );
    for (const { line, columns, text: words } of cut!.matches[0]!.evidence) {
      const there = rows[line - 1]!.slice(columns[0] - 1, columns[1] - 1);
      expect(there.length).toBeGreaterThan(0);
      expect(words.startsWith(there)).toBe(true);
      expect(columns[1]).toBeLessThanOrEqual(rows[line - 1]!.length + 1);
    }
  });

  test.each(samples.filter(({ nearMiss }) => nearMiss !== null))(
    'the near-miss $file is not taken for $nearMiss',
    ({ text, file, nearMiss }) => {
      const report = triage(text, file, knowledge);
      expect(report.matches.filter(({ kind }) => kind === nearMiss)).toEqual([]);
    },
  );

  test.each(samples.filter(({ kind, nearMiss }) => kind === 'none' && nearMiss === null))(
    'the healthy $file matches nothing',
    ({ text, file }) => {
      const report = triage(text, file, knowledge);
      expect(report).toMatchObject({ answer: 'healthy', matches: [], plan: [] });
      expect(report.collect.length).toBeGreaterThan(0);
    },
  );
});

describe('a plan', () => {
  const text = samples.find(({ file }) => file.endsWith('null-pointer-module.log'))!.text;
  const report = triage(text, 'serial.txt', knowledge);

  test('keeps the order of its phases', () => {
    const phases = report.plan.map(({ phase }) => phaseOrder.indexOf(phase));
    expect(phases).toEqual([...phases].sort((a, b) => a - b));
    expect(report.plan[0]!.phase).toBe('save');
  });

  test('fills in values and says which line each came from', () => {
    const filled = report.plan.filter(({ filled }) => 'module' in filled);
    expect(filled.length).toBeGreaterThan(0);
    const rows = text.split('\n');
    for (const { command, filledFrom } of filled) {
      expect(command).toContain('kfail');
      expect(rows[filledFrom.module! - 1]).toContain('kfail');
    }
  });

  test('leaves out other distributions and what is not for tonight', () => {
    expect(report.machine.distribution).toBe('Debian');
    const commands = report.plan.map(({ command }) => command).join('\n');
    expect(commands).not.toMatch(/\bdnf\b|\bzypper\b|\bgrubby\b|sysrq-trigger/);
    expect(commands).toContain('apt-get install linux-image-amd64');
  });

  test('keeps all distributions where the log does not tell which it is', () => {
    const anonymous = text.replace(/Debian|debian/g, 'Linux');
    const commands = triage(anonymous, 'x', knowledge)
      .plan.map(({ command }) => command)
      .join('\n');
    for (const update of [
      'apt-get install linux-image-amd64',
      'apt-get install linux-image-generic',
      'dnf upgrade kernel',
      'zypper update kernel-default',
    ]) {
      expect(commands).toContain(update);
    }
  });
});

describe('decisions', () => {
  const answered = (file: string) => {
    const { text } = samples.find((sample) => sample.file.endsWith(file))!;
    const { steps } = triage(text, file, knowledge);
    const rows = text.split('\n');
    return steps.flatMap(({ step, branches }) =>
      branches.flatMap(({ seen, target }) =>
        seen === null
          ? []
          : [[step, target?.step, /CONSTRAINT_\w+|\w+ set/.exec(rows[seen - 1]!)?.[0]]],
      ),
    );
  };

  test('what the log itself prints is answered, with its line', () => {
    expect(answered('oom-kill/cgroup.log')).toEqual([
      ['whole-machine-or-one-cgroup', 'one-cgroup-ran-out', 'CONSTRAINT_MEMCG'],
      ['decide', 'give-the-cgroup-what-it-needs', 'CONSTRAINT_MEMCG'],
    ]);
    expect(answered('oom-kill/global.log')).toEqual([
      ['whole-machine-or-one-cgroup', 'the-whole-machine-ran-out', 'CONSTRAINT_NONE'],
    ]);
    expect(answered('warning-panic-on-warn.log')).toEqual([
      ['decide', 'let-the-machine-live', 'panic_on_warn set'],
    ]);
    expect(answered('warn/warning.log')).toEqual([]);
  });

  test('a plan says what is needed first, and whom to wake', () => {
    const { text } = samples.find(({ file }) => file.endsWith('oom-kill/cgroup.log'))!;
    const report = triage(text, 'x', knowledge);
    expect(report.requirements[0]).toMatchObject({ needs: ['root', 'console'] });
    expect(report.escalation?.calls[0]).toMatchObject({
      whom: 'the owner of the service that grew',
    });
    expect(report.escalation?.attach.length).toBeGreaterThan(2);
    const phases = report.steps.map(({ phase }) => phaseOrder.indexOf(phase));
    expect(phases).toEqual([...phases].sort((a, b) => a - b));
    const told = new Set(report.steps.map(({ step }) => step));
    expect(report.plan.filter(({ step }) => !told.has(step))).toEqual([]);
  });
});

test('a failure that no runbook covers is said to be unknown, with what to collect', () => {
  const text = samples.find(({ file }) => file.endsWith('null-pointer-module.log'))!.text;
  const others = knowledge.runbooks.filter(
    ({ kinds }) => !kinds.includes('null-pointer-dereference'),
  );
  const ids = new Set(others.map(({ id }) => id));
  const report = triage(text, 'x', {
    ...knowledge,
    runbooks: others,
    signatures: knowledge.signatures.filter(({ runbook }) => ids.has(runbook)),
  });
  expect(report).toMatchObject({ answer: 'failure', matches: [], plan: [] });
  expect(report.collect.length).toBeGreaterThan(3);
  expect(report.collect.every(({ risk }) => risk === 'read-only')).toBe(true);
});
