// `panicroom new AREA/ID` begins a runbook; with `--from LOG`, out of a log that none covers yet.
// Asks nothing, overwrites nothing: what it cannot know it marks with TODO.

import { stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import areas from '../../content/vocabulary/areas.json' with { type: 'json' };
import kinds from '../../content/vocabulary/kinds.json' with { type: 'json' };
import { draftFromLog, type LogDraft, type NoDraft } from '../draft/draft-from-log.ts';
import { runbookText } from '../draft/runbook-text.ts';
import { buildKnowledge } from '../graph/build-knowledge.ts';
import { TextChunks } from '../klog/text-chunks.ts';
import { readLibrary } from '../library/read-library.ts';
import { readSamples } from '../library/read-samples.ts';
import type { Sample } from '../model/sample.ts';
import type { Match } from '../model/triage-report.ts';
import { didYouMean, nearestWords } from '../parse/nearest-word.ts';
import { triage } from '../plan/triage.ts';
import { showText } from '../plan/visible-text.ts';
import type { Io } from './io.ts';
import { NameTaken, placeFiles } from './place-files.ts';
import { DamagedInput, readInputs, UnreadableInput } from './read-input.ts';

export interface NewOptions {
  /** A log, or `-` for standard input. */
  from?: string;
  runbooks: string;
  /** Folder of samples; beside the runbooks' folder where it is absent. */
  samples?: string;
}

/** UTF-16 units; longer logs hold weeks, and the failure is a page. */
const longestLog = 64 * 1024 * 1024;

const areaNames = areas.map(({ slug }) => slug).join(', ');

/** What a person is told instead of files; they end with exit status 1 or 2. */
class Refusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Exit status: 0 files were written, 1 there was nothing to write, 2 it cannot be done so. */
export async function newCommand(
  given: string | undefined,
  options: NewOptions,
  io: Io,
): Promise<number> {
  try {
    await begin(given, options, io);
    return 0;
  } catch (error) {
    if (error instanceof NameTaken) {
      io.stderr(
        `${error.path} is there already, so nothing was written.\nChoose another name, or go on with that file.\n`,
      );
      return 2;
    }
    if (error instanceof Refusal) {
      io.stderr(`${error.message.replaceAll('panicroom new', asCalled())}\n`);
      return error.status;
    }
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    io.stderr(`Nothing was written: ${(error as Error).message}.\n`);
    return 2;
  }
}

/** As it was typed: whoever came by npm may have no `panicroom` to call. */
const asCalled = () =>
  process.env.npm_lifecycle_event === 'new' ? 'npm run new --' : 'panicroom new';

async function begin(given: string | undefined, options: NewOptions, io: Io): Promise<void> {
  const { runbooks: folder } = options;
  const samplesFolder = options.samples ?? join(dirname(folder), 'samples');
  if (!(await stat(folder).catch(() => null))?.isDirectory()) {
    throw new Refusal(
      2,
      `There is no folder ${folder} here.\nGo to the folder that holds it, or name the one for runbooks: --runbooks DIR`,
    );
  }
  const wanted = given === undefined ? null : idOf(given);
  if (options.from === undefined && wanted === null) {
    throw new Refusal(
      2,
      'Name the runbook by its area and a short name: panicroom new memory/oom-kill\nOr name a log that it is to be made from: panicroom new --from paste.log',
    );
  }
  if (options.from === undefined) {
    await placeRunbook(folder, wanted!, null, new Map(), io);
    return;
  }

  const samples = await samplesBelow(samplesFolder);
  const { name, text } = await textOf(options.from);
  const draft = draftFromLog(text, name, samples, wanted?.split('/')[0] ?? null);
  if ('reason' in draft) throw new Refusal(1, whyNot(draft, text));
  const match = await coveredBy(text, name, folder);
  if (match !== null && wanted === null) {
    const line = match.evidence[0]?.line;
    throw new Refusal(
      1,
      `${match.runbook} covers this already (${match.kind}${line === undefined ? '' : `, line ${line}`}).\nCorrect that runbook, or name a new one for what it does not say: panicroom new --from ${options.from} ${match.runbook.split('/')[0]}/NAME`,
    );
  }
  const id = wanted ?? idByKind(draft, options.from);
  tellFindings(name, draft, match, io);
  const below = join(samplesFolder, ...id.split('/'));
  const files = new Map([[join(below, 'first-seen.log'), sampleText(draft)]]);
  const nearMiss = nearMissText(draft);
  if (nearMiss !== null) files.set(join(below, 'near-miss-first.log'), nearMiss);
  await placeRunbook(folder, id, draft, files, io);
  if (nearMiss === null) {
    io.stdout(`There is no near-miss yet: put a log that only resembles it beside the sample.\n`);
  }
}

async function placeRunbook(
  folder: string,
  id: string,
  draft: LogDraft | null,
  samples: ReadonlyMap<string, string>,
  io: Io,
): Promise<void> {
  const chosen = kindsFor(id, draft);
  const text = runbookText({
    title: titleFor(id, chosen.kinds),
    kinds: chosen.kinds,
    kindsOffered: chosen.offered,
    fromLog: draft,
  });
  // The runbook last: a sample without one is only a file too many.
  const files = new Map([...samples, [join(folder, `${id}.md`), text]]);
  await placeFiles(files);
  io.stdout('Wrote\n');
  for (const path of [...files.keys()].reverse()) io.stdout(`  ${shownPath(path)}\n`);
  const area = id.split('/')[0]!;
  const slugs = areas.map(({ slug }) => slug);
  if (!slugs.includes(area)) {
    io.stdout(
      `\n\`${area}\` is a new area. ${didYouMean(area, slugs)}There are: ${slugs.join(', ')}.\n`,
    );
  }
  if (chosen.kinds.length === 0) {
    io.stdout(
      `\nNo kind of failure is chosen yet, and without one no log leads to it.\n${chosen.offered.length > 0 ? `Perhaps ${chosen.offered.map((kind) => `\`${kind}\``).join(', ')}? ` : ''}All: content/vocabulary/kinds.json\n`,
    );
  }
  io.stdout(
    '\nIt is a draft and breaks nothing. Next: write what is marked TODO;\n`npm run dev` shows the page, `npm run check` what is missing.\n',
  );
}

/** `content/runbooks/Memory/OOM Kill.md` → says `memory/oom-kill`. */
function idOf(given: string): string {
  const path = given
    .split(sep)
    .join('/')
    .replace(/^\.?\/+/, '')
    .replace(/^(?:content\/)?runbooks\//, '')
    .replace(/\.(?:md|markdown)$/i, '');
  const parts = path.split('/').map((part) =>
    part
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, ''),
  );
  const tidy = parts.filter(Boolean).join('/');
  const known = kinds.find(({ slug }) => slug === tidy);
  const whole = !tidy.includes('/') && known ? `${known.area}/${tidy}` : tidy;
  if (!whole.includes('/')) {
    const [near] = nearestWords(
      tidy,
      kinds.map(({ slug }) => slug),
    );
    const meant = kinds.find(({ slug }) => slug === near);
    throw new Refusal(
      2,
      `A runbook stands in an area: panicroom new AREA/${tidy || 'NAME'}\n${meant ? `Did you mean \`${meant.area}/${meant.slug}\`? ` : ''}Areas: ${areaNames}.`,
    );
  }
  if (whole !== path && tidy !== path) {
    throw new Refusal(
      2,
      `A name has small letters, digits and hyphens. Did you mean: panicroom new ${whole}`,
    );
  }
  return whole;
}

function idByKind(draft: LogDraft, log: string): string {
  const kind = draft.event === null ? undefined : kinds.find(({ slug }) => slug === draft.kind);
  if (kind) return `${kind.area}/${kind.slug}`;
  throw new Refusal(
    2,
    `The reader knows no name for this failure:\n  ${showText(draft.shown[0] ?? '')}\nGive it one: panicroom new --from ${log} AREA/NAME\nAreas: ${areaNames}.`,
  );
}

function kindsFor(id: string, draft: LogDraft | null): { kinds: string[]; offered: string[] } {
  if (draft !== null && draft.kind !== null) return { kinds: [draft.kind], offered: [] };
  const [area, name] = [id.split('/')[0]!, id.split('/').at(-1)!];
  const slugs = kinds.map(({ slug }) => slug);
  if (draft === null && slugs.includes(name)) return { kinds: [name], offered: [] };
  const ofArea = kinds.filter((kind) => kind.area === area).map(({ slug }) => slug);
  return {
    kinds: [],
    offered: [...new Set([...nearestWords(name, slugs), ...ofArea])].slice(0, 5),
  };
}

function titleFor(id: string, chosen: readonly string[]): string {
  const name = id.split('/').at(-1)!;
  const kind = kinds.find(({ slug }) => slug === name && chosen.includes(slug));
  if (kind) return kind.label;
  const words = name.replaceAll('-', ' ');
  return words[0]!.toUpperCase() + words.slice(1);
}

async function samplesBelow(folder: string): Promise<Sample[]> {
  if (!(await stat(folder).catch(() => null))?.isDirectory()) return [];
  // A sample that cannot be read is `check`'s business.
  return readSamples(folder).catch(() => []);
}

async function textOf(from: string): Promise<{ name: string; text: string }> {
  for await (const { name, chunks } of readInputs([from], process.stdin)) {
    const decoder = new TextChunks();
    let text = '';
    try {
      for await (const chunk of chunks) {
        text += decoder.next(chunk);
        if (text.length > longestLog) {
          throw new Refusal(
            2,
            `${name} is longer than ${longestLog / 1024 / 1024} MB. Keep the hour around the failure in a file, and name that.`,
          );
        }
      }
    } catch (error) {
      if (error instanceof UnreadableInput) throw new Refusal(2, `${name}: ${error.message}`);
      if (!(error instanceof DamagedInput)) throw error;
    }
    return { name, text: text + decoder.end() };
  }
  throw new Refusal(2, `${from}: there is no file in this folder.`);
}

async function coveredBy(text: string, name: string, folder: string): Promise<Match | null> {
  const { runbooks } = await readLibrary(folder);
  const report = triage(text, name, buildKnowledge(runbooks));
  const [first] = report.matches;
  return first !== undefined && (first.event === null || first.event === report.primary)
    ? first
    : null;
}

function whyNot({ reason }: NoDraft, text: string): string {
  const lines = text.split('\n').length;
  switch (reason) {
    case 'empty':
      return 'There is nothing in this log.';
    case 'no-kernel-text':
      return `Nothing in these ${lines} lines was said by a Linux kernel.`;
    case 'no-failure':
      return `No line of these ${lines} says that something went wrong.\nIf one does all the same, keep it alone in a file, and name that.`;
    case 'no-words':
      return 'The failure has no line with enough fixed words to look for.\nBegin without the log: panicroom new AREA/NAME';
  }
}

function tellFindings(name: string, draft: LogDraft, match: Match | null, io: Io): void {
  const { event, kind, formats, identities, otherLines } = draft;
  const found =
    event === null
      ? `no failure that the reader knows; line ${formats[0]!.line} tells most`
      : `${event.kind}, ${linesOf(event.lines)}: ${event.title}`;
  io.stdout(`${showText(name)}: ${showText(found)}\n`);
  if (match !== null) {
    io.stdout(`  ${match.runbook} covers it too: the two will share these logs.\n`);
  } else if (event !== null) io.stdout('  No runbook covers it yet.\n');
  if (event === null && kind !== null) {
    io.stdout(
      `  By its words it is of kind ${kind}; correct \`kinds:\` and the signature if not.\n`,
    );
  }
  io.stdout('Signature proposed\n');
  for (const { format, line, times } of formats) {
    io.stdout(
      `  ${showText(format)}\n    from line ${line}${times > 1 ? `, said ${times} times` : ''}\n`,
    );
  }
  if (otherLines.length > 0) {
    io.stdout('Other lines that may tell; for one of these, keep it alone in a file\n');
    for (const line of otherLines) io.stdout(`  ${showText(line.slice(0, 160))}\n`);
  }
  const names = identities.filter(({ count }) => count > 0);
  io.stdout(
    names.length === 0
      ? 'Names of machines, networks and people: none found. Look at the sample yourself.\n'
      : `Replaced in the sample: ${names.map(({ original, pseudonym }) => `${showText(original)} → ${pseudonym}`).join(', ')}.\n  Look at it yourself before you share it.\n`,
  );
  io.stdout('\n');
}

const linesOf = ([first, last]: readonly [number, number]) =>
  first === last ? `line ${first}` : `lines ${first}–${last}`;

/** `unknown`: the reader sees no failure in it that it has a name for. */
function sampleText({ event, kernel, sample }: LogDraft): string {
  const cut = sample.isCut ? '; lines in between left out' : '';
  return header(
    [
      ['kind', event?.kind ?? 'unknown'],
      ['kernel', kernel],
      ['source', `pasted log, names replaced${cut}`],
    ],
    sample.text,
  );
}

function nearMissText({ kind, nearMiss }: LogDraft): string | null {
  if (nearMiss === null) return null;
  return header(
    [
      ['kind', nearMiss.kind],
      ['near-miss', kind ?? 'unknown'],
      ['source', nearMiss.source],
    ],
    nearMiss.text,
  );
}

function header(fields: [string, string | null][], text: string): string {
  const lines = fields.flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]));
  return `${lines.join('\n')}\n\n${text}`;
}

const shownPath = (path: string) => relative(process.cwd(), path) || path;
