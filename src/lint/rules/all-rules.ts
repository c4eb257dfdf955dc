// Every rule, in the order in which the documentation lists them.

import type { Rule } from '../rule.ts';
import { unguardedDanger, unknownRisk } from './command-risks.ts';
import { unknownBranchTarget } from './decision-targets.ts';
import { noKind, unknownKind, unknownTaint } from './known-words.ts';
import { missingFile, unknownAnchor, unknownRunbook } from './link-targets.ts';
import { undeclaredPlaceholder } from './placeholders.ts';
import { noReview, noSource, reviewDue, reviewOverdue } from './review.ts';
import { commentOrPrompt, promptInScript } from './shell-fences.ts';
import {
  healthyHit,
  nearMissHit,
  noNearMiss,
  noSample,
  sampleMissed,
} from './signature-samples.ts';
import { duplicate, shadowed, unsatisfiable } from './signature-words.ts';
import { eatenDirective, headingSkip, longFirstStep } from './structure.ts';
import { leftToDo } from './unfinished.ts';

export const allRules: readonly Rule[] = [
  unknownRunbook,
  unknownAnchor,
  missingFile,
  unknownBranchTarget,
  unknownRisk,
  unguardedDanger,
  promptInScript,
  commentOrPrompt,
  undeclaredPlaceholder,
  unknownKind,
  noKind,
  unknownTaint,
  unsatisfiable,
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
  eatenDirective,
  leftToDo,
];
