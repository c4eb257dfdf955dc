// Corrections of our runbooks: what they become, whose each part is, and what is said when ours has
// changed since.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Io } from '../../src/cli/io.ts';
import { noteCommand } from '../../src/cli/note.ts';
import { buildGraph } from '../../src/graph/build-graph.ts';
import { buildKnowledge } from '../../src/graph/build-knowledge.ts';
import { formatDiagnostics } from '../../src/library/format-diagnostics.ts';
import { readLibrary } from '../../src/library/read-library.ts';
import { readOverlay, showOverlayPaths } from '../../src/library/read-overlay.ts';
import type { Runbook, Section } from '../../src/model/runbook.ts';
import { layOverlay, wholeLibrary } from '../../src/overlay/lay-overlay.ts';
import { parseRunbook } from '../../src/parse/parse-runbook.ts';

const ours = `---
kinds: [oom-kill]
owner: us
---

# OOM kill

Memory ran out.

## Save first

\`\`\`bash
# The report
dmesg > /root/oom.txt
\`\`\`

## Investigation

### Step 1: Machine or cgroup?

\`\`\`bash
dmesg | grep oom
\`\`\`

### Step 2: Who grew?

See [the fix](#fix).

\`\`\`bash
ps aux
\`\`\`

## Fix

### Option 1: Raise the limit

Raise it by hand, see [panic](../faults/panic.md).

\`\`\`bash
systemctl set-property app.service MemoryMax=2G
\`\`\`

### Option 2: Stop it

\`\`\`bash
systemctl stop app.service
\`\`\`
`;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'panicroom-lay-'));
  put('library/memory/oom.md', ours);
  put('library/faults/panic.md', '# Panic\n');
  put('theirs/panicroom.yaml', 'name: Example Hosting\n');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(file: string, text: string): void {
  mkdirSync(join(folder, file, '..'), { recursive: true });
  writeFileSync(join(folder, file), text);
}

async function lay() {
  const library = await readLibrary(join(folder, 'library'));
  const overlay = await readOverlay(join(folder, 'theirs'));
  const laid = layOverlay(wholeLibrary(library.runbooks, library.sources), overlay);
  const { diagnostics, sources } = showOverlayPaths(
    'DIR',
    [...overlay.diagnostics, ...laid.diagnostics].filter(({ level }) => level !== 'info'),
    overlay.sources,
  );
  return { ...laid, library, text: formatDiagnostics(diagnostics, sources), diagnostics };
}

/** Titles as a tree, each of theirs with a mark. */
function outline(sections: readonly Section[], indent = ''): string[] {
  return sections.flatMap(({ id, title, role, origin, sections: below }) => [
    `${indent}${origin ? '+ ' : ''}${title} #${id} (${role})`,
    ...outline(below, `${indent}  `),
  ]);
}

async function corrected(): Promise<Runbook> {
  return (await lay()).corrected.get('memory/oom')!;
}

const out: string[] = [];
const io: Io = {
  stdout: (text) => void out.push(text),
  stderr: (text) => void out.push(text),
  drained: async () => {},
};
const note = () => {
  out.length = 0;
  return noteCommand(join(folder, 'theirs'), { runbooks: join(folder, 'library') }, io);
};

const correction = `---
corrects: memory/oom
replaces: [raise-the-limit]
owner: them
kinds: [oom-panic]
---

## Save first

\`\`\`bash
dmesg > /srv/incident.txt
\`\`\`

## Investigation

### Machine or cgroup?

### Ask for the budget

If it prints "none", go to [who grew](#who-grew).

\`\`\`bash
ps aux
\`\`\`

### Who grew?

:::warning Not the database
It is always large.
:::

## Fix

### Raise the limit

Ask for more, or [panic](../../faults/panic.md).

\`\`\`bash
systemctl show app.service
\`\`\`

## Signatures

:::signature{kind="oom-panic"}
\`\`\`printk
Kernel panic - not syncing: Out of memory: %s{policy}
\`\`\`
:::
`;

describe('a correction', () => {
  beforeEach(() => put('theirs/runbooks/deeper/below/oom.md', correction));

  test('adds to, replaces and stands between our parts, each marked as theirs', async () => {
    const runbook = await corrected();
    expect(outline(runbook.sections)).toMatchInlineSnapshot(`
      [
        "Overview #introduction (overview)",
        "Save first #save-first (save)",
        "  + Save first (Example Hosting) #save-first-example-hosting (save)",
        "Investigation #investigation (investigation)",
        "  Machine or cgroup? #machine-or-cgroup (step)",
        "  + Ask for the budget #ask-for-the-budget (step)",
        "  Who grew? #who-grew (step)",
        "    + Who grew? (Example Hosting) #who-grew-example-hosting (other)",
        "Fix #fix (fixes)",
        "  + Raise the limit #raise-the-limit (fix)",
        "  Stop it #stop-it (fix)",
        "+ Signatures #signatures (signatures)",
      ]
    `);
    expect(runbook.meta).toMatchObject({ owner: 'them', kinds: ['oom-kill', 'oom-panic'] });
    expect(runbook.correctedBy).toEqual(['Example Hosting']);
    // Our own runbook is as it was.
    const { library } = await lay();
    const plain = library.runbooks.find(({ id }) => id === 'memory/oom')!;
    expect(plain).toEqual(parseRunbook(ours, 'memory/oom.md').runbook);
  });

  test('leaves no id twice, and every list points into the tree', async () => {
    const runbook = await corrected();
    const ids = JSON.stringify(runbook.sections).match(/"id":"[^"]+"/g)!;
    const own = ids.filter((id) => !id.includes('undefined'));
    expect(new Set(own).size).toBe(own.length);
    expect(runbook.commands.map(({ text }) => text)).toEqual([
      'dmesg > /root/oom.txt',
      'dmesg > /srv/incident.txt',
      'dmesg | grep oom',
      'ps aux',
      'ps aux',
      'systemctl show app.service',
      'systemctl stop app.service',
    ]);
    expect(
      runbook.decisions.map(({ section, branches }) => [section, branches[0]?.target]),
    ).toEqual([['ask-for-the-budget', { runbook: 'memory/oom', section: 'who-grew' }]]);
    expect(runbook.signatures).toHaveLength(1);
    expect(runbook.notes.map(({ title }) => title)).toEqual(['Not the database']);
    const tree = new Set<Section>();
    const visit = (section: Section) => {
      tree.add(section);
      section.sections.forEach(visit);
    };
    runbook.sections.forEach(visit);
    for (const list of [runbook.steps, runbook.fixes, runbook.causes, runbook.prevention]) {
      expect(list.filter((section) => !tree.has(section))).toEqual([]);
    }
  });

  test('takes its links along: to the right runbook, without those of the text it replaced', async () => {
    const runbook = await corrected();
    expect(runbook.links.map(({ url, runbook: to, origin }) => [url, to, origin?.whose])).toEqual([
      ['#fix', null, undefined],
      ['#who-grew', null, 'Example Hosting'],
      ['../faults/panic.md', 'faults/panic', 'Example Hosting'],
    ]);
    expect(JSON.stringify(runbook.sections)).not.toContain('../../faults');
  });

  test('stands in the plan and the graph as theirs', async () => {
    const runbook = await corrected();
    const [known] = buildKnowledge([runbook]).runbooks;
    expect(
      known!.steps.flatMap(({ title, commands }) =>
        commands.map(({ text, origin }) => [title, text, origin ?? 'library']),
      ),
    ).toEqual([
      ['Save first', 'dmesg > /root/oom.txt', 'library'],
      ['Save first (Example Hosting)', 'dmesg > /srv/incident.txt', 'Example Hosting'],
      ['Machine or cgroup?', 'dmesg | grep oom', 'library'],
      ['Ask for the budget', 'ps aux', 'Example Hosting'],
      ['Who grew?', 'ps aux', 'library'],
      ['Raise the limit', 'systemctl show app.service', 'Example Hosting'],
      ['Stop it', 'systemctl stop app.service', 'library'],
    ]);
    const graph = buildGraph([runbook], { sourcePrefix: 'content/runbooks/' });
    const files = (type: string) =>
      graph.nodes.filter((node) => node.type === type).map(({ source }) => source?.file);
    const theirs = 'overlay/runbooks/deeper/below/oom.md';
    expect(files('runbook').filter(Boolean)).toEqual(['content/runbooks/memory/oom.md']);
    expect(files('signature')).toEqual([theirs]);
    expect(files('note')).toEqual([theirs]);
    expect(files('command').filter((file) => file === theirs)).toHaveLength(3);
  });
});

describe('when ours changes', () => {
  beforeEach(async () => {
    put('theirs/runbooks/memory/oom.md', correction.replaceAll('../../', '../'));
    expect(await note()).toBe(0);
  });

  test('notes say what the corrections do, and then nothing is to be said', async () => {
    expect(out.join('').replaceAll(folder, 'TMP')).toMatchInlineSnapshot(`
      "TMP/theirs/runbooks/memory/oom.md
        adds to \`save-first\`
        keeps \`investigation\`
        keeps \`machine-or-cgroup\`
        adds to \`who-grew\`
        keeps \`fix\`
        replaces \`raise-the-limit\`
        brings \`ask-for-the-budget\`
        brings \`signatures\`
      Noted in TMP/theirs/corrected.json.
      "
    `);
    expect((await lay()).text).toBe('');
    const noted = JSON.parse(readFileSync(join(folder, 'theirs/corrected.json'), 'utf8'));
    expect(Object.keys(noted.corrected['memory/oom'])).toContain('raise-the-limit');
  });

  test('a paragraph wrapped anew, a step put in before and text elsewhere are no change', async () => {
    put(
      'library/memory/oom.md',
      ours
        .replace('Raise it by hand, see', 'Raise it by hand,\nsee')
        .replace('### Step 2: Who', '### Step 2: New\n\nText.\n\n### Step 3: Who')
        .replace('Memory ran out.', 'There was no memory left.')
        .replace('### Option 1: Raise', '### Option 4: Raise'),
    );
    expect((await lay()).text).toBe('');
  });

  test('a text that changed, and a part that is gone, are told with what to do', async () => {
    put(
      'library/memory/oom.md',
      ours
        .replace('Raise it by hand', 'Raise it with care')
        .replace('Who grew?', 'Which service grew?'),
    );
    const laid = await lay();
    expect(laid.text).toMatchInlineSnapshot(`
      "DIR/runbooks/memory/oom.md:34:1 warning overlay/part-changed  The text that this replaces has changed since it was noted.
          ### Raise the limit
          ^^^^^^^^^^^^^^^^^^^
        Fix: Read memory/oom.md:35, bring yours up to date, then run \`panicroom note\` on this folder.

      DIR/runbooks/memory/oom.md:26:1 error overlay/part-gone  \`memory/oom\` has no part \`who-grew\` any more; what stands here is kept as a part of its own.
          ### Who grew?
          ^^^^^^^^^^^^^
        Fix: Did you mean \`which-service-grew\`? Give this heading the words of the part that it belongs to now, or leave it as your own; then run \`panicroom note\` on this folder.
      "
    `);
    // Nothing of theirs is lost.
    expect(laid.corrected.get('memory/oom')!.notes.map(({ title }) => title)).toEqual([
      'Not the database',
    ]);
    expect(await note()).toBe(0);
    expect((await lay()).diagnostics.filter(({ code }) => code.includes('part-'))).toEqual([]);
  });

  test('a runbook that is gone: their text is a runbook of its own', async () => {
    rmSync(join(folder, 'library/memory/oom.md'));
    put('library/memory/oom-kill.md', ours);
    const laid = await lay();
    expect(laid.text).toMatchInlineSnapshot(`
      "DIR/runbooks/memory/oom.md:2:11 error overlay/unknown-runbook  There is no runbook \`memory/oom\` in the library any more; what stands here is kept as a runbook of its own.
          corrects: memory/oom
                    ^^^^^^^^^^
        Fix: Did you mean \`memory/oom-kill\`? Name the runbook that has the text now, or take \`corrects\` out to keep this as your own.
      "
    `);
    expect(laid.added.map(({ id }) => id)).toEqual(['memory/oom']);
  });

  test('notes that are damaged are as none', async () => {
    put('theirs/corrected.json', '{"corrected": ');
    expect((await lay()).diagnostics.map(({ code }) => code)).toEqual([
      'overlay/noted',
      'overlay/not-noted',
    ]);
  });
});

test('what a correction gets wrong is told at its place', async () => {
  put(
    'theirs/runbooks/wrong.md',
    `---
corrects: memory/oom
replaces: [rise-the-limit, stop-it]
severity: fatal
---

## Fixes

### Raise the limt

Text.
`,
  );
  put('theirs/runbooks/none.md', '---\ncorrects: memory/oomkill\n---\n\n## Fix\n\nText.\n');
  expect((await lay()).text).toMatchInlineSnapshot(`
    "DIR/runbooks/none.md:2:11 error overlay/unknown-runbook  There is no runbook \`memory/oomkill\` in the library; what stands here is kept as a runbook of its own.
        corrects: memory/oomkill
                  ^^^^^^^^^^^^^^
      Fix: Did you mean \`memory/oom\`? Name the runbook that has the text now, or take \`corrects\` out to keep this as your own.

    DIR/runbooks/wrong.md:3:12 error overlay/unknown-part  \`memory/oom\` has no part \`rise-the-limit\`.
        replaces: [rise-the-limit, stop-it]
                   ^^^^^^^^^^^^^^
      Fix: Did you mean \`raise-the-limit\`? It is what stands behind # in the address of the heading.

    DIR/runbooks/wrong.md:3:28 error overlay/nothing-in-place  Nothing here takes the place of \`stop-it\`: this file has no heading of its words.
        replaces: [rise-the-limit, stop-it]
                                   ^^^^^^^
      Fix: Write the heading “Stop it” with your text below it.

    DIR/runbooks/wrong.md:7:1 warning overlay/unknown-heading  \`memory/oom\` has no heading “Fixes”, so this becomes a part of its own.
        ## Fixes
        ^^^^^^^^
      Fix: Did you mean \`fix\`? Put a sentence below it if it is meant to be new.

    DIR/runbooks/wrong.md:2:11 warning overlay/not-corrected  \`severity\` of another runbook is not corrected; ours stays.
        corrects: memory/oom
                  ^^^^^^^^^^
      Fix: Take \`severity\` out of the front matter.
    "
  `);
  expect(await note()).toBe(1);
  expect(out.join('')).toContain('Mend this first; nothing was noted.');
});

test('two corrections of one runbook are both laid; the second replaces nothing twice', async () => {
  const one = (text: string) =>
    `---\ncorrects: memory/oom\nreplaces: [stop-it]\n---\n\n## Fix\n\n### Stop it\n\n${text}\n`;
  put('theirs/runbooks/1.md', one('First.'));
  put('theirs/runbooks/2.md', one('Second.'));
  const laid = await lay();
  expect(JSON.stringify(laid.corrected.get('memory/oom'))).toMatch(/First\..*Second\./);
  expect(laid.diagnostics.map(({ file, code }) => `${file} ${code}`)).toContain(
    'DIR/runbooks/2.md overlay/nothing-in-place',
  );
});

test('a correction in the library itself is refused, and not taken for a runbook', async () => {
  put('library/memory/more.md', correction);
  const { runbooks, diagnostics } = await readLibrary(join(folder, 'library'));
  expect(runbooks.map(({ id }) => id)).toEqual(['faults/panic', 'memory/oom']);
  expect(diagnostics.map(({ code, span }) => [code, span.start.line])).toEqual([
    ['library/correction', 2],
  ]);
});

test('what is needed first and whom to wake are read from both', async () => {
  put(
    'library/memory/oom.md',
    `${ours}\n## Before you start\n\n- You need root.\n\n## Escalation\n\nWake the service owner when it comes back.\n`,
  );
  put(
    'theirs/runbooks/oom.md',
    `---
corrects: memory/oom
escalation: Wake nobody.
---

## Before you start

- You need a console.

## Escalation

Wake the rack owner when two hosts are hit.
`,
  );
  const laid = await lay();
  const runbook = laid.corrected.get('memory/oom')!;
  expect(runbook.requirements.map(({ text, needs }) => [text, needs])).toEqual([
    ['You need root.', ['root']],
    ['You need a console.', ['console']],
  ]);
  expect(runbook.escalation?.calls.map(({ whom, when }) => [whom, when])).toEqual([
    ['the service owner', 'it comes back'],
    ['the rack owner', 'two hosts are hit'],
  ]);
  expect(laid.diagnostics.map(({ code }) => code)).toContain('overlay/not-corrected');
});
