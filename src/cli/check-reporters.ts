// How the findings of a check are told: to a person, to an editor, to a program, to a CI system's page.

import { join } from 'node:path';
import { formatDiagnostics } from '../library/format-diagnostics.ts';
import { wrapWords } from '../library/wrap-words.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Io } from './io.ts';

export interface CheckReport {
  dir: string;
  /** How many. */
  runbooks: number;
  /** Errors and warnings by file and place. */
  diagnostics: readonly Diagnostic[];
  sources: ReadonlyMap<string, string>;
  /** What could not be checked. */
  notes: readonly string[];
}

export type ReporterName = 'text' | 'lines' | 'json' | 'github';

export const reporters: Record<ReporterName, (report: CheckReport, io: Io) => void> = {
  text({ runbooks, diagnostics, sources, notes: own }, io) {
    let notes = own;
    if (diagnostics.length > 0) io.stderr(`${formatDiagnostics(diagnostics, sources, io.look)}\n`);
    if (diagnostics.some(({ code }) => !code.startsWith('library/'))) {
      notes = [...notes, 'docs/rules.md says of each code why it is asked for, with examples.'];
    }
    for (const note of notes) {
      io.stderr(
        `${io.look ? wrapWords(`Note: ${note}`, io.look.columns ?? 80, 0, 6) : `Note: ${note}`}\n`,
      );
    }
    const errors = diagnostics.filter(({ level }) => level === 'error').length;
    io.stdout(
      `${count(runbooks, 'runbook')}, ${count(errors, 'error')}, ${count(diagnostics.length - errors, 'warning')}\n`,
    );
  },
  /** As compilers write it: what editors read from a task, line by line. */
  lines({ dir, diagnostics }, io) {
    for (const { file, span, level, code, message, fix } of diagnostics) {
      const place = `${join(dir, file)}:${span.start.line}:${span.start.column}`;
      io.stdout(`${place}: ${level}: ${oneLine(`${message} ${fix}`)} [${code}]\n`);
    }
  },
  json({ runbooks, diagnostics, notes }, io) {
    const report = {
      format: 'panicroom-check',
      version: 1,
      runbooks,
      diagnostics,
      notes,
    };
    io.stdout(`${JSON.stringify(report, null, 2)}\n`);
  },
  /** Workflow commands, which GitHub, Gitea and Forgejo show at the lines of a change. */
  github({ dir, diagnostics, notes }, io) {
    for (const { file, span, level, code, message, fix } of diagnostics) {
      const place = `file=${property(join(dir, file))},line=${span.start.line},col=${span.start.column}`;
      io.stdout(`::${level} ${place},title=${property(code)}::${data(`${message} ${fix}`)}\n`);
    }
    for (const note of notes) io.stdout(`::notice::${data(note)}\n`);
  },
};

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\s]+/gu, ' ');
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
