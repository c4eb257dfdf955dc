// A summary as one HTML page without a script: bars for the clusters, kernels and machines, tables with
// the figures. It asks for nothing from anywhere, and its policy forbids that it could.

import type { Element, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { element as h } from './element.ts';
import type { Cluster, Count, FleetSummary } from './summarise.ts';
import { answersInWords } from './summary-text.ts';

const mostBars = 30;
/** Units of the drawing: a row, and the longest bar. */
const row = 22;
const longest = 420;

const style = `:root{color-scheme:light dark;--bar:#2b6cb0;--new:#b7410e;--line:#8884}
body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.2rem .6rem .2rem 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
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
      `${logs} ${logs === 1 ? 'log' : 'logs'}: ${answersInWords(answers)}.${unreadLogs > 0 ? ` ${unreadLogs} could not be read.` : ''}`,
    ),
    ...(fresh.length > 0
      ? [h('h2', {}, 'New since the earlier summary'), clusterTable(fresh)]
      : []),
    h('h2', {}, 'Clusters'),
    bars(
      'Logs of each cluster',
      clusters.map(({ cluster, logs: of, isNew }) => ({ label: cluster, value: of, isNew })),
    ),
    clusterTable(clusters),
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
    table(
      ['name', 'failures', 'logs'],
      all.slice(0, 200).map(({ name, failures, logs }) => [name, failures, logs]),
    ),
  ];
}

function clusterTable(clusters: readonly Cluster[]): Element {
  return table(
    ['cluster', 'logs', 'machines', 'kernels', 'runbook', 'first', 'last', 'an example'],
    clusters
      .slice(0, 500)
      .map((each) => [
        `${each.isNew ? '● ' : ''}${each.cluster}`,
        each.logs,
        each.machines,
        each.kernels.length,
        each.runbook ?? 'none yet',
        each.first ?? '',
        each.last ?? '',
        each.example,
      ]),
  );
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): Element {
  const cells = (name: string, values: readonly (string | number)[]) =>
    values.map((value) =>
      h(name, typeof value === 'number' ? { className: ['n'] } : {}, String(value)),
    );
  return h(
    'table',
    {},
    h('thead', {}, h('tr', {}, ...cells('th', head))),
    h('tbody', {}, ...rows.map((values) => h('tr', {}, ...cells('td', values)))),
  );
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
        `${value}  ${label}${isNew ? ' (new)' : ''}`,
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
