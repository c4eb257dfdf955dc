// What `check` knows of each runbook as it is, kept in one file a library: of a thousand, an author
// changes one, and the others are neither parsed, nor read back, nor looked at again.
//
//   entry   the folder → name of a parsed runbook in the cache, which is a digest of its text → Look
//
// A look is JSON: half as long to read as V8's serialisation, and only once somebody asks for it.

import { resolve } from 'node:path';
import { type Looked, lookAt } from '../lint/lint-library.ts';
import type { Outline } from '../lint/outline.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { checkShell, type ShellCheckResult, shellKind, shellParts } from './check-shell.ts';
import type { ContentCache } from './content-cache.ts';
import { type ParseJob, parsedKind } from './parse-threads.ts';
import { parsedRunbook } from './parsed-runbook.ts';
import { parseUnknown, type Read } from './read-library.ts';

/** Of one runbook. */
interface Look {
  looked: Looked;
  /** The parser's, without what only informs. */
  diagnostics: Diagnostic[];
  /** Null where bash and ShellCheck were not asked, or one of them was not there. */
  shell: ShellLook | null;
}

interface ShellLook {
  diagnostics: Diagnostic[];
  /** Name of what the programs said in the cache, for commands of other text around them. */
  entry: string;
}

interface Known {
  name: string;
  job: ParseJob;
  look: Look;
  /** As it was read; null where it is new, or was added to. */
  json: string | null;
}

const kind = 'looks';

export class KeptLooks {
  readonly #cache: ContentCache;
  readonly #parts: readonly string[];
  readonly #read: ReadonlyMap<string, string>;
  /** Of the runbooks that there are now. */
  readonly #known = new Map<Outline, Known>();

  private constructor(
    cache: ContentCache,
    parts: readonly string[],
    read: ReadonlyMap<string, string>,
  ) {
    this.#cache = cache;
    this.#parts = parts;
    this.#read = read;
  }

  /** @param dir the folder of runbooks. */
  static async read(cache: ContentCache, dir: string): Promise<KeptLooks> {
    const parts = [resolve(dir)];
    const read = await cache.read<Map<string, string>>(kind, parts);
    return new KeptLooks(cache, parts, read ?? new Map());
  }

  /** For `readFolder()`. */
  async readFiles(jobs: readonly ParseJob[]): Promise<Read<Outline>[]> {
    const named = jobs.map((job) => ({ job, name: this.#cache.nameOf(parsedKind, job.parts) }));
    const unknown = named.flatMap(({ job, name }) => (this.#read.has(name) ? [] : [job]));
    await parseUnknown(unknown, this.#cache);
    const all: Read<Outline>[] = [];
    for (const { job, name } of named) {
      this.#cache.spare(name);
      const json = this.#read.get(name) ?? null;
      const look = json === null ? await this.#lookAt(job) : (JSON.parse(json) as Look);
      const { outline } = look.looked;
      this.#known.set(outline, { name, job, look, json });
      if (look.shell) this.#cache.spare(look.shell.entry);
      all.push({ runbook: outline, diagnostics: look.diagnostics });
    }
    return all;
  }

  /** What the rules want of these runbooks. */
  looked(outlines: readonly Outline[]): Looked[] {
    return outlines.map((outline) => this.#known.get(outline)!.look.looked);
  }

  /** Asks the programs about commands that they did not see before. */
  async checkShell(
    outlines: readonly Outline[],
    sources: ReadonlyMap<string, string>,
  ): Promise<ShellCheckResult> {
    const asked = outlines.flatMap((outline) => {
      const known = this.#known.get(outline)!;
      return known.look.shell === null ? [known] : [];
    });
    const runbooks = await Promise.all(
      asked.map(async ({ job }) => (await parsedRunbook(job, this.#cache)).runbook),
    );
    const told = await checkShell(runbooks, sources, this.#cache);
    const kept = outlines.flatMap((outline) => this.#known.get(outline)!.look.shell ?? []);
    if (told.missing.length === 0) {
      const byFile = new Map<string, Diagnostic[]>();
      for (const each of told.diagnostics) {
        byFile.set(each.file, [...(byFile.get(each.file) ?? []), each]);
      }
      for (const [index, runbook] of runbooks.entries()) {
        const known = asked[index]!;
        const entry = this.#cache.nameOf(shellKind, shellParts(runbook, sources));
        known.look.shell = { diagnostics: byFile.get(runbook.file) ?? [], entry };
        known.json = null;
      }
    }
    return {
      diagnostics: [...kept.flatMap(({ diagnostics }) => diagnostics), ...told.diagnostics],
      missing: told.missing,
    };
  }

  /** Writes them where they are no longer what was read. */
  async store(): Promise<void> {
    const known = [...this.#known.values()];
    if (known.length === this.#read.size && known.every(({ json }) => json !== null)) return;
    const kept = known.map(({ name, look, json }) => [name, json ?? JSON.stringify(look)] as const);
    await this.#cache.keep(kind, this.#parts, new Map(kept));
  }

  async #lookAt(job: ParseJob): Promise<Look> {
    const { runbook, diagnostics } = await parsedRunbook(job, this.#cache);
    return {
      looked: lookAt(runbook, job.source),
      diagnostics: diagnostics.filter(({ level }) => level !== 'info'),
      shell: null,
    };
  }
}
