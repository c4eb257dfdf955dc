// Plots say what was measured: each value at its place, each series told without its colour, the same
// figures in words.

import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { describe, expect, test } from 'vitest';
import { placeAxis } from '../../scripts/bench/axis.ts';
import { barPlot, linePlot } from '../../scripts/bench/chart.ts';

const linear = { label: 'seconds', scale: 'linear' } as const;
const logarithmic = { label: 'megabytes', scale: 'logarithmic' } as const;

describe('an axis', () => {
  test.each([
    [linear, [3, 9.5], [0, 2, 4, 6, 8, 10]],
    [linear, [0.24], [0, 0.05, 0.1, 0.15, 0.2, 0.25]],
    [linear, [1], [0, 0.2, 0.4, 0.6, 0.8, 1]],
    [linear, [0], [0]],
    [logarithmic, [0.8, 500], [0.1, 1, 10, 100, 1000]],
    [logarithmic, [1, 1000], [1, 10, 100, 1000]],
    [logarithmic, [30, 90], [20, 50, 100]],
    [logarithmic, [7], [5, 10]],
  ])('%o of %o has round ticks around its values', (axis, values, ticks) => {
    expect(placeAxis(axis, values).ticks).toEqual(ticks);
  });

  test('equal distances are equal differences, or equal factors', () => {
    const even = placeAxis(linear, [10]);
    expect([0, 5, 10].map(even.place)).toEqual([0, 0.5, 1]);
    const byFactors = placeAxis(logarithmic, [1, 100]);
    expect([1, 10, 100].map(byFactors.place)).toEqual([0, 0.5, 1]);
  });

  test('ticks that are named stay, and the axis holds the values beyond them', () => {
    const axis = placeAxis({ ...logarithmic, ticks: [100, 300] }, [100, 1000]);
    expect([axis.from, axis.to, axis.ticks]).toEqual([100, 1000, [100, 300]]);
  });

  test.each([
    [logarithmic, [0], '0 on a logarithmic axis'],
    [linear, [Number.NaN], 'NaN on a linear axis'],
    [linear, [-1], 'begins at zero'],
    [linear, [], 'no values'],
  ])('%o has no place for %o', (axis, values, told) => {
    expect(() => placeAxis(axis, values)).toThrow(told);
  });
});

const two = [
  { name: 'Panicroom <1>', points: [[1, 10] as const, [100, 1000] as const] },
  { name: 'rg & others', points: [[10, 100] as const] },
];
const drawn = linePlot({
  title: 'Speed',
  x: { label: 'size (MB)', scale: 'logarithmic' },
  y: { label: 'time (ms)', scale: 'logarithmic' },
  series: two,
});

/** Attributes of the elements of one name, in order. */
function attributesOf(svg: string, name: string): Record<string, string>[] {
  const found: Record<string, string>[] = [];
  const walk = (node: DefaultTreeAdapterTypes.ChildNode) => {
    if (!('tagName' in node)) return;
    if (node.tagName === name)
      found.push(Object.fromEntries(node.attrs.map((each) => [each.name, each.value])));
    for (const child of node.childNodes) walk(child);
  };
  for (const child of parseFragment(svg).childNodes) walk(child);
  return found;
}

test('each value stands at its place, with its mark', () => {
  const paths = attributesOf(drawn, 'path');
  const line = paths.find((each) => each.class === 'line s0')!;
  expect(line.d).toBe('M76 368L726 48');
  const places = paths.filter((each) => each.class === 'mark s1').map((each) => each.transform);
  expect(places).toContain('translate(401 208)');
});

test('series differ by their marks and their dashes', () => {
  const legends = attributesOf(drawn, 'path').filter(({ d }) => d!.endsWith('h44'));
  expect(legends.map((each) => each['stroke-dasharray'])).toEqual([undefined, '8 4']);
  const marks = new Set(
    attributesOf(drawn, 'path').flatMap((each) =>
      each.class!.startsWith('mark') ? `${each.class} ${each.d}` : [],
    ),
  );
  expect(marks.size).toBe(2);
});

test('it says in words what it shows, and its words are escaped', () => {
  expect(attributesOf(drawn, 'svg')).toMatchObject([
    { role: 'img', 'aria-labelledby': 'title description' },
  ]);
  expect(drawn).toContain('<title id="title">Speed</title>');
  expect(drawn).toContain(
    'Across: size (MB), logarithmic. Upwards: time (ms), logarithmic. ' +
      'Panicroom &#x3C;1>: 1: 10; 100: 1,000. rg &#x26; others: 10: 100.',
  );
});

test('it asks for nothing, runs nothing, and knows light and dark', () => {
  expect(drawn).not.toMatch(/<script|href|url\(|@import|<image/);
  expect(drawn).toContain('prefers-color-scheme:dark');
});

test('it is XML: what is opened is closed, in order', () => {
  for (const svg of [drawn, bars]) {
    const open: string[] = [];
    for (const [, close, name, empty] of svg.matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/g)) {
      if (close) expect(open.pop()).toBe(name);
      else if (!empty) open.push(name!);
    }
    expect(open).toEqual([]);
  }
});

test('too many series and two of one name are refused', () => {
  const plot = (names: string[]) =>
    linePlot({
      title: 'a',
      x: linear,
      y: linear,
      series: names.map((name) => ({ name, points: [[1, 1]] })),
    });
  expect(() => plot([...'abcdefg'])).toThrow('over 6 series');
  expect(() => plot(['a', 'a'])).toThrow('one name');
});

const bars = barPlot({
  title: 'Speed',
  label: 'MB/s',
  groups: [
    { name: 'clean', bars: [{ name: 'Panicroom', value: 50 }] },
    { name: 'dense', bars: [{ name: 'rg', value: 100, shown: '100 (2 ×)' }] },
  ],
});

test('a bar is as long as its value, and its figure stands behind it', () => {
  const lengths = attributesOf(bars, 'rect')
    .filter((each) => each.class!.startsWith('bar'))
    .map(({ width }) => Number(width));
  expect(lengths).toEqual([200, 400]);
  expect(bars).toContain('>100 (2 ×)</text>');
  expect(bars).toContain('MB/s. clean: Panicroom 50. dense: rg 100 (2 ×).');
});
