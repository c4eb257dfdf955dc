// What becomes of a build when things go wrong. `npm run faults [-- --kills N] [--write]`
//
// Kills the build, fills its disk, takes its rights, starts it twice, moves it to another place and day,
// and says each time whether a whole build stood there afterwards. `--write` puts the table into
// docs/faults.md. Exit 1 where anything was lost. The tests do ten kills of it.

import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import {
  cacheTrial,
  diskTrials,
  killTrial,
  sameBytesTrial,
  type Trial,
  togetherTrial,
} from './faults/build-trials.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    write: { type: 'boolean', default: false },
  },
});
const root = resolve(import.meta.dirname, '..');

const trials: Trial[] = [];
const leftOut: string[] = [];
const take = (trial: Trial) => {
  trials.push(trial);
  console.log(`${trial.fault}: ${trial.times} times, lost ${trial.lost}. ${trial.seen}`);
};
take(await sameBytesTrial(join(root, 'content')));
take(await cacheTrial());
take(await togetherTrial(5));
const onDisk = await diskTrials();
if (typeof onDisk === 'string') leftOut.push(onDisk);
else for (const trial of onDisk) take(trial);
take(await killTrial(Number(values.kills)));
for (const why of leftOut) console.log(`Left out: ${why}`);

if (values.write) {
  const cell = (text: string) => text.replaceAll('|', '\\|');
  writeFileSync(
    join(root, 'docs/faults.md'),
    [
      '# What was done to the build, and what was lost',
      '',
      '`npm run faults -- --write` wrote this table. A whole build is one whose every file is, byte for byte, that of a build to which nothing was done. The tests do ten of the kills (test/offline/faults.test.ts).',
      '',
      '| what was done | times | lost | what was seen |',
      '| --- | --: | --: | --- |',
      ...trials.map(
        ({ fault, times, lost, seen }) => `| ${cell(fault)} | ${times} | ${lost} | ${cell(seen)} |`,
      ),
      ...leftOut.flatMap((why) => ['', `Left out: ${why}.`]),
      '',
    ].join('\n'),
  );
}
if (trials.some(({ lost }) => lost > 0)) process.exitCode = 1;
