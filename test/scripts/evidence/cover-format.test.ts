// Which words of a format the strings of a kernel account for.

import { expect, test } from 'vitest';
import { coverFormat } from '../../../scripts/evidence/cover-format.ts';
import { joinedStrings, type KernelString } from '../../../scripts/evidence/kernel-strings.ts';
import { printedForm, wordsOf } from '../../../scripts/evidence/printed-form.ts';

const sources: Record<string, string> = {
  'kernel/watchdog.c':
    '#define pr_fmt(fmt) "watchdog: " fmt\npr_emerg("BUG: soft lockup - CPU#%d stuck "\n\t"for %us! [%s:%d]\\n");',
  'kernel/panic.c': 'pr_emerg("Kernel panic - not syncing: %s\\n", buf);',
  'mm/oom_kill.c':
    'panic("System is deadlocked on memory\\n");\npr_info("oom-kill:constraint=%s", x);',
  'kernel/cgroup/cpuset.c': 'pr_cont(",cpuset=");',
  'drivers/nvme/host/pci.c': 'dev_warn(ctrl->device, "I/O %d QID %d timeout, aborting\\n");',
  'lib/english.c': 'pr_info("there is no reason to wait"); pr_info("memory is low");',
};
const byWord = new Map<string, KernelString[]>();
for (const [file, source] of Object.entries(sources))
  for (const text of joinedStrings(source)) {
    const form = printedForm(text);
    for (const word of new Set(wordsOf(form).map((each) => each.text)))
      byWord.set(word, [...(byWord.get(word) ?? []), { file, form }]);
  }

test.each([
  // Two strings of one file: the prefix, and two literals that follow each other.
  [
    'watchdog: BUG: soft lockup - CPU#%d{cpu} stuck for %us! [%s{comm}:%d{pid}]',
    'kernel/watchdog.c',
    [],
  ],
  // The umbrella is one file's, the reason another's.
  ['Kernel panic - not syncing: System is deadlocked on memory', 'mm/oom_kill.c', []],
  ['Kernel panic - not syncing: %s{reason}', 'kernel/panic.c', []],
  // A name with its sign is found wherever it is.
  ['oom-kill:constraint=%s,cpuset=%s', 'mm/oom_kill.c', []],
  // The driver's name, which the device core writes.
  ['nvme nvme%d{device}: I/O %d QID %d timeout, aborting', 'drivers/nvme/host/pci.c', []],
  // Words of English that stand elsewhere prove nothing.
  ['BUG: soft lockup - CPU#%d stuck for no reason', 'kernel/watchdog.c', ['no', 'reason']],
])('%s', (format, file, unseen) => {
  expect(coverFormat(printedForm(format), { byWord })).toEqual({ file, unseen });
});

test('a format of which no piece tells anything is not found', () => {
  expect(coverFormat('memory was made of cheese for ·', { byWord })).toBeNull();
});

test('strings are joined over blanks and backslashes, not over macros, comments or characters', () => {
  const source = [
    'a("one " /* "no" */ "two");',
    'b(KERN_ERR "three" "four\\n" \\',
    '  "five");',
    'c(\'"\', "six" PRIu64 "seven");',
    'd("eight\\',
    'nine"); // "ten"',
  ].join('\n');
  expect(joinedStrings(source)).toEqual([
    'one ',
    'two',
    'threefour five',
    'six',
    'seven',
    'eightnine',
  ]);
});
