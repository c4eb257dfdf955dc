// The workflows of the hosting service: they run with rights over the repository and the releases, and
// nothing here can run them. What can be held is that each says what it may, and runs only what was seen.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}
interface Workflow {
  on: Record<string, unknown>;
  permissions: unknown;
  jobs: Record<string, { permissions?: Record<string, string>; steps: Step[] }>;
}

const folder = join(import.meta.dirname, '../../.github/workflows');
const workflows = readdirSync(folder).map((name) => {
  const text = readFileSync(join(folder, name), 'utf8');
  return { name, text, workflow: parse(text, { strict: true }) as Workflow };
});
const jobs = workflows.flatMap(({ name, workflow }) =>
  Object.entries(workflow.jobs).map(([id, job]) => ({ name: `${name}, ${id}`, ...job })),
);
const steps = jobs.flatMap(({ name, steps }) => steps.map((step) => ({ ...step, name })));

test('there are two, and each has jobs with steps', () => {
  expect(workflows.map(({ name }) => name).sort()).toEqual(['ci.yml', 'release.yml']);
  for (const job of jobs) expect(job.steps.length, job.name).toBeGreaterThan(0);
});

test('every action is pinned by the commit, with its version behind it', () => {
  const lines = workflows.flatMap(({ name, text }) =>
    text
      .split('\n')
      .filter((line) => /\buses:/.test(line))
      .map((line) => `${name}: ${line.trim()}`),
  );
  expect(lines).toHaveLength(steps.filter(({ uses }) => uses !== undefined).length);
  expect(lines.length).toBeGreaterThan(5);
  const pinned = /uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;
  expect(lines.filter((line) => !pinned.test(line))).toEqual([]);
  // One version of each: a second one is an update that was done by half.
  const commits = new Map<string, Set<string>>();
  for (const line of lines) {
    const [, action, rest] = /uses: ([^@]+)@(.*)$/.exec(line)!;
    commits.set(action!, (commits.get(action!) ?? new Set()).add(rest!));
  }
  for (const [action, rests] of commits) expect([...rests], action).toHaveLength(1);
});

test('nothing is allowed but what a job names, and who may write installs no package', () => {
  for (const { name, workflow } of workflows) expect(workflow.permissions, name).toEqual({});
  for (const { name, permissions, steps } of jobs) {
    expect(permissions, name).toBeDefined();
    if (!Object.values(permissions!).includes('write')) {
      expect(permissions, name).toEqual({ contents: 'read' });
      continue;
    }
    const foreign = steps.filter(
      ({ uses, run }) => /\bnpm |\bnpx |\bnode /.test(run ?? '') || /\/checkout@/.test(uses ?? ''),
    );
    expect(foreign, name).toEqual([]);
  }
});

test('a stranger’s change runs without rights and without words in a shell', () => {
  for (const { name, workflow } of workflows) {
    const events = Object.keys(workflow.on);
    expect(events.length, name).toBeGreaterThan(0);
    for (const event of ['pull_request_target', 'workflow_run', 'issue_comment']) {
      expect(events, name).not.toContain(event);
    }
  }
  const runs = steps.filter(({ run }) => run !== undefined);
  expect(runs.length).toBeGreaterThan(10);
  // A title or a branch is put into the script as it is; a variable of the shell is not.
  expect(runs.filter(({ run }) => run!.includes('${{'))).toEqual([]);
});

test('no token is left behind by a checkout, no script of a package is run to install it', () => {
  const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
  expect(checkouts.length).toBeGreaterThan(2);
  for (const step of checkouts)
    expect(step.with, step.name).toMatchObject({ 'persist-credentials': false });
  const installs = steps.flatMap(({ run }) => run?.match(/\bnpm (?:ci|i|install)\b.*/g) ?? []);
  expect(installs.length).toBeGreaterThan(2);
  expect(new Set(installs)).toEqual(new Set(['npm ci --ignore-scripts']));
});

test('CI runs the command of the README; a release is tested, built twice, attested and a draft', () => {
  const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
  expect(readme).toMatch(/npm test\b/);
  const runsOf = (id: string) =>
    steps.filter(({ name }) => name === id).map(({ run, uses }) => run ?? uses!);
  expect(runsOf('ci.yml, test').at(-1)).toBe('npm test');
  const build = runsOf('release.yml, build');
  expect(build).toContain('npm test');
  expect(build.join('\n').match(/npm run build$/gm)).toHaveLength(2);
  expect(build.some((run) => /^cmp .*panicroom\.zip.*panicroom\.zip/.test(run))).toBe(true);
  expect(
    runsOf('release.yml, attest').filter((run) => run.startsWith('actions/attest@')),
  ).toHaveLength(2);
  expect(runsOf('release.yml, draft').at(-1)).toMatch(
    /^gh release create .* --draft --verify-tag /,
  );
  // What was built is what goes out.
  for (const job of ['release.yml, attest', 'release.yml, draft']) {
    expect(runsOf(job)[1], job).toBe('sha256sum --check --strict SHA256SUMS');
  }
});
