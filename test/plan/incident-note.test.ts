// The note for the ticket: what stands in it, that names do not, and that nothing of a log becomes
// markup. The two notes in test/plan/notes are read, as a colleague would, when they change:
//   UPDATE_GOLDENS=1 npx vitest run --project source test/plan/incident-note.test.ts

import { join } from 'node:path';
import fc from 'fast-check';
import type { Nodes } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, test } from 'vitest';
import { buildKnowledge } from '../../src/graph/build-knowledge.ts';
import { readLibrary } from '../../src/library/read-library.ts';
import { readSamples } from '../../src/library/read-samples.ts';
import { planKey } from '../../src/plan/plan-phases.ts';
import { linesToShare, type SharedFormat, shareReport } from '../../src/plan/shared-report.ts';
import { triageStream } from '../../src/plan/triage.ts';
import { writeNote } from '../../src/plan/write-note.ts';
import { expectGolden } from '../golden.ts';

const content = join(import.meta.dirname, '../../content');
const knowledge = buildKnowledge((await readLibrary(join(content, 'runbooks'))).runbooks);
const samples = await readSamples(join(content, 'samples'));
const oops = samples.find(
  ({ file }) => file === 'faults/null-pointer-dereference/null-pointer-module.log',
)!.text;

function read(text: string, name = 'serial.txt') {
  const stream = triageStream(name, knowledge);
  stream.feed(text);
  return stream.finish();
}

function note(text: string, format: SharedFormat = 'markdown', done = 0): string {
  const { report, log } = read(text);
  const at = (index: number) => `2026-01-02T03:0${index}:00+01:00`;
  const ticked = Object.fromEntries(
    report.plan.slice(0, done).map((planned, index) => [planKey(planned), at(done - index)]),
  );
  const source = {
    report,
    lines: linesToShare(log, report),
    progress: { ticked, values: {} },
    madeBy: 'Written by Panicroom.',
  };
  return shareReport(source, format).text;
}

const syslog = oops
  .split('\n')
  .map((line) => `Jan  2 03:00:00 db-prod-7 kernel: ${line}`)
  .join('\n');

describe('a note', () => {
  test.each(['markdown', 'text'] as const)('as %s', (format) => {
    expectGolden(
      join(import.meta.dirname, `notes/null-pointer.${format === 'text' ? 'txt' : 'md'}`),
      note(syslog, format, 3),
    );
  });

  test('tells what was done in the order of the clock', () => {
    const text = note(syslog, 'text', 3);
    const times = [...text.matchAll(/2026-01-02T03:0(\d)/g)].map((match) => match[1]);
    expect(times).toEqual(['1', '2', '3']);
  });

  test('of a healthy log says so', () => {
    const healthy = samples.find(({ file }) => file === 'healthy/boot-6.1.log')!.text;
    expect(note(healthy)).toMatch(/^# No kernel failure in \d+ lines/);
  });

  test('has the organisation’s contacts and the runbook’s own words as they were written', () => {
    const { report, log } = read(syslog);
    const ways = [
      { by: 'phone', at: '+1 555 0100' },
      { by: 'mail', at: 'duty@db-prod-7.example' },
    ] as const;
    const told = {
      ...report,
      requirements: [{ text: 'Root on db-prod-7', needs: [] }],
      escalation: {
        step: null,
        calls: [{ when: 'it happens again', whom: 'the kernel team', text: 'x' }],
        attach: ['The console of db-prod-7'],
      },
      contacts: [
        { who: 'db-prod-7 on-call', when: null, ways: [...ways], areas: [], runbooks: [] },
      ],
    };
    const source = { report: told, lines: [...linesToShare(log, report)], madeBy: 'x' };
    const text = shareReport(source, 'text').text;
    expect(text).toContain('- db-prod-7 on-call: phone +1 555 0100, mail duty@db-prod-7.example');
    expect(text).toContain('- the kernel team: when it happens again');
    expect(text).toContain('- The console of db-prod-7');
    expect(text).toContain('- Root on db-prod-7');
    const { contacts, requirements, escalation } = JSON.parse(shareReport(source, 'json').text);
    expect({ contacts, requirements, escalation }).toEqual({
      contacts: told.contacts,
      requirements: told.requirements,
      escalation: told.escalation,
    });
    expect(text.split('What the kernel said')[1]!.split('Wake someone')[0]).not.toContain(
      'db-prod-7',
    );
  });

  test('as JSON is the report, masked, with what was done', () => {
    const shared = JSON.parse(note(syslog, 'json', 2));
    expect(shared.format).toBe('panicroom-report');
    expect(Object.keys(shared.progress.ticked)).toHaveLength(2);
    expect(JSON.stringify(shared)).not.toContain('db-prod-7');
  });
});

test('no sample’s host, address or user is in its note, in any form', () => {
  const secrets = ['db-prod-7', '10.66.3.2', '3c:97:0e:12:34:56', 'alexa', 'vault.corp.example'];
  const lines = [
    'Jan  2 03:00:00 db-prod-7 kernel: Linux version 6.1.0 (alexa@vault.corp.example) (gcc) #1 SMP',
    'Jan  2 03:00:00 db-prod-7 kernel: net eth0: 10.66.3.2 3c:97:0e:12:34:56 /home/alexa/x',
  ].join('\n');
  const text = `${lines}\n${syslog}\n${lines.replaceAll('kernel:', 'kernel: I/O error, dev sda, sector 1 at')}`;
  for (const format of ['markdown', 'text', 'json'] as const) {
    const written = note(text, format, 3);
    expect(secrets.filter((secret) => written.includes(secret))).toEqual([]);
  }
});

describe('nothing of a log becomes markup', () => {
  const hostile = fc.constantFrom(
    '<img src=x onerror=alert(1)>',
    '[x](javascript:alert(1))',
    '![x](http://a.b/c.png)',
    'https://evil.example/x',
    'www.evil.example',
    '@everyone',
    '#12',
    '```',
    '~~~~',
    '`',
    '# heading',
    '- [x] done',
    '1. one',
    '> quote',
    '| a | b |',
    '&lt;b&gt;',
    '**bold**',
    '__x__',
    '\\',
    '\u202e',
    '\u001b[31m',
    '===',
    '---',
    '$(reboot)',
    ' ',
    'word',
  );
  const text = fc
    .array(hostile, { minLength: 1, maxLength: 8 })
    .map((parts) => parts.join(' '))
    .filter((words) => words.trim() !== '');
  const parser = unified().use(remarkParse).use(remarkGfm);

  function typesIn(node: Nodes, found: string[] = []): string[] {
    found.push(node.type);
    if ('children' in node) for (const child of node.children) typesIn(child as Nodes, found);
    return found;
  }

  test('in words, lists, facts, log lines and commands', () => {
    fc.assert(
      fc.property(text, (words) => {
        const markdown = writeNote(
          [
            { type: 'heading', level: 1, text: words },
            { type: 'paragraph', text: words },
            { type: 'facts', rows: [['Task', words]] },
            { type: 'list', items: [words] },
            { type: 'log', lines: [{ number: 1, text: words }] },
            {
              type: 'commands',
              heading: 'Done',
              items: [{ done: true, at: null, purpose: words, command: words, marks: 'x' }],
            },
          ],
          'markdown',
        );
        const tree = parser.parse(markdown);
        const types = new Set(typesIn(tree));
        for (const forbidden of [
          'link',
          'image',
          'html',
          'blockquote',
          'table',
          'thematicBreak',
          'delete',
        ]) {
          expect(types).not.toContain(forbidden);
        }
        expect(tree.children.map(({ type }) => type)).toEqual([
          'heading',
          'paragraph',
          'list',
          'code',
          'heading',
          'list',
        ]);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
        expect(markdown).not.toMatch(/[\u001b\u202e]/);
      }),
      { numRuns: 300 },
    );
  });
});
