// What must hold of triage, whatever the log. Each throws where it does not.

import { isDeepStrictEqual } from 'node:util';
import { otherBlanks } from '../../src/klog/printed-text.ts';
import { readKernelLog } from '../../src/klog/read-kernel-log.ts';
import { lineBreakOf } from '../../src/klog/split-lines.ts';
import { terminalEscapes } from '../../src/klog/unframe.ts';
import type { KernelLog } from '../../src/model/kernel-log.ts';
import type { Knowledge } from '../../src/model/knowledge.ts';
import { triage, triageStream } from '../../src/plan/triage.ts';
import { Pseudonyms } from '../../src/redact/pseudonyms.ts';

/** Places hold what they say, and what is filled into a command is a word of it. */
export function holdTriage(text: string, knowledge: Knowledge): void {
  holdPlaces(text, readKernelLog(text));
  const report = triage(text, 'fuzz', knowledge);
  const { lines } = report.input;
  for (const { evidence } of report.matches) {
    for (const { line } of evidence)
      if (line < 1 || line > lines) throw new Error(`evidence at line ${line} of ${lines}`);
  }
  for (const { command, filled } of report.plan) {
    if (/[\p{Cc}\p{Cf}]/u.test(command.replaceAll('\n', ''))) {
      throw new Error(`a command holds a control character: ${JSON.stringify(command)}`);
    }
    for (const value of Object.values(filled)) {
      if (value.startsWith('-')) throw new Error(`a value became an option: ${command}`);
    }
  }
  if (!isDeepStrictEqual(JSON.parse(JSON.stringify(report)), report)) {
    throw new Error('the report does not come back from JSON as it was');
  }
}

function holdPlaces(text: string, log: KernelLog): void {
  const rows = text.split(lineBreakOf(text)).map((row) => row.replace(/\r+$/, ''));
  for (const { kind, lines, facts } of log.events) {
    if (lines[0] < 1 || lines[1] < lines[0] || lines[1] > log.lineCount) {
      throw new Error(`${kind} stands at lines ${lines.join('–')} of ${log.lineCount}`);
    }
    for (const { name, value, at } of facts) {
      const pasted = rows[at.line - 1]?.slice(at.start - 1, at.end - 1) ?? '';
      // A line that is no record may hold a backslash that spells nothing: a share's name does.
      const [plain, there] = [pasted, unspelled(pasted)].map(asRead) as [string, string];
      const words = name === 'taint' ? 'Tainted: ' : value;
      // Of words that a screen broke, the place holds those before the break.
      const isBroken = at.end > (rows[at.line - 1]?.trimEnd().length ?? 0);
      const holds = (found: string) =>
        found.includes(words) || (isBroken && found !== '' && words.startsWith(found.trim()));
      if (!holds(plain) && !holds(there)) {
        throw new Error(
          `fact ${name} is ${JSON.stringify(value)}, its place holds ${JSON.stringify(there)}`,
        );
      }
    }
  }
  if (log.primary !== null && log.events[log.primary] === undefined) {
    throw new Error(`the primary event is number ${log.primary} of ${log.events.length}`);
  }
}

/** A page's blanks are read as blanks. */
function asRead(words: string): string {
  return words.replace(terminalEscapes, '').replace(otherBlanks, ' ');
}

/** What a piece of a JSON string says; other words as they are. */
function unspelled(words: string): string {
  if (!words.includes('\\')) return words;
  try {
    return JSON.parse(`"${words}"`);
  } catch {
    return words;
  }
}

/** However the text arrives, the answer is that of the whole. */
export function holdChunks(chunks: readonly string[], knowledge: Knowledge): void {
  const stream = triageStream('fuzz', knowledge);
  for (const chunk of chunks) stream.feed(chunk);
  const { report } = stream.finish();
  const whole = triage(chunks.join(''), 'fuzz', knowledge);
  if (!isDeepStrictEqual(report, whole)) {
    throw new Error(`chunks of ${chunks.map(({ length }) => length)} give another report`);
  }
}

/** Too long to be held, in segments: what is said still lies in the text. */
export function holdLongStream(
  chunks: readonly string[],
  segmentLength: number,
  knowledge: Knowledge,
): void {
  const stream = triageStream('fuzz', knowledge, { wholeLength: 0, segmentLength });
  for (const chunk of chunks) stream.feed(chunk);
  const { log, report } = stream.finish();
  const whole = readKernelLog(chunks.join(''));
  if (log.lineCount !== whole.lineCount || log.byteCount !== whole.byteCount) {
    throw new Error(`${log.lineCount} lines, ${log.byteCount} bytes; the text has other numbers`);
  }
  for (const { kind, lines } of report.events) {
    if (lines[0] < 1 || lines[1] < lines[0] || lines[1] > log.lineCount) {
      throw new Error(`${kind} stands at lines ${lines.join('–')} of ${log.lineCount}`);
    }
  }
}

/** What is put around lines, or before and behind them, changes no failure of theirs. */
export function holdSameKinds({ plain, lines }: { plain: string[]; lines: string[] }): void {
  const [before, after] = [plain, lines].map(kindsOf);
  if (!isDeepStrictEqual(before, after)) {
    throw new Error(`was ${before!.join(', ') || 'nothing'}, is ${after!.join(', ') || 'nothing'}`);
  }
}

/** A report whose header is missing is one only where the log begins with it. */
const beheaded = 'report-without-header';

function kindsOf(lines: readonly string[]): string[] {
  const { events } = readKernelLog(lines.join('\n'));
  return events
    .filter(({ severity }) => severity !== 'notice')
    .map(({ kind }) => kind)
    .filter((kind) => kind !== beheaded);
}

/** Masking hides what it says it hides, is done once for all, and moves no line. */
export function holdRedaction(text: string): void {
  const mask = (words: string) => {
    const pseudonyms = new Pseudonyms();
    pseudonyms.learn(words);
    return { masked: pseudonyms.replace(words), identities: pseudonyms.identities };
  };
  const { masked, identities } = mask(text);
  if (masked.split('\n').length !== text.split('\n').length)
    throw new Error('masking moved a line');
  for (const { kind, original } of identities) {
    if (!['mac', 'uuid'].includes(kind)) continue;
    if (masked.includes(original)) throw new Error(`${kind} ${original} is still there`);
  }
  const again = mask(masked).masked;
  if (again !== masked) {
    const rows = masked.split('\n');
    const changed = again.split('\n').findIndex((row, at) => row !== rows[at]);
    throw new Error(`masked twice, a line changes: ${JSON.stringify(rows[changed])}`);
  }
}
