// In: content/samples/<area>/<slug>/*.log, each a few header lines, a blank line, and a real log.
// Out: those with a title, for the wizard's “Try one”.
//
//   title: An OOM kill
//   kind: oom-kill
//                                  blank line, then the log as it was
//   [  712.1] stress invoked oom-killer: …

import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Sample } from './site-scripts.ts';

export async function readSamples(folder: string): Promise<Sample[]> {
  const entries = await readdir(folder, { recursive: true }).catch(() => []);
  const samples: Sample[] = [];
  for (const entry of entries.filter((name) => name.endsWith('.log')).sort()) {
    const sample = readSample(entry, await readFile(join(folder, entry), 'utf8'));
    if (sample) samples.push(sample);
  }
  return samples;
}

/** Null where the header has no `title:`. */
export function readSample(file: string, content: string): Sample | null {
  const end = content.search(/\r?\n\r?\n/);
  if (end < 0) return null;
  const title = /^title:\s*(.+?)\s*$/m.exec(content.slice(0, end))?.[1];
  if (!title) return null;
  return { name: basename(file), title, text: content.slice(end).replace(/^\r?\n\r?\n/, '') };
}
