import { describe, expect, test } from 'vitest';
import { copyableCommand } from '../../src/plan/typed-values.ts';
import { commandParts } from '../../src/site/client/wizard/command-parts.ts';
import { plannedOf } from './report-fixture.ts';

const modprobe = plannedOf({
  template: 'modprobe -r <module> && logger <reason> # <module>',
  filled: { module: 'kfail' },
  filledFrom: { module: 399 },
  unfilled: ['reason'],
});

describe('a planned command in parts', () => {
  test('text, values with their line, blanks', () => {
    expect(commandParts(modprobe, {})).toEqual([
      { type: 'text', text: 'modprobe -r ' },
      { type: 'value', name: 'module', text: 'kfail', line: 399 },
      { type: 'text', text: ' && logger ' },
      { type: 'blank', name: 'reason', value: '', refused: false },
      { type: 'text', text: ' # ' },
      { type: 'value', name: 'module', text: 'kfail', line: 399 },
    ]);
  });

  test('what is typed fills the blank, and the copy', () => {
    const typed = { reason: ' out of luck ' };
    expect(commandParts(modprobe, typed)[3]).toMatchObject({
      value: ' out of luck ',
      refused: false,
    });
    expect(copyableCommand(modprobe, typed)).toMatchObject({
      command: "modprobe -r kfail && logger 'out of luck' # kfail",
      unfilled: [],
    });
  });

  test('without it the copy still has the blank, and says so', () => {
    expect(copyableCommand(modprobe, { reason: '  ' })).toMatchObject({
      command: 'modprobe -r kfail && logger <reason> # kfail',
      unfilled: ['reason'],
    });
  });

  test('a log cannot smuggle a second command', () => {
    const hostile = plannedOf({
      template: 'modinfo <module>',
      filled: { module: 'x; rm -rf / #' },
      filledFrom: { module: 3 },
    });
    expect(copyableCommand(hostile, {}).command).toBe("modinfo 'x; rm -rf / #'");
    expect(commandParts(hostile, {})[1]).toMatchObject({ type: 'value', text: "'x; rm -rf / #'" });
  });

  test('nor can a typed value: one that no quoting makes safe is refused where it stands', () => {
    for (const value of ['a\u001B[201~\nreboot', '-rf', 'a\u202Eb']) {
      const parts = commandParts(modprobe, { reason: value });
      expect(parts[3]).toMatchObject({ type: 'blank', refused: true });
      expect(copyableCommand(modprobe, { reason: value }).unfilled).toEqual(['reason']);
    }
  });

  test('inside crash and inside quotes only plain words are taken', () => {
    const inCrash = plannedOf({ template: 'bt <pid>', runs: 'crash', unfilled: ['pid'] });
    expect(commandParts(inCrash, { pid: '92 | sh' })[1]).toMatchObject({ refused: true });
    expect(commandParts(inCrash, { pid: '92' })[1]).toMatchObject({ refused: false });
    const quoted = plannedOf({ template: 'echo "<text>"', unfilled: ['text'] });
    expect(commandParts(quoted, { text: '$(reboot)' })[1]).toMatchObject({ refused: true });
  });

  test('names that objects inherit are no values', () => {
    const odd = plannedOf({ template: 'echo <constructor>', unfilled: ['constructor'] });
    expect(commandParts(odd, {})[1]).toMatchObject({ type: 'blank', value: '' });
    expect(copyableCommand(odd, {}).unfilled).toEqual(['constructor']);
  });
});
