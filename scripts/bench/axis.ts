// An axis of a plot: numbers → places along a line, and which numbers are written beside it.
//
// d3-scale would do this, and brings eight packages; a plotting library brings a browser's document or
// tens of megabytes. What a bench needs of them is on this page.

export interface Axis {
  /** With its unit: `seconds`, `megabytes a second`. */
  label: string;
  /** On a logarithmic axis equal distances are equal factors. */
  scale: 'linear' | 'logarithmic';
  /** Numbers to write beside it; absent: round ones. */
  ticks?: readonly number[];
}

export interface PlacedAxis {
  /** Ends of the axis. */
  from: number;
  to: number;
  ticks: readonly number[];
  /** 0 at the axis's beginning, 1 at its end. */
  place(value: number): number;
}

const mostLinearTicks = 6;
/** Over fewer decades than this, a tick at each power of ten would be too few. */
const fewDecades = 2;

/** @throws RangeError for a value that a logarithmic axis has no place for. */
export function placeAxis({ scale, ticks }: Axis, values: readonly number[]): PlacedAxis {
  if (values.length === 0) throw new RangeError('placeAxis: no values');
  const wrong = values.find((value) => !Number.isFinite(value) || (isLog(scale) && value <= 0));
  if (wrong !== undefined) throw new RangeError(`placeAxis: ${wrong} on a ${scale} axis`);
  const written = ticks ?? (isLog(scale) ? logTicks(values) : linearTicks(values));
  const from = Math.min(...written, ...values);
  const to = Math.max(...written, ...values);
  const along = isLog(scale) ? Math.log10 : (value: number) => value;
  const length = along(to) - along(from);
  return {
    from,
    to,
    ticks: written,
    place: (value) => (length === 0 ? 0.5 : (along(value) - along(from)) / length),
  };
}

const isLog = (scale: Axis['scale']) => scale === 'logarithmic';

/** From zero, in steps of 1, 2 or 5 times a power of ten. */
function linearTicks(values: readonly number[]): number[] {
  const most = Math.max(...values);
  if (Math.min(...values) < 0) throw new RangeError('placeAxis: an axis begins at zero');
  if (most === 0) return [0];
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [0.1, 0.2, 0.5, 1, 2, 5].find((each) => most <= each * power * mostLinearTicks)!;
  const count = Math.ceil(most / (step * power));
  return Array.from({ length: count + 1 }, (_, i) => rounded(i * step * power));
}

/** Powers of ten around the values; over few decades also twice and five times one. */
function logTicks(values: readonly number[]): number[] {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const first = Math.floor(Math.log10(least));
  const decades = Array.from(
    { length: Math.ceil(Math.log10(most)) - first + 1 },
    (_, i) => first + i,
  );
  const steps = Math.log10(most / least) < fewDecades ? [1, 2, 5] : [1];
  const all = decades.flatMap((power) => steps.map((step) => rounded(step * 10 ** power)));
  // One tick at or below the least value and one at or above the greatest.
  const begin = Math.max(
    0,
    all.findLastIndex((tick) => tick <= least),
  );
  const end = all.findIndex((tick) => tick >= most);
  return all.slice(begin, end < 0 ? undefined : end + 1);
}

/** 0.30000000000000004 is nothing to write. */
const rounded = (value: number) => Number(value.toPrecision(12));

export const writtenNumber = (value: number): string =>
  value.toLocaleString('en', { maximumSignificantDigits: 3 });
