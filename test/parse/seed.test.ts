// The seed runbook, unchanged: what its author meant must be found without a change to it. Counts
// were made by hand from the file.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Section } from '../../src/model/runbook.ts';
import { parseRunbook } from '../../src/parse/parse-runbook.ts';

const path = join(import.meta.dirname, '../../../shared/seed/kernel-panic.md');
const absent = !existsSync(path);

describe.skipIf(absent)(
  `seed runbook${absent ? ' (skipped: ../shared/seed is not here)' : ''}`,
  () => {
    const source = absent ? '' : readFileSync(path, 'utf8');
    const { runbook, diagnostics } = parseRunbook(source, 'kernel-panic.md');
    const written = ({ span }: { span: Section['span'] }) =>
      source.slice(span.start.offset, span.end.offset);
    const all = (sections: Section[]): Section[] =>
      sections.flatMap((section) => [section, ...all(section.sections)]);
    const section = (title: string) =>
      all(runbook.sections).find((candidate) => candidate.title === title)!;
    const commandsUnder = (title: string) => {
      const { span } = section(title);
      return runbook.commands.filter(
        (command) =>
          command.span.start.offset >= span.start.offset &&
          command.span.end.offset <= span.end.offset,
      );
    };

    test('nothing in it is wrong', () => {
      expect(diagnostics).toEqual([]);
      expect(runbook.id).toBe('kernel-panic');
      expect(runbook.title).toBe('Failure Scenario: Kernel Panic Analysis');
      expect(runbook.summary).toMatch(/^Kernel panics are catastrophic failures/);
    });

    test('five directives with their titles, each beside what it guards', () => {
      const command = new Map(runbook.commands.map(({ id, text }) => [id, text]));
      expect(
        runbook.notes.map((note) => [
          note.kind,
          note.title,
          command.get(note.guards!) ?? note.guards,
        ]),
      ).toEqual([
        ['important', 'Debug Symbols Required', 'apt-get install crash linux-crashdump'],
        [
          'warning',
          'Version Matching',
          'crash /usr/lib/debug/lib/modules/$(uname -r)/vmlinux /var/crash/vmcore',
        ],
        ['tip', 'Reading Backtraces', 'bt'],
        ['important', 'Module Analysis', 'mod'],
        ['warning', 'Production Warning', 'best-practices'],
      ]);
      for (const note of runbook.notes) {
        expect(written(note).split('\n')[0]).toBe(`:::${note.kind} ${note.title}`);
        expect(written(note).endsWith('\n:::')).toBe(true);
      }
    });

    test('sixteen taint flags', () => {
      expect(runbook.taintFlags.map(({ letter }) => letter).join('')).toBe('PFSRMBUDAWCIOELK');
      expect(runbook.taintFlags[0]!.meaning).toBe('Proprietary module loaded');
      for (const flag of runbook.taintFlags) {
        expect(written(flag)).toBe(`- \`${flag.letter}\` - ${flag.meaning}`);
      }
    });

    test('forty commands, eight of them inside crash, six under kdump Configuration', () => {
      expect(runbook.commands).toHaveLength(40);
      const inside = runbook.commands.filter(({ runs }) => runs === 'crash');
      expect(inside.map(({ text }) => text)).toEqual([
        'bt',
        'ps',
        'log',
        'kmem -i',
        'mod',
        'exit',
        'mod',
        'log | grep taint',
      ]);
      expect(commandsUnder('kdump Configuration').map(({ text }) => text)).toEqual([
        'apt-get install linux-crashdump',
        'update-grub',
        'systemctl enable kdump',
        'systemctl start kdump',
        'echo c > /proc/sysrq-trigger',
        'ls -lh /var/crash/',
      ]);
    });

    test('each command points at its words', () => {
      for (const command of runbook.commands) expect(written(command)).toBe(command.text);
      const blanks = runbook.commands.flatMap(({ text, placeholders }) =>
        placeholders.map(({ start, end }) => text.slice(start, end)),
      );
      expect(blanks).toEqual(['<driver-package>']);
    });

    test('no comment, config or panic text is a command', () => {
      for (const { text } of runbook.commands) {
        expect(text).not.toMatch(
          /^#|^crash>|^USE_KDUMP|^KDUMP_SYSCTL|^Kernel panic|^CPU:|ffffffff/,
        );
      }
    });

    test('purposes come from the comment above or behind', () => {
      const purpose = (text: string) => runbook.commands.find((c) => c.text === text)?.purpose;
      expect(purpose('journalctl -k -b -1')).toBe('All kernel messages from previous boot');
      expect(purpose('bt')).toBe('Backtrace - see the call stack when panic occurred');
      expect(purpose('ipmitool sel elist')).toBe('Generic IPMI');
      expect(runbook.commands.filter((c) => c.text === 'mod')[1]!.purpose).toBe(
        'Lists loaded modules',
      );
    });

    test('risks', () => {
      const risk = (text: string) => runbook.commands.find((c) => c.text === text)?.risk;
      expect(risk('systemctl status kdump')).toBe('read-only');
      expect(risk('systemctl enable kdump')).toBe('changes-state');
      expect(risk('reboot')).toBe('reboots');
      expect(risk('echo c > /proc/sysrq-trigger')).toBe('reboots');
      expect(runbook.commands.filter((c) => c.riskFrom === 'unknown')).toEqual([]);
    });

    test('five cause groups with their bullets', () => {
      expect(
        runbook.causes.map((cause) => [
          cause.number,
          cause.title,
          cause.blocks.flatMap((block) => (block.type === 'causes' ? block.causes : [])).length,
        ]),
      ).toEqual([
        [1, 'Hardware Failure', 4],
        [2, 'Kernel Bugs', 3],
        [3, 'Corrupted Data', 3],
        [4, 'Resource Exhaustion', 3],
        [5, 'Incompatible Hardware/Drivers', 3],
      ]);
      for (const cause of runbook.causes) {
        expect(written(cause)).toMatch(
          new RegExp(`^\\*\\*${cause.number}\\. ${cause.title}:\\*\\*`),
        );
        for (const block of cause.blocks) {
          if (block.type !== 'causes') continue;
          for (const item of block.causes) expect(written(item)).toBe(`- ${item.label}`);
        }
      }
    });

    test('three options now, two groups for the long term', () => {
      expect(runbook.fixes.map((fix) => [fix.term, fix.number, fix.title])).toEqual([
        ['immediate', 1, 'Boot Previous Kernel'],
        ['immediate', 2, 'Disable Problematic Module'],
        ['immediate', 3, 'Update Kernel/Drivers'],
        ['long-term', null, 'For Hardware Issues'],
        ['long-term', null, 'For Software Issues'],
      ]);
    });

    test('symptoms, steps, measures and the way on', () => {
      expect(runbook.symptoms.map(({ label, detail }) => [label, detail])).toEqual([
        ['Console shows panic message', 'Stack trace visible'],
        ['System reboots unexpectedly', 'Automatic reboot (if configured)'],
        ['No response', 'System completely frozen'],
        ['vmcore file created', 'If kdump enabled, in /var/crash/'],
        ['Kernel panic - not syncing: Fatal exception', null],
      ]);
      const numbered = runbook.steps.filter(({ number }) => number !== null);
      expect(numbered.map(({ title }) => title)).toEqual([
        'Collect Logs',
        'Analyze vmcore (if available)',
        'Identify Offending Module',
        'Check Hardware',
      ]);
      expect(section('Analyze vmcore (if available)').sections.map(({ title }) => title)).toEqual([
        'Check for vmcore',
        'Analyze with crash utility',
        'Inside crash - essential commands',
      ]);
      expect(runbook.prevention.map(({ title }) => title)).toEqual([
        'Kernel Updates',
        'Hardware Monitoring',
        'Enable kdump',
        'Regular Testing',
      ]);
      expect(runbook.links.map(({ runbook: id, next }) => [id, next])).toEqual([
        ['oom-storms', true],
      ]);
      expect(written(runbook.links[0]!)).toBe('[OOM Kill Storm](./oom-storms)');
    });
  },
);
