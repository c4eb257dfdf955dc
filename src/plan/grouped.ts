// In: a whole number. Out: its digits in groups of three, as English has them: 12,345.
//
// The engine's own formatter has to load its tables first, which took a tenth of the time from a paste
// to its answer.

export function grouped(number: number): string {
  return String(number).replace(/\d(?=(?:\d{3})+$)/g, '$&,');
}
