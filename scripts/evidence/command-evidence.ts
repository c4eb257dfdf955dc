// What is known of the commands of runbooks, and what that says of each: pure, from content/evidence.

import type { Command, Runbook } from '../../src/model/runbook.ts';
import { commandUses, type ProgramUse } from './command-uses.ts';

/** content/evidence/commands.json, written by `npm run evidence -- --commands`. */
export interface CommandEvidence {
  /** The release whose packages were looked at: `bookworm`. */
  debian: string;
  programs: Record<string, ProgramFound>;
  settings: Record<string, PathFound>;
  /** Units, packages and modules: `unit kdump.service`. */
  things: Record<string, PathFound>;
  paths: Record<string, PathFound>;
}

export interface ProgramFound {
  /** `procps 2:4.0.2-3`; absent: no package has it. */
  package?: string;
  /** Of a script of the kernel's own, by version. */
  in?: Record<string, string>;
  /** Options and subcommands, by the text that has them: `ps(1)`, `/bin/ps`. */
  seen?: Record<string, string[]>;
  /** That no text has. */
  unseen?: string[];
}

/** Empty: looked for, found nowhere. */
export interface PathFound {
  /** That ships it, or whose file `names` speaks of it. */
  package?: string;
  /** File of the package that names the path, where the package does not ship it. */
  names?: string;
  /** Document or source of the kernel that names it, by version. */
  in?: Record<string, string>;
}

/** content/evidence/named-programs.json, written by people. */
export interface NamedPrograms {
  /** Not in Debian: where a person has read of the program and of these of its words and options. */
  programs: Record<string, { source: string; has?: string[] }>;
  /** Another name of a program that Debian has. */
  called: Record<string, { as: string; source: string }>;
  /** Of a program that several packages have: the package that is meant. */
  packages: Record<string, string>;
  /** By `program option`: where an option is told that its own manual does not have. */
  options: Record<string, string>;
  settings: Record<string, string>;
  things: Record<string, string>;
  paths: Record<string, string>;
}

export type ClaimStatus = 'confirmed' | 'named' | 'unconfirmed' | 'not looked for';

export type ClaimSort = 'program' | 'option' | 'setting' | 'thing' | 'path';

export interface Claim {
  sort: ClaimSort;
  /** The program, an option with its program, the setting, `unit kdump.service`, the path. */
  what: string;
  status: ClaimStatus;
  /** Where it was found. */
  source: string | null;
}

export interface JudgedCommand {
  runbook: Runbook;
  command: Command;
  claims: Claim[];
}

/** `ip link show`, `crash> bt` */
export function keyOf({ program, inside, subcommands }: ProgramUse): string {
  return [inside === 'host' ? program : `${inside}> ${program}`, ...subcommands].join(' ');
}

/** Options, subcommands and names: all that the program's manual has to have; a name as `=stat`. */
export const wordsOfUse = (use: ProgramUse): string[] => [
  ...new Set([
    // A command of crash's own is a word of crash's manual.
    ...(use.inside === 'host' ? [] : [use.program]),
    ...use.subcommands,
    ...use.options,
    ...use.names.map((name) => `=${name}`),
  ]),
];

export function judgeCommands(
  runbooks: readonly Runbook[],
  evidence: CommandEvidence,
  named: NamedPrograms,
): JudgedCommand[] {
  return runbooks.flatMap((runbook) => {
    const made = madeIn(runbook);
    return runbook.commands.map((command): JudgedCommand => {
      const uses = commandUses(command);
      const claims = [
        ...uses.programs.flatMap((use) => judgeProgram(use, evidence, named)),
        ...uses.settings.map((name) =>
          judgePath('setting', name, evidence.settings[name], named.settings[name]),
        ),
        ...uses.things
          .filter((thing) => !made.has(thing))
          .map((thing) => judgePath('thing', thing, evidence.things[thing], named.things[thing])),
        ...uses.paths
          .filter((path) => !isBlank(path))
          .map((path) => {
            const claimed = claimedPath(path, made);
            if (claimed === null)
              return confirmed('path', path, 'made by a command of the same runbook');
            return judgePath('path', claimed, evidence.paths[claimed], named.paths[claimed]);
          }),
      ];
      return { runbook, command, claims };
    });
  });
}

/** Paths, and units as `unit NAME`, that commands of the runbook itself make. */
export function madeIn({ commands }: Pick<Runbook, 'commands'>): Set<string> {
  return new Set(commands.flatMap((command) => commandUses(command).made));
}

function judgeProgram(use: ProgramUse, evidence: CommandEvidence, named: NamedPrograms): Claim[] {
  const key = keyOf(use);
  const found = evidence.programs[key];
  const person = named.programs[key] ?? named.programs[use.program];
  return [
    judgeFile(key, use.program, found, person, named),
    ...wordsOfUse(use).map((word): Claim => {
      const what = whatOf(use, word);
      for (const [text, words] of Object.entries(found?.seen ?? {}))
        if (words.includes(word)) return confirmed('option', what, text);
      const source = person?.has?.includes(word) ? person.source : named.options[what];
      if (source !== undefined) return { sort: 'option', what, status: 'named', source };
      const absent = found && found.package === undefined && found.in === undefined;
      const looked = absent || found?.unseen?.includes(word) || person;
      const status = looked ? 'unconfirmed' : 'not looked for';
      return { sort: 'option', what, status, source: null };
    }),
  ];
}

/** `ip -s`, `ps stat`, `ip link` of `ip link show`. */
function whatOf(use: ProgramUse, word: string): string {
  if (use.inside !== 'host' && word === use.program) return keyOf(use);
  const at = use.subcommands.indexOf(word);
  if (at >= 0) return keyOf({ ...use, subcommands: use.subcommands.slice(0, at + 1) });
  return `${keyOf(use)} ${word.replace(/^=/, '')}`;
}

function judgeFile(
  key: string,
  program: string,
  found: ProgramFound | undefined,
  person: { source: string } | undefined,
  named: NamedPrograms,
): Claim {
  const claim = { sort: 'program' as const, what: key };
  const source = found?.package ?? latest(found?.in);
  if (source !== undefined) {
    const called = named.called[program];
    return called
      ? {
          ...claim,
          status: 'named',
          source: `${source}, there called ${called.as}: ${called.source}`,
        }
      : { ...claim, status: 'confirmed', source };
  }
  if (person) return { ...claim, status: 'named', source: person.source };
  return { ...claim, status: found ? 'unconfirmed' : 'not looked for', source: null };
}

function judgePath(
  sort: 'setting' | 'thing' | 'path',
  what: string,
  found: PathFound | undefined,
  person: string | undefined,
): Claim {
  const source = found && (found.package ?? latest(found.in));
  if (source !== undefined) return confirmed(sort, what, source);
  if (person !== undefined) return { sort, what, status: 'named', source: person };
  return { sort, what, status: found ? 'unconfirmed' : 'not looked for', source: null };
}

const confirmed = (sort: Claim['sort'], what: string, source: string): Claim => ({
  sort,
  what,
  status: 'confirmed',
  source,
});

function latest(found: Record<string, string> | undefined): string | undefined {
  const [version, file] = Object.entries(found ?? {}).at(-1) ?? [];
  return version === undefined ? undefined : `${file} of Linux ${version}`;
}

/** `/<safe>/<device>.img`, `/dev/<disk>`: nothing is claimed that a person does not fill in. */
export const isBlank = (path: string): boolean =>
  /^\/<[^>]*>/.test(path) || /^\/dev\/<[^>/]*>$/.test(path);

const ownFolders = /^\/(?:root|run|tmp|mnt)\/|^\/[\w-]+$/;

/**
 * What has to be there for a path to be right: of a new file among settings its folder; null for a file
 * of the reader's own, which a command of the runbook makes.
 */
export function claimedPath(path: string, made: ReadonlySet<string>): string | null {
  if (!made.has(path)) return path;
  if (ownFolders.test(path)) return null;
  return path.startsWith('/etc/') ? path.slice(0, path.lastIndexOf('/')) : path;
}
