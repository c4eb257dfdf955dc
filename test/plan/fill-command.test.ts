// What reaches the clipboard: values filled in, and nothing smuggled with them. The last word has a
// real shell, which must see the value as one word and run nothing.

import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Placeholder } from '../../src/model/runbook.ts';
import { fillCommand, quoteForShell } from '../../src/plan/fill-command.ts';

function placeholdersOf(template: string): Placeholder[] {
  return [...template.matchAll(/<([a-z-]+)>/g)].map((match) => ({
    name: match[1]!,
    start: match.index,
    end: match.index + match[0].length,
  }));
}

const fill = (template: string, values: Record<string, string | null>, runs?: 'crash') =>
  fillCommand(template, placeholdersOf(template), values, runs);

describe('fillCommand', () => {
  test('fills every occurrence, leaves the unknown', () => {
    expect(fill('ps -p <pid> && cat /proc/<pid>/stack > <file>', { pid: '92' })).toEqual({
      command: 'ps -p 92 && cat /proc/92/stack > <file>',
      filled: { pid: '92' },
      unfilled: ['file'],
    });
  });

  test('a name of Object.prototype is not a value', () => {
    expect(fill('modinfo <constructor>', {}).unfilled).toEqual(['constructor']);
  });

  test('inside quotes only plain words are taken', () => {
    expect(fill('grep "<comm>" x', { comm: 'java' }).command).toBe('grep "java" x');
    expect(fill('grep "<comm>" x', { comm: '$(reboot)' }).unfilled).toEqual(['comm']);
    expect(fill("grep '<comm>' x", { comm: "a' b" }).unfilled).toEqual(['comm']);
  });

  test('crash is no shell: nothing is quoted there', () => {
    expect(fill('bt <pid>', { pid: '92' }, 'crash').command).toBe('bt 92');
    expect(fill('bt <pid>', { pid: '1; !reboot' }, 'crash').unfilled).toEqual(['pid']);
  });

  test.each([
    ['a line break', 'kfail\nreboot'],
    ['a carriage return', 'kfail\rreboot'],
    ['a terminal escape', 'kfail\u001b[2J'],
    ['a bidi override', 'kfail\u202etoober'],
    ['a zero-width space', 'kf\u200bail'],
    ['an option', '--remove'],
    ['nothing', ''],
    ['half a character', '\ud800'],
  ])('%s is left for a person to judge', (_name, value) => {
    expect(quoteForShell(value)).toBeNull();
    expect(fill('modinfo <module>', { module: value }).unfilled).toEqual(['module']);
  });
});

test('a shell reads any filled value as one word, and as that value', () => {
  const values = fc.sample(
    fc.oneof(
      fc.string({ minLength: 1, maxLength: 40 }),
      fc.constantFrom(
        '; reboot',
        '$(touch x)',
        '`id`',
        "'; id; '",
        '*',
        '~root',
        'a b',
        '"',
        '\\',
        '!!',
        '#x',
        '&',
        '{a,b}',
      ),
    ),
    { numRuns: 200, seed: 11 },
  );
  const kept = values.flatMap((value) => {
    const { command, unfilled } = fill('printf %s\\\\0 <value>', { value });
    return unfilled.length === 0 ? [{ value, command }] : [];
  });
  expect(kept.length).toBeGreaterThan(100);
  const shell = spawnSync('sh', {
    input: kept.map(({ command }) => command).join('\n'),
    encoding: 'utf8',
  });
  expect(shell.stderr).toBe('');
  expect(shell.stdout.split('\0').slice(0, -1)).toEqual(kept.map(({ value }) => value));
});
