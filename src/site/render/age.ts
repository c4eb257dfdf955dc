// How old a review is, in words, counted to the library's newest date and not to the day of the
// build: the same content gives the same page on any day.

/** `2026-05-01`, `2026-11-20` → `7 months before the newest page`; null for a date that is none. */
export function ageInWords(reviewed: string, newest: string): string | null {
  const days = (Date.parse(newest) - Date.parse(reviewed)) / 86_400_000;
  if (!Number.isFinite(days)) return null;
  if (days < 31) return null;
  const months = Math.floor(days / 30.44);
  if (months < 24) return `${months} ${months === 1 ? 'month' : 'months'} before the newest page`;
  return `${Math.floor(months / 12)} years before the newest page`;
}
