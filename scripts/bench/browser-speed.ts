// What a person waits for: from the paste to the answer on the screen, in Chromium, from the built
// site on disk, for logs of growing length. By the clock.

import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  cancelAndWait,
  chooseAndTime,
  heapOf,
  type PasteTimes,
  pasteAndWait,
  rememberLongTasks,
} from './browser-page.ts';
import { linePlot } from './chart.ts';
import { healthyLog } from './healthy-log.ts';
import { median, type Row, spread, table } from './measure.ts';
import { type OpenSite, openSite } from './open-site.ts';
import { markdownTable, type Part } from './part.ts';

export interface BrowserSpeedInput {
  boot: string;
  /** A log with a failure, which stands at the end of each paste. */
  failure: string;
  runs: number;
  megabytes: number;
  scratch: string;
}

const sizes = [
  { kilobytes: 10, name: '10 KB' },
  { kilobytes: 256, name: '256 KB', target: 50 },
  { kilobytes: 2048, name: '2 MB' },
];
const fileTargetSeconds = 3;

interface Given {
  name: string;
  kilobytes: number;
  target?: number;
  answered: number[];
  /** Not told of a file: its answer is looked for from outside the page. */
  painted: number[];
  longestTask: number[];
  heap: number[];
}

export async function browserSpeed(input: BrowserSpeedInput): Promise<Part> {
  const site = await openSite();
  try {
    await site.page.addInitScript(rememberLongTasks);
    await site.again();
    const pastes = await measurePastes(site, input);
    const { file, cancelled } = await measureFile(site, input);
    const all = [...pastes, file];
    return {
      summary: table([
        ...pastes.map(pasteRow),
        fileRow(file, input.megabytes),
        cancelRow(cancelled),
      ]),
      plots: [plotOf(all)],
      detail: [
        `A healthy log with a failure at its end. Answered: the answer's heading is in the page. Longest task: the longest piece of work on the page's thread meanwhile, during which no key is taken; what takes less than 50 ms is not counted by the browser and stands as 0. The heap is that of the page's thread, without the reader's; after the answer, with the log on the screen.`,
        '',
        detailTable(all),
      ].join('\n'),
      peers: [site.version],
    };
  } finally {
    await site.browser.close();
  }
}

const emptyOf = (named: { name: string; kilobytes: number; target?: number }): Given => ({
  ...named,
  answered: [],
  painted: [],
  longestTask: [],
  heap: [],
});

async function measurePastes(site: OpenSite, input: BrowserSpeedInput): Promise<Given[]> {
  const pastes = sizes.map((size) => ({
    given: emptyOf(size),
    text: pasteOf(input, size.kilobytes * 1024),
  }));
  // In turns; the first one warms up the browser. A page is fresh each time, as for a person.
  for (let run = 0; run <= input.runs; run++) {
    for (const { given, text } of pastes) {
      const times: PasteTimes = await pasteAndWait(site.page, text);
      if (run > 0) {
        given.answered.push(times.answered);
        given.painted.push(times.painted);
        given.longestTask.push(times.longestTask);
        given.heap.push(await heapOf(site.page));
      }
      await site.again();
    }
  }
  return pastes.map(({ given }) => given);
}

/** No longer than asked for, since a log grows by whole lines. */
function pasteOf({ boot, failure }: BrowserSpeedInput, length: number): string {
  const healthy = healthyLog(boot, Math.max(0, length - failure.length)).slice(
    0,
    Math.max(0, length - failure.length),
  );
  return `${healthy.slice(0, healthy.lastIndexOf('\n') + 1)}${failure}`;
}

async function measureFile(
  site: OpenSite,
  { boot, failure, megabytes, runs, scratch }: BrowserSpeedInput,
): Promise<{ file: Given; cancelled: number[] }> {
  const file = join(scratch, 'healthy-with-failure.log');
  const given = emptyOf({ name: `${megabytes} MB, a file`, kilobytes: (megabytes * 1e6) / 1024 });
  const cancelled: number[] = [];
  try {
    await writeFile(file, `${healthyLog(boot, megabytes * 1e6)}${failure}`);
    for (let run = 0; run <= runs; run++) {
      const { answered, longestTask } = await chooseAndTime(site.page, file);
      if (run > 0) {
        given.answered.push(answered);
        given.longestTask.push(longestTask);
        given.heap.push(await heapOf(site.page));
      }
      await site.again();
      const took = await cancelAndWait(site.page, file);
      if (took !== null) cancelled.push(took);
      await site.again();
    }
  } finally {
    await rm(file, { force: true });
  }
  return { file: given, cancelled };
}

function pasteRow({ name, target, answered, painted, longestTask }: Given): Row {
  return {
    what: `paste of ${name} in Chromium, to the ranked answer`,
    figure: `${median(answered).toFixed(0)} ms`,
    ...(target === undefined
      ? {}
      : { target: `≤ ${target} ms`, isMet: median(answered) <= target }),
    note: `${spread(answered, 'ms')}; painted ${median(painted).toFixed(0)} ms; longest task ${taskOf(longestTask)}`,
  };
}

function fileRow({ answered, longestTask }: Given, megabytes: number): Row {
  const seconds = answered.map((ms) => ms / 1000);
  return {
    what: `file of ${megabytes} MB in Chromium`,
    figure: `${median(seconds).toFixed(2)} s`,
    target: `≤ ${fileTargetSeconds} s per 100 MB`,
    isMet: median(seconds) <= (fileTargetSeconds * megabytes) / 100,
    note: `${spread(seconds, 's')}; longest task ${taskOf(longestTask)}`,
  };
}

function cancelRow(cancelled: readonly number[]): Row {
  const what = 'the same, from the press on Cancel until it says so';
  if (cancelled.length === 0) return { what, figure: 'the answer was there first' };
  return { what, figure: `${median(cancelled).toFixed(0)} ms`, note: spread(cancelled, 'ms') };
}

const taskOf = (tasks: readonly number[]) =>
  Math.max(...tasks) === 0 ? 'under 50 ms' : `${median(tasks).toFixed(0)} ms`;

function detailTable(all: readonly Given[]): string {
  return markdownTable(
    ['log', 'answered', 'spread', 'painted', 'spread', 'longest task', 'spread', 'heap'],
    all.map(({ name, answered, painted, longestTask, heap }) => [
      name,
      `${median(answered).toFixed(0)} ms`,
      spread(answered, 'ms'),
      ...(painted.length === 0
        ? ['', '']
        : [`${median(painted).toFixed(0)} ms`, spread(painted, 'ms')]),
      `${median(longestTask).toFixed(0)} ms`,
      spread(longestTask, 'ms'),
      `${median(heap).toFixed(0)} MB`,
    ]),
  );
}

function plotOf(all: readonly Given[]) {
  const points = (times: (given: Given) => readonly number[]) =>
    all
      .filter((given) => times(given).length > 0)
      .map((given) => [given.kilobytes, median(times(given))] as const);
  return {
    file: 'bench-browser.svg',
    svg: linePlot({
      title: 'In Chromium: from the log to its answer, by the length of the log',
      x: { label: 'kilobytes', scale: 'logarithmic' },
      y: { label: 'milliseconds', scale: 'logarithmic' },
      series: [
        { name: 'answered', points: points(({ answered }) => answered) },
        { name: 'painted', points: points(({ painted }) => painted) },
      ],
    }),
    alt: 'Lines: time to the answer in Chromium, for pastes and a file of growing length',
  };
}
