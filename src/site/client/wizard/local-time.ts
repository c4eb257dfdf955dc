// In: a moment. Out: the same on the wall clock of whoever sits here, as ISO 8601 with the offset: an
// incident is told in local time, and compared with logs in UTC.

/** `2026-01-02T03:04:05+01:00` */
export function localTime(date: Date): string {
  const offset = -date.getTimezoneOffset();
  const shifted = new Date(date.getTime() + offset * 60_000);
  const sign = offset < 0 ? '-' : '+';
  const two = (number: number) => String(Math.trunc(number)).padStart(2, '0');
  const minutes = Math.abs(offset);
  return `${shifted.toISOString().slice(0, 19)}${sign}${two(minutes / 60)}:${two(minutes % 60)}`;
}

/** `03:04` */
export function clockTime(local: string): string {
  return local.slice(11, 16);
}
