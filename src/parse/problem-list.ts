// Collects what the parser has to say about one file. A thin recorder, so that every part of the
// parser reports in the same shape and all of a file's errors come out at once.

import type { Diagnostic, DiagnosticLevel } from '../model/diagnostic.ts';
import type { Span } from '../model/position.ts';
import type { LineIndex } from './line-index.ts';

export interface ProblemList {
  diagnostics: Diagnostic[];
  add(level: DiagnosticLevel, code: string, span: Span, message: string, fix: string): void;
  addAt(
    level: DiagnosticLevel,
    code: string,
    start: number,
    end: number,
    message: string,
    fix: string,
  ): void;
}

export function problemList(file: string, lines: LineIndex): ProblemList {
  const diagnostics: Diagnostic[] = [];
  const add: ProblemList['add'] = (level, code, span, message, fix) => {
    diagnostics.push({ file, span, level, code: `parse/${code}`, message, fix });
  };
  return {
    diagnostics,
    add,
    addAt: (level, code, start, end, message, fix) =>
      add(level, code, lines.span(start, end), message, fix),
  };
}
