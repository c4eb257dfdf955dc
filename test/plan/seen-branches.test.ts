// Which conditions a report answers by itself, and which need a person.

import { expect, test } from 'vitest';
import { readKernelLog } from '../../src/klog/read-kernel-log.ts';
import type { KnownBranch } from '../../src/model/knowledge.ts';
import { seenBranches } from '../../src/plan/seen-branches.ts';

const text = `[    1.000000] before: CONSTRAINT_MEMCG
[    2.000000] cat invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0
[    2.000001] CPU: 1 PID: 9 Comm: cat Not tainted 6.1.0 #1
[    2.000002] oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=/,mems_allowed=0,global_oom,task_memcg=/,task=cat,pid=9,uid=0
[    2.000003] Out of memory: Killed process 9 (cat) total-vm:1kB, anon-rss:1kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:1kB oom_score_adj:0
`;
const log = readKernelLog(text, 'x');

const cases: [when: string | null, outputs: string[], line: number | null][] = [
  ['it prints CONSTRAINT_NONE', ['CONSTRAINT_NONE'], 4],
  ['step 1 shows CONSTRAINT_NONE or CONSTRAINT_OTHER', ['CONSTRAINT_NONE', 'CONSTRAINT_OTHER'], 4],
  ['CONSTRAINT_NONE and Out of memory:', ['CONSTRAINT_NONE', 'Out of memory:'], 4],
  ['CONSTRAINT_NONE and CONSTRAINT_OTHER', ['CONSTRAINT_NONE', 'CONSTRAINT_OTHER'], null],
  // Outside of the event's report.
  ['it prints CONSTRAINT_MEMCG', ['CONSTRAINT_MEMCG'], null],
  ['it does not print CONSTRAINT_NONE', ['CONSTRAINT_NONE'], null],
  ['there is no Out of memory: line', ['Out of memory:'], null],
  ['order= is above 0', ['order='], null],
  ['it prints cat', ['cat'], null],
  ['it prints <task>', ['<task>'], null],
  ['the machine is slow', [], null],
  [null, [], null],
];

test.each(cases)('%s', (when, outputs, line) => {
  const branch: KnownBranch = { when, outputs, advice: '', target: null };
  expect(seenBranches(log, log.events[log.primary!]!, [branch]).get(branch) ?? null).toBe(line);
});
