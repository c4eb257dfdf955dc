// Plots of what was measured, as drawings that stand by themselves: no script, no font, nothing from
// elsewhere, their own ground for light and dark.
//
// In: axes with units and named series. Out: an SVG with a title, and a description that gives the
// figures to those who cannot see it. A series is told by its marks and dashes, its colour aside.

import type { Element, Properties } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { element as h } from '../../src/fleet/element.ts';
import { type Axis, type PlacedAxis, placeAxis, writtenNumber } from './axis.ts';

export interface Series {
  name: string;
  points: readonly (readonly [x: number, y: number])[];
}

export interface LinePlot {
  title: string;
  x: Axis;
  y: Axis;
  /** At most as many as there are marks. */
  series: readonly Series[];
}

export interface BarPlot {
  title: string;
  /** What the length of a bar says, with its unit; from zero. */
  label: string;
  groups: readonly {
    name: string;
    /** `shown` is written at the bar's end; absent: the value. */
    bars: readonly { name: string; value: number; shown?: string }[];
  }[];
}

const width = 760;
const plot = { left: 76, right: 34, top: 48, height: 320 };
const plotWidth = width - plot.left - plot.right;
const legendRow = 24;
const legendColumns = 2;

/** Around 0 0. */
const marks = [
  'M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z',
  'M-4.5 -4.5h9v9h-9z',
  'M0 -6L6 5H-6z',
  'M0 -6.5L6.5 0L0 6.5L-6.5 0z',
  'M-5 -5L5 5M-5 5L5 -5',
  'M-6 0H6M0 -6V6',
];
const dashes = ['', '8 4', '2 4', '10 3 2 3', '14 5', '5 2'];

/** Colours that those who see few of them tell apart, at least 3 : 1 against their ground. */
const style = `svg{font:14px system-ui,sans-serif}.ground{fill:#fff}text{fill:#1c1c1c}.title{font-weight:600;font-size:16px}
.axis{stroke:#5c5c5c;fill:none}.grid{stroke:#dcdcdc}.mark,.line{fill:none;stroke-width:2}.mark{fill:#fff}
.s0{stroke:#0b5cad}.s1{stroke:#b04a00}.s2{stroke:#00735a}.s3{stroke:#8a3c86}.s4{stroke:#6b6b00}.s5{stroke:#4d4d4d}
.bar{stroke:none;fill:#7a7a7a}.bar.s0{fill:#0b5cad}
@media (prefers-color-scheme:dark){.ground{fill:#14171b}text{fill:#eaeaea}.axis{stroke:#a0a0a0}.grid{stroke:#343a41}.mark{fill:#14171b}
.s0{stroke:#6db3f2}.s1{stroke:#f2a25c}.s2{stroke:#4fc9a8}.s3{stroke:#d79ad3}.s4{stroke:#cfcf5a}.s5{stroke:#bdbdbd}
.bar{stroke:none;fill:#9a9a9a}.bar.s0{fill:#6db3f2}}`;

/** @throws RangeError where a series has no points, a name is double, or there are too many. */
export function linePlot({ title, x, y, series }: LinePlot): string {
  if (series.length > marks.length) throw new RangeError(`linePlot: over ${marks.length} series`);
  if (new Set(series.map(({ name }) => name)).size < series.length)
    throw new RangeError('linePlot: two series of one name');
  const across = placeAxis(
    x,
    series.flatMap(({ points }) => points.map(([value]) => value)),
  );
  const up = placeAxis(
    y,
    series.flatMap(({ points }) => points.map(([, value]) => value)),
  );
  const place = ([atX, atY]: readonly [number, number]) =>
    `${round(plot.left + across.place(atX) * plotWidth)} ${round(bottom - up.place(atY) * plot.height)}`;
  const lines = series.flatMap(({ points }, index) => [
    h('path', {
      className: ['line', `s${index}`],
      d: points.map((point, i) => `${i === 0 ? 'M' : 'L'}${place(point)}`).join(''),
      ...dash(index),
    }),
    ...points.map((point) => mark(index, place(point))),
  ]);
  const legendTop = bottom + 64;
  const height = legendTop + Math.ceil(series.length / legendColumns) * legendRow;
  return drawing(title, describe(x, y, series), height, [
    ...xAxis(x, across),
    ...yAxis(y, up),
    ...lines,
    ...series.flatMap(({ name }, index) => legend(name, index, legendTop)),
  ]);
}

const bottom = plot.top + plot.height;
const middle = { textAnchor: 'middle' };
const round = (value: number) => Number(value.toFixed(1));
const dash = (index: number) =>
  dashes[index] === '' ? {} : { strokeDashArray: dashes[index]!.split(' ') };
const words = (x: number, y: number, said: string, more: Properties = {}) =>
  h('text', { x: `${x}`, y: `${y}`, ...more }, said);
const mark = (index: number, at: string) =>
  h('path', { className: ['mark', `s${index}`], d: marks[index]!, transform: `translate(${at})` });

function xAxis({ label }: Axis, { ticks, place }: PlacedAxis): Element[] {
  const at = (tick: number) => round(plot.left + place(tick) * plotWidth);
  return [
    ...ticks.flatMap((tick) => [
      h('path', { className: ['grid'], d: `M${at(tick)} ${plot.top}V${bottom}` }),
      words(at(tick), bottom + 20, writtenNumber(tick), middle),
    ]),
    h('path', { className: ['axis'], d: `M${plot.left} ${bottom}h${plotWidth}` }),
    words(plot.left + plotWidth / 2, bottom + 44, label, middle),
  ];
}

function yAxis({ label }: Axis, { ticks, place }: PlacedAxis): Element[] {
  const at = (tick: number) => round(bottom - place(tick) * plot.height);
  return [
    ...ticks.flatMap((tick) => [
      h('path', { className: ['grid'], d: `M${plot.left} ${at(tick)}h${plotWidth}` }),
      words(plot.left - 8, at(tick) + 5, writtenNumber(tick), { textAnchor: 'end' }),
    ]),
    h('path', { className: ['axis'], d: `M${plot.left} ${plot.top}V${bottom}` }),
    h(
      'text',
      {
        transform: `translate(18 ${plot.top + plot.height / 2}) rotate(-90)`,
        textAnchor: 'middle',
      },
      label,
    ),
  ];
}

function legend(name: string, index: number, top: number): Element[] {
  const x = plot.left + (index % legendColumns) * (plotWidth / legendColumns);
  const y = top + Math.floor(index / legendColumns) * legendRow;
  return [
    h('path', { className: ['line', `s${index}`], d: `M${x} ${y}h44`, ...dash(index) }),
    mark(index, `${x + 22} ${y}`),
    words(x + 54, y + 5, name),
  ];
}

function describe(x: Axis, y: Axis, series: readonly Series[]): string {
  const figures = series.map(({ name, points }) => {
    const told = points.map(([a, b]) => `${writtenNumber(a)}: ${writtenNumber(b)}`);
    return `${name}: ${told.join('; ')}.`;
  });
  return [`Across: ${withScale(x)}. Upwards: ${withScale(y)}.`, ...figures].join(' ');
}

const withScale = ({ label, scale }: Axis) =>
  scale === 'logarithmic' ? `${label}, logarithmic` : label;

const barRow = 24;
const nameWidth = 250;
const valueWidth = 110;

/** Bars lying on their side, each with its name before it and its figure behind it; the first of a group is ours. */
export function barPlot({ title, label, groups }: BarPlot): string {
  const all = groups.flatMap(({ bars }) => bars.map(({ value }) => value));
  const { place } = placeAxis({ label, scale: 'linear', ticks: [0, Math.max(...all)] }, all);
  const longest = width - nameWidth - valueWidth;
  let y = plot.top + 4;
  const rows = groups.flatMap(({ name, bars }) => {
    const head = words(12, y + 18, name, { className: ['title'] });
    y += barRow + 2;
    const drawn = bars.flatMap((bar, index) => {
      const length = Math.max(1, round(place(bar.value) * longest));
      const at = y;
      y += barRow;
      return [
        words(nameWidth - 10, at + 16, bar.name, { textAnchor: 'end' }),
        h('rect', {
          className: ['bar', index === 0 ? 's0' : 's1'],
          x: `${nameWidth}`,
          y: `${at + 3}`,
          width: `${length}`,
          height: `${barRow - 7}`,
        }),
        words(nameWidth + length + 8, at + 16, bar.shown ?? writtenNumber(bar.value)),
      ];
    });
    y += 10;
    return [head, ...drawn];
  });
  const figures = groups.map(
    ({ name, bars }) =>
      `${name}: ${bars.map((bar) => `${bar.name} ${bar.shown ?? writtenNumber(bar.value)}`).join('; ')}.`,
  );
  return drawing(title, [`${label}.`, ...figures].join(' '), y + 28, [
    ...rows,
    words(nameWidth, y + 12, label),
  ]);
}

function drawing(title: string, description: string, height: number, parts: Element[]): string {
  const svg = h(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${width} ${height}`,
      width: `${width}`,
      height: `${height}`,
      role: 'img',
      ariaLabelledBy: ['title', 'description'],
    },
    h('title', { id: 'title' }, title),
    h('desc', { id: 'description' }, description),
    h('style', {}, style),
    h('rect', { className: ['ground'], width: `${width}`, height: `${height}` }),
    words(12, 28, title, { className: ['title'] }),
    ...parts,
  );
  // A drawing of its own is XML: each element is closed.
  return `${toHtml(svg, { space: 'svg', closeEmptyElements: true })}\n`;
}
