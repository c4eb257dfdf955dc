// A rule's example as the library that the rule looks at.

import { readSample } from '../../src/library/read-samples.ts';
import type { Example, LintInput } from '../../src/lint/rule.ts';
import { parseRunbook } from '../../src/parse/parse-runbook.ts';

export function exampleLibrary({ runbooks, samples, files, today }: Example): LintInput {
  return {
    runbooks: Object.entries(runbooks).map(([file, text]) => parseRunbook(text, file).runbook),
    sources: new Map(Object.entries(runbooks)),
    samples: samples ? Object.entries(samples).map(([file, text]) => readSample(file, text)) : null,
    files: files ? new Set(files) : null,
    today: today ?? null,
  };
}
