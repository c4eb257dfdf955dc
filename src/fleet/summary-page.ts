// A summary as one HTML page without a script: bars for the clusters, kernels and machines, tables with
// the figures. It asks for nothing from anywhere, and its policy forbids that it could.

import type { Element, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { grouped } from '../plan/grouped.ts';
import { element as h } from './element.ts';
import type { Cluster, Count, FleetSummary } from './summarise.ts';
import { answersInWords } from './summary-text.ts';

const mostBars = 30;
const mostClusters = 500;
const mostNames = 200;
/** Units of the drawing: a row, and the longest bar. */
const row = 22;
const longest = 420;

const style = `:root{color-scheme:light dark;--bar:#2b6cb0;--new:#b7410e;--line:#8884}
body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.2rem .6rem .2rem 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
th{white-space:nowrap}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
svg{width:100%;height:auto;font:13px system-ui,sans-serif}svg text{fill:currentColor}svg rect{fill:var(--bar)}svg .new{fill:var(--new)}
@media (prefers-color-scheme:dark){:root{--bar:#63a4e8;--new:#f08a5d}}
@media print{body{margin:0;max-width:none}tr{break-inside:avoid}}`;

/** @param styleHash of `style`, for the policy: base64 of its SHA-256; hashing is not for the core. */
export function summaryPage(summary: FleetSummary, styleHash: (text: string) => string): string {
  const { logs, clusters, answers, unread, unreadLogs } = summary;
  const fresh = clusters.filter(({ isNew }) => isNew);
  const policy = `default-src 'none'; style-src 'sha256-${styleHash(style)}'`;
  const body = [
    h('h1', {}, 'What the fleet died of'),
    h(
      'p',
      {},
      `${grouped(logs)} ${logs === 1 ? 'log' : 'logs'}: ${answersInWords(answers)}.${unreadLogs > 0 ? ` ${grouped(unreadLogs)} could not be read.` : ''}`,
    ),
    ...(fresh.length > 0
      ? [h('h2', {}, 'New since the earlier summary'), ...clusterTable(fresh)]
      : []),
    h('h2', {}, 'Clusters'),
    bars(
      'Logs of each cluster',
      clusters.map(({ cluster, logs: of, isNew }) => ({ label: cluster, value: of, isNew })),
    ),
    ...clusterTable(clusters),
    ...counts('Kernels', summary.kernels),
    ...counts('Machines', summary.machines),
    ...counts('Distributions', summary.distributions),
    ...(unread.length > 0
      ? [
          h('h2', {}, 'Not read'),
          h('ul', {}, ...unread.map(({ name, error }) => h('li', {}, `${name}: ${error}`))),
        ]
      : []),
  ];
  const page: Root = {
    type: 'root',
    children: [
      { type: 'doctype' },
      h(
        'html',
        { lang: 'en' },
        h(
          'head',
          {},
          h('meta', { charSet: 'utf-8' }),
          h('meta', { httpEquiv: ['Content-Security-Policy'], content: policy }),
          h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
          h('title', {}, 'What the fleet died of'),
          h('style', {}, style),
        ),
        h('body', {}, ...body),
      ),
    ],
  };
  return `${toHtml(page)}\n`;
}

function counts(title: string, all: readonly Count[]): Element[] {
  if (all.length === 0) return [];
  return [
    h('h2', {}, title),
    bars(
      `Failures of each of the ${title.toLowerCase()}`,
      all.map(({ name, failures }) => ({ label: name, value: failures, isNew: false })),
    ),
    ...table(
      [
        { head: 'name', of: ({ name }: Count) => name },
        { head: 'failures', of: ({ failures }: Count) => failures },
        { head: 'logs', of: ({ logs }: Count) => logs },
      ],
      all,
      mostNames,
    ),
  ];
}

function clusterTable(clusters: readonly Cluster[]): Element[] {
  // What no log of the fleet says is no column: a nought there would be taken for a count.
  const columns: (Column<Cluster> & { isTold?: (each: Cluster) => boolean })[] = [
    { head: 'cluster', of: (each) => `${each.isNew ? '● ' : ''}${each.cluster}` },
    { head: 'logs', of: ({ logs }) => logs },
    {
      head: 'machines',
      of: ({ machines }) => (machines > 0 ? machines : ''),
      isTold: ({ machines }) => machines > 0,
    },
    {
      head: 'kernels',
      of: ({ kernels }) => (kernels.length > 0 ? kernels.length : ''),
      isTold: ({ kernels }) => kernels.length > 0,
    },
    { head: 'runbook', of: ({ runbook }) => runbook ?? 'none yet' },
    { head: 'first', of: ({ first }) => first ?? '', isTold: ({ first }) => first !== null },
    { head: 'last', of: ({ last }) => last ?? '', isTold: ({ last }) => last !== null },
    { head: 'an example', of: ({ example }) => example },
  ];
  return table(
    columns.filter(({ isTold }) => isTold === undefined || clusters.some(isTold)),
    clusters,
    mostClusters,
  );
}

interface Column<Row> {
  head: string;
  /** A number stands on the right. */
  of: (row: Row) => string | number;
}

/** The first rows as a table, and how many there are besides. */
function table<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  most: number,
): Element[] {
  const shown = rows.slice(0, most);
  const right = columns.map(({ of }) => shown.some((row) => typeof of(row) === 'number'));
  const look = (index: number) => (right[index] ? { className: ['n'] } : {});
  const inWords = (value: string | number) => (typeof value === 'number' ? grouped(value) : value);
  const drawn = h(
    'table',
    {},
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        ...columns.map(({ head }, index) => h('th', { ...look(index), scope: 'col' }, head)),
      ),
    ),
    h(
      'tbody',
      {},
      ...shown.map((row) =>
        h('tr', {}, ...columns.map(({ of }, index) => h('td', look(index), inWords(of(row))))),
      ),
    ),
  );
  const left = rows.length - shown.length;
  return left > 0
    ? [drawn, h('p', {}, `And ${grouped(left)} more: --json has all of them.`)]
    : [drawn];
}

function bars(
  title: string,
  all: readonly { label: string; value: number; isNew: boolean }[],
): Element {
  const shown = all.slice(0, mostBars);
  const most = Math.max(1, ...shown.map(({ value }) => value));
  const rows = shown.flatMap(({ label, value, isNew }, index) => {
    const width = Math.round((value / most) * longest);
    const y = index * row;
    return [
      h('rect', {
        x: '0',
        y: `${y + 3}`,
        width: `${width}`,
        height: `${row - 8}`,
        className: isNew ? ['new'] : [],
      }),
      h(
        'text',
        { x: `${width + 6}`, y: `${y + 15}` },
        `${grouped(value)}  ${label}${isNew ? ' (new)' : ''}`,
      ),
    ];
  });
  return h(
    'svg',
    { viewBox: `0 0 1000 ${Math.max(1, shown.length) * row}`, role: 'img', ariaLabel: title },
    h('title', {}, title),
    ...rows,
  );
}
