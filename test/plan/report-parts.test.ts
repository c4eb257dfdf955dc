// The small questions that the wizard, the command line and the note ask of a report, each with the
// reports at which its answer changes.

import { describe, expect, test } from 'vitest';
import type { Contact } from '../../src/model/organisation.ts';
import { confidenceNumber, confidenceWord } from '../../src/plan/confidence-word.ts';
import { contactAddress, contactsFor } from '../../src/plan/contacts.ts';
import { endingInWords, howItEnded } from '../../src/plan/ending.ts';
import {
  chosenDistribution,
  distributionChoices,
  isForDistribution,
} from '../../src/plan/for-distribution.ts';
import { incidentNote, type NoteBlock } from '../../src/plan/incident-note.ts';
import { keyRanges } from '../../src/plan/key-ranges.ts';
import { isAboutThisLog, planPhases } from '../../src/plan/plan-phases.ts';
import { linesToShare } from '../../src/plan/shared-report.ts';
import { suspectInWords } from '../../src/plan/suspects.ts';
import { copyableCommand } from '../../src/plan/typed-values.ts';
import { showText } from '../../src/plan/visible-text.ts';
import { hostsInWords, whoseMachine } from '../../src/plan/whose-machine.ts';
import { callInWords, conditionInWords, distributionWords } from '../../src/plan/words.ts';
import { writeNote } from '../../src/plan/write-note.ts';
import { eventOf, plannedOf, reportOf } from '../wizard/report-fixture.ts';

test.each([
  [0.9, 'sure'],
  [0.89, 'likely'],
  [0.6, 'likely'],
  [0.59, 'possible'],
] as const)('%d is %s', (confidence, word) => {
  expect(confidenceWord(confidence)).toBe(word);
});

test('nothing is certain', () => {
  expect([0.5, 0.999, 1].map(confidenceNumber)).toEqual(['0.50', '0.99', '0.99']);
});

test.each([
  [null, 'Otherwise:'],
  ['it prints X', 'If it prints X:'],
  ['Out of memory:', 'If Out of memory:'],
] as const)('a way on asks for %j: %s', (when, words) => {
  expect(conditionInWords(when)).toBe(words);
});

describe('how it ended', () => {
  const first = eventOf({ kind: 'refcount-bug', severity: 'failure', lines: [7, 20] });
  const panic = eventOf({ severity: 'fatal', lines: [40, 60], panic: 'Fatal exception' });
  test.each([
    ['nothing more is said', [first], null],
    ['by a panic of its own', [panic], 'The kernel stopped: Fatal exception'],
    [
      'by a later panic, so that what "goes on" is no more',
      [first, panic],
      'Later the kernel stopped: Fatal exception (line 40)',
    ],
    ["not by another machine's panic", [first, { ...panic, host: 'db7' }], null],
    [
      'a log that stops in it',
      [{ ...first, truncated: true }],
      'The log ends inside this report. What came after is missing.',
    ],
    [
      'nothing failed',
      [eventOf({ kind: 'firmware-missing', severity: 'notice' })],
      'A notice: in this log nothing broke in the kernel itself.',
    ],
  ] as const)('%s', (_, events, words) => {
    const ending = howItEnded(reportOf({ events: [...events], primary: 0 }));
    expect(ending && endingInWords(ending)).toBe(words);
  });
});

describe('contacts', () => {
  const contact = (who: string, areas: string[], runbooks: string[]): Contact => ({
    who,
    when: null,
    ways: [{ by: 'phone', at: '1' }],
    areas,
    runbooks,
  });
  const contacts = [
    contact('all', [], []),
    contact('storage', ['storage'], []),
    contact('oom', ['memory'], ['memory/oom-kill']),
    contact('network', ['network'], []),
  ];

  test.each([
    [['memory/oom-kill'], ['memory'], ['oom', 'all']],
    [['storage/x'], ['storage'], ['storage', 'all']],
    [['memory/oom-kill'], ['storage'], ['oom', 'storage', 'all']],
    [[], [], ['all']],
  ])('of %j and %j, the nearest first', (runbooks, areas, names) => {
    expect(contactsFor(contacts, { runbooks, areas }).map(({ who }) => who)).toEqual(names);
  });

  test.each([
    ['phone', '+1 (555) 01-00', 'tel:+15550100'],
    ['mail', 'duty@example.org', 'mailto:duty@example.org'],
    ['page', 'https://example.org/page', 'https://example.org/page'],
    ['chat', '#storage', null],
  ] as const)('%s %s is %s', (by, at, address) => {
    expect(contactAddress({ by, at })).toBe(address);
  });
});

describe('distributions', () => {
  const plan = [
    plannedOf({ distributions: ['Debian', 'Ubuntu'] }),
    plannedOf({ distributions: ['RHEL and kin', 'Fedora'] }),
    plannedOf(),
  ];
  const known = reportOf({ plan, machine: { ...reportOf().machine, distribution: 'Debian' } });

  test('a person chooses where the log does not tell, and there is a choice', () => {
    expect(distributionChoices(reportOf({ plan }))).toEqual([
      'Debian',
      'Ubuntu',
      'RHEL and kin',
      'Fedora',
    ]);
    expect(
      distributionChoices(reportOf({ plan: [plannedOf({ distributions: ['SUSE'] })] })),
    ).toEqual([]);
    expect(distributionChoices(known)).toEqual([]);
  });

  test.each([
    [reportOf({ plan }), 'Ubuntu', 'Ubuntu'],
    [reportOf({ plan }), 'SUSE', null],
    [reportOf({ plan }), null, null],
    [known, 'Ubuntu', null],
  ])('what was chosen counts only there (%#)', (report, chosen, counts) => {
    expect(chosenDistribution(report, chosen)).toBe(counts);
  });

  test.each([
    ['Debian', [true, false, true]],
    [null, [true, true, true]],
  ])('commands for %s', (distribution, expected) => {
    expect(plan.map((planned) => isForDistribution(planned, distribution))).toEqual(expected);
  });

  test('kin are not named beside their family', () => {
    expect(distributionWords(['RHEL and kin', 'Fedora', 'SUSE'])).toBe('RHEL and kin, SUSE');
    expect(distributionWords(['Debian', 'Fedora'])).toBe('Debian, Fedora');
  });
});

describe('lines that a reader needs', () => {
  const input = { ...reportOf().input, lines: 1000 };
  const fact = { name: 'cpu', value: '1', meaning: null, at: { line: 500, start: 1, end: 2 } };

  test.each([
    [
      'of a log without events, its ends',
      { input },
      [
        [1, 12],
        [989, 1000],
      ],
    ],
    [
      'of a short one, all',
      {},
      [
        [1, 12],
        [89, 100],
      ],
    ],
    ['of nothing, nothing', { input: { ...input, lines: 0 } }, []],
    [
      'the event to act on whole, of others the beginning, each fact',
      { input, events: [eventOf({ facts: [fact] }), eventOf({ lines: [70, 200] })] },
      [
        [38, 62],
        [68, 72],
        [498, 502],
      ],
    ],
    [
      'of a very long report its two ends',
      { input, events: [eventOf({ lines: [40, 400] })] },
      [
        [38, 100],
        [392, 402],
      ],
    ],
    [
      'where a value of the plan came from',
      { input, events: [eventOf()], plan: [plannedOf({ filledFrom: { module: 900 } })] },
      [
        [38, 62],
        [898, 902],
      ],
    ],
  ])('%s', (_, parts, ranges) => {
    expect(keyRanges(reportOf(parts as Parameters<typeof reportOf>[0]))).toEqual(ranges);
  });

  test('and those asked for', () => {
    expect(keyRanges(reportOf({ input, events: [eventOf()] }), [63, 700])).toEqual([
      [38, 65],
      [698, 702],
    ]);
  });

  test('a log that is too long to share is shared by them, without what is not held', () => {
    const raw = (line: number) => (line === 41 ? null : `line ${line}`);
    const report = reportOf({
      input: { ...input, lines: 300_000 },
      events: [eventOf({ lines: [40, 42] })],
    });
    const numbers = (lineCount: number) =>
      [...linesToShare({ lineCount, raw }, report)].map(({ number }) => number);
    expect(numbers(300_000)).toEqual([38, 39, 40, 42, 43, 44]);
    expect(numbers(42).slice(-2)).toEqual([40, 42]);
  });
});

test('what a person typed fills what the log did not, and nothing else', () => {
  const planned = plannedOf({
    template: 'umount <disk> && modprobe -r <module> # <disk>',
    filled: { module: 'nvme' },
    unfilled: ['disk'],
  });
  expect(copyableCommand(planned, { disk: ' sda ', module: 'other' })).toMatchObject({
    command: 'umount sda && modprobe -r nvme # sda',
    unfilled: [],
  });
  expect(copyableCommand(planned, {}).unfilled).toEqual(['disk']);
});

describe('whose machine', () => {
  const machine = (...names: string[]) => ({
    ...reportOf().machine,
    host: names.length === 1 ? names[0]! : null,
    hosts: names.map((name, index) => ({ name, line: index + 3 })),
  });

  test.each([
    [reportOf({ machine: machine('a') }), 'host a', { name: 'a', line: 3 }],
    [reportOf({ machine: machine('a'), events: [eventOf()] }), 'host a', null],
    [reportOf({ machine: machine('a', 'b') }), '2 hosts', null],
    [
      reportOf({ machine: machine('a', 'b', 'c'), events: [eventOf({ host: 'b' })] }),
      'host b, and 2 others',
      { name: 'b', line: 4 },
    ],
    // More hosts than are kept: the event's own line says it.
    [
      reportOf({ machine: machine('a', 'b'), events: [eventOf({ host: 'z' })] }),
      'host z, and 1 other',
      { name: 'z', line: 40 },
    ],
  ])('%#: %s', (report, words, whose) => {
    expect(whoseMachine(report)).toEqual(whose);
    expect(hostsInWords(report)).toBe(words);
  });
});

test('calls, suspects and hidden characters in words', () => {
  expect(callInWords({ whom: null, when: null, text: 'Wake us.' })).toBe('Wake us.');
  expect(callInWords({ whom: 'the owner', when: null, text: 'x' })).toBe('the owner');
  expect(callInWords({ whom: 'the owner', when: 'it is down', text: 'x' })).toBe(
    'the owner: when it is down',
  );
  const suspect = { what: 'module', name: 'nvme', about: [], why: 'it is.', line: null } as const;
  expect(suspectInWords({ ...suspect, about: [] })).toBe('nvme: it is.');
  expect(suspectInWords({ ...suspect, about: ['unsigned'], line: 3 })).toBe(
    'nvme (unsigned): it is. (line 3)',
  );
  expect(showText('a\nb\u202ec')).toBe('a\nb<U+202E>c');
});

test('phases: a step of one phase once, with its commands and ways on; one with neither not at all', () => {
  const step = { runbook: 'faults/kernel-panic', step: 'look', title: 'Look', phase: 'look' };
  const way = { when: 'x', advice: 'y', target: null, seen: null };
  const steps = [
    { ...step, branches: [] },
    { ...step, step: 'think', title: 'Think', branches: [way] },
    { ...step, step: 'talk', title: 'Talk', branches: [] },
  ] as unknown as Parameters<typeof planPhases>[1];
  const planned = [plannedOf(), plannedOf({ template: 'ls' }), plannedOf({ phase: 'fix' })];
  expect(
    planPhases(planned, steps).map(({ phase, steps: own }) => [
      phase,
      own.map(({ number, title, commands }) => [number, title, commands.length]),
    ]),
  ).toEqual([
    [
      'look',
      [
        [1, 'Look', 2],
        [2, 'Think', 0],
      ],
    ],
  ]);
  expect(planPhases(planned).map(({ phase }) => phase)).toEqual(['look', 'fix']);
});

test.each<[filled: Record<string, string>, isAbout: boolean]>([
  [{}, false],
  [{ release: '6.1.0-56-amd64' }, false],
  [{ disk: 'sda' }, true],
  [{ release: '6.1.0-56-amd64', disk: 'sda' }, true],
])('a command filled with %j is about this log: %s', (filled, isAbout) => {
  expect(isAboutThisLog(plannedOf({ filled }), reportOf())).toBe(isAbout);
});

describe('the note for the ticket', () => {
  const blocks = (parts: Parameters<typeof reportOf>[0], raw: (line: number) => string | null) =>
    incidentNote({
      report: reportOf(parts),
      raw,
      mask: (text) => text,
      masked: () => null,
      madeBy: 'x',
    });
  const textOf = (parts: Parameters<typeof reportOf>[0], raw = () => null as string | null) =>
    writeNote(blocks(parts, raw), 'text');
  const input = { ...reportOf().input, lines: 1, name: '/home/me/paste.log' };

  test.each([
    [{ answer: 'empty' }, 'Nothing in this input'],
    [{ answer: 'no-kernel-text', input }, 'Nothing said by a Linux kernel in 1 line'],
    [{ answer: 'healthy' }, 'No kernel failure in 100 lines'],
  ] as const)('%j', (parts, title) => {
    expect(blocks(parts, () => null)[0]).toEqual({ type: 'heading', level: 1, text: title });
  });

  test('a log is named without its folder', () => {
    expect(textOf({ input })).toMatch(/Log:? +paste\.log, 1 line\n/);
  });

  const rows = (event: Parameters<typeof eventOf>[0]) => {
    const facts = blocks({ events: [eventOf(event)] }, () => null).find(
      (block): block is Extract<NoteBlock, { type: 'facts' }> => block.type === 'facts',
    );
    return Object.fromEntries(facts!.rows);
  };

  test.each([
    ['When', { time: 12.5 }, '12.5 s after boot'],
    ['When', { timestamp: '2026-01-02', time: 1 }, '2026-01-02'],
    ['When', {}, undefined],
    ['Ending', { panic: 'Fatal exception' }, 'The kernel stopped: Fatal exception'],
    ['Ending', {}, undefined],
    ['Blamed', { function: 'a', guilty: 'b' }, 'b'],
    ['Blamed', { function: 'a', guilty: 'a' }, undefined],
    ['Task', { comm: 'cat', pid: 9 }, 'cat, PID 9'],
    ['Task', { comm: 'cat' }, 'cat'],
    ['Task', { pid: 9 }, undefined],
    ['Taint', { taint: '' }, 'not tainted'],
    ['Taint', {}, undefined],
    ['Repeats', { repeats: 3 }, '3 times'],
    ['Repeats', { repeats: 1 }, undefined],
  ])('%s of %j', (name, event, value) => {
    expect(rows(event)[name]).toBe(value);
  });

  test('a long report is cut, and so is a long line', () => {
    const text = textOf({ events: [eventOf({ lines: [1, 100] })] }, (line?: number) =>
      line === 2 ? null : 'y'.repeat(500),
    );
    expect(text).toContain(`${'y'.repeat(400)} … (the line goes on)`);
    expect(text).toContain('The report goes on for 19 more lines.');
  });

  test('of many events some are told, the others counted, each cause named', () => {
    const later = eventOf({
      title: 'later',
      lines: [70, 80],
      repeats: 4,
      cause: { event: 0, because: 'of it' },
      host: 'b',
    });
    const hosts = ['a', 'b'].map((name, line) => ({ name, line }));
    const text = textOf({
      events: [eventOf({ title: 'first', repeats: 1 }), ...Array(14).fill(later)],
      machine: { ...reportOf().machine, hosts },
      eventsLeftOut: 5,
    });
    expect(text).toContain('Line 40: first (this one)');
    expect(text).toContain('Line 70: b: later, 4 times, after line 40: of it');
    expect(text).toContain('8 more.');
  });

  test('whom to wake, whom to call', () => {
    const event = { events: [eventOf()] };
    const call = { whom: 'the owner', when: 'it is down', text: 'x' };
    const attach = ['the log'];
    const escalation = { step: null, calls: [call], attach };
    expect(textOf({ ...event, escalation })).toContain('- the owner: when it is down');
    expect(textOf({ ...event, escalation: { ...escalation, calls: [] } })).not.toContain('owner');
    expect(textOf({ ...event, escalation: { ...escalation, attach: [] } })).not.toContain(
      'What to attach',
    );
    const contact = { who: 'us', when: 'at night', areas: [], runbooks: [] };
    expect(
      textOf({ ...event, contacts: [{ ...contact, ways: [{ by: 'chat', at: '#us' }] }] }),
    ).toContain('- us (at night): chat #us');
  });

  test('commands that are done stand apart, and a phase without others is left out', () => {
    const match = { runbook: 'faults/kernel-panic', title: 'T', confidence: 1, event: 0 };
    const matches = [{ ...match, kind: 'x', evidence: [], missing: [], against: [] }];
    const plan = [plannedOf(), plannedOf({ phase: 'fix', step: 'fix', template: 'reboot' })];
    const report = reportOf({ events: [eventOf()], matches, plan });
    const told = incidentNote({
      report,
      raw: () => null,
      mask: (text) => text,
      masked: () => 'Replaced.',
      madeBy: 'x',
      progress: { ticked: { 'faults/kernel-panic#look uname -r': '2026-01-02' }, values: {} },
    });
    expect(told.flatMap((block) => (block.type === 'commands' ? [block.heading] : []))).toEqual([
      'Done',
      'To do: Stop it happening',
    ]);
    expect(told.at(-1)).toEqual({ type: 'paragraph', text: 'Replaced. x' });
  });

  test('an address with backticks in it stays code', () => {
    const note = writeNote(
      [{ type: 'paragraph', text: 'see https://x.example/`a`` now' }],
      'markdown',
    );
    expect(note).toContain('see ``` https://x.example/`a`` ``` now');
  });
});
