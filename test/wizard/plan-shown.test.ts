// What the plan looks like and what it asks before a costly copy.

import { describe, expect, test } from 'vitest';
import {
  chosenDistribution,
  distributionChoices,
  isForDistribution,
} from '../../src/plan/for-distribution.ts';
import { planPhases } from '../../src/plan/plan-phases.ts';
import { runbookLink } from '../../src/site/client/wizard/runbook-link.ts';
import { whatIsLost } from '../../src/site/client/wizard/what-is-lost.ts';
import { plannedOf, reportOf } from './report-fixture.ts';

describe('phases', () => {
  test('come in the order in which they are done, steps numbered through', () => {
    const phases = planPhases([
      plannedOf({ phase: 'fix', step: 'c' }),
      plannedOf({ phase: 'save', step: 'a' }),
      plannedOf({ phase: 'save', step: 'a', template: 'sync' }),
      plannedOf({ phase: 'save', step: 'b' }),
    ]);
    expect(
      phases.map(({ phase, steps }) => [
        phase,
        steps.map(({ number, step, commands }) => [number, step, commands.length]),
      ]),
    ).toEqual([
      [
        'save',
        [
          [1, 'a', 2],
          [2, 'b', 1],
        ],
      ],
      ['fix', [[3, 'c', 1]]],
    ]);
  });
});

describe('what is lost', () => {
  const save = plannedOf({ phase: 'save', template: 'dmesg > x' });
  const never = () => false;

  test('nothing, for what only looks or can be undone', () => {
    for (const risk of ['read-only', 'changes-state'] as const) {
      expect(whatIsLost(plannedOf({ risk }), 'x', [save], never)).toBeNull();
    }
  });

  test('a reboot costs what is in memory, and names what is not saved yet', () => {
    const loss = whatIsLost(plannedOf({ risk: 'reboots' }), 'reboot', [save], never);
    expect(loss?.lost.join(' ')).toMatch(/only in memory.*saves evidence.*not ticked yet/);
    const saved = whatIsLost(plannedOf({ risk: 'reboots' }), 'reboot', [save], () => true);
    expect(saved?.lost.join(' ')).not.toContain('ticked');
  });

  test('destroyed data is named by its path', () => {
    const command = "wipefs --all /dev/sdb '/mnt/a'";
    const loss = whatIsLost(plannedOf({ risk: 'destroys-data' }), command, [], never);
    expect(loss?.lost[0]).toContain('/dev/sdb, /mnt/a');
  });
});

describe('the distribution', () => {
  const plan = [
    plannedOf({ distributions: ['RHEL and kin', 'Fedora'] }),
    plannedOf({ distributions: ['Debian'] }),
    plannedOf(),
  ];
  const unknown = reportOf({ plan });
  const told = { ...unknown, machine: { ...unknown.machine, distribution: 'SUSE' } };

  test('is asked for where the log does not tell it and commands differ', () => {
    expect(distributionChoices(unknown)).toEqual(['RHEL and kin', 'Fedora', 'Debian']);
    expect(distributionChoices(told)).toEqual([]);
    expect(distributionChoices(reportOf({ plan: plan.slice(1) }))).toEqual([]);
  });

  test('that was chosen counts for such a log alone', () => {
    expect(chosenDistribution(unknown, 'Debian')).toBe('Debian');
    expect(chosenDistribution(unknown, 'Alpine')).toBeNull();
    expect(chosenDistribution(told, 'Debian')).toBeNull();
  });

  test('leaves what is for it and what is for all', () => {
    expect(plan.map((planned) => isForDistribution(planned, 'Debian'))).toEqual([
      false,
      true,
      true,
    ]);
    expect(plan.map((planned) => isForDistribution(planned, null))).toEqual([true, true, true]);
  });
});

describe('links to runbooks', () => {
  test.each([
    ['', 'faults/kernel-panic', 'look', 'runbooks/faults/kernel-panic/index.html#look'],
    ['../', 'memory/oom-kill', null, '../runbooks/memory/oom-kill/index.html'],
    ['', 'a/"><b>', 'x y', 'runbooks/a/%22%3E%3Cb%3E/index.html#x%20y'],
  ])('%s %s %s', (root, runbook, step, expected) =>
    expect(runbookLink(root, runbook, step)).toBe(expected),
  );

  test('name the distribution, and no more of the log', () => {
    expect(runbookLink('', 'a/b', 'save', 'RHEL and kin')).toBe(
      'runbooks/a/b/index.html#save?distribution=RHEL%20and%20kin',
    );
    expect(runbookLink('', 'a/b', null, 'Debian')).toBe(
      'runbooks/a/b/index.html#?distribution=Debian',
    );
  });
});
