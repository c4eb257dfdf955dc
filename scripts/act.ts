// `npm run act [-- --only N] [--cache DIR]`: plays incidents in QEMU from the failure to the fix and
// writes docs/acted-out.md. Needs what `npm run capture` needs (docs/capture.md).
//
// Exit status: 0 written, 1 an incident did not go as it should, 2 it could not start.

import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildKnowledge } from '../src/graph/build-knowledge.ts';
import { readLibrary } from '../src/library/read-library.ts';
import { incidentPage } from './act/act-page.ts';
import { playedActs, rowOf } from './act/guest-acts.ts';
import { incidents } from './act/incidents.ts';
import { missingTools, systemFolders } from './capture/find-program.ts';
import { GuestSupply } from './capture/guest-supply.ts';
import { PackageCache } from './capture/package-cache.ts';
import { requiredTools, sayMissing } from './capture/required-tools.ts';
import { runScenario } from './capture/run-scenario.ts';
import { cleanConsole } from './capture/sample-file.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    cache: { type: 'string', default: process.env.PANICROOM_CAPTURE_CACHE ?? '' },
  },
});
process.env.PATH = [process.env.PATH, ...systemFolders].join(delimiter);
const project = resolve(import.meta.dirname, '..');
const missing = await missingTools(requiredTools(incidents.map(({ row }) => row)));
if (missing.length > 0) {
  console.error(sayMissing(missing));
  process.exit(2);
}
const cache = resolve(values.cache || join(tmpdir(), 'panicroom-capture'));
await mkdir(cache, { recursive: true });
const supply = new GuestSupply(new PackageCache(cache, (line) => console.log(line)), cache);
const { runbooks } = await readLibrary(join(project, 'content/runbooks'));
const knowledge = buildKnowledge(runbooks);
const given = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => given.abort());

const pages: string[] = [];
let failed = 0;
for (const [index, incident] of incidents.entries()) {
  if (values.only !== undefined && values.only !== String(index + 1)) continue;
  const row = rowOf(incident);
  const boot = await runScenario(row, await supply.partsOf(row), given.signal);
  const text = cleanConsole(boot.console);
  try {
    pages.push(...incidentPage(incident, playedActs(text, incident.acts), knowledge));
    console.log(`${incident.title}: played in ${boot.seconds.toFixed(0)} s`);
  } catch (error) {
    failed++;
    const kept = join(cache, 'failed', `${row.id}.txt`);
    await mkdir(join(cache, 'failed'), { recursive: true });
    await writeFile(kept, text);
    console.error(`${(error as Error).message}\nThe whole console: ${kept}`);
  }
}
if (failed > 0) process.exit(1);
if (values.only !== undefined) {
  console.log(pages.join('\n'));
} else {
  await writeFile(
    join(project, 'docs/acted-out.md'),
    [
      '# Acted out',
      '',
      'Failures played on machines of Debian kernels in QEMU, from the console to the fix. Every command is one that triage of that very console proposed, with its values; what the machine printed stands below it as it came, kernel messages between. `npm run act` plays them again and writes this page; it stops where another runbook leads, a command is not in the plan, or the machine answers otherwise.',
      '',
      'The guests are small: busybox as process 1 and the packages that the commands need, no systemd.',
      '',
      ...pages,
    ].join('\n'),
  );
  console.log('Wrote docs/acted-out.md');
}
