// The reference pages' own views: the cheat sheet, the list of files, a report as a picture.

import { describe, expect, test } from 'vitest';
import kinds from '../../content/vocabulary/kinds.json' with { type: 'json' };
import paths from '../../content/vocabulary/path-notes.json' with { type: 'json' };
import tools from '../../content/vocabulary/tool-notes.json' with { type: 'json' };
import { readLibrary } from '../../src/library/read-library.ts';
import { readSamples } from '../../src/library/read-samples.ts';
import { pathSheet } from '../../src/site/render/path-sheet.ts';
import { reportPicture } from '../../src/site/render/report-picture.ts';
import { sightings } from '../../src/site/render/sightings.ts';
import { toolSheet } from '../../src/site/render/tool-sheet.ts';
import { command, runbook } from './fixture-library.ts';

const { runbooks } = await readLibrary('content/runbooks');

describe('the cheat sheet', () => {
  test('one command of two runbooks is one line with both, and an unknown program is not lost', () => {
    const shared = { ...command('c1', 'dmesg -T'), tool: 'dmesg' };
    const own = { ...command('c2', 'frobnicate --all'), tool: 'frobnicate' };
    const one = runbook('a/one', 'One', []);
    const two = runbook('a/two', 'Two', []);
    one.commands = [shared];
    two.commands = [shared, own];
    const sheet = toolSheet([one, two]);
    expect(sheet.map(({ slug }) => slug)).toEqual(['log', 'others']);
    expect(sheet[0]!.tools[0]!.commands[0]!.places.map((place) => place.runbook.id)).toEqual([
      'a/one',
      'a/two',
    ]);
    expect(sheet[1]!.tools[0]).toMatchObject({ name: 'frobnicate', about: null, count: 1 });
  });

  test('every program that two runbooks call is described', () => {
    const nameless = toolSheet(runbooks)
      .flatMap((group) => group.tools)
      .filter((tool) => tool.about === null && tool.runbooks.length > 1);
    expect(nameless.map(({ name }) => name)).toEqual([]);
  });

  test('every program stands in a group that is there', () => {
    const groups = new Set(tools.groups.map(({ slug }) => slug));
    expect(Object.values(tools.tools).filter(({ group }) => !groups.has(group))).toEqual([]);
  });
});

describe('the list of files', () => {
  const entries = pathSheet(runbooks).flatMap((group) => group.paths);

  test('what two runbooks look at below /proc and /sys is explained', () => {
    const shared = entries.filter(
      ({ path, places }) => places.length > 1 && /^\/(?:proc|sys)\//.test(path),
    );
    expect(shared.length).toBeGreaterThan(10);
    expect(shared.filter(({ about }) => about === null).map(({ path }) => path)).toEqual([]);
  });

  test('every explanation says where it is from, and stands once', () => {
    expect(paths.paths.filter(({ source }) => source === '')).toEqual([]);
    expect(new Set(paths.paths.map(({ path }) => path)).size).toBe(paths.paths.length);
  });

  test('what a runbook writes for itself is no place to look at', () => {
    expect(entries.filter(({ path }) => /^\/(?:root|tmp|run)\/\S+\.txt$/.test(path))).toEqual([]);
  });
});

test('every kind of failure is reached by something that one can see', () => {
  const seen = new Set(sightings.flatMap((sighting) => sighting.kinds));
  expect(kinds.map(({ slug }) => slug).filter((slug) => !seen.has(slug))).toEqual([]);
});

describe('a report as a picture', () => {
  const picture = reportPicture(
    [
      'BUG: kernel NULL pointer dereference, address: 0000000000000040',
      '#PF: supervisor read access in kernel mode',
      'PGD 0 P4D 0',
      'Oops: 0000 [#1] PREEMPT SMP NOPTI',
      'CPU: 0 PID: 92 Comm: insmod Not tainted 6.1.0-56-amd64 #1',
      'RIP: 0010:kfail_init+0x61/0x2000 [kfail]',
      'CR2: 0000000000000040 CR3: 0000000011fa6000 CR4: 0000000000751ef0',
      'Call Trace:',
      ' ? 0xffffffffc058d000',
      ' do_one_initcall+0x59/0x220',
    ].join('\n'),
  );

  test('lines of one sense share a letter', () => {
    expect(picture.brackets).toEqual([
      { letter: 'a', first: 0, last: 0 },
      { letter: 'b', first: 1, last: 2 },
      { letter: 'c', first: 3, last: 3 },
      { letter: 'd', first: 4, last: 4 },
      { letter: 'e', first: 5, last: 5 },
      { letter: 'f', first: 6, last: 6 },
      { letter: 'g', first: 7, last: 7 },
      { letter: 'h', first: 8, last: 8 },
      { letter: 'g', first: 9, last: 9 },
    ]);
  });

  test('the address and CR2 are linked, and marked as the same', () => {
    expect(picture.links).toEqual([{ from: 0, to: 6 }]);
    const again = picture.rows.map(({ pieces }) =>
      pieces.filter(({ isAgain }) => isAgain).map(({ text }) => text),
    );
    expect(again[0]).toEqual(['0000000000000040']);
    expect(again[6]).toEqual(['0000000000000040']);
  });

  test('of every captured report each character is there, once', async () => {
    for (const { text } of await readSamples('content/samples')) {
      const lines = text.replace(/\n+$/, '');
      const { rows } = reportPicture(lines);
      expect(rows.map(({ pieces }) => pieces.map((piece) => piece.text).join('')).join('\n')).toBe(
        lines,
      );
    }
  });
});
