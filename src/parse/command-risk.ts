// What a command line does to the machine, from the table of known tools: the risk of the most
// dangerous program that it starts or file that it writes.
//
// `program-calls.ts` says which programs those are, behind sudo and inside `bash -c '…'` too. A program
// that the table does not hold counts as changing state, and says that it was a guess.

import toolTable from '../../content/vocabulary/tools.json' with { type: 'json' };
import type { Risk } from '../model/runbook.ts';
import { type ProgramCall, type Prompt, programCalls } from './program-calls.ts';

interface RiskRow {
  /** Operands (words that are no options) from the first on; each a list of globs. */
  words?: string[][] | undefined;
  /** Globs, one of which any argument meets. */
  argument?: string[] | undefined;
  /** Letters, one of which stands in a bundle of short options: `c` in `-Tc`. */
  flag?: string[] | undefined;
  /** Only where there are no operands at all. */
  bare?: true | undefined;
  risk: Risk;
}

export interface Tool {
  risk: Risk;
  /** Options that take the next word as their value. */
  valueOptions?: string[] | undefined;
  /** Its first operand is a program of its own (sed, awk, grep): no path, whatever it begins with. */
  script?: true | undefined;
  rows?: RiskRow[] | undefined;
}

const tools = toolTable.tools as Record<string, Tool>;
const crashTools = toolTable.crash as Record<string, Tool>;
const grubTools = toolTable.grub as Record<string, Tool>;
const writes = toolTable.writes as { path: string; content?: string[]; risk: Risk }[];

export interface CommandReading {
  tool: string | null;
  risk: Risk;
  riskFrom: 'tool' | 'unknown';
  files: string[];
}

const order: Risk[] = ['read-only', 'changes-state', 'reboots', 'destroys-data'];

/** Whether the table of host programs has one. */
export const isKnownTool = (name: string): boolean => Object.hasOwn(tools, name);

/**
 * Reads a command line without its prompt. `inside` is the program whose prompt it stood behind;
 * `more` are host programs beside those of the table.
 */
export function readCommandRisk(
  text: string,
  inside: Prompt,
  more: Readonly<Record<string, Tool>> = {},
): CommandReading {
  const reading = new Reading(more);
  for (const call of programCalls(text, inside)) reading.take(call);
  return {
    tool: inside === 'host' ? reading.tool : inside,
    risk: reading.risk,
    riskFrom: reading.riskFrom,
    files: [...reading.files],
  };
}

/** Whether a line's first word is a program of the table: `# dmesg -T` is hardly a comment. */
export function startsKnownTool(line: string): boolean {
  return Object.hasOwn(tools, /^[\w.-]+/.exec(line)?.[0] ?? '');
}

class Reading {
  tool: string | null = null;
  risk: Risk = 'read-only';
  riskFrom: 'tool' | 'unknown' = 'tool';
  files = new Set<string>();
  #more: Readonly<Record<string, Tool>>;

  constructor(more: Readonly<Record<string, Tool>>) {
    this.#more = more;
  }

  take({ inside, depth, words, listed, redirects, runsText }: ProgramCall): void {
    this.paths(listed);
    for (const { redirect, path } of redirects) {
      this.paths([path]);
      if (redirect.startsWith('>') || redirect.startsWith('&>') || redirect === '<>') {
        if (!/^(?:&?\d+|-)$/.test(path)) this.raise(writeRisk(path, words.slice(1)), 'tool');
      }
    }
    if (words.length === 0) return;

    const name = words[0]!.replace(/^.*\//, '');
    const args = words.slice(1);
    const literal = /^[A-Za-z0-9_.+[:@-]+$/.test(name);
    if (literal && depth === 0 && this.tool === null) this.tool = name;
    const table = inside === 'crash' ? crashTools : inside === 'grub' ? grubTools : tools;
    const tool = Object.hasOwn(table, name)
      ? table[name]!
      : inside === 'host'
        ? (family(name) ?? (Object.hasOwn(this.#more, name) ? this.#more[name] : undefined))
        : undefined;
    this.paths(args, tool);

    if (runsText) return;
    if (name === 'tee') {
      for (const path of args.filter((arg) => !arg.startsWith('-'))) {
        this.raise(writeRisk(path, null), 'tool');
      }
      return;
    }
    if (!tool) this.raise('changes-state', 'unknown');
    else this.raise(toolRisk(tool, args), 'tool');
  }

  private raise(risk: Risk, from: 'tool' | 'unknown'): void {
    const difference = order.indexOf(risk) - order.indexOf(this.risk);
    if (difference > 0) {
      this.risk = risk;
      this.riskFrom = from;
    } else if (difference === 0 && from === 'tool' && risk !== 'read-only') {
      this.riskFrom = 'tool';
    }
  }

  private paths(words: string[], tool?: Tool): void {
    let script = tool?.script === true;
    for (const word of words) {
      if (script && !word.startsWith('-')) {
        script = false;
        continue;
      }
      const path = /(?:^|=|:(?=\/))((?:\/[\w.+@%:,*?~<>$(){}[\]\s-]+)+\/?)$/.exec(word)?.[1];
      if (path && /^\/[\w<$.]/.test(path) && !/\s(?![^(<]*[)>])/.test(path)) {
        if (!/^\/dev\/(?:null|stdout|stderr|stdin|fd)\b/.test(path)) this.files.add(path);
      }
    }
  }
}

/** `mkfs.ext4`, `fsck.xfs`: one row for the family. */
function family(name: string): Tool | undefined {
  const base = /^(mkfs|fsck)\./.exec(name)?.[1];
  return base ? tools[base] : undefined;
}

function toolRisk(tool: Tool, args: string[]): Risk {
  const operands: string[] = [];
  for (let at = 0; at < args.length; at++) {
    if (!args[at]!.startsWith('-') || args[at] === '-') operands.push(args[at]!);
    else if (tool.valueOptions?.includes(args[at]!)) at++;
  }
  const row = tool.rows?.find((candidate) => rowMatches(candidate, args, operands));
  return row?.risk ?? tool.risk;
}

function rowMatches(row: RiskRow, args: string[], operands: string[]): boolean {
  if (row.bare && operands.length > 0) return false;
  if (row.words) {
    const fits = row.words.every((globs, index) => {
      const word = operands[index];
      return word !== undefined && globs.some((glob) => globMatches(glob, word));
    });
    if (!fits) return false;
  }
  if (row.argument || row.flag) {
    const byArgument = row.argument?.some((glob) => args.some((arg) => globMatches(glob, arg)));
    const byFlag = row.flag?.some((letter) =>
      args.some((arg) => /^-[A-Za-z]+$/.test(arg) && arg.includes(letter, 1)),
    );
    if (!byArgument && !byFlag) return false;
  }
  return true;
}

/** `*` at the start or end of a glob stands for anything. */
function globMatches(glob: string, word: string): boolean {
  if (glob === '*') return true;
  const head = glob.startsWith('*');
  const tail = glob.endsWith('*');
  const core = glob.slice(head ? 1 : 0, tail ? -1 : undefined);
  if (head && tail) return word.includes(core);
  if (head) return word.endsWith(core);
  if (tail) return word.startsWith(core);
  return word === core;
}

/** Writing to a path: `content` is what is written; null where the line does not show it. */
function writeRisk(path: string, content: string[] | null): Risk {
  const row = writes.find(
    (candidate) =>
      globMatches(candidate.path, path) &&
      (!candidate.content || !content || candidate.content.some((word) => content.includes(word))),
  );
  return row?.risk ?? 'changes-state';
}
