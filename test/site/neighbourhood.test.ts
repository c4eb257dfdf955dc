// What the authors' pages show of the graph and of the samples.

import { expect, test } from 'vitest';
import type { Firing } from '../../src/match/sample-firings.ts';
import type { EdgeType, KnowledgeGraph, NodeType } from '../../src/model/knowledge-graph.ts';
import type { Sample } from '../../src/model/sample.ts';
import { graphWays, neighbourhood } from '../../src/site/render/neighbourhood.ts';
import {
  firingsBySignature,
  signatureReports,
  silentNearMisses,
} from '../../src/site/render/sample-reports.ts';
import { runbook } from './fixture-library.ts';

const graph: KnowledgeGraph = {
  format: 'panicroom-graph',
  version: 1,
  nodes: (
    [
      ['runbook:a/one', 'runbook'],
      ['runbook:a/two', 'runbook'],
      ['runbook:a/gone', 'runbook'],
      ['kind:gpf', 'kind'],
      ['step:a/one#look', 'step'],
      ['command:a/one#look--command-ls', 'command'],
      ['tool:ls', 'tool'],
    ] satisfies [string, NodeType][]
  ).map(([id, type]) => ({
    id,
    type,
    label: id,
    ...(id === 'runbook:a/gone' && { missing: true as const }),
  })),
  edges: (
    [
      ['runbook:a/one', 'kind:gpf', 'covers'],
      ['runbook:a/one', 'step:a/one#look', 'contains'],
      ['step:a/one#look', 'command:a/one#look--command-ls', 'runs'],
      ['command:a/one#look--command-ls', 'tool:ls', 'uses'],
      ['runbook:a/two', 'runbook:a/one', 'next'],
      ['runbook:a/one', 'runbook:a/gone', 'next'],
    ] satisfies [string, string, EdgeType][]
  ).map(([from, to, type]) => ({ from, to, type })),
};

test('a runbook stands between what leads to it and what it leads to', () => {
  const { before, behind } = neighbourhood('a/one', graphWays(graph));
  const shown = (groups: typeof before) =>
    groups.map(({ title, neighbours }) => [title, ...neighbours.map(({ address }) => address)]);
  expect(shown(before)).toEqual([
    ['Kinds', '/kinds/#gpf'],
    ['Runbooks that send here', '/runbooks/a/two/'],
  ]);
  expect(shown(behind)).toEqual([
    ['Steps', '/runbooks/a/one/#look'],
    ['Tools', null],
    ['Runbooks that it sends to', null],
  ]);
});

const one = runbook('a/one', 'One', []);
one.meta.kinds = ['gpf'];
one.signatures = [{ id: 's', kind: 'gpf', formats: [], requires: {}, absent: [], span: one.span }];
const sample = (file: string, nearMiss: string | null = null): Sample => ({
  file,
  kind: nearMiss ? 'none' : 'gpf',
  nearMiss,
  title: null,
  kernel: null,
  source: null,
  text: '',
});
const firing = (id: string, line: number, applies: boolean): Firing => ({
  applies,
  isAlone: false,
  hit: {
    signature: {
      id,
      runbook: id.split('#')[0]!,
      kind: 'gpf',
      formats: [],
      requires: {},
      absent: [],
    },
    format: '',
    specificity: 1,
    line,
    columns: [1, 2],
    text: `line ${line}`,
    captures: {},
  },
});

test('a signature is shown with the samples that it fires in, at a line that bears it out, and its company', () => {
  const firings = [
    firing('a/one#s', 1, false),
    firing('a/one#s', 4, true),
    firing('a/two#t', 4, true),
  ];
  const fired = firingsBySignature([
    { sample: sample('a/one/x.log'), firings },
    { sample: sample('a/one/y.log'), firings: [] },
  ]);
  const [report] = signatureReports(one, fired);
  expect(report!.samples).toMatchObject([
    { file: 'a/one/x.log', line: 4, applies: true, others: [{ runbook: 'a/two', signature: 't' }] },
  ]);
});

test('a near-miss counts as silent where nothing of the runbook is borne out in it', () => {
  const read = [
    { sample: sample('a/one/quiet.log', 'gpf'), firings: [firing('a/one#s', 1, false)] },
    { sample: sample('a/one/loud.log', 'gpf'), firings: [firing('a/one#s', 1, true)] },
    { sample: sample('a/two/other.log', 'warn'), firings: [] },
  ];
  expect(silentNearMisses(one, read)).toEqual(['a/one/quiet.log']);
});
