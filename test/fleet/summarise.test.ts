// A fleet counted: what belongs together, what is new, and that nothing of a log becomes markup.

import { createHash } from 'node:crypto';
import { parse } from 'parse5';
import { describe, expect, test } from 'vitest';
import { briefReport } from '../../src/fleet/brief-report.ts';
import { FleetCounter } from '../../src/fleet/summarise.ts';
import { summaryPage } from '../../src/fleet/summary-page.ts';
import { summaryText } from '../../src/fleet/summary-text.ts';
import { buildKnowledge } from '../../src/graph/build-knowledge.ts';
import { readLibrary } from '../../src/library/read-library.ts';
import { elementsOf } from '../../src/offline/html-tree.ts';
import { triage } from '../../src/plan/triage.ts';

const { runbooks } = await readLibrary('content/runbooks');
const knowledge = buildKnowledge(runbooks);

/** An oops of its own machine, address and time, at a place that may be the same. */
function oops(host: string, at: string, more: { address: string; day: string }): string {
  const head = `2026-11-${more.day}T03:00:00+00:00 ${host} kernel: `;
  return [
    `BUG: kernel NULL pointer dereference, address: 00000000000000${more.address}`,
    '#PF: supervisor write access in kernel mode',
    'Oops: 0002 [#1] PREEMPT SMP NOPTI',
    'CPU: 1 PID: 142 Comm: insmod Tainted: G           OE      6.1.0-18-amd64 #1',
    `RIP: 0010:${at}+0x4/0x10 [widget]`,
    'Call Trace:',
    ' <TASK>',
    ` ${at}+0x4/0x10 [widget]`,
    ' </TASK>',
    '---[ end trace 0000000000000000 ]---',
  ]
    .map((line) => `${head}${line}\n`)
    .join('');
}

const brief = (name: string, text: string) => briefReport(triage(text, name, knowledge));
const logs = {
  'a.log': oops('web1', 'widget_poll', { address: '40', day: '02' }),
  'b.log': oops('web2', 'widget_poll', { address: '48', day: '01' }),
  'c.log': oops('web1', 'widget_open', { address: '40', day: '03' }),
  'd.log': '[    0.000000] Linux version 6.1.0-18-amd64 (debian-kernel@lists.debian.org)\n',
};
function counted(earlier: string[] | null = null) {
  const counter = new FleetCounter();
  for (const [name, text] of Object.entries(logs)) counter.add(brief(name, text));
  counter.add({ input: { name: 'e.bin' }, error: 'it is a picture' });
  return counter.summary(earlier === null ? null : new Set(earlier));
}

describe('a summary', () => {
  test('puts the same failure at the same place together, whatever its addresses and machines', () => {
    const { clusters, logs: all, unreadLogs } = counted();
    expect({ all, unreadLogs }).toEqual({ all: 4, unreadLogs: 1 });
    expect(clusters.map(({ cluster, logs: of, machines }) => [cluster, of, machines])).toEqual([
      ['null-pointer-dereference at widget_poll [widget]', 2, 2],
      ['null-pointer-dereference at widget_open [widget]', 1, 1],
    ]);
    const [poll] = clusters;
    expect(poll).toMatchObject({
      runbook: 'faults/null-pointer-dereference',
      kernels: ['6.1.0-18-amd64'],
      example: 'a.log',
      isNew: false,
    });
    expect(poll!.first! < poll!.last!).toBe(true);
  });

  test('counts machines and kernels by what failed on them', () => {
    const { machines, kernels } = counted();
    expect(machines).toEqual([
      { name: 'web1', logs: 2, failures: 2 },
      { name: 'web2', logs: 1, failures: 1 },
    ]);
    expect(kernels).toEqual([{ name: '6.1.0-18-amd64', logs: 4, failures: 3 }]);
  });

  test('says what an earlier one did not know', () => {
    const known = counted(['null-pointer-dereference at widget_poll [widget]']);
    expect(known.clusters.filter(({ isNew }) => isNew).map(({ example }) => example)).toEqual([
      'c.log',
    ]);
    expect(summaryText(known, 100)).toMatch(/New since the earlier summary\n.*widget_open/);
    expect(summaryText(counted(), 100)).not.toContain('New since');
  });

  test('does not depend on the order of the logs, save for the example', () => {
    const counter = new FleetCounter();
    for (const [name, text] of Object.entries(logs).reverse()) counter.add(brief(name, text));
    const without = ({ clusters, ...rest }: ReturnType<typeof counted>) => ({
      ...rest,
      clusters: clusters.map(({ example: _, ...each }) => each),
      unread: [],
      unreadLogs: 0,
    });
    expect(without(counter.summary())).toEqual(without(counted()));
  });
});

test('the page carries no script, and what a log says stays text', () => {
  const counter = new FleetCounter();
  counter.add(
    brief(
      '<img src=x onerror=hit()>.log',
      oops('<b>host</b>', 'widget_poll', { address: '40', day: '01' }),
    ),
  );
  counter.add({ input: { name: '</ul><script>hit()</script>' }, error: '<script>hit()</script>' });
  const hashed: string[] = [];
  const html = summaryPage(counter.summary(), (text) => {
    hashed.push(text);
    return createHash('sha256').update(text).digest('base64');
  });
  const elements = elementsOf(parse(html));
  const names = new Set(elements.map(({ tagName }) => tagName));
  for (const name of ['script', 'img', 'b', 'link', 'iframe']) expect(names).not.toContain(name);
  expect(
    elements
      .flatMap(({ attrs }) => attrs.map(({ name }) => name))
      .filter((name) => name.startsWith('on')),
  ).toEqual([]);
  const policy = elements
    .flatMap(({ attrs }) => attrs)
    .find(({ value }) => value.includes('style-src'));
  expect(policy?.value).toMatch(/^default-src 'none'; style-src 'sha256-[^ ']+'$/);
  expect(html).toContain(`<style>${hashed[0]}</style>`);
});

test('many logs: numbers in groups, no column that no log says anything for, and what is left out is told', () => {
  const counter = new FleetCounter();
  const { primary, ...rest } = brief('a.log', logs['a.log']);
  const silent = { host: null, kernel: null, architecture: null, hardware: null };
  for (let index = 0; index < 1_200; index++) {
    counter.add({
      ...rest,
      machine: { ...silent, distribution: null },
      primary: { ...primary!, timestamp: null, cluster: `warn at place_${index % 600}` },
    });
  }
  const summary = counter.summary();
  const html = summaryPage(summary, () => 'hash');
  expect(html).toContain('1,200 logs: 1,200 with a failure.');
  const heads = [...html.matchAll(/<th [^>]*>([^<]*)/g)].map(([, head]) => head);
  expect(heads).toEqual(['cluster', 'logs', 'runbook', 'an example']);
  expect(html).toContain('And 100 more: --json has all of them.');
  const text = summaryText(summary, 34);
  expect(text).toMatch(/^1,200 logs: 1,200 with a failure\n/);
  expect(text).toContain('and 580 more');
  const long = text.split('\n').find((line) => line.includes('█'))!;
  expect([...long]).toHaveLength(34);
  expect(long.endsWith('…')).toBe(true);
});
