// What triage ships: every command once, in the phase of the section that it stands in; prevention
// is for another day and not among it.

import { expect, test } from 'vitest';
import { buildKnowledge } from '../../src/graph/build-knowledge.ts';
import { parseRunbook } from '../../src/parse/parse-runbook.ts';

const source = `---
kinds: [oom-kill]
class: resource
escalation: the storage team
---
# Out of memory

Memory ran out.

## Save first

Write this down.

### If it still answers

\`\`\`bash
dmesg > /root/oom.txt
\`\`\`

## Investigation

### Step 1: Who

\`\`\`bash
# The largest first
ps -o pid,rss -p <pid>
\`\`\`

:::warning Mind
The pid is of then.
:::

## Decide

If it grew, it leaked.

## Fix

### Option 1: Restart

**On systemd:**

\`\`\`bash
systemctl restart <unit>
\`\`\`

## Verify

\`\`\`bash
free -h
\`\`\`

## Swap setup

\`\`\`bash
swapon /swap
\`\`\`

## Prevention

### Limits

\`\`\`bash
systemctl set-property <unit> MemoryMax=1G
\`\`\`

## Escalation

Call them.

:::signature{kind="oom-kill" absent="test"}
\`\`\`printk
%s invoked oom-killer: gfp_mask=%#x{mask}
\`\`\`
:::
`;

test('steps in their phases, signatures with their facts', () => {
  const { runbook } = parseRunbook(source, 'memory/oom.md');
  const knowledge = buildKnowledge([runbook]);
  expect(JSON.parse(JSON.stringify(knowledge))).toEqual(knowledge);
  const [known] = knowledge.runbooks;
  expect(known).toMatchObject({
    id: 'memory/oom',
    title: 'Out of memory',
    summary: 'Memory ran out.',
    kinds: ['oom-kill'],
    class: 'resource',
    escalation: { section: 'escalation', calls: [{ when: null, whom: 'them', text: 'Call them' }] },
  });
  expect(
    known!.steps.map(({ id, phase, commands }) => [id, phase, commands.map((c) => c.text)]),
  ).toEqual([
    ['save-first', 'save', []],
    ['if-it-still-answers', 'save', ['dmesg > /root/oom.txt']],
    ['who', 'look', ['ps -o pid,rss -p <pid>']],
    ['decide', 'decide', []],
    ['restart', 'fix', ['systemctl restart <unit>']],
    ['verify', 'verify', ['free -h']],
    ['swap-setup', 'look', ['swapon /swap']],
    ['escalation', 'escalate', []],
  ]);
  expect(known!.steps[2]).toMatchObject({
    commands: [{ purpose: 'The largest first', risk: 'read-only', runs: 'host' }],
    notes: [{ kind: 'warning', title: 'Mind', text: 'The pid is of then.' }],
  });
  expect(knowledge.signatures).toEqual([
    {
      id: `memory/oom#${runbook.signatures[0]!.id}`,
      runbook: 'memory/oom',
      kind: 'oom-kill',
      formats: ['%s invoked oom-killer: gfp_mask=%#x{mask}'],
      requires: {},
      absent: ['test'],
    },
  ]);
});

test('a plan numbers its steps through, so "step 2" is named by its title', () => {
  const text = `# Out of memory

## Save first

\`\`\`bash
dmesg > /root/oom.txt
\`\`\`

## Investigation

### Step 1: One cgroup, or all?

\`\`\`bash
dmesg
\`\`\`

- \`CONSTRAINT_NONE\`: go on with step 2.
- \`CONSTRAINT_MEMCG\`: go to [Step 3](#who-asked), as in Kernel panic, step 1.
- Otherwise: step 9 of the vendor's list.

### Step 2: Who is large?

\`\`\`bash
# <pid> is the one of step 1
ps -p <pid>
\`\`\`

### Step 3: Who asked?

\`\`\`bash
dmesg
\`\`\`

- If step 2 prints \`java\`: go to step 1.

## Escalation

Call them. Attach:

- the output of steps 1 and 2
`;
  const { runbook } = parseRunbook(text, 'memory/oom.md');
  const [known] = buildKnowledge([runbook]).runbooks;
  const said = known!.steps.flatMap(({ commands, branches }) => [
    ...commands.flatMap(({ purpose }) => purpose ?? []),
    ...branches.map(({ when, advice }) => `${when}: ${advice}`),
  ]);
  expect([...said, ...known!.escalation!.attach]).toEqual([
    'CONSTRAINT_NONE: go on with “Who is large?”.',
    'CONSTRAINT_MEMCG: go to “Who asked?”, as in Kernel panic, step 1.',
    "null: step 9 of the vendor's list",
    '<pid> is the one of “One cgroup, or all?”',
    '“Who is large?” prints java: go to “One cgroup, or all?”',
    'the output of “One cgroup, or all?” and “Who is large?”',
  ]);
});
