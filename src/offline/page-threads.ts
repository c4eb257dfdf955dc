// Finishing a page takes longer than making it, and each is finished by itself: while Astro makes the next
// one here, the other processors finish those that are made. What a thread was at when it failed is finished
// here, so that its failure costs time and nothing else.

import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type CachePlace, ContentCache, type LibraryCache } from '../library/content-cache.ts';
import { type FinishedPage, finishPage } from './finish-pages.ts';
import { keepPage, keepWrittenPage, type PageParts } from './page-store.ts';

export interface PageJob {
  path: string;
  /** As Astro made it. */
  written: string;
  /** What it was made of; null for a page about the whole library, which is kept by what Astro made. */
  parts: PageParts | null;
  /** Whether later builds may have it. */
  isKept: boolean;
}

/** What a thread is told first. */
export interface PageThreadData {
  /** The site's folder. */
  site: string;
  place: CachePlace | null;
}

/** What a thread answers: first that it is there, then each page. */
export type PageThreadAnswer = 'ready' | FinishedPage;

/** Starting a thread takes as long as it takes to finish so many. */
const fewestForAThread = 40;
const mostThreads = 7;
const program = new URL('./page-thread.ts', import.meta.url);

/** Finishes pages, writes them to the site's folder, and keeps them where they are to be kept. */
export class PageThreads {
  readonly #site: string;
  readonly #cache: LibraryCache | null;
  readonly #threads: PageThread[];
  /** Every thread has read its program, or failed. */
  readonly ready: Promise<void>;

  /** @param pages how many there may be to finish. */
  constructor(
    site: string,
    cache: LibraryCache | null,
    pages: number,
    processors = availableParallelism(),
  ) {
    this.#site = site;
    this.#cache = cache;
    const count = Math.min(processors - 1, mostThreads, Math.floor(pages / fewestForAThread));
    const data: PageThreadData = { site, place: cache?.place ?? null };
    this.#threads = Array.from({ length: Math.max(count, 0) }, () => new PageThread(data));
    this.ready = Promise.all(this.#threads.map(({ ready }) => ready)).then(() => {});
  }

  /** How many threads have not ended. */
  get alive(): number {
    return this.#living.length;
  }

  /** How many it can be at without keeping anybody waiting. */
  get room(): number {
    return Math.max(1, this.#threads.length * 8);
  }

  async finish(job: PageJob): Promise<FinishedPage> {
    const idlest = this.#living.sort((a, b) => a.jobs - b.jobs)[0];
    const page = await idlest?.finish(job);
    return page ?? finishInto(job, this.#site, this.#cache);
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.close()));
  }

  get #living(): PageThread[] {
    return this.#threads.filter(({ hasEnded }) => !hasEnded);
  }
}

/** One thread. What it has not answered when it ends, it answers with undefined. */
class PageThread {
  readonly #worker: Worker;
  /** By the path of the page. */
  readonly #waiting = new Map<string, (page: FinishedPage | undefined) => void>();
  readonly ready: Promise<void>;
  hasEnded = false;

  constructor(data: PageThreadData) {
    this.#worker = new Worker(program, { workerData: data });
    this.ready = new Promise((resolve) => {
      this.#worker.on('message', (answer: PageThreadAnswer) => {
        if (answer === 'ready') resolve();
        else this.#answer(answer.path, answer);
      });
      // What it says is said again when its pages are finished elsewhere; 'exit' follows.
      this.#worker.on('error', () => {});
      this.#worker.on('exit', () => {
        this.hasEnded = true;
        resolve();
        for (const path of [...this.#waiting.keys()]) this.#answer(path, undefined);
      });
    });
  }

  get jobs(): number {
    return this.#waiting.size;
  }

  finish(job: PageJob): Promise<FinishedPage | undefined> {
    return new Promise((resolve) => {
      this.#waiting.set(job.path, resolve);
      this.#worker.postMessage(job);
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #answer(path: string, page: FinishedPage | undefined): void {
    this.#waiting.get(path)?.(page);
    this.#waiting.delete(path);
  }
}

/** @throws Error where the page cannot be read or written; what cannot be kept is not. */
export async function finishInto(
  { path, written, parts, isKept }: PageJob,
  site: string,
  cache: LibraryCache | null,
): Promise<FinishedPage> {
  const page = finishPage(path, written);
  writePage(site, page);
  if (isKept && cache !== null) {
    if (parts !== null) await keepPage(cache, parts, page);
    else await keepWrittenPage(cache, written, page);
  }
  return page;
}

export function writePage(site: string, { path, html }: FinishedPage): void {
  const file = join(site, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, html);
}

/** The cache of the main thread, opened by another. */
export const cacheAt = (place: CachePlace | null): LibraryCache | null =>
  place && new ContentCache(place.folder, place.program);
