// A review that is getting old.

import { dueAfter, headed, overdueAfter, reviewsOlder } from '../review-age.ts';
import type { LibraryRule } from '../rule.ts';

export const reviewDue: LibraryRule = {
  code: 'review/due',
  level: 'warning',
  of: 'library',
  asks: `A review is not older than ${dueAfter} days, nor in the future.`,
  why: 'Kernels change their words and tools their options twice a year.',
  bad: { runbooks: headed('reviewed: 2025-10-01'), today: '2026-05-01' },
  good: { runbooks: headed('reviewed: 2026-04-01'), today: '2026-05-01' },
  check: (input) => reviewsOlder(input, dueAfter, overdueAfter),
};
