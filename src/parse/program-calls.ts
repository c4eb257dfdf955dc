// A command line → the programs that it starts, in the order in which a reader meets them.
//
//     sudo timeout 5 find /x | xargs -r ps -o pid > /root/y; bash -c 'sync'
//     wrappers sudo, timeout: find /x
//     wrapper xargs: ps -o pid, written to /root/y
//     bash -c …, and inside it: sync
//
// Wrappers (sudo, env, timeout, VAR=x) are stepped over, `bash -c '…'` and `$(…)` are looked into.

import toolTable from '../../content/vocabulary/tools.json' with { type: 'json' };
import { type ShellToken, scanShell } from './shell-scan.ts';

/** A prompt that programs are started at: a shell's, crash's, GRUB's. */
export type Prompt = 'host' | 'crash' | 'grub';

export interface ProgramCall {
  inside: Prompt;
  /** 0 in the line itself, 1 inside its `$(…)` or `sh -c`, … */
  depth: number;
  /** Program and arguments, quotes taken off; empty where there are but redirections. */
  words: string[];
  /** What starts it, outermost first: each with its own words, `timeout -s KILL 5`. */
  wrappers: string[][];
  /** Words of a `for`, `case` or `select`. */
  listed: string[];
  redirects: { redirect: string; path: string }[];
  /** A shell whose `-c` text follows as calls of its own. */
  runsText: boolean;
}

interface Wrapper {
  valueOptions?: string[];
  /** Words of its own before the command: 1 for `timeout 5 cmd`. */
  skip?: number;
}

const wrapperTable = toolTable.wrappers as Record<string, Wrapper>;
const maxDepth = 4;
const shells = new Set(['sh', 'bash', 'dash', 'zsh', 'ksh']);
const keywords = new Set(
  'if then elif else fi do done while until esac { } ! time function'.split(' '),
);

/** @param text without its prompt; `inside` is the program whose prompt it stood behind. */
export function programCalls(text: string, inside: Prompt): ProgramCall[] {
  const calls: ProgramCall[] = [];
  readText(text, inside, 0, calls);
  return calls;
}

function readText(text: string, inside: Prompt, depth: number, calls: ProgramCall[]): void {
  let rest = text;
  for (;;) {
    const scan = scanShell(rest);
    readTokens(scan.tokens, inside, depth, calls);
    if (!scan.complete || scan.end >= rest.length) return;
    rest = rest.slice(scan.end + 1);
  }
}

type WordToken = Extract<ShellToken, { type: 'word' }>;
type Redirects = ProgramCall['redirects'];

function readTokens(
  tokens: ShellToken[],
  inside: Prompt,
  depth: number,
  calls: ProgramCall[],
): void {
  let words: WordToken[] = [];
  let redirects: Redirects = [];
  let first = true;
  const flush = () => {
    if (words.length > 0 || redirects.length > 0) {
      // Inside crash, what stands behind a pipe runs on the host.
      readCall(words, redirects, first ? inside : 'host', depth, calls);
      first = false;
    }
    words = [];
    redirects = [];
  };
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]!;
    if (token.type === 'redirect') {
      const target = tokens[index + 1];
      const redirect = token.value.replace(/^\d+/, '');
      if (target?.type === 'word') {
        if (!redirect.startsWith('<<')) redirects.push({ redirect, path: target.value });
        index++;
      }
    } else if (token.type === 'word') {
      words.push(token);
    } else if (token.type !== 'comment') {
      flush();
    }
  }
  flush();
}

function readCall(
  tokens: WordToken[],
  redirects: Redirects,
  inside: Prompt,
  depth: number,
  calls: ProgramCall[],
): void {
  if (depth < maxDepth) {
    for (const { inner } of tokens) {
      for (const text of inner) readText(text, 'host', depth + 1, calls);
    }
  }
  let words = tokens.map((token) => token.value);
  while (words.length > 0 && keywords.has(words[0]!)) words = words.slice(1);
  let listed: string[] = [];
  if (words[0] === 'for' || words[0] === 'case' || words[0] === 'select') {
    listed = words.slice(1);
    words = [];
  }
  const wrappers: string[][] = [];
  if (inside === 'host') words = unwrap(words, wrappers);
  const text = depth < maxDepth ? shellText(words) : null;
  calls.push({ inside, depth, words, wrappers, listed, redirects, runsText: text !== null });
  if (text !== null) readText(text, 'host', depth + 1, calls);
}

/** What `bash -c` is given to run; null for any other program. */
function shellText([program, ...args]: readonly string[]): string | null {
  if (program === undefined || !shells.has(program.replace(/^.*\//, ''))) return null;
  const at = args.findIndex((arg) => /^-[a-z]*c$/.test(arg));
  return at < 0 ? null : (args[at + 1] ?? null);
}

/** The command that sudo, env, timeout … start, assignments before it taken off. */
function unwrap(input: string[], wrappers: string[][]): string[] {
  let words = input;
  for (;;) {
    while (words.length > 0 && /^[A-Za-z_]\w*\+?=/.test(words[0]!)) words = words.slice(1);
    const name = words[0]?.replace(/^.*\//, '') ?? '';
    if (!Object.hasOwn(wrapperTable, name)) return words;
    const wrapper = wrapperTable[name]!;
    let at = 1;
    while (at < words.length && words[at]!.startsWith('-')) {
      const option = words[at]!;
      at += wrapper.valueOptions?.includes(option) ? 2 : 1;
      if (option === '--') break;
    }
    at += wrapper.skip ?? 0;
    // `sudo` alone, `env` alone: the wrapper is the command.
    if (at >= words.length) return words;
    wrappers.push(words.slice(0, at));
    words = words.slice(at);
  }
}
