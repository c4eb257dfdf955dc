// In: a command of a runbook. Out: what it claims to exist: programs with their subcommands and options,
// kernel settings, absolute paths, units, packages, modules. Whether they do is looked up elsewhere.
//
//     ip -s link show dev <interface>      ip link show, with -s
//     ps -eLo pid,stat | sort -rn          ps with -eLo; sort with -rn
//     sysctl -w vm.dirty_ratio=10          sysctl with -w; the setting vm.dirty_ratio
//
// A bundle of short options stays as it is written: which letters may stand in one only the program's
// manual can say.

import toolTable from '../../content/vocabulary/tools.json' with { type: 'json' };
import type { Command } from '../../src/model/runbook.ts';
import { type ProgramCall, type Prompt, programCalls } from '../../src/parse/program-calls.ts';
import { listOptionsOf, namesInOperands, valueOptionsOf, wordsNamed } from './subcommands.ts';

export interface ProgramUse {
  /** Its file's name, or a command of crash's or GRUB's own. */
  program: string;
  inside: Prompt;
  /** As deep as the program has them: `device`, `stats`. */
  subcommands: string[];
  /** As written, without a value behind `=`: `-eLo`, `--sort`. */
  options: string[];
  /** Names that are the value of an option: `stat` of `ps -o pid,stat`. */
  names: string[];
}

export interface CommandUses {
  programs: ProgramUse[];
  /** Names of sysctl(8): `vm.dirty_ratio`. */
  settings: string[];
  /** `unit kdump.service`, `package crash`, `module netconsole`. */
  things: string[];
  paths: string[];
  /** Those of `paths` that the command itself makes, and units: `unit way-back.timer`. */
  made: string[];
}

/** A word that no shell or author has yet to fill in. */
const literal = /^(?:scripts\/)?[A-Za-z0-9_.+[:@-]+$/;
const setting = /^[a-z]\w*(?:[./][\w*-]+)+$/;
/** Their last operand is what they write. */
const copiers = new Set(['cp', 'mv', 'mount', 'rsync', 'makedumpfile', 'xfs_metadump', 'e2image']);

export function commandUses(command: Pick<Command, 'text' | 'runs' | 'files'>): CommandUses {
  const { runs } = command;
  const calls = programCalls(command.text, runs === 'crash' || runs === 'grub' ? runs : 'host');
  const programs: ProgramUse[] = [];
  const settings: string[] = [];
  const things: string[] = [];
  const made: string[] = [];
  for (const call of calls) {
    for (const words of call.wrappers) {
      addUse(words, 'host', programs);
      made.push(...transientUnits(words));
    }
    addUse(call.words, call.inside, programs);
    if (call.words[0] === 'sysctl') settings.push(...settingsOf(call.words));
    things.push(...thingsOf(call.words));
    made.push(...madeBy(call));
  }
  return {
    programs,
    settings,
    things,
    paths: command.files,
    made: made.filter((name) => name.startsWith('unit ') || command.files.includes(name)),
  };
}

function addUse(words: readonly string[], inside: Prompt, programs: ProgramUse[]): void {
  // The kernel's own scripts are told by their folder: `./scripts/config` is no program of a package.
  const name = words[0]?.replace(/^.*?(?=scripts\/)|^.*\//, '');
  if (name === undefined || !literal.test(name)) return;
  const args = words.slice(1);
  if (name === 'find') {
    const at = args.findIndex((arg) => /^-(?:exec|ok)(?:dir)?$/.test(arg));
    if (at >= 0) {
      addUse(args.slice(at + 1), inside, programs);
      args.length = at + 1;
    }
  }
  const { options, operands, names } = readArguments(name, args);
  const depth = inside === 'host' ? wordsNamed(name) : 0;
  const end = operands.findIndex((word) => !/^[a-z][a-z0-9_-]*$/.test(word));
  const subcommands = operands.slice(0, Math.min(depth, end < 0 ? operands.length : end));
  programs.push({ program: name, inside, subcommands, options, names });
}

function readArguments(program: string, args: readonly string[]) {
  const sure = valueOptionsOf(program);
  const table = toolTable.tools as Record<string, { valueOptions?: string[] }>;
  // Some of the table's can stand without: -b -o cat.
  const likely = table[program]?.valueOptions ?? [];
  const options: string[] = [];
  const operands: string[] = [];
  const names: string[] = [];
  const listed = listOptionsOf(program);
  for (let at = 0; at < args.length; at++) {
    const word = args[at]!;
    if (word === '--') {
      operands.push(...args.slice(at + 1));
      break;
    }
    // -20 is a number; -1 may be an option.
    if (!/^--?[A-Za-z?]|^-\d$/.test(word)) {
      operands.push(word);
      continue;
    }
    const option = word.replace(/(?<=^-.*)[=<$].*$/s, '');
    options.push(option);
    const glued = word.length > option.length && word[option.length] === '=';
    if (listed.includes(option))
      names.push(...namesIn(glued ? word.slice(option.length + 1) : args[at + 1]));
    const next = args[at + 1] ?? '';
    if (sure.includes(word) || (likely.includes(word) && !/^--?[A-Za-z]/.test(next))) at++;
    else if (listed.includes(word) && namesIn(next).length > 0) at++;
  }
  names.push(...namesInOperands(program, operands));
  return { options, operands, names };
}

/** Programs that are told names of units, packages or modules. */
function thingsOf([program, ...args]: readonly string[]): string[] {
  const { operands } = readArguments(program ?? '', args);
  const [verb, ...rest] = operands.filter((word) => /^[a-z][\w.+@:-]*$/.test(word));
  const unit = (name: string) => `unit ${/\.[a-z]+$/.test(name) ? name : `${name}.service`}`;
  switch (program) {
    case 'systemctl':
      return verb !== undefined && operands[0] === verb && unitVerbs.has(verb)
        ? rest.map(unit)
        : [];
    case 'journalctl':
      return args.flatMap((arg, at) =>
        args[at - 1] === '-u' && /^[a-z][\w.@-]*$/.test(arg) ? [unit(arg)] : [],
      );
    case 'apt':
    case 'apt-get':
      return verb === 'install' ? rest.map((name) => `package ${name}`) : [];
    case 'modprobe':
      return verb !== undefined && operands[0] === verb ? [`module ${verb}`] : [];
    default:
      return [];
  }
}

const unitVerbs = new Set(
  'cat disable enable freeze is-active is-enabled kill mask reload restart show start status stop thaw unmask'.split(
    ' ',
  ),
);

/** `pid,wchan:32,comm=`, `+devices`, `-rss`; none where a blank is to be filled in. */
function namesIn(value: string | undefined): string[] {
  if (value === undefined || !/^[\w,:=+-]+$/.test(value) || /^--?\w$/.test(value)) return [];
  return value
    .split(',')
    .map((name) => name.replace(/^[+-]/, '').replace(/[:=].*$/, ''))
    .filter((name) => /^[A-Za-z][\w-]*$/.test(name));
}

function settingsOf([, ...args]: readonly string[]): string[] {
  return args
    .filter((arg) => !arg.startsWith('-'))
    .map((arg) => arg.replace(/=.*$/s, ''))
    .filter((name) => setting.test(name));
}

/** `systemd-run --on-active=300 --unit=way-back …` makes a service and the timer that starts it. */
function transientUnits([program, ...args]: readonly string[]): string[] {
  if (program !== 'systemd-run') return [];
  const unit = args.find((arg) => arg.startsWith('--unit='))?.slice('--unit='.length);
  return unit === undefined ? [] : [`unit ${unit}.service`, `unit ${unit}.timer`];
}

function madeBy({ words, redirects }: ProgramCall): string[] {
  const written = redirects
    .filter(({ redirect }) => redirect.includes('>'))
    .map(({ path }) => path);
  const program = words[0] ?? '';
  const last = words.at(-1);
  if (last !== undefined && copiers.has(program)) written.push(last);
  if (program === 'dd')
    written.push(...words.flatMap((word) => (word.startsWith('of=') ? [word.slice(3)] : [])));
  const named = words.flatMap((word, at) => (word === '-w' && at > 0 ? [words[at + 1] ?? ''] : []));
  if (program === 'tcpdump') written.push(...named);
  if (program === 'tee') written.push(...words.slice(1));
  if (program === 'mkdir' || program === 'ddrescue') written.push(...words.slice(1));
  return written;
}
