import { expect, test } from 'vitest';
import { buildKnowledge } from '../../src/graph/build-knowledge.ts';
import { readLibrary } from '../../src/library/read-library.ts';
import { triage } from '../../src/plan/triage.ts';
import { warmUpLogs } from '../../src/site/client/wizard/warm-up.ts';

const { runbooks } = await readLibrary('content/runbooks');
const knowledge = buildKnowledge(runbooks);

test('what is read before the first paste takes the ways that a paste takes', () => {
  const reports = [...warmUpLogs(knowledge, 1)].map((log) => triage(log, '', knowledge));
  const kinds = new Set(reports.flatMap(({ events }) => events.map(({ kind }) => kind)));
  const planned = reports.filter(({ plan }) => plan.length > 0);
  // Most kinds of the library are opened, matched and planned for.
  expect(kinds.size).toBeGreaterThan(new Set(knowledge.signatures.map((s) => s.kind)).size / 2);
  expect(planned.length).toBeGreaterThan(reports.length / 2);
});

test('each piece is short: a paste may come while it is read', () => {
  for (const log of warmUpLogs(knowledge)) expect(log.length).toBeLessThan(64 * 1024);
});
