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
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Block, Runbook } from '../model/runbook.ts';
import { type LineIndex, lineIndex } from '../parse/line-index.ts';
import type { LibraryCache } from './content-cache.ts';

export interface ShellCheckResult {
  diagnostics: Diagnostic[];
  /** Programs that were not there: `bash`, `shellcheck`. */
  missing: string[];
}

export const shellKind = 'shell';

interface Script {
  runbook: Runbook;
  lines: LineIndex;
  /** Lines of the author's file that the script's first line and last command are. */
  first: number;
  last: number;
  text: string;
}

/** What the programs say of a script's text, at its own lines. */
type Verdict = {
  line: number;
  level: 'error' | 'warning';
  code: string;
  message: string;
  fix: string;
}[];

/** Not said of a line in a runbook: it has no shebang, its variables are set by the reader. */
const notForSnippets = ['SC1090', 'SC1091', 'SC2148', 'SC2154', 'SC2034'];
const timeoutMs = 60_000;
/** Names that a command line can hold with room to spare. */
const mostNames = 200;

export async function checkShell(
  runbooks: readonly Runbook[],
  sources: ReadonlyMap<string, string>,
  cache: LibraryCache | null = null,
): Promise<ShellCheckResult> {
  const scripts = runbooks.map((runbook) => scriptsOf(runbook, sources));
  const verdicts = new Map<string, Verdict>();
  const unknown = new Set<string>();
  const keys = scripts.map((own) => own.map(({ text }) => text));
  for (const texts of keys) {
    const known = texts.length > 0 ? await cache?.read<Verdict[]>(shellKind, texts) : [];
    for (const [index, text] of texts.entries()) {
      if (known) verdicts.set(text, known[index]!);
      else unknown.add(text);
    }
  }
  const missing = await judge(
    [...unknown].filter((text) => !verdicts.has(text)),
    verdicts,
  );
  for (const texts of missing.length === 0 ? keys : []) {
    if (!texts.some((text) => unknown.has(text))) continue;
    const said = texts.map((text) => verdicts.get(text));
    await cache?.keep(shellKind, texts, said);
  }
  const diagnostics = scripts
    .flat()
    .flatMap((script) => (verdicts.get(script.text) ?? []).map((said) => atLine(script, said)));
  return { diagnostics, missing };
}

/** Adds what the programs say of each text. Gives those that were not there. */
async function judge(texts: readonly string[], verdicts: Map<string, Verdict>): Promise<string[]> {
  if (texts.length === 0) return [];
  const missing: string[] = [];
  const folder = await mkdtemp(join(tmpdir(), 'panicroom-check-'));
  try {
    for (const text of texts) verdicts.set(text, []);
    if (!(await bashSyntax(texts, folder, verdicts))) missing.push('bash');
    // What bash cannot read, ShellCheck cannot either: once is enough.
    const readable = texts.filter((text) => verdicts.get(text)!.length === 0);
    if (!(await shellCheck(readable, folder, verdicts))) missing.push('shellcheck');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return missing;
}

const languages = new Set(['bash', 'sh', 'shell']);

/** What the verdicts on a runbook's commands are kept by; none where it has no commands. */
export function shellParts(runbook: Runbook, sources: ReadonlyMap<string, string>): string[] {
  return scriptsOf(runbook, sources).map(({ text }) => text);
}

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

/** False where there is no bash. */
async function bashSyntax(
  texts: readonly string[],
  folder: string,
  verdicts: Map<string, Verdict>,
): Promise<boolean> {
  // All at once first: most libraries have no mistake, and each bash costs milliseconds.
  const all = join(folder, 'all.sh');
  await writeFile(all, texts.join('\n'));
  const whole = await run('bash', ['-n', all]);
  if (whole === null) return false;
  if (whole.status === 0) return true;
  for (const text of texts) {
    await writeFile(all, text);
    const checked = await run('bash', ['-n', all]);
    if (checked === null || checked.status === 0) continue;
    const said = /: line (\d+): (.+)/.exec(checked.stderr);
    verdicts.get(text)!.push({
      line: Number(said?.[1] ?? 1),
      level: 'error',
      code: 'shell/syntax',
      message: `bash cannot read this: ${said?.[2] ?? 'syntax error'}.`,
      fix: 'Try it in a shell. If it is not a command, label the fence `text`.',
    });
  }
  return true;
}

interface Comment {
  file: string;
  line: number;
  code: number;
  message: string;
}

/** False where there is no ShellCheck. */
async function shellCheck(
  texts: readonly string[],
  folder: string,
  verdicts: Map<string, Verdict>,
): Promise<boolean> {
  const files = new Map<string, string>();
  for (const [index, text] of texts.entries()) {
    const file = join(folder, `${index}.sh`);
    files.set(file, text);
    await writeFile(file, text);
  }
  const names = [...files.keys()];
  const options = ['--format=json1', '--shell=bash', '--severity=warning', '--norc'];
  for (let at = 0; at < names.length; at += mostNames) {
    const checked = await run('shellcheck', [
      ...options,
      `--exclude=${notForSnippets.join()}`,
      ...names.slice(at, at + mostNames),
    ]);
    if (checked === null) return false;
    const { comments } = JSON.parse(checked.stdout || '{"comments":[]}') as {
      comments: Comment[];
    };
    for (const { file, line, code, message } of comments) {
      verdicts.get(files.get(file)!)!.push({
        line,
        level: 'warning',
        code: 'shell/shellcheck',
        message: `ShellCheck SC${code}: ${message}`,
        fix: `https://www.shellcheck.net/wiki/SC${code} says why and how.`,
      });
    }
  }
  return true;
}

function atLine(
  { runbook, lines, first, last }: Script,
  { line, ...said }: Verdict[number],
): Diagnostic {
  // "unexpected end of file" is said of the line behind the last.
  const number = Math.min(first + line - 1, last);
  const start = lines.starts[number - 1]!;
  const span = lines.span(start, start + lines.line(number).length);
  return { file: runbook.file, span, ...said };
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
