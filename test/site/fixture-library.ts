// A library of two runbooks made by hand, so that the pages can be tested apart from the reader.

import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { Knowledge } from '../../src/model/knowledge.ts';
import type { KnowledgeGraph } from '../../src/model/knowledge-graph.ts';
import type { Span } from '../../src/model/position.ts';
import type { Block, Command, Runbook, Section } from '../../src/model/runbook.ts';
import type { SiteInput } from '../../src/site/site-input.ts';

const point = { line: 1, column: 1, offset: 0 };
const span: Span = { start: point, end: point };

export function prose(markdown: string): Block {
  return {
    type: 'prose',
    nodes: unified().use(remarkParse).parse(markdown).children,
    text: markdown,
    span,
  };
}

export function command(id: string, text: string, more: Partial<Command> = {}): Command {
  const placeholders = [...text.matchAll(/<([a-z-]+)>/g)].map((match) => ({
    name: match[1]!,
    start: match.index,
    end: match.index + match[0].length,
  }));
  return {
    id,
    text,
    purpose: null,
    runs: 'host',
    risk: 'read-only',
    riskFrom: 'tool',
    tool: text.split(' ')[0]!,
    files: [],
    placeholders,
    distributions: [],
    span,
    ...more,
  };
}

export function commands(...list: Command[]): Block {
  return {
    type: 'commands',
    language: 'bash',
    lines: list.map((each) => ({ type: 'command', command: each })),
    span,
  };
}

export function section(
  id: string,
  role: Section['role'],
  title: string,
  blocks: Block[],
  more: Partial<Section> = {},
): Section {
  return {
    id,
    role,
    form: 'heading',
    title,
    number: null,
    depth: 2,
    term: null,
    distributions: [],
    blocks,
    sections: [],
    span,
    ...more,
  };
}

export function runbook(id: string, title: string, sections: Section[]): Runbook {
  return {
    id,
    file: `${id}.md`,
    title,
    summary: `${title} in a sentence.`,
    area: id.split('/')[0]!,
    meta: {
      status: 'published',
      type: 'runbook',
      severity: 'failure',
      class: 'resource',
      kinds: ['oom-kill'],
      architectures: [],
      kernels: '4.4 and later',
      distributions: [],
      owner: 'storage on-call',
      reviewed: '2026-05-01',
      escalation: null,
      sources: [{ text: 'mm/oom_kill.c, Linux 6.12', url: null }],
    },
    sections,
    symptoms: [],
    steps: [],
    commands: [],
    taintFlags: [],
    causes: [],
    fixes: [],
    prevention: [],
    decisions: [],
    requirements: [],
    escalation: null,
    notes: [],
    signatures: [],
    links: [],
    span,
  };
}

const oomKill = runbook('memory/oom-kill', 'OOM kill storm', [
  section('fix', 'fixes', 'Fix', [
    commands(command('c3', 'systemctl restart <unit>', { risk: 'changes-state' })),
  ]),
  section('look', 'investigation', 'First five minutes', [
    prose('Ask who was killed, and `why`. <script>alert(1)</script> [bad](javascript:alert(1))'),
    commands(
      command('c1', 'ps -o pid,stat -p <pid>', { purpose: 'What does it wait for?' }),
      command('c2', 'free -m', { purpose: 'How much memory is left' }),
    ),
  ]),
]);
const panic = runbook('faults/kernel-panic', 'Kernel panic', [
  section('look', 'investigation', 'Read the last words', [
    prose('The function do_exit stands at the end of many a panic.'),
    commands(command('c1', 'journalctl -k -b -1', { purpose: 'The boot before' })),
  ]),
]);

export const fixtureGraph: KnowledgeGraph = {
  format: 'panicroom-graph',
  version: 1,
  nodes: [
    { id: 'runbook:memory/oom-kill', type: 'runbook', label: 'OOM kill storm' },
    { id: 'kind:oom-kill', type: 'kind', label: 'oom-kill' },
    { id: 'symptom:memory/oom-kill/killed', type: 'symptom', label: 'A process vanished' },
  ],
  edges: [
    { from: 'runbook:memory/oom-kill', to: 'kind:oom-kill', type: 'covers' },
    { from: 'runbook:memory/oom-kill', to: 'symptom:memory/oom-kill/killed', type: 'shows' },
  ],
};

export const fixtureSite: SiteInput = {
  runbooks: [oomKill, panic],
  graph: fixtureGraph,
  kinds: [
    {
      slug: 'oom-kill',
      area: 'memory',
      label: 'OOM kill',
      severity: 'failure',
      class: 'resource',
      means: 'Memory ran out and the kernel killed a process to get some back.',
    },
  ],
  areas: [{ slug: 'memory', label: 'Memory', about: 'Memory ran out.' }],
  taint: [
    {
      bit: 0,
      letter: 'P',
      name: 'TAINT_PROPRIETARY_MODULE',
      meaning: 'A closed module.',
      onCall: 'Name it.',
    },
  ],
  firings: [],
  diagnostics: [],
  organisation: null,
  version: '0.0.0',
  contentDate: '2026-05-01',
};

export const fixtureKnowledge: Knowledge = {
  format: 'panicroom-knowledge',
  version: 1,
  runbooks: [],
  signatures: [],
};
