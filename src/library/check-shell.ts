// What bash and ShellCheck say of the commands in runbooks. In: runbooks. Out: diagnostics at the
// lines of the author's file. Needs other programs, so it stands at the edge; nothing is ever run,
// only read (`bash -n`), and where a program is missing the answer says so.
//
//   ```bash                      written as a file of its own, line for line:
//   # Stop it                    # Stop it
//   kill <pid>                   kill _pid_          a blank is a word, not two redirections
//   ```

import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { walkBlocks } from '../lint/walk-sections.ts';
import type { Diagnostic, DiagnosticLevel } from '../model/diagnostic.ts';
import type { Block, Runbook } from '../model/runbook.ts';
import { type LineIndex, lineIndex } from '../parse/line-index.ts';

export interface ShellCheckResult {
  diagnostics: Diagnostic[];
  /** Programs that were not there: `bash`, `shellcheck`. */
  missing: string[];
}

interface Script {
  runbook: Runbook;
  lines: LineIndex;
  /** Line of the author's file that the script's first line is. */
  first: number;
  /** Line of the last command. */
  last: number;
  text: string;
}

/** Not said of a line in a runbook: it has no shebang, its variables are set by the reader. */
const notForSnippets = ['SC1090', 'SC1091', 'SC2148', 'SC2154', 'SC2034'];
const timeoutMs = 60_000;

export async function checkShell(
  runbooks: readonly Runbook[],
  sources: ReadonlyMap<string, string>,
): Promise<ShellCheckResult> {
  const scripts = runbooks.flatMap((runbook) => scriptsOf(runbook, sources));
  const result: ShellCheckResult = { diagnostics: [], missing: [] };
  if (scripts.length === 0) return result;
  const folder = await mkdtemp(join(tmpdir(), 'panicroom-check-'));
  try {
    const syntax = await bashSyntax(scripts, folder);
    if (syntax === null) result.missing.push('bash');
    else result.diagnostics.push(...syntax);
    // What bash cannot read, ShellCheck cannot either: once is enough.
    const advice = await shellCheck(
      scripts.filter((script) => !syntax?.some((said) => isIn(script, said))),
      folder,
    );
    if (advice === null) result.missing.push('shellcheck');
    else result.diagnostics.push(...advice);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return result;
}

function isIn({ runbook, first, last }: Script, { file, span }: Diagnostic): boolean {
  return file === runbook.file && span.start.line >= first && span.start.line <= last;
}

const languages = new Set(['bash', 'sh', 'shell']);

function scriptsOf(runbook: Runbook, sources: ReadonlyMap<string, string>): Script[] {
  const lines = lineIndex(sources.get(runbook.file) ?? '');
  const scripts: Script[] = [];
  for (const { block } of walkBlocks(runbook)) {
    if (block.type !== 'commands' || !languages.has(block.language)) continue;
    const script = scriptOf(block, runbook, lines);
    if (script !== null) scripts.push(script);
  }
  return scripts;
}

/** The block's commands on the lines that they stand on; null where it is not all for the host's shell. */
function scriptOf(
  block: Extract<Block, { type: 'commands' }>,
  runbook: Runbook,
  lines: LineIndex,
): Script | null {
  const first = block.span.start.line;
  const rows: string[] = [];
  for (const line of block.lines) {
    if (line.type !== 'command') continue;
    const { command } = line;
    if (command.runs !== 'host') return null;
    const row = command.span.start.line - first;
    while (rows.length < row) rows.push('');
    // Behind another command of the same line, or where a continuation was read as two.
    if (rows.length > row) return null;
    rows.push(...withoutBlanks(command).split('\n'));
  }
  if (rows.length === 0) return null;
  const last = first + rows.length - 1;
  return { runbook, lines, first, last, text: `${rows.join('\n')}\n` };
}

function withoutBlanks({ text, placeholders }: Runbook['commands'][number]): string {
  let words = text;
  for (const { start, end, name } of placeholders.toReversed()) {
    words = `${words.slice(0, start)}_${name.replace(/[^A-Za-z0-9]/g, '_')}_${words.slice(end)}`;
  }
  return words;
}

/** All at once first: most libraries have no mistake, and each bash costs milliseconds. */
async function bashSyntax(scripts: Script[], folder: string): Promise<Diagnostic[] | null> {
  const all = join(folder, 'all.sh');
  await writeFile(all, scripts.map(({ text }) => text).join('\n'));
  const whole = await run('bash', ['-n', all]);
  if (whole === null) return null;
  if (whole.status === 0) return [];
  const diagnostics: Diagnostic[] = [];
  for (const [index, script] of scripts.entries()) {
    const file = join(folder, `${index}.sh`);
    await writeFile(file, script.text);
    const checked = await run('bash', ['-n', file]);
    if (checked === null || checked.status === 0) continue;
    const said = /: line (\d+): (.+)/.exec(checked.stderr);
    diagnostics.push(
      atLine(script, Number(said?.[1] ?? 1), 'error', 'shell/syntax', {
        message: `bash cannot read this: ${said?.[2] ?? 'syntax error'}.`,
        fix: 'Try it in a shell. If it is not a command, label the fence `text`.',
      }),
    );
  }
  return diagnostics;
}

interface Comment {
  file: string;
  line: number;
  level: 'error' | 'warning';
  code: number;
  message: string;
}

async function shellCheck(scripts: Script[], folder: string): Promise<Diagnostic[] | null> {
  const diagnostics: Diagnostic[] = [];
  const files = new Map<string, Script>();
  for (const [index, script] of scripts.entries()) {
    const file = join(folder, `${index}.sh`);
    files.set(file, script);
    await writeFile(file, script.text);
  }
  const names = [...files.keys()];
  const options = ['--format=json1', '--shell=bash', '--severity=warning', '--norc'];
  // A command line holds some thousands of names; ShellCheck takes its time for each.
  for (let at = 0; at < names.length; at += 200) {
    const checked = await run('shellcheck', [
      ...options,
      `--exclude=${notForSnippets.join()}`,
      ...names.slice(at, at + 200),
    ]);
    if (checked === null) return null;
    const { comments } = JSON.parse(checked.stdout || '{"comments":[]}') as {
      comments: Comment[];
    };
    for (const { file, line, code, message } of comments) {
      diagnostics.push(
        atLine(files.get(file)!, line, 'warning', 'shell/shellcheck', {
          message: `ShellCheck SC${code}: ${message}`,
          fix: `https://www.shellcheck.net/wiki/SC${code} says why and how.`,
        }),
      );
    }
  }
  return diagnostics;
}

function atLine(
  { runbook, lines, first, last }: Script,
  line: number,
  level: DiagnosticLevel,
  code: string,
  words: Pick<Diagnostic, 'message' | 'fix'>,
): Diagnostic {
  // "unexpected end of file" is said of the line behind the last.
  const number = Math.min(first + line - 1, last);
  const start = lines.starts[number - 1]!;
  const span = lines.span(start, start + lines.line(number).length);
  return { file: runbook.file, span, level, code, ...words };
}

/** Null where the program is not there. */
function run(
  program: string,
  args: string[],
): Promise<{ status: number; stdout: string; stderr: string } | null> {
  return new Promise((resolve, reject) => {
    execFile(
      program,
      args,
      { timeout: timeoutMs, maxBuffer: 64 * 1024 * 1024, env: { ...process.env, LC_ALL: 'C' } },
      (error, stdout, stderr) => {
        if (error === null) resolve({ status: 0, stdout, stderr });
        else if (error.code === 'ENOENT') resolve(null);
        else if (typeof error.code === 'number') resolve({ status: error.code, stdout, stderr });
        else reject(error);
      },
    );
  });
}
