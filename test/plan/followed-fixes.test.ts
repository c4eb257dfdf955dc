// What is written once: a fix that holds no command and links to a section of another runbook is
// planned with that section's commands, under that runbook's name.

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildKnowledge } from '../../src/graph/build-knowledge.ts';
import { readLibrary } from '../../src/library/read-library.ts';
import { parseRunbook } from '../../src/parse/parse-runbook.ts';
import { triage } from '../../src/plan/triage.ts';

const log = '[    5.000000] refcount_t: underflow; use-after-free.\n';

const panic = `---
kinds: [panic-other]
---
# Panic

It stopped.

## Fix

### Option 1: Update the kernel

**Debian:**

\`\`\`bash
apt-get install linux-image-amd64
\`\`\`

**SUSE:**

\`\`\`bash
zypper update kernel-default
\`\`\`

### Option 2: Leave it out

\`\`\`bash
echo no > /etc/modprobe.d/no.conf
\`\`\`

## Prevention

### Dump

\`\`\`bash
kdump-config show
\`\`\`
`;

function plan(fixes: string) {
  const text = `---
kinds: [refcount-bug]
---
# Count

A count is wrong.

## Investigation

### Step 1: Look

See [Leave it out](panic.md#leave-it-out).

## Fix

${fixes}

## Verify

\`\`\`bash
uname -r
\`\`\`

:::signature{kind="refcount-bug"}
\`\`\`printk
refcount_t: underflow; use-after-free.
\`\`\`
:::
`;
  const files = { 'faults/count.md': text, 'faults/panic.md': panic };
  const knowledge = buildKnowledge(
    Object.entries(files).map(([file, words]) => parseRunbook(words, file).runbook),
  );
  const report = triage(log, 'x', knowledge);
  return {
    steps: report.steps.map(({ runbook, step, phase }) => `${phase} ${runbook}#${step}`),
    commands: report.plan.map(({ command }) => command),
    distributions: report.plan.map(({ distributions }) => distributions.join()),
  };
}

test('the linked section stands in the place of the fix, with its distributions', () => {
  const { steps, commands, distributions } = plan(
    '### Option 1: Go forward\n\n[Update the kernel](panic.md#update-the-kernel).',
  );
  expect(steps).toEqual(['fix faults/panic#update-the-kernel', 'verify faults/count#verify']);
  expect(commands).toEqual([
    'apt-get install linux-image-amd64',
    'zypper update kernel-default',
    'uname -r',
  ]);
  expect(distributions).toEqual(['Debian', 'SUSE', '']);
});

test('two links are two steps, in their order; the same one is planned once', () => {
  const { steps } = plan(`### Option 1: Without it

[Leave it out](panic.md#leave-it-out), or [update](panic.md#update-the-kernel).

### Option 2: Newer

[Update](panic.md#update-the-kernel).`);
  expect(steps).toEqual([
    'fix faults/panic#leave-it-out',
    'fix faults/panic#update-the-kernel',
    'verify faults/count#verify',
  ]);
});

test.each([
  [
    'a fix with commands of its own',
    '### Option 1: A\n\n[B](panic.md#update-the-kernel)\n\n```bash\nuptime\n```',
  ],
  ['a page as a whole', '### Option 1: A\n\nRead [B](panic.md).'],
  ['a section that is not there', '### Option 1: A\n\nRead [B](panic.md#gone).'],
  ['what is not for tonight', '### Option 1: A\n\n[B](panic.md#dump)'],
])('%s is not followed', (_, fixes) => {
  const { commands } = plan(fixes);
  expect(commands.filter((command) => !['uptime', 'uname -r'].includes(command))).toEqual([]);
});

test('each page on a fault tells how to update the kernel, for every distribution', async () => {
  const { runbooks } = await readLibrary(join(import.meta.dirname, '../../content/runbooks'));
  const known = buildKnowledge(runbooks).runbooks;
  const commandsOf = (id: string, wanted: string | null) =>
    known.find((runbook) => runbook.id === id)!.steps.find(({ id }) => id === wanted)!.commands;
  const backOrForward = known.flatMap(({ id, steps }) =>
    steps.filter((step) => step.id === 'go-back-or-forward').map(({ doneAt }) => ({ id, doneAt })),
  );
  expect(backOrForward.length).toBeGreaterThanOrEqual(8);
  for (const { id, doneAt } of backOrForward) {
    const commands = doneAt.flatMap(({ runbook, step }) => commandsOf(runbook, step));
    const told = new Set(commands.flatMap(({ distributions }) => distributions));
    expect([id, ...told]).toEqual(
      expect.arrayContaining([id, 'Debian', 'Ubuntu', 'RHEL and kin', 'SUSE']),
    );
  }
});
