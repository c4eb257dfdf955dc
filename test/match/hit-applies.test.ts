// Each condition of a signature, from the author's text to the match: facts that must be there, words
// that must not, in the report and nowhere else.

import { describe, expect, test } from 'vitest';
import { buildKnowledge } from '../../src/graph/build-knowledge.ts';
import { compileSignatures } from '../../src/match/match-signatures.ts';
import { parseRunbook } from '../../src/parse/parse-runbook.ts';
import { triage } from '../../src/plan/triage.ts';

const log = `[    1.000000] Linux version 6.1.0-56-amd64 (debian-kernel@lists.debian.org) (gcc-12) #1 SMP
[    2.000000] cat invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0
[    2.000001] CPU: 1 PID: 9 Comm: cat Tainted: G           OE      6.1.0-56-amd64 #1
[    2.000002] oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/,mems_allowed=0,oom_memcg=/a,task_memcg=/a,task=cat,pid=9,uid=0
[    2.000003] Memory cgroup out of memory: Killed process 9 (cat) total-vm:1kB, anon-rss:1kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:1kB oom_score_adj:0
[    9.000000] elsewhere: beyond the report
`;

/** Whether the signature with these conditions is the evidence for its runbook. */
function fires(conditions: string): boolean {
  const source = `---
kinds: [oom-kill]
---
# OOM

:::signature{kind="oom-kill" ${conditions}}
\`\`\`printk
%s{asker} invoked oom-killer: gfp_mask=%#x(%pGg), order=%d{order}  # since 4.10
%s invoked oom-killer: order=%d, oom_adj=%d  # 2.6
\`\`\`
:::
`;
  const { runbook, diagnostics } = parseRunbook(source, 'a/b.md');
  expect(diagnostics).toEqual([]);
  const [match] = triage(log, 'x', buildKnowledge([runbook])).matches;
  const [signature] = runbook.signatures;
  return match!.evidence.some(({ signature: id }) => id === `a/b#${signature!.id}`);
}

const conditions: [string, boolean][] = [
  ['', true],
  ['taint="O"', true],
  ['taint="EO"', true],
  ['taint="P"', false],
  ['architecture="arm64"', false],
  ['architecture="x86_64"', true],
  ['where="constraint=CONSTRAINT_MEMCG"', true],
  ['where="constraint=CONSTRAINT_NONE"', false],
  ['where="constraint=CONSTRAINT_MEMCG, comm=cat, cpu=1"', true],
  ['where="constraint=CONSTRAINT_MEMCG, comm=dog"', false],
  ['where="no-such-fact=1"', false],
  ['unless="Memory cgroup out of memory"', false],
  ['absent="no such words | Memory cgroup"', false],
  ['unless="beyond the report"', true],
];

describe('a signature fires by its conditions', () => {
  test.each(conditions)('%s: %j', (words, expected) => {
    expect(fires(words)).toBe(expected);
  });
});

const nullPointer = `[    1.000000] BUG: kernel NULL pointer dereference, address: 0000000000000040
[    1.000001] Oops: 0000 [#1] PREEMPT SMP PTI
[    1.000002] CPU: 1 PID: 9 Comm: cat Not tainted 6.1.0-56-amd64 #1
[    1.000003] RIP: 0010:nvme_poll+0x1a/0x40 [nvme]
[    1.000004] Call Trace:
[    1.000005]  <TASK>
[    1.000006]  blk_mq_poll+0x10/0x20
[    1.000007]  </TASK>
[    1.000008] ---[ end trace 0000000000000000 ]---
`;

test.each([
  ['function="nvme_poll"', true],
  ['function="blk_mq_poll"', false],
  ['module="nvme"', true],
  ['module="nvidia"', false],
])('where a fault was: %s: %j', (words, expected) => {
  const source = `---
kinds: [null-pointer-dereference]
---
# T

:::signature{kind="null-pointer-dereference" ${words}}
\`\`\`printk
BUG: kernel NULL pointer dereference, address: %px
\`\`\`
:::
`;
  const { runbook } = parseRunbook(source, 'a/b.md');
  const [match] = triage(nullPointer, 'x', buildKnowledge([runbook])).matches;
  const own = match!.evidence.filter(({ signature }) => signature?.startsWith('a/b#'));
  expect(own.length > 0).toBe(expected);
});

test('a format that cannot be looked for is named with the reason, and costs no other', () => {
  const formats = ['%s: %d', 'good words %y', 'good words %d'];
  const { refused, literals } = compileSignatures([
    { id: 'a', runbook: 'a/b', kind: null, formats, requires: {}, absent: [] },
  ]);
  expect(refused.map(({ format, reason }) => [format, reason])).toEqual([
    ['%s: %d', 'no literal text of five characters or more'],
    ['good words %y', 'printk has no conversion "%y"'],
  ]);
  expect(literals).toEqual(['good words ']);
});

const problems = (inside: string, attributes = '') =>
  parseRunbook(
    `# T\n\n:::signature{kind="oom-kill"${attributes}}\n\`\`\`printk\n${inside}\n\`\`\`\n:::\n`,
    'a.md',
  ).diagnostics.map(({ code, span }) => `${code} ${span.start.line}:${span.start.column}`);

test('what cannot be a signature is said at its place', () => {
  expect(problems('%s: %d')).toEqual(['parse/signature-literal 5:1']);
  expect(problems('abcd%d')).toEqual(['parse/signature-literal 5:1']);
  expect(problems('abcde%d')).toEqual([]);
  expect(problems('good words %y')).toEqual(['parse/signature-conversion 5:12']);
  expect(problems('good words %d{a} %d{a}')).toEqual(['parse/signature-capture-twice 5:18']);
  expect(problems(`good words ${'%d '.repeat(60)}`)).toEqual(['parse/signature-too-long 5:1']);
  expect(problems('good words', ' where="CONSTRAINT_MEMCG"')).toEqual([
    'parse/signature-where 3:37',
  ]);
});
