// A runbook's text → what the parser made of it, now or before.

import type { Diagnostic } from '../model/diagnostic.ts';
import type { Runbook } from '../model/runbook.ts';
import type { ParsedRunbook } from '../parse/parse-runbook.ts';
import type { LibraryCache } from './content-cache.ts';
import { type ParseJob, parsedKind } from './parse-threads.ts';

/** As its folder calls it: the cache gives the same object for the same text where it keeps objects. */
export async function parsedRunbook(
  job: ParseJob,
  cache: LibraryCache | null,
): Promise<{ runbook: Runbook; diagnostics: Diagnostic[] }> {
  const { runbook, diagnostics } = await parsed(job, cache);
  const { file } = job;
  if (runbook.file === file) return { runbook, diagnostics };
  return {
    runbook: { ...runbook, file },
    diagnostics: diagnostics.map((each) => ({ ...each, file })),
  };
}

async function parsed(
  { path, source, parts }: ParseJob,
  cache: LibraryCache | null,
): Promise<ParsedRunbook> {
  const known = await cache?.read<ParsedRunbook>(parsedKind, parts);
  if (known) return known;
  // Where all is known, the Markdown library need not even be loaded.
  const { parseRunbook } = await import('../parse/parse-runbook.ts');
  const read = parseRunbook(source, path);
  await cache?.keep(parsedKind, parts, read);
  return read;
}
