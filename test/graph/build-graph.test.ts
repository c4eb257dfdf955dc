// The graph of small libraries, where each edge can be counted, and of any library at all.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildGraph, type GraphOptions } from '../../src/graph/build-graph.ts';
import { danglingLinks, linksWithoutPage } from '../../src/graph/dangling-links.ts';
import { graphSchema } from '../../src/graph/graph-schema.ts';
import type { EdgeType, KnowledgeGraph, NodeType } from '../../src/model/knowledge-graph.ts';
import { parseRunbook } from '../../src/parse/parse-runbook.ts';
import { markdown } from '../parse/markdown-arbitrary.ts';

const parse = (files: Record<string, string>) =>
  Object.entries(files).map(([file, source]) => parseRunbook(source, file).runbook);
const graphOf = (files: Record<string, string>, options?: GraphOptions) =>
  buildGraph(parse(files), options);
const edges = (graph: KnowledgeGraph, type: EdgeType) =>
  graph.edges.filter((edge) => edge.type === type).map(({ from, to }) => `${from} → ${to}`);
const nodes = (graph: KnowledgeGraph, type: NodeType) =>
  graph.nodes.filter((node) => node.type === type);

const panic = `---
kinds: [panic-other]
---
# Panic

## Symptoms

- **It stops** - with a message

:::signature{kind="bug-on" taint="OE"}
\`\`\`printk
kernel BUG at %s:%d!
\`\`\`
:::

## Investigation

### Step 1: Look

\`\`\`bash
# What was said
dmesg | tee /var/log/last/
\`\`\`

:::warning First things first
Save it.
:::

### Step 2: Go on

\`\`\`
crash> bt
\`\`\`

## Causes

**1. Bad driver:**
- Tainted \`P\` points here

**2. Faulty memory:**
- Age

## Fix

### Option 1: Remove the driver

\`\`\`bash
rmmod <module>
cat /var/log/last
\`\`\`

## Prevention

### Watch

\`\`\`bash
dmesg -w
\`\`\`

## Taint flags

- \`P\` - proprietary

## Next steps

[Memory](./memory.md) and [nothing](gone).
`;
const memory = '# Memory\n\n## Investigation\n\n```bash\ndmesg -T\n```\n';

describe('edges', () => {
  const graph = graphOf({ 'faults/panic.md': panic, 'faults/memory.md': memory });
  const self = 'runbook:faults/panic';
  const part = (type: NodeType, id: string) => `${type}:faults/panic#${id}`;

  test('kinds, symptoms and signatures', () => {
    expect(edges(graph, 'covers')).toEqual([`${self} → kind:panic-other`, `${self} → kind:bug-on`]);
    expect(edges(graph, 'shows')).toEqual([
      `${self} → ${part('symptom', 'symptoms--symptom-it-stops')}`,
      `${self} → ${part('signature', 'signature-kernel-bug-at-sd')}`,
    ]);
    expect(edges(graph, 'indicates')).toEqual([
      `${part('symptom', 'symptoms--symptom-it-stops')} → kind:panic-other`,
      `${part('signature', 'signature-kernel-bug-at-sd')} → kind:bug-on`,
    ]);
    expect(nodes(graph, 'signature')[0]!.formats).toEqual(['kernel BUG at %s:%d!']);
  });

  test('taint flags suggest what a signature or a cause says of them', () => {
    expect(
      nodes(graph, 'taint-flag').map(({ id, label, meaning }) => [id, label, meaning]),
    ).toEqual([
      ['taint-flag:P', 'P', 'proprietary'],
      ['taint-flag:O', 'O', undefined],
      ['taint-flag:E', 'E', undefined],
    ]);
    expect(edges(graph, 'suggests')).toEqual([
      'taint-flag:O → kind:bug-on',
      'taint-flag:E → kind:bug-on',
      `taint-flag:P → ${part('cause', 'bad-driver')}`,
    ]);
  });

  test('steps run commands, which use tools and touch files that runbooks share', () => {
    expect(edges(graph, 'contains')).toEqual([
      `${self} → ${part('step', 'look')}`,
      `${self} → ${part('step', 'go-on')}`,
      `${self} → ${part('fix', 'remove-the-driver')}`,
      `${self} → ${part('prevention', 'watch')}`,
      `${self} → ${part('cause', 'bad-driver')}`,
      `${self} → ${part('cause', 'faulty-memory')}`,
      'runbook:faults/memory → step:faults/memory#investigation',
    ]);
    expect(
      nodes(graph, 'command').map(({ label, runs, risk, purpose, placeholders }) => [
        label,
        runs,
        risk,
        purpose,
        placeholders,
      ]),
    ).toEqual([
      ['dmesg | tee /var/log/last/', 'host', 'changes-state', 'What was said', undefined],
      ['bt', 'crash', 'read-only', undefined, undefined],
      ['rmmod <module>', 'host', 'changes-state', undefined, ['module']],
      ['cat /var/log/last', 'host', 'read-only', undefined, undefined],
      ['dmesg -w', 'host', 'read-only', undefined, undefined],
      ['dmesg -T', 'host', 'read-only', undefined, undefined],
    ]);
    expect(edges(graph, 'runs')).toHaveLength(6);
    expect(edges(graph, 'uses').filter((edge) => edge.endsWith('tool:dmesg'))).toHaveLength(3);
    expect(nodes(graph, 'file').map(({ id }) => id)).toEqual(['file:/var/log/last']);
    expect(edges(graph, 'touches')).toHaveLength(2);
  });

  test('fixes resolve their runbook, and the cause of the same subject', () => {
    expect(edges(graph, 'resolves')).toEqual([
      `${part('fix', 'remove-the-driver')} → ${self}`,
      `${part('fix', 'remove-the-driver')} → ${part('cause', 'bad-driver')}`,
    ]);
    expect(nodes(graph, 'fix')[0]!.term).toBe('immediate');
  });

  test('notes guard, steps and runbooks lead on', () => {
    expect(edges(graph, 'guards')).toEqual([
      `${part('note', 'look--note-first-things-first')} → ${part('command', 'look--command-dmesg-tee-varloglast')}`,
    ]);
    expect(edges(graph, 'next')).toEqual([
      `${part('step', 'look')} → ${part('step', 'go-on')}`,
      `${self} → runbook:faults/memory`,
      `${self} → runbook:faults/gone`,
    ]);
    expect(nodes(graph, 'runbook').at(-1)).toEqual({
      id: 'runbook:faults/gone',
      type: 'runbook',
      label: 'faults/gone',
      missing: true,
    });
  });

  test('a link to nothing is a warning at its place', () => {
    const found = danglingLinks(parse({ 'faults/panic.md': panic, 'faults/memory.md': memory }));
    expect(found).toMatchObject([{ level: 'warning', code: 'graph/dangling-link' }]);
    const { start, end } = found[0]!.span;
    expect(panic.slice(start.offset, end.offset)).toBe('[nothing](gone)');
  });

  test('a link that no page can carry is a warning at its place, in whatever form it is written', () => {
    const written = [
      '[plain](gone.md)',
      '[with a heading](../memory/gone.md#first)',
      '[by reference][far]',
      '[a file](picture.png)',
      '[mail](mailto:ops@example.org)',
    ];
    const source = `# A\n\n${written.slice(0, 2).join(' and ')}\n\n- in a list: ${written[2]}\n\n| a | b |\n| - | - |\n| ${written[3]} | ${written[4]} |\n\n:::warning\n[in a box](gone.md)\n:::\n\n[there](memory.md), [here](#a), [out](https://example.org).\n\n[far]: ../far/gone.md\n`;
    const found = linksWithoutPage(parse({ 'faults/a.md': source, 'faults/memory.md': memory }));
    expect(found.map(({ span: { start, end } }) => source.slice(start.offset, end.offset))).toEqual(
      expect.arrayContaining([...written, '[in a box](gone.md)']),
    );
    expect(found).toHaveLength(written.length + 1);
    for (const each of found) {
      expect(each).toMatchObject({ level: 'warning', code: 'graph/link-without-page' });
      expect(each.message).toContain('the page shows the words of the link alone');
    }
  });

  test('samples hang on their signature, sources get their prefix', () => {
    const withSamples = graphOf(
      { 'faults/panic.md': panic },
      {
        sourcePrefix: 'content/runbooks/',
        samples: [
          { file: 'a.log', runbook: 'faults/panic', signature: 'signature-kernel-bug-at-sd' },
          { file: 'b.log', runbook: 'faults/panic', signature: 'none-such' },
        ],
      },
    );
    expect(edges(withSamples, 'samples')).toEqual([
      `${part('signature', 'signature-kernel-bug-at-sd')} → sample:a.log`,
    ]);
    expect(withSamples.nodes[0]!.source).toEqual({
      file: 'content/runbooks/faults/panic.md',
      line: 1,
      column: 1,
    });
  });
});

describe('ids', () => {
  test('an edit elsewhere moves none of them', () => {
    const before = graphOf({ 'a.md': panic });
    const edited = panic
      .replace('# Panic\n', '# Panic\n\nA new first paragraph.\n')
      .replace('### Step 2', '### Step 2: Between\n\n```bash\nuptime\n```\n\n### Step 3');
    const after = new Set(graphOf({ '0.md': memory, 'a.md': edited }).nodes.map(({ id }) => id));
    expect(before.nodes.map(({ id }) => id).filter((id) => !after.has(id))).toEqual([]);
  });

  test('the same command twice in a section is two nodes', () => {
    const graph = graphOf({ 'a.md': '# A\n\n## Fix\n\n```bash\nreboot\nreboot\n```\n' });
    expect(nodes(graph, 'command').map(({ id }) => id)).toEqual([
      'command:a#fix--command-reboot',
      'command:a#fix--command-reboot-2',
    ]);
  });

  test('a note under Prevention guards the runbook', () => {
    const graph = graphOf({ 'a.md': '# A\n\n## Prevention\n\n> [!NOTE]\n> Words.\n' });
    expect(edges(graph, 'guards')).toEqual(['note:a#prevention--note-note → runbook:a']);
  });

  test('decisions, what is needed first, and whom to wake', () => {
    const graph = graphOf({
      'a.md': `# A

## Before you start

- root, or a console
- patience

## Investigation

### Step 1: Look

If it prints \`X\` or \`Y\`, go to step 2. If it prints \`Z\`: escalate.

\`\`\`bash
dmesg
\`\`\`

### Step 2: Look closer

\`\`\`bash
free
\`\`\`

If it prints nothing, go to [B](b.md).

## Decide

- If step 1 prints \`V\`: go to option 1
- If step 1 prints \`W\`: go to option 1
- If step 2 prints \`U\`: go to [C](c.md)

## Fix

### Option 1: Give

Words.

## Escalation

Wake the owner when it is late. Attach:

- the log
`,
      'b.md': '# B\n',
    });
    const branches = graph.edges.filter(({ type }) => type === 'branches');
    expect(branches.map(({ from, to, when }) => [from, to, when])).toEqual([
      ['step:a#look', 'step:a#look-closer', ['it prints X or Y']],
      ['step:a#look', 'escalation:a#escalation', ['it prints Z']],
      ['step:a#look-closer', 'runbook:b', ['it prints nothing']],
      ['step:a#look', 'fix:a#give', ['step 1 prints V', 'step 1 prints W']],
      ['step:a#look-closer', 'runbook:c', ['step 2 prints U']],
    ]);
    expect(edges(graph, 'requires')).toEqual([
      'runbook:a → requirement:root',
      'runbook:a → requirement:console',
      'runbook:a → requirement:a#before-you-start--requirement-patience',
    ]);
    expect(nodes(graph, 'escalation')).toMatchObject([
      { calls: [{ whom: 'the owner', when: 'it is late' }], attach: ['the log'] },
    ]);
    expect(graphSchema.safeParse(graph).success).toBe(true);
  });
});

const endpoints: Record<EdgeType, [from: NodeType[], to: NodeType[]]> = {
  covers: [['runbook'], ['kind']],
  shows: [['runbook'], ['symptom', 'signature']],
  indicates: [['signature', 'symptom'], ['kind']],
  contains: [['runbook'], ['step', 'cause', 'fix', 'prevention']],
  runs: [['step', 'fix', 'prevention'], ['command']],
  uses: [['command'], ['tool']],
  touches: [['command'], ['file']],
  suggests: [['taint-flag'], ['cause', 'kind']],
  resolves: [['fix'], ['cause', 'runbook']],
  samples: [['signature'], ['sample']],
  guards: [['note'], ['step', 'command', 'fix', 'runbook']],
  next: [
    ['step', 'runbook'],
    ['step', 'runbook'],
  ],
  branches: [
    ['step', 'fix', 'prevention', 'runbook'],
    ['step', 'fix', 'prevention', 'cause', 'escalation', 'runbook'],
  ],
  requires: [['runbook'], ['requirement']],
  escalates: [['runbook'], ['escalation']],
};

test('any library: valid by the schema, no doubles, no loose ends, each edge between its types', () => {
  fc.assert(
    fc.property(fc.array(markdown, { minLength: 1, maxLength: 3 }), (sources) => {
      const runbooks = sources.map((source, at) => parseRunbook(source, `d/${at}.md`).runbook);
      const graph = buildGraph(runbooks);
      expect(graphSchema.parse(graph)).toEqual(graph);
      const types = new Map(graph.nodes.map(({ id, type }) => [id, type]));
      expect(types.size).toBe(graph.nodes.length);
      expect(new Set(graph.edges.map((edge) => JSON.stringify(edge))).size).toBe(
        graph.edges.length,
      );
      for (const { from, to, type } of graph.edges) {
        expect(endpoints[type][0]).toContain(types.get(from));
        expect(endpoints[type][1]).toContain(types.get(to));
      }
      const commands = runbooks.flatMap((runbook) => runbook.commands);
      expect(nodes(graph, 'command')).toHaveLength(commands.length);
      expect(buildGraph(runbooks)).toEqual(graph);
    }),
    { numRuns: 150 },
  );
});

describe('what few runbooks hold', () => {
  const long = 'A word and '.repeat(12);
  const one = `---
kinds: [oom-kill]
escalation: Call the owner when it is down.
next: [./one.md, ./two.md, ./three.md]
---
# One

:::note
${long}
:::

:::signature
Nothing yet.
:::

:::signature{taint="5"}
\`\`\`printk
Out of memory: Killed process %d
\`\`\`
:::

## Investigation

### Step 1: Look

\`\`\`bash
dmesg
\`\`\`

- If it prints \`A\`, go to step 2.
- If it prints \`B\`, go to step 2.
- If it prints \`A\`, go to step 2.
- If it prints \`C\`, go to step 1.
- If it prints \`D\`, go to [the top](./one.md).
- If it prints \`E\`, go to [a fix](#fixes).
- If it prints \`F\`, go to [nowhere](#nowhere).
- If it prints \`G\`, see [two](./two.md).
- If it prints \`H\`, see [four](./four.md).
- Otherwise, go to step 2.

### Step 2: Think

Words.

## Causes

### Cause 1: Age

Tainted \`P\`. See \`A\`, the letter.

- Heat
- Cold

## Fixes

### Option 1: Restart

See [age](#age).
`;
  const graph = graphOf({ 'a/one.md': one, 'a/two.md': '# Two\n' });

  test('ways on: one edge a pair, none to itself or to nowhere, a group is its first part', () => {
    const branches = graph.edges.flatMap((edge) =>
      edge.type === 'branches' ? [`${edge.to} when ${edge.when!.join(' | ')}`] : [],
    );
    expect(branches).toEqual([
      'step:a/one#think when it prints A | it prints B | otherwise',
      'fix:a/one#restart when it prints E',
      'runbook:a/two when it prints G',
      'runbook:a/four when it prints H',
    ]);
    expect(edges(graph, 'next')).toEqual(
      expect.arrayContaining(['runbook:a/one → runbook:a/two', 'runbook:a/one → runbook:a/three']),
    );
    expect(nodes(graph, 'runbook').filter(({ missing }) => missing)).toMatchObject([
      { label: 'a/three' },
      { label: 'a/four' },
    ]);
  });

  test('a call that only the front matter names has no section to stand in', () => {
    expect(nodes(graph, 'escalation')).toMatchObject([
      { label: 'Escalation', calls: [{ whom: 'the owner', when: 'it is down' }] },
    ]);
  });

  test('a long note is named by its first words, a signature without any by what it is', () => {
    expect(nodes(graph, 'note').map(({ label }) => label)).toEqual([
      'A word and A word and A word and A word and A word and A word and A word and A …',
    ]);
    expect(nodes(graph, 'signature').map(({ label }) => label)).toEqual([
      'signature',
      'Out of memory: Killed process %d',
    ]);
    expect(edges(graph, 'indicates').map((edge) => edge.split(' → ')[1])).toEqual([
      'kind:oom-kill',
      'kind:oom-kill',
    ]);
  });

  test('only a letter that stands behind the word taint is a taint flag; a link names a cause', () => {
    expect(nodes(graph, 'taint-flag').map(({ label }) => label)).toEqual(['P']);
    expect(edges(graph, 'resolves')).toEqual([
      'fix:a/one#restart → runbook:a/one',
      'fix:a/one#restart → cause:a/one#age',
    ]);
  });
});

test('two files of one id: the first one counts', () => {
  const [first, second] = ['First', 'Second'].map(
    (title) => parseRunbook(`---\nid: a/x\n---\n# ${title}\n`, `a/${title}.md`).runbook,
  );
  expect(nodes(buildGraph([first!, second!]), 'runbook').map(({ label }) => label)).toEqual([
    'First',
  ]);
});
