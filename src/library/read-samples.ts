// The library's real logs, with what their header says of them.
//
//   kind: oom-kill                 header: what the log shows, where it is from, …
//   title: An OOM kill
//                                  blank line, then the log as it was
//   [  712.1] stress invoked oom-killer: …

import { readdir, readFile, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Sample } from '../model/sample.ts';
import { fileProblem, readTextFile, sampleLimit } from './text-file.ts';
import { walkFiles } from './walk-files.ts';

/** All samples below a folder, in the order of their paths. Throws where one has no header. */
export async function readSamples(folder: string): Promise<Sample[]> {
  const files = (await readdir(folder, { recursive: true })).filter((file) =>
    file.endsWith('.log'),
  );
  const samples: Sample[] = [];
  for (const file of files.sort()) {
    samples.push(readSample(file.split(sep).join('/'), await readFile(join(folder, file), 'utf8')));
  }
  return samples;
}

/** Its header says that no machine printed it: it follows the formats of the source. */
export const isWritten = ({ source }: Pick<Sample, 'source'>): boolean =>
  /\bnot captured\b|\bwritten after\b/.test(source ?? '');

/**
 * The same of a folder that is not ours: what is wrong with a file costs that file alone.
 * @param prefix put before each file in the diagnostics: `overlay/samples/`.
 */
export async function readForeignSamples(
  folder: string,
  prefix: string,
  diagnostics: Diagnostic[],
): Promise<Sample[]> {
  const root = await realpath(folder);
  const walked: Diagnostic[] = [];
  const samples: Sample[] = [];
  for (const path of await walkFiles(root, /\.log$/, walked)) {
    const file = prefix + path;
    const content = await readTextFile(join(root, path), file, diagnostics, sampleLimit);
    if (content === null) continue;
    try {
      samples.push(readSample(path, content));
    } catch {
      diagnostics.push(
        fileProblem(
          file,
          'error',
          'sample-header',
          'This sample does not say what it shows.',
          'Begin it with `kind: oom-kill` (its kind, or `none`) and a blank line before the log.',
        ),
      );
    }
  }
  diagnostics.push(...walked.map((each) => ({ ...each, file: prefix + each.file })));
  return samples;
}

export function readSample(file: string, content: string): Sample {
  const end = content.indexOf('\n\n');
  const header = new Map<string, string>();
  for (const line of content.slice(0, Math.max(end, 0)).split('\n')) {
    const field = /^([a-z-]+): (.*)$/.exec(line);
    if (field) header.set(field[1]!, field[2]!.trim());
  }
  const kind = header.get('kind');
  if (kind === undefined) {
    throw new Error(`${file}:1: a sample begins with "kind: …" and a blank line before the log`);
  }
  return {
    file,
    kind,
    nearMiss: header.get('near-miss') ?? null,
    title: header.get('title') ?? null,
    kernel: header.get('kernel') ?? null,
    source: header.get('source') ?? null,
    text: content.slice(end + 2),
  };
}
