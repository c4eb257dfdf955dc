// A folder of an organisation's own as disks really have it, read and laid over the library.

import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { formatDiagnostics } from '../../src/library/format-diagnostics.ts';
import { readLibrary } from '../../src/library/read-library.ts';
import { readOverlay, showOverlayPaths } from '../../src/library/read-overlay.ts';
import { readContent } from '../../src/offline/read-content.ts';
import { layOverlay, wholeLibrary } from '../../src/overlay/lay-overlay.ts';
import { triage } from '../../src/plan/triage.ts';

const example = join(import.meta.dirname, 'example-hosting');
const content = join(import.meta.dirname, '../../content');

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'panicroom overlay ü-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(file: string, text: string | Uint8Array): void {
  mkdirSync(join(folder, file, '..'), { recursive: true });
  writeFileSync(join(folder, file), text);
}

/** What is said of the folder, as a person reads it; its own path as DIR. */
async function said(): Promise<string> {
  const overlay = await readOverlay(folder);
  const { diagnostics, sources } = showOverlayPaths('DIR', overlay.diagnostics, overlay.sources);
  return formatDiagnostics(
    diagnostics.filter(({ level }) => level !== 'info'),
    sources,
  );
}

const codes = async () =>
  (await readOverlay(folder)).diagnostics
    .filter(({ level }) => level !== 'info')
    .map(({ file, code, span }) => `${file}:${span.start.line}:${span.start.column} ${code}`);

describe('the example', () => {
  test('has no fault, its own area, tools and samples', async () => {
    const overlay = await readOverlay(example);
    expect(overlay.diagnostics.filter(({ level }) => level !== 'info')).toEqual([]);
    expect(overlay.organisation.name).toBe('Example Hosting');
    expect(overlay.areas.map(({ slug }) => slug)).toEqual(['arrays']);
    expect(overlay.samples.map(({ file }) => file)).toEqual([
      'arrays/database-volume/near-miss-boot.log',
      'arrays/database-volume/scsi.log',
    ]);
    const runbook = overlay.runbooks.find(({ id }) => id === 'arrays/database-volume')!;
    expect(runbook.origin).toEqual({
      whose: 'Example Hosting',
      file: 'overlay/runbooks/arrays/database-volume.md',
    });
    expect(
      runbook.commands
        .filter(({ tool }) => tool === 'arrayctl')
        .map(({ text, risk, riskFrom }) => [text, risk, riskFrom]),
    ).toEqual([
      ['arrayctl status > /root/volume-array.txt', 'changes-state', 'tool'],
      ['arrayctl show-volume --device <device>', 'read-only', 'tool'],
      ['arrayctl volume detach <device>', 'changes-state', 'tool'],
    ]);
  });

  test('stands in the graph, the knowledge and the areas beside the library', async () => {
    const plain = await readContent(content);
    const laid = await readContent(content, { overlay: await readOverlay(example) });
    const ids = (one: typeof plain) => one.knowledge.runbooks.map(({ id }) => id);
    expect(ids(laid)).toEqual([...ids(plain), 'arrays/database-volume']);
    expect(laid.site.areas.at(-1)).toMatchObject({ slug: 'arrays', label: 'Storage arrays' });
    const nodes = laid.site.graph.nodes.filter(({ id }) => id.includes('arrays/database-volume'));
    expect(nodes.length).toBeGreaterThan(5);
    for (const { source } of nodes) {
      expect(source?.file).toMatch(/^overlay\/(?:runbooks|samples)\/arrays\/database-volume/);
    }
    // The signature was seen at work in its own sample.
    expect(laid.site.graph.edges).toContainEqual({
      from: expect.stringContaining('signature:arrays/database-volume'),
      to: 'sample:overlay/samples/arrays/database-volume/scsi.log',
      type: 'samples',
    });
    // Nothing tells where the folder lay.
    expect(JSON.stringify([laid.site.graph, laid.knowledge])).not.toContain(import.meta.dirname);
    // What they did not correct is as it was.
    const untouched = ({ id }: { id: string }) => id !== 'memory/oom-kill';
    expect(laid.site.runbooks.slice(0, plain.site.runbooks.length).filter(untouched)).toEqual(
      plain.site.runbooks.filter(untouched),
    );
  });

  test('its contacts are called for what they are for, the nearest first', async () => {
    const { knowledge } = await readContent(content, { overlay: await readOverlay(example) });
    const called = async (file: string, from = join(content, 'samples')) => {
      const text = await readFile(join(from, file), 'utf8');
      return triage(text, file, knowledge).contacts?.map(({ who }) => who);
    };
    expect(await called('memory/oom-kill/global.log')).toEqual([
      'database on-call',
      'duty engineer',
    ]);
    expect(await called('storage/disk-error/ata.log')).toEqual([
      'storage on-call',
      'duty engineer',
    ]);
    expect(await called('faults/refcount-bug/refcount.log')).toEqual(['duty engineer']);
    expect(await called('arrays/database-volume/scsi.log', join(example, 'samples'))).toEqual([
      'storage on-call',
      'duty engineer',
    ]);
    expect(await called('healthy/boot-6.1.log')).toEqual([]);
    const plain = await readContent(content);
    expect(triage('', 'nothing', plain.knowledge)).not.toHaveProperty('contacts');
  });

  test('its corrections find the parts of our runbooks that they are about', async () => {
    const { diagnostics, site } = await readContent(content, {
      overlay: await readOverlay(example),
    });
    // A text of ours may have been changed since: `npm run panicroom -- note test/overlay/example-hosting`.
    expect(diagnostics.filter(({ level }) => level === 'error')).toEqual([]);
    const runbook = site.runbooks.find(({ id }) => id === 'memory/oom-kill')!;
    expect(runbook.correctedBy).toEqual(['Example Hosting']);
    expect(runbook.commands.map(({ text }) => text)).toContain('budgetctl show <unit>');
  });

  test('read from a read-only folder with blanks and letters of its own, nothing changes', async () => {
    const away = join(folder, 'Unsere Runbücher (neu)');
    cpSync(example, away, { recursive: true });
    for (const path of [away, join(away, 'runbooks'), join(away, 'runbooks/arrays')])
      chmodSync(path, 0o555);
    const here = await readOverlay(example);
    const there = await readOverlay(away);
    expect(there).toEqual(here);
    for (const path of [away, join(away, 'runbooks'), join(away, 'runbooks/arrays')])
      chmodSync(path, 0o755);
  });
});

describe('bad input', () => {
  test('no folder, a file in its place, a folder of something else', async () => {
    for (const path of [join(folder, 'gone'), join(example, 'panicroom.yaml')]) {
      const overlay = await readOverlay(path);
      expect(overlay.diagnostics.map(({ code }) => code)).toEqual(['overlay/unreadable-folder']);
      expect(overlay.runbooks).toEqual([]);
    }
    put('notes.md', '# Notes\n');
    expect(await codes()).toEqual(['overlay/:1:1 overlay/empty']);
  });

  test('links in circles, broken bytes, files that are too large or misplaced', async () => {
    put('panicroom.yaml', 'name: Example\n');
    put('panicroom.json', '{"name": "Other"}');
    put('runbooks/a/größe 1.md', '# Größe\n');
    put('runbooks/a/latin.md', Buffer.from([0x23, 0x20, 0x41, 0xe9, 0x0a]));
    put('runbooks/a/big.md', `# Big\n${'x'.repeat(1024 * 1024)}`);
    put('runbooks/a/Big-1.md', '# One\n');
    put('runbooks/a/big-1.md', '# Two\n');
    put('samples/a/no-header.log', 'just a log');
    put('samples/a/big.log', `kind: none\n\n${'x'.repeat(5 * 1024 * 1024)}`);
    put('stray.md', '# Stray\n');
    put('README.md', '# About this folder\n');
    symlinkSync('..', join(folder, 'runbooks/a/up'));
    symlinkSync('.', join(folder, 'samples/again'));
    symlinkSync('gone', join(folder, 'runbooks/a/broken.md'));
    expect((await codes()).sort()).toEqual([
      'overlay/panicroom.json:1:1 overlay/two-settings',
      'overlay/runbooks/a/big-1.md:1:1 library/case-collision',
      'overlay/runbooks/a/big.md:1:1 library/file-too-large',
      'overlay/runbooks/a/broken.md:1:1 library/unreadable',
      'overlay/runbooks/a/latin.md:1:4 library/invalid-utf8',
      'overlay/runbooks/a/up:1:1 library/symlink-loop',
      'overlay/samples/a/big.log:1:1 library/file-too-large',
      'overlay/samples/a/no-header.log:1:1 library/sample-header',
      'overlay/samples/again:1:1 library/symlink-loop',
      'overlay/stray.md:1:1 overlay/misplaced',
    ]);
    const { runbooks } = await readOverlay(folder);
    expect(runbooks.map(({ id }) => id)).toEqual(['a/Big-1', 'a/größe 1', 'a/latin']);
  });

  test.skipIf(process.getuid?.() === 0)('files that may not be read', async () => {
    put('panicroom.yaml', 'name: Example\n');
    put('runbooks/a/x.md', '# X\n');
    chmodSync(join(folder, 'panicroom.yaml'), 0);
    chmodSync(join(folder, 'runbooks/a/x.md'), 0);
    expect(await codes()).toEqual([
      'overlay/panicroom.yaml:1:1 library/unreadable',
      'overlay/runbooks/a/x.md:1:1 library/unreadable',
    ]);
  });

  test('names that no page can have stop the build; letters of any language do not', async () => {
    put('runbooks/a/disk #1.md', '# One\n');
    put('runbooks/a/was ist?.md', '# Two\n');
    put('runbooks/a/50%.md', '# Three\n');
    put('runbooks/Größe & co/ein Ü (1).md', '# Four\n');
    const { diagnostics } = await readContent(content, { overlay: await readOverlay(folder) });
    const wrong = diagnostics.filter(({ level }) => level === 'error');
    expect(wrong.map(({ file, code }) => `${file} ${code}`)).toEqual([
      'overlay/runbooks/a/50%.md library/page-name',
      'overlay/runbooks/a/disk #1.md library/page-name',
      'overlay/runbooks/a/was ist?.md library/page-name',
    ]);
  });

  test('an id that the library has, in whatever case', async () => {
    put('runbooks/memory/OOM-kill.md', '# Ours\n');
    const library = await readLibrary(join(content, 'runbooks'));
    const laid = layOverlay(
      wholeLibrary(library.runbooks, library.sources),
      await readOverlay(folder),
    );
    expect(laid.added).toEqual([]);
    expect(laid.diagnostics.map(({ code, file }) => [code, file])).toEqual([
      ['overlay/taken-id', 'overlay/runbooks/memory/OOM-kill.md'],
    ]);
  });

  test('settings that are wrong cost themselves alone, and are told at their place', async () => {
    put(
      'panicroom.yaml',
      `name:
  - Example
areas:
  - slug: Our Arrays
    label: Arrays
  - slug: memory
    label: Memory
  - slug: racks
    label: Racks
  - label: Nothing
contacts:
  - who: nobody
    when: never
  - who: somebody
    phone: +1 555 0100
    areas: [memory, storrage]
    runbooks: [memory/oom]
  - who: a number
    phone: 15550100
  - phone: "call me"
    mail: nowhere
tools:
  rackctl: { risk: harmless }
  reboot: { risk: read-only }
  binctl: { risk: reboots, row: [] }
colour: red
nmae: Example
`,
    );
    expect(await said()).toMatchInlineSnapshot(`
      "DIR/panicroom.yaml:2:3 error overlay/setting-value  \`name\` has a value that it cannot have.
            - Example
            ^^^^^^^^^
        Fix: Write the name of your organisation: \`name: Example Hosting\`.

      DIR/panicroom.yaml:4:11 error overlay/setting-value  \`areas › slug\` has a value that it cannot have.
            - slug: Our Arrays
                    ^^^^^^^^^^
        Fix: Write it in lower-case letters, digits and hyphens: \`storage-arrays\`.

      DIR/panicroom.yaml:10:5 error overlay/setting-value  Here \`slug\` is missing.
            - label: Nothing
              ^^^^^^^^^^^^^^
        Fix: Write it in lower-case letters, digits and hyphens: \`storage-arrays\`.

      DIR/panicroom.yaml:12:5 error overlay/setting-value  \`contacts\` has a value that it cannot have.
            - who: nobody
              ^^^^^^^^^^^
        Fix: Say how they are reached: \`phone:\`, \`chat:\`, \`mail:\` or \`page:\`.

      DIR/panicroom.yaml:19:12 error overlay/setting-value  \`contacts › phone\` has a value that it cannot have.
              phone: 15550100
                     ^^^^^^^^
        Fix: Put the number in quotes, so that it stays as it is written: "+1 555 0100".

      DIR/panicroom.yaml:20:5 error overlay/setting-value  Here \`who\` is missing.
            - phone: "call me"
              ^^^^^^^^^^^^^^^^
        Fix: Write the role or team: \`who: storage on-call\`.

      DIR/panicroom.yaml:20:12 error overlay/setting-value  \`contacts › phone\` has a value that it cannot have.
            - phone: "call me"
                     ^^^^^^^^^
        Fix: Write digits, blanks and + alone: "+1 555 0100".

      DIR/panicroom.yaml:21:11 error overlay/setting-value  \`contacts › mail\` has a value that it cannot have.
              mail: nowhere
                    ^^^^^^^
        Fix: Write an address: \`mail: storage-oncall@example.org\`.

      DIR/panicroom.yaml:23:20 error overlay/setting-value  \`tools › rackctl › risk\` has a value that it cannot have.
            rackctl: { risk: harmless }
                             ^^^^^^^^
        Fix: Write one of: read-only, changes-state, reboots, destroys-data.

      DIR/panicroom.yaml:25:28 error overlay/setting-unknown  \`row\` is no setting of \`tools\`.
            binctl: { risk: reboots, row: [] }
                                     ^^^
        Fix: Did you mean \`rows\`? Known here: risk, valueOptions, script, rows.

      DIR/panicroom.yaml:26:1 error overlay/setting-unknown  \`colour\` is no setting.
          colour: red
          ^^^^^^
        Fix: Known here: name, accent, logo, contacts, areas, tools.

      DIR/panicroom.yaml:27:1 error overlay/setting-unknown  \`nmae\` is no setting.
          nmae: Example
          ^^^^
        Fix: Did you mean \`name\`? Known here: name, accent, logo, contacts, areas, tools.

      DIR/panicroom.yaml:6:11 error overlay/known-area  There is an area \`memory\` already: Memory.
            - slug: memory
                    ^^^^^^
        Fix: Leave it out; your runbooks may stand in it all the same.

      DIR/panicroom.yaml:16:21 error overlay/unknown-area  There is no area \`storrage\`, so for it nobody sees this contact.
              areas: [memory, storrage]
                              ^^^^^^^^
        Fix: Did you mean \`storage\`? Areas: faults, debug, stalls, memory, boot, hardware, storage, network, graphics, policy, guides, racks.

      DIR/panicroom.yaml:24:11 error overlay/known-tool  The library knows what \`reboot\` does; its risk is not changed for all runbooks at once.
            reboot: { risk: read-only }
                    ^^^^^^^^^^^^^^^^^^^
        Fix: Leave it out, and where it does something else write the risk at the fence: \`\`\`bash {risk="changes-state"}.
      "
    `);
    const overlay = await readOverlay(folder);
    expect(overlay.organisation.name).toBe('Your organisation');
    expect(overlay.areas.map(({ slug }) => slug)).toEqual(['racks']);
    expect(overlay.organisation.contacts.map(({ who }) => who)).toEqual(['somebody']);
    // Which runbooks there are is known only once it is laid over a library.
    const { diagnostics } = layOverlay(wholeLibrary([], new Map()), overlay);
    expect(diagnostics.map(({ code, span }) => [code, span.start.line])).toEqual([
      ['overlay/unknown-runbook', 17],
    ]);
  });

  test('settings that are no YAML at all', async () => {
    put('panicroom.yaml', 'name: Example: Hosting\nareas: [\n');
    expect(await said()).toMatchInlineSnapshot(`
      "DIR/panicroom.yaml:1:7 error overlay/settings-yaml  This is not valid YAML: Nested mappings are not allowed in compact mappings.
          name: Example: Hosting
                ^
        Fix: Write \`key: value\`, a space behind the colon, indented with spaces; put quotes around a value that holds a colon or \`#\`.

      DIR/panicroom.yaml:3:1 error overlay/settings-yaml  This is not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ].
        Fix: Write \`key: value\`, a space behind the colon, indented with spaces; put quotes around a value that holds a colon or \`#\`.
      "
    `);
    put('panicroom.yaml', '- a\n- b\n');
    expect(await said()).toMatchInlineSnapshot(`
      "DIR/panicroom.yaml:1:1 error overlay/setting-value  This is no list of settings.
          - a
          ^
        Fix: Write one \`key: value\` a line, such as \`name: Example Hosting\`.
      "
    `);
    put('panicroom.yaml', '');
    expect(await codes()).toEqual([]);
  });
});
