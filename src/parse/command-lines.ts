// A shell fence → its lines: commands, comments, output, blanks. Or null where it holds no command:
// panic text, a config fragment, comments alone.
//
//     # List crash dumps              comment, the purpose of what follows
//     ls -lh /var/crash/              command on the host
//     crash> bt     # Backtrace       command inside crash; prompt off, purpose behind it
//     USE_KDUMP=1                     nothing but assignments in the fence: config, no command
//
// In `bash` fences `# ` begins a comment. Only `console` fences, and fences whose first line shows
// a prompt, have prompts; there every line without one is output.
//
// An author overrides what is inferred for a whole fence, behind its language:
//     ```bash {risk="reboots" runs="bmc"}

import type { Risk, RunsOn } from '../model/runbook.ts';
import { startsKnownTool } from './command-risk.ts';
import type { FenceLine } from './fence-lines.ts';
import { scanShell } from './shell-scan.ts';

export interface RawCommand {
  type: 'command';
  text: string;
  start: number;
  end: number;
  purpose: string | null;
  prompt: 'host' | 'crash' | 'grub';
  /** Quotes, loop or here-document without an end: read as the one line. */
  unfinished: boolean;
}

export type RawLine =
  | RawCommand
  | { type: 'comment' | 'output' | 'blank'; text: string; start: number; end: number };

export interface FenceOverride {
  risk: Risk | null;
  runs: RunsOn | null;
}

const shellLanguages = new Set(['bash', 'sh', 'shell', 'zsh', 'ksh', 'dash', 'fish', 'ash']);
const consoleLanguages = new Set([
  'console',
  'shell-session',
  'shellsession',
  'sh-session',
  'bash-session',
  'terminal',
]);
const promptPrograms: Record<string, 'crash' | 'grub'> = { crash: 'crash', grub: 'grub' };

const programPrompt = /^(crash|grub)(?:-[\d.]+)?> ?/;
/** `$ `, `root@host:~# `, `[user@host dir]$ `, `bash-5.1# `, `/ # `; a bare `# ` is judged apart. */
const shellPrompt =
  /^(?:\[?[A-Za-z_][\w.-]*@[\w.-]+(?:[: ][^\]$#\s]*)?\]?\s?[$#%]|(?:ba)?sh-\d[\d.]*[$#]|(?:~|\/[\w./-]{0,80}) [$#]|\$) +(?=\S)/;
const rootPrompt = /^# +(?=\S)/;
/** What kernels print, and shells are never told. */
const kernelText =
  /^(?:<\d+>)?(?:\[ *\d+\.\d{4,6}\]|Kernel panic - |(?:BUG|WARNING|INFO|Oops|RIP|RSP|RAX|CPU|PC|LR|Code|Modules linked in|Call Trace|Hardware name): ?|Call trace:|---\[ )/;
const assignment = /^(?:export\s+)?[A-Za-z_]\w*\+?=(?:"[^"]*"|'[^']*'|[^\s"']*)$/;
const configLine = /^(?:[\w.-]+\s+=(?:\s|$)|[\w.-]+\.[\w.-]+=\S*$|\[[\w .:-]+\]$)/;
const maxLogicalLines = 200;
/** Commands without an end that are searched for one, in a fence; then each line stands alone. */
const maxSearches = 10;

/** Lines of a fence in `language` (lower case, null for none); null where it holds no command. */
export function commandLines(language: string | null, fence: FenceLine[]): RawLine[] | null {
  const shell = language !== null && shellLanguages.has(language);
  const console = language !== null && consoleLanguages.has(language);
  const inCrash = language === 'crash';
  if (!shell && !console && !inCrash && language !== null) return null;

  const first = fence.find((line) => line.text.trim() !== '')?.text ?? '';
  const prompted = shellPrompt.test(first) || programPrompt.test(first);
  if (language === null && !prompted) return null;
  if (fence.some((line) => kernelText.test(line.text)) && !prompted && !console) return null;

  // A console fence in which nothing has a prompt begins with what was typed, as far as one can tell.
  const typed = console && !fence.some(({ text }) => hasPrompt(text)) && looksTyped(first);
  const lines = typed
    ? readTyped(fence)
    : console || (prompted && shellPrompt.test(first)) || language === null
      ? readConsole(fence)
      : readScript(fence, inCrash ? 'crash' : 'host');
  const commands = lines.filter((line) => line.type === 'command');
  if (commands.length === 0) return null;
  // Settings alone are a file's content, not something to type.
  if (commands.every((line) => isConfig(line.text) && line.prompt === 'host')) return null;
  for (const line of lines) {
    if (line.type === 'command' && line.prompt === 'host' && configLine.test(line.text)) {
      Object.assign(line, { type: 'output' });
    }
  }
  return addPurposes(lines);
}

function hasPrompt(text: string): boolean {
  return shellPrompt.test(text) || programPrompt.test(text) || rootPrompt.test(text);
}

/** A known program by its name, with words behind it that no table of output begins with. */
function looksTyped(text: string): boolean {
  return startsKnownTool(text.replace(/^sudo +/, '')) && !/^\S+:/.test(text);
}

/** The first line, and each later one that begins with a program's name, are commands; the rest is output. */
function readTyped(fence: FenceLine[]): RawLine[] {
  const lines: RawLine[] = [];
  for (let at = 0; at < fence.length; at++) {
    const { text, start } = fence[at]!;
    const plain = plainLine(text, start);
    if (plain) lines.push(plain);
    else if (looksTyped(text)) {
      const taken = logicalLine(fence, at, lines.length < maxSearches, (line) => line);
      lines.push(taken.command);
      at = taken.last;
    } else lines.push({ type: 'output', text, start, end: start + text.length });
  }
  return lines;
}

function isConfig(text: string): boolean {
  return !text.startsWith('export ') && (assignment.test(text) || configLine.test(text));
}

function readScript(fence: FenceLine[], inside: 'host' | 'crash'): RawLine[] {
  const lines: RawLine[] = [];
  let searches = 0;
  for (let at = 0; at < fence.length; at++) {
    const { text, start } = fence[at]!;
    const plain = plainLine(text, start);
    if (plain) {
      lines.push(plain);
      continue;
    }
    const prompt = programPrompt.exec(text);
    if (prompt || inside === 'crash') {
      const program = prompt ? promptPrograms[prompt[1]!]! : 'crash';
      lines.push(...oneLine(text, start, prompt?.[0].length ?? 0, program));
      continue;
    }
    const taken = logicalLine(fence, at, searches < maxSearches, (line) => line);
    if (taken.command.unfinished) searches++;
    lines.push(taken.command);
    at = taken.last;
  }
  return lines;
}

function readConsole(fence: FenceLine[]): RawLine[] {
  const rootPrompts = !fence.some((line) => shellPrompt.test(line.text));
  const lines: RawLine[] = [];
  let searches = 0;
  for (let at = 0; at < fence.length; at++) {
    const { text, start } = fence[at]!;
    const program = programPrompt.exec(text);
    const prompt =
      shellPrompt.exec(text)?.[0] ?? (rootPrompts ? rootPrompt.exec(text)?.[0] : undefined);
    if (program) {
      lines.push(...oneLine(text, start, program[0].length, promptPrograms[program[1]!]!));
    } else if (prompt !== undefined) {
      const taken = logicalLine(fence, at, searches < maxSearches, (line, index) =>
        index === at ? line.slice(prompt.length) : line.replace(/^> ?/, ''),
      );
      if (taken.command.unfinished) searches++;
      lines.push(taken.command);
      at = taken.last;
    } else if (text.trim() === '') {
      lines.push({ type: 'blank', text, start, end: start + text.length });
    } else {
      const type = rootPrompt.test(text) ? 'comment' : 'output';
      const body = type === 'comment' ? text.replace(/^#+\s*/, '') : text;
      lines.push({ type, text: body, start, end: start + text.length });
    }
  }
  return lines;
}

function plainLine(line: string, start: number): RawLine | null {
  const trimmed = line.trim();
  const end = start + line.trimEnd().length;
  const from = start + (line.length - line.trimStart().length);
  if (trimmed === '') return { type: 'blank', text: line, start, end: start + line.length };
  if (trimmed.startsWith('#')) {
    const text = trimmed.startsWith('#!') ? '' : trimmed.replace(/^#+\s*/, '');
    return { type: 'comment', text, start: from, end };
  }
  return null;
}

/** A line behind a program's own prompt: what stands on it, up to a comment. */
function oneLine(text: string, start: number, from: number, prompt: 'crash' | 'grub'): RawLine[] {
  const body = text.slice(from);
  const comment = /(?:^|\s)#(?=\s|$)/.exec(body);
  const command = (comment ? body.slice(0, comment.index) : body).trimEnd();
  const lead = command.length - command.trimStart().length;
  if (command.trim() === '') {
    const end = start + text.length;
    return comment
      ? [{ type: 'comment', text: body.replace(/^\s*#+\s*/, ''), start, end }]
      : [{ type: 'output', text, start, end }];
  }
  return [
    {
      type: 'command',
      text: command.trim(),
      start: start + from + lead,
      end: start + from + command.length,
      purpose: comment ? afterHash(body.slice(comment.index)) : null,
      prompt,
      unfinished: false,
    },
  ];
}

/** Takes as many lines as the shell would before it runs anything. */
function logicalLine(
  fence: FenceLine[],
  at: number,
  search: boolean,
  strip: (line: string, index: number) => string,
): { command: RawCommand; last: number } {
  const pieces = [strip(fence[at]!.text, at)];
  let whole = scanShell(pieces[0]!);
  // Most commands are one line; the others are worth a second look, up to a bound.
  for (let limit = 4; !whole.complete && pieces.length < fence.length - at; limit *= 4) {
    if (!search || pieces.length >= maxLogicalLines) break;
    const end = Math.min(fence.length, at + Math.min(limit, maxLogicalLines));
    for (let index = at + pieces.length; index < end; index++) {
      pieces.push(strip(fence[index]!.text, index));
    }
    whole = scanShell(pieces.join('\n'));
  }
  const unfinished = !whole.complete;
  const text = unfinished ? pieces[0]! : pieces.join('\n').slice(0, whole.end);
  const count = text.split('\n').length;
  const last = at + count - 1;

  const { tokens } = unfinished ? scanShell(text) : whole;
  const comment = tokens.at(-1);
  const trailing = comment?.type === 'comment' && tokens.length > 1 ? comment : null;
  const command = (trailing ? text.slice(0, trailing.start) : text).trimEnd();
  const lead = command.length - command.trimStart().length;
  const line = fence[at]!;
  const start = line.start + (line.text.length - pieces[0]!.length) + lead;
  // The end stands on the last line; what was stripped from its front does not move its end.
  const lastPiece = text.slice(text.lastIndexOf('\n') + 1);
  const cut = text.length - command.length;
  const end =
    fence[last]!.start +
    fence[last]!.text.length -
    (pieces[count - 1]!.length - lastPiece.length) -
    cut;
  return {
    command: {
      type: 'command',
      text: command.trim(),
      start,
      end: Math.max(start, end),
      purpose: trailing ? afterHash(text.slice(trailing.start, trailing.end)) : null,
      prompt: 'host',
      unfinished,
    },
    last,
  };
}

function afterHash(text: string): string | null {
  return text.replace(/^\s*#+\s*/, '').trim() || null;
}

/** The comment right above a command, and above the commands that follow it without a gap. */
function addPurposes(lines: RawLine[]): RawLine[] {
  let above: string[] = [];
  let afterComment = false;
  lines.forEach((line, index) => {
    if (line.type === 'comment') {
      above = afterComment ? [...above, line.text] : [line.text];
      afterComment = true;
      return;
    }
    afterComment = false;
    if (line.type !== 'command') {
      above = [];
      return;
    }
    line.purpose ??= joined(above) || commentBelow(lines, index);
  });
  return lines;
}

/** Comment lines as running text: a line that begins a sentence ends the one before it. */
function joined(comments: string[]): string {
  return comments.filter(Boolean).reduce((text, line) => {
    if (text === '') return line;
    return /^\p{Lu}/u.test(line) && !/[.!?:;,]$/.test(text)
      ? `${text}. ${line}`
      : `${text} ${line}`;
  }, '');
}

/** Comments that end a fence speak of the command before them. */
function commentBelow(lines: RawLine[], index: number): string | null {
  const below = lines[index + 1];
  if (below?.type !== 'comment') return null;
  for (let at = index + 2; at < lines.length; at++) {
    if (lines[at]!.type !== 'comment' && lines[at]!.type !== 'blank') return null;
  }
  return below.text || null;
}
