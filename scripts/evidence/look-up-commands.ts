// What runbooks claim of commands → content/evidence/commands.json. What was found before stays: only a
// program, option, setting or path that is new is looked for, and what no runbook names any longer goes.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Runbook } from '../../src/model/runbook.ts';
import {
  type CommandEvidence,
  claimedPath,
  isBlank,
  keyOf,
  madeIn,
  type NamedPrograms,
  type PathFound,
  type ProgramFound,
  wordsOfUse,
} from './command-evidence.ts';
import { commandUses } from './command-uses.ts';
import { DebianArchive } from './debian-archive.ts';
import { findThings } from './find-things.ts';
import { lookInKernel } from './kernel-paths.ts';
import { kernelVersion } from './kernel-strings.ts';
import { isKernelPath, PathLookup } from './look-up-paths.ts';
import { ProgramLookup, type WantedUse } from './look-up-programs.ts';
import { hasOption, readProgramText } from './manual-text.ts';

export interface Wanted {
  programs: WantedUse[];
  settings: string[];
  things: string[];
  paths: string[];
}

export interface LookupOptions {
  suite: string;
  /** Folder outside the project for the archive's lists and packages. */
  cache: string;
  kernels: readonly string[];
  /** Looks for everything anew, not only for what is new. */
  again: boolean;
}

/** All that the runbooks claim, each once. */
export function wantedOf(runbooks: readonly Runbook[]): Wanted {
  const programs = new Map<string, WantedUse & { words: string[] }>();
  const settings = new Set<string>();
  const things = new Set<string>();
  const paths = new Set<string>();
  for (const runbook of runbooks) {
    const uses = runbook.commands.map((command) => commandUses(command));
    const made = madeIn(runbook);
    for (const each of uses) {
      for (const use of each.programs) {
        const key = keyOf(use);
        const wanted = programs.get(key) ?? { key, ...use, words: [] };
        wanted.words = [...new Set([...wanted.words, ...wordsOfUse(use)])].sort();
        programs.set(key, wanted);
      }
      for (const name of each.settings) settings.add(name);
      for (const thing of each.things) if (!made.has(thing)) things.add(thing);
      for (const path of each.paths) {
        const claimed = isBlank(path) ? null : claimedPath(path, made);
        if (claimed !== null) paths.add(claimed);
      }
    }
  }
  return {
    programs: sortedBy(programs),
    settings: [...settings].sort(),
    things: [...things].sort(),
    paths: [...paths].sort(),
  };
}

const sortedBy = (map: ReadonlyMap<string, WantedUse>): WantedUse[] =>
  [...map.values()].sort((a, b) => (a.key < b.key ? -1 : 1));

export function lookUpCommands(
  wanted: Wanted,
  before: CommandEvidence,
  named: NamedPrograms,
  options: LookupOptions,
): CommandEvidence {
  const kept: CommandEvidence =
    options.again || before.debian !== options.suite
      ? { debian: options.suite, programs: {}, settings: {}, things: {}, paths: {} }
      : before;
  const programs = lookUpPrograms(wanted, kept, named, options);
  const inKernel = lookInKernels(
    [...wanted.settings, ...wanted.paths.filter((path) => isKernelPath(path))].filter(
      (each) => !kept.settings[each] && !kept.paths[each],
    ),
    options.kernels,
  );
  const settings = wanted.settings.flatMap((name): [string, PathFound][] => {
    const found = inKernel.get(name) ?? kept.settings[name];
    return found ? [[name, found]] : [];
  });
  return {
    debian: options.suite,
    programs,
    settings: Object.fromEntries(settings),
    things: lookUpThings(wanted.things, kept, options),
    paths: Object.fromEntries(lookUpPaths(wanted.paths, kept, programs, inKernel, options)),
  };
}

function lookUpPrograms(
  { programs }: Wanted,
  kept: CommandEvidence,
  named: NamedPrograms,
  options: LookupOptions,
): Record<string, ProgramFound> {
  const fresh = programs.filter(({ key, words }) => {
    const found = kept.programs[key];
    if (!found) return true;
    const told = new Set([...Object.values(found.seen ?? {}).flat(), ...(found.unseen ?? [])]);
    return words.some((word) => !told.has(word));
  });
  const scripts = inKernelScripts(fresh, options.kernels);
  const rest = fresh.filter(({ key }) => !scripts.has(key));
  const found =
    rest.length > 0
      ? new ProgramLookup(archiveOf(options), named, options.cache).lookUp(rest)
      : new Map<string, ProgramFound>();
  return Object.fromEntries(
    programs.map(({ key, words }) => {
      const entry = scripts.get(key) ?? found.get(key) ?? kept.programs[key]!;
      return [key, onlyOf(entry, words)];
    }),
  );
}

/** Options that no runbook gives any longer are not told. */
function onlyOf(found: ProgramFound, words: readonly string[]): ProgramFound {
  const kept: ProgramFound = {};
  if (found.package !== undefined) kept.package = found.package;
  if (found.in !== undefined) kept.in = found.in;
  const seen = Object.entries(found.seen ?? {}).flatMap(([text, all]): [string, string[]][] => {
    const still = all.filter((word) => words.includes(word));
    return still.length > 0 ? [[text, still]] : [];
  });
  if (seen.length > 0) kept.seen = Object.fromEntries(seen);
  const unseen = (found.unseen ?? []).filter((word) => words.includes(word));
  if (unseen.length > 0) kept.unseen = unseen;
  return kept;
}

/** `./scripts/faddr2line` is a file of the kernel's own tree. */
function inKernelScripts(
  uses: readonly WantedUse[],
  kernels: readonly string[],
): Map<string, ProgramFound> {
  const found = new Map<string, ProgramFound>();
  for (const tree of kernels) {
    for (const { key, program: file, words } of uses) {
      if (!file.startsWith('scripts/') || !existsSync(join(tree, file))) continue;
      const text = readProgramText(file, readFileSync(join(tree, file)));
      const seen = words.filter((word) => hasOption(text, word));
      const unseen = words.filter((word) => !hasOption(text, word));
      const version = kernelVersion(readFileSync(join(tree, 'Makefile'), 'utf8'));
      found.set(key, {
        in: { ...found.get(key)?.in, [version]: file },
        ...(seen.length > 0 ? { seen: { [file]: seen } } : {}),
        ...(unseen.length > 0 ? { unseen } : {}),
      });
    }
  }
  return found;
}

function lookInKernels(
  claims: readonly string[],
  kernels: readonly string[],
): Map<string, PathFound> {
  const found = new Map<string, PathFound>();
  if (claims.length === 0 || kernels.length === 0) return found;
  for (const claim of claims) found.set(claim, {});
  for (const tree of kernels) {
    const { version, files } = lookInKernel(tree, claims);
    for (const [claim, file] of files)
      found.set(claim, { in: { ...found.get(claim)?.in, [version]: file } });
  }
  return found;
}

function lookUpPaths(
  paths: readonly string[],
  kept: CommandEvidence,
  programs: Record<string, ProgramFound>,
  inKernel: ReadonlyMap<string, PathFound>,
  options: LookupOptions,
): [string, PathFound][] {
  // A driver's own device (/dev/nvidia0) is not of the kernel's making alone.
  const fresh = paths.filter((path) => {
    if (kept.paths[path] || inKernel.get(path)?.in) return false;
    return !isKernelPath(path) || path.startsWith('/dev/');
  });
  const packages = Object.values(programs).flatMap((found) => found.package?.split(' ')[0] ?? []);
  const found =
    fresh.length > 0
      ? new PathLookup(archiveOf(options), packages).lookUp(fresh)
      : new Map<string, PathFound>();
  return paths.flatMap((path): [string, PathFound][] => {
    const entry = found.get(path) ?? inKernel.get(path) ?? kept.paths[path];
    return entry ? [[path, entry]] : [];
  });
}

function lookUpThings(
  things: readonly string[],
  kept: CommandEvidence,
  options: LookupOptions,
): Record<string, PathFound> {
  const fresh = things.filter((thing) => !kept.things[thing]);
  const found = fresh.length > 0 ? findThings(archiveOf(options), fresh) : new Map();
  return Object.fromEntries(
    things.map((thing) => [thing, found.get(thing) ?? kept.things[thing] ?? {}]),
  );
}

let opened: DebianArchive | null = null;

function archiveOf({ cache, suite }: LookupOptions): DebianArchive {
  opened ??= new DebianArchive(cache, suite);
  return opened;
}
