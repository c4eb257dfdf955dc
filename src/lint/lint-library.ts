// The rules over a library. In: runbooks with their texts, samples, the day. Out: diagnostics, by
// file and place. Pure: what needs other programs (bash, ShellCheck) is the library's edge.

import type { Diagnostic } from '../model/diagnostic.ts';
import type { LintInput, Rule } from './rule.ts';
import { allRules } from './rules/all-rules.ts';

export function lintLibrary(input: LintInput, rules: readonly Rule[] = allRules): Diagnostic[] {
  const found = rules.flatMap((rule) =>
    [...rule.check(input)].map(
      ({ runbook, span, message, fix }): Diagnostic => ({
        file: runbook.file,
        span,
        level: levelOf(rule, runbook.meta.status),
        code: rule.code,
        message,
        fix,
      }),
    ),
  );
  return found.sort(byPlace);
}

function levelOf({ level }: Rule, status: 'draft' | 'published'): 'error' | 'warning' {
  if (level !== 'required') return level;
  return status === 'published' ? 'error' : 'warning';
}

/** By file, then from top to bottom: the order in which an author mends. */
export function byPlace(a: Diagnostic, b: Diagnostic): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.span.start.offset - b.span.start.offset || a.code.localeCompare(b.code, 'en');
}
