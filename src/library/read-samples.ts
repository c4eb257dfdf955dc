// The library's real logs, with what their header says of them.
//
//   kind: oom-kill                 header: what the log shows, where it is from, …
//   title: An OOM kill
//                                  blank line, then the log as it was
//   [  712.1] stress invoked oom-killer: …

import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Sample } from '../model/sample.ts';

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
