// A review that is too old.

import { headed, overdueAfter, reviewsOlder } from '../review-age.ts';
import type { LibraryRule } from '../rule.ts';

export const reviewOverdue: LibraryRule = {
  code: 'review/overdue',
  level: 'required',
  of: 'library',
  asks: `A review is not older than ${overdueAfter} days.`,
  why: 'Nobody has tried these commands for a year.',
  bad: { runbooks: headed('reviewed: 2024-10-01'), today: '2026-05-01' },
  good: { runbooks: headed('reviewed: 2025-10-01'), today: '2026-05-01' },
  check: (input) => reviewsOlder(input, overdueAfter, Number.POSITIVE_INFINITY),
};
