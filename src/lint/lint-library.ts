// The rules over a library. In: runbooks with their texts, samples, the day. Out: diagnostics, by
// file and place. Pure: what needs other programs (bash, ShellCheck) is the library's edge.
//
//   runbook ─ lookAt ─▶ what is said of it by itself, and its outline ┐
//                                           samples, files, the day ─ lintLooked ─▶ all that is said

import type { Diagnostic } from '../model/diagnostic.ts';
import type { Runbook } from '../model/runbook.ts';
import { type Outline, outlineOf } from './outline.ts';
import type { Finding, LibraryRule, LintInput, Rule, RunbookRule, Surroundings } from './rule.ts';
import { allRules } from './rules/all-rules.ts';

/** All that the rules want of a runbook. Plain values: it may be kept as JSON. */
export interface Looked {
  outline: Outline;
  /** Of the rules that look at it alone. */
  diagnostics: Diagnostic[];
}

const ofRunbooks = allRules.filter((rule) => rule.of === 'runbook');
const ofLibraries = allRules.filter((rule) => rule.of === 'library');

export function lintLibrary(input: LintInput, rules?: readonly Rule[]): Diagnostic[] {
  const alone = rules?.filter((rule) => rule.of === 'runbook');
  const looked = input.runbooks.map((runbook) =>
    lookAt(runbook, input.sources.get(runbook.file) ?? '', alone),
  );
  return lintLooked(
    looked,
    input,
    rules?.filter((rule) => rule.of === 'library'),
  );
}

/** A runbook that stays in memory is looked at once: the server that authors write beside keeps them. */
const known = new WeakMap<Runbook, { source: string; looked: Looked }>();

export function lookAt(
  runbook: Runbook,
  source: string,
  rules: readonly RunbookRule[] = ofRunbooks,
): Looked {
  const before = rules === ofRunbooks ? known.get(runbook) : undefined;
  if (before?.source === source) return before.looked;
  const input = { runbooks: [runbook], sources: new Map([[runbook.file, source]]) };
  const looked = {
    outline: outlineOf(runbook),
    diagnostics: rules.flatMap((rule) => [...rule.check(input)].map(told(rule))),
  };
  if (rules === ofRunbooks) known.set(runbook, { source, looked });
  return looked;
}

export function lintLooked(
  looked: readonly Looked[],
  around: Surroundings,
  rules: readonly LibraryRule[] = ofLibraries,
): Diagnostic[] {
  const input = { ...around, runbooks: looked.map(({ outline }) => outline) };
  return [
    ...looked.flatMap(({ diagnostics }) => diagnostics),
    ...rules.flatMap((rule) => [...rule.check(input)].map(told(rule))),
  ].sort(byPlace);
}

const told =
  (rule: Rule) =>
  ({ runbook, span, message, fix }: Finding): Diagnostic => ({
    file: runbook.file,
    span,
    level: levelOf(rule, runbook.meta.status),
    code: rule.code,
    message,
    fix,
  });

function levelOf({ level }: Rule, status: 'draft' | 'published'): 'error' | 'warning' {
  if (level !== 'required') return level;
  return status === 'published' ? 'error' : 'warning';
}

/** By file, then from top to bottom: the order in which an author mends. */
export function byPlace(a: Diagnostic, b: Diagnostic): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.span.start.offset - b.span.start.offset || a.code.localeCompare(b.code, 'en');
}
