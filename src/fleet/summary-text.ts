// A summary for the terminal: the clusters that matter, then where they are. Width in columns.

import { grouped } from '../plan/grouped.ts';
import type { Cluster, Count, FleetSummary } from './summarise.ts';

const mostClusters = 20;
const mostCounts = 8;
const bar = 24;

export function summaryText(summary: FleetSummary, columns: number): string {
  const { logs, clusters, answers, unread, unreadLogs } = summary;
  const out = [`${counted(logs, 'log')}: ${answersInWords(answers)}`];
  const fresh = clusters.filter(({ isNew }) => isNew);
  if (fresh.length > 0)
    out.push('', 'New since the earlier summary', ...clusterLines(fresh, columns));
  if (clusters.length > 0) out.push('', 'What they died of', ...clusterLines(clusters, columns));
  const unknown = clusters.filter(({ runbook }) => runbook === null);
  if (unknown.length > 0) {
    out.push('', 'Without a runbook', ...clusterLines(unknown, columns));
  }
  for (const [title, counts] of [
    ['Kernels', summary.kernels],
    ['Machines', summary.machines],
    ['Distributions', summary.distributions],
  ] as const) {
    if (counts.length > 0) out.push('', title, ...countLines(counts));
  }
  if (unreadLogs > 0) {
    out.push('', `Not read: ${counted(unreadLogs, 'log')}`);
    out.push(...unread.slice(0, mostCounts).map(({ name, error }) => `  ${name}: ${error}`));
  }
  return `${out.join('\n')}\n`;
}

function clusterLines(clusters: readonly Cluster[], columns: number): string[] {
  const most = clusters[0]!.logs;
  const lines = clusters.slice(0, mostClusters).flatMap((each) => {
    const where = [
      each.machines > 0 ? counted(each.machines, 'machine') : '',
      each.kernels.length > 0 ? counted(each.kernels.length, 'kernel') : '',
      each.runbook ?? 'no runbook',
    ].filter((part) => part !== '');
    return [
      cut(
        `${grouped(each.logs).padStart(7)} ${'█'.repeat(Math.max(1, Math.round((each.logs / most) * bar)))} ${each.cluster}`,
        columns,
      ),
      `        ${where.join(' · ')} · ${each.example}`,
    ];
  });
  return withRest(lines, clusters.length - mostClusters);
}

const cut = (line: string, columns: number) =>
  line.length > columns ? `${line.slice(0, columns - 1)}…` : line;

function countLines(counts: readonly Count[]): string[] {
  const lines = counts
    .slice(0, mostCounts)
    .map(
      ({ name, logs, failures }) => `${grouped(failures).padStart(7)} of ${grouped(logs)}  ${name}`,
    );
  return withRest(lines, counts.length - mostCounts);
}

function withRest(lines: string[], left: number): string[] {
  return left > 0 ? [...lines, `        and ${grouped(left)} more`] : lines;
}

const answerWords: Record<string, string> = {
  failure: 'with a failure',
  notice: 'worth a look',
  healthy: 'healthy',
  guess: 'with words like a known failure',
  'no-kernel-text': 'without a word of a kernel',
  empty: 'empty',
};

export function answersInWords(answers: Readonly<Record<string, number>>): string {
  return Object.entries(answers)
    .map(([answer, logs]) => `${grouped(logs)} ${answerWords[answer] ?? answer}`)
    .join(', ');
}

const counted = (number: number, what: string) =>
  `${grouped(number)} ${what}${number === 1 ? '' : 's'}`;
