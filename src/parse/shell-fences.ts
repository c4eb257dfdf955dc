// Which code of a document is shell, and what its lines say. Read once, asked often: roles depend
// on whether a section holds commands, long before its blocks are made.

import type { Code, Nodes } from 'mdast';
import type { Risk, RunsOn } from '../model/runbook.ts';
import { readAttributes } from './attributes.ts';
import { commandLines, type RawLine } from './command-lines.ts';
import { distributionsOf } from './distributions.ts';
import { fenceLines } from './fence-lines.ts';
import type { LineIndex } from './line-index.ts';
import { walk } from './markdown-parser.ts';
import { didYouMean } from './nearest-word.ts';
import type { ProblemList } from './problem-list.ts';

export interface ShellFence {
  /** Lower case, attributes taken off; null where the fence names none. */
  language: string | null;
  /** Null where the fence holds no command. */
  lines: RawLine[] | null;
  risk: Risk | null;
  runs: RunsOn | null;
  /** As its label says: `title="Debian"`, `[Debian]`, `{distribution="Debian, Ubuntu"}`. */
  distributions: string[];
}

export interface ShellFences {
  of(code: Code): ShellFence;
  /** Whether any of these nodes holds a command, at any depth. */
  anyIn(nodes: readonly Nodes[]): boolean;
}

const risks: Risk[] = ['read-only', 'changes-state', 'reboots', 'destroys-data'];
/** Where commands may run, as fences say it. */
export const placesToRun: RunsOn[] = ['host', 'crash', 'grub', 'bmc', 'workstation'];

export function shellFences(lines: LineIndex, problems: ProblemList): ShellFences {
  const known = new Map<Code, ShellFence>();
  const of = (code: Code): ShellFence => {
    let fence = known.get(code);
    if (!fence) {
      fence = readFence(code, lines, problems);
      known.set(code, fence);
    }
    return fence;
  };
  return {
    of,
    anyIn: (nodes) => {
      let found = false;
      walk(nodes, (node) => {
        if (!found && node.type === 'code' && of(node).lines) found = true;
      });
      return found;
    },
  };
}

function readFence(code: Code, lines: LineIndex, problems: ProblemList): ShellFence {
  const info = [code.lang, code.meta].filter(Boolean).join(' ');
  const brace = info.indexOf('{');
  const language = (brace < 0 ? info : info.slice(0, brace)).trim().split(/\s/)[0]!.toLowerCase();
  const fence: ShellFence = {
    language: language || null,
    lines: null,
    risk: null,
    runs: null,
    distributions: labelOf(info),
  };
  fence.lines = commandLines(fence.language, fenceLines(code, lines));
  if (fence.lines === null || brace < 0) return fence;

  const attributes = readAttributes(info, brace);
  // The opening line as written, to point at the value.
  const opening = lines.line(code.position!.start.line);
  const base = lines.starts[code.position!.start.line - 1]! + opening.indexOf('{') - brace;
  const choose = <Choice extends string>(name: string, choices: Choice[]): Choice | null => {
    const given = attributes?.values.get(name);
    if (!given) return null;
    const choice = choices.find((candidate) => candidate === given.value);
    if (choice) return choice;
    problems.addAt(
      'error',
      'fence-attribute',
      base + given.start,
      base + given.end,
      `\`${given.value}\` is no ${name === 'risk' ? 'risk' : 'place where a command runs'}.`,
      `${didYouMean(given.value, choices)}Write ${name}="…" with one of: ${choices.join(', ')}.`,
    );
    return null;
  };
  fence.risk = choose('risk', risks);
  fence.runs = choose('runs', placesToRun);
  return fence;
}

/** What stands behind a fence's language, where it names distributions and nothing else. */
function labelOf(info: string): string[] {
  const rest = info.replace(/^[^\s{[]*/, '').slice(0, 400);
  const given =
    /\b(?:distributions?|distro|os|title|tab|label|name)=(?:"([^"]*)"|'([^']*)'|([^\s}]+))/i;
  const named = given.exec(rest);
  const label = named ? (named[1] ?? named[2] ?? named[3])! : rest.replace(/[[\]{}]/g, ' ');
  return distributionsOf(label);
}
