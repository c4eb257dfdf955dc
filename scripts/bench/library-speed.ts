// What a thousand runbooks cost: read and made a graph in this process, and checked by the command as
// an author starts it. The runbooks are ours, each copy with words of its own, so that nothing that was
// kept of one serves another.

import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { buildGraph } from '../../src/graph/build-graph.ts';
import { readLibrary } from '../../src/library/read-library.ts';
import {
  clockOf,
  median,
  processorOf,
  type Row,
  runProgram,
  spread,
  type Time,
  timed,
  timedInTurns,
} from './measure.ts';

const project = join(import.meta.dirname, '../..');
/** For a thousand runbooks. */
const targetSeconds = 3;

export interface LibrarySpeedInput {
  runbooks: number;
  runs: number;
  scratch: string;
}

export async function librarySpeed({ runbooks, runs, scratch }: LibrarySpeedInput): Promise<Row[]> {
  const own = await readLibrary(join(project, 'content/runbooks'));
  const folder = join(scratch, 'library/runbooks');
  let edition = 0;
  const writeAll = () => writeRunbooks(folder, own.sources, runbooks, String(edition++));
  await writeAll();
  const [file] = copiesOf(own.sources, 1, '').map(([name]) => name);
  const times = await timedInTurns(
    {
      async graph() {
        buildGraph((await readLibrary(folder)).runbooks);
      },
      check: () => check(folder),
      async edited() {
        await writeFile(join(folder, file!), copiesOf(own.sources, 1, String(edition++))[0]![1]);
        return check(folder);
      },
    },
    runs,
  );
  const cold: Time[] = [];
  for (let run = 0; run < runs; run++) {
    await writeAll();
    cold.push(await timed(() => check(folder)));
  }
  await rm(dirname(folder), { recursive: true, force: true });
  const row = (what: string, times: readonly Time[], withTarget: boolean): Row => {
    const seconds = processorOf(times).map((ms) => ms / 1000);
    const clock = median(clockOf(times)) / 1000;
    return {
      what,
      figure: `${median(seconds).toFixed(2)} s`,
      ...(withTarget
        ? {
            target: `≤ ${targetSeconds} s for 1,000`,
            isMet: median(seconds) <= (targetSeconds * runbooks) / 1000,
          }
        : {}),
      note: `${spread(seconds, 's')}; by the clock ${clock.toFixed(2)}`,
    };
  };
  const count = runbooks.toLocaleString('en');
  return [
    row(`parse ${count} runbooks and build their graph`, times.graph, false),
    row(`\`check\` of ${count}, all changed since the last time`, cold, false),
    row(`\`check\` of ${count}, one changed`, times.edited, true),
    row(`\`check\` of ${count}, none changed`, times.check, true),
  ];
}

async function writeRunbooks(
  folder: string,
  sources: ReadonlyMap<string, string>,
  count: number,
  edition: string,
): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  for (const [file, text] of copiesOf(sources, count, edition)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
}

function copiesOf(
  sources: ReadonlyMap<string, string>,
  count: number,
  edition: string,
): [file: string, text: string][] {
  const originals = [...sources];
  return Array.from({ length: count }, (_, index) => {
    const [file, text] = originals[index % originals.length]!;
    const mark = `copy ${index}${edition && `, edition ${edition}`}`;
    return [
      file.replace(/\.md$/, `-${index}.md`),
      // Title, prose and comments of commands differ, as they do between real runbooks.
      text
        .replace(/^title: .*$/m, (line) => `${line} (${mark})`)
        .replace(/^# .*$/gm, (line) => `${line} (${mark})`)
        .concat(`\nThis is ${mark}.\n`),
    ];
  });
}

function check(folder: string): number | undefined {
  const command = [join(project, 'src/cli/main.ts'), 'check', folder, '--reporter', 'json'];
  // Copies of a published runbook lack samples of their own: errors are expected, a crash is not.
  return runProgram(process.execPath, command, [0, 1]);
}
