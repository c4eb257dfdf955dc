// Every rule, in the order in which the documentation lists them.

import type { Rule } from '../rule.ts';
import { commentOrPrompt } from './comment-or-prompt.ts';
import { danglingNext } from './dangling-next.ts';
import { unknownBranchTarget } from './decision-targets.ts';
import { duplicate } from './duplicate.ts';
import { eatenDirective } from './eaten-directive.ts';
import { fixedValues } from './fixed-values.ts';
import { framedFormat } from './framed-format.ts';
import { headingBlank } from './heading-blank.ts';
import { headingSkip } from './heading-skip.ts';
import { healthyHit } from './healthy-hit.ts';
import { leftToDo } from './left-to-do.ts';
import { longFirstStep } from './long-first-step.ts';
import { missingFile } from './missing-file.ts';
import { nearMissHit } from './near-miss-hit.ts';
import { noKind } from './no-kind.ts';
import { noNearMiss } from './no-near-miss.ts';
import { noReview } from './no-review.ts';
import { noSample } from './no-sample.ts';
import { noSource } from './no-source.ts';
import { promptInScript } from './prompt-in-script.ts';
import { regularExpression } from './regular-expression.ts';
import { reviewDue } from './review-due.ts';
import { reviewOverdue } from './review-overdue.ts';
import { sampleMissed } from './sample-missed.ts';
import { shadowed } from './shadowed.ts';
import { sourceCode } from './source-code.ts';
import { tableRow } from './table-row.ts';
import { typographic } from './typographic.ts';
import { undeclaredPlaceholder } from './undeclared-placeholder.ts';
import { unguardedDanger } from './unguarded-danger.ts';
import { unknownAnchor } from './unknown-anchor.ts';
import { unknownKind } from './unknown-kind.ts';
import { unknownRisk } from './unknown-risk.ts';
import { unknownRunbook } from './unknown-runbook.ts';
import { unknownTaint } from './unknown-taint.ts';
import { unsatisfiable } from './unsatisfiable.ts';

export const allRules: readonly Rule[] = [
  unknownRunbook,
  danglingNext,
  unknownAnchor,
  missingFile,
  unknownBranchTarget,
  unknownRisk,
  unguardedDanger,
  promptInScript,
  commentOrPrompt,
  typographic,
  undeclaredPlaceholder,
  unknownKind,
  noKind,
  unknownTaint,
  unsatisfiable,
  sourceCode,
  regularExpression,
  framedFormat,
  fixedValues,
  duplicate,
  shadowed,
  noSample,
  sampleMissed,
  noNearMiss,
  nearMissHit,
  healthyHit,
  noSource,
  noReview,
  reviewDue,
  reviewOverdue,
  headingSkip,
  longFirstStep,
  headingBlank,
  tableRow,
  eatenDirective,
  leftToDo,
];
