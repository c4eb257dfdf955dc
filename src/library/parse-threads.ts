// Parsing is most of what a new library costs, and each runbook is parsed by itself: the processors share
// them out. What a thread made it leaves in the cache, from where it is read as if it had been there from
// the start; so a thread that fails costs time, nothing else.

import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { type CachePlace, ContentCache } from './content-cache.ts';

export interface ParseJob {
  /** Path below the library's folder. */
  path: string;
  /** As it is called in all that is said of it. */
  file: string;
  source: string;
  /** What the cache knows the result by. */
  parts: readonly string[];
}

export interface SharedJobs {
  jobs: readonly ParseJob[];
  place: CachePlace;
  /** An Int32 a job: 1 where somebody is at it. */
  claims: SharedArrayBuffer;
}

export const parsedKind = 'runbooks';

/** A thread of its own takes as long to start as some thirty runbooks to parse. */
const fewestForAThread = 40;
const mostThreads = 7;
/** The single file has no other files beside it, and keeps no cache. */
const program = new URL('./parse-thread.ts', import.meta.url);
const isInCheckout = import.meta.url.endsWith('/src/library/parse-threads.ts');

/** Resolves when all were parsed, or nobody is left to do it: with how many threads ended as they should. */
export async function parseInThreads(
  jobs: readonly ParseJob[],
  place: CachePlace,
  processors = availableParallelism(),
): Promise<number> {
  const others = Math.floor(jobs.length / fewestForAThread);
  const threads = isInCheckout ? Math.min(processors - 1, mostThreads, others) : 0;
  if (threads < 1) return 0;
  const shared: SharedJobs = {
    jobs,
    place,
    claims: new SharedArrayBuffer(jobs.length * Int32Array.BYTES_PER_ELEMENT),
  };
  const ended = Array.from({ length: threads }, () => {
    const thread = new Worker(program, { workerData: shared });
    return new Promise<number>((resolve) => {
      thread.on('error', () => resolve(0));
      thread.on('exit', (code) => resolve(code === 0 ? 1 : 0));
    });
  });
  await parseShared(shared);
  return (await Promise.all(ended)).reduce((sum, each) => sum + each, 0);
}

/** Takes what nobody is at, until there is nothing left. */
export async function parseShared({ jobs, place, claims }: SharedJobs): Promise<void> {
  const taken = new Int32Array(claims);
  const cache = new ContentCache(place.folder, place.program);
  // Not before it is wanted: to load the Markdown library takes longer than to see that nothing changed.
  const { parseRunbook } = await import('../parse/parse-runbook.ts');
  for (const [index, { path, source, parts }] of jobs.entries()) {
    if (Atomics.compareExchange(taken, index, 0, 1) !== 0) continue;
    await cache.keep(parsedKind, parts, parseRunbook(source, path));
  }
}
