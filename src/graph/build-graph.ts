// Runbooks → the knowledge graph: what is seen, what it indicates, what to do, with which tools.
//
//     signature ─indicates─▶ kind ◀─covers─ runbook ─shows─▶ symptom, signature
//                                             │ contains
//                       cause ◀─resolves─ fix, step, prevention ─runs─▶ command ─uses─▶ tool
//                                             ▲ guards                     └─touches─▶ file
//                                            note
//     step ─branches (when)─▶ step, fix, cause, escalation, runbook
//     runbook ─requires─▶ requirement      runbook ─escalates─▶ escalation
//
// Only what the runbooks say becomes an edge. A taint flag suggests a kind where a signature asks
// for it, and a cause where the cause names the letter; a fix resolves its runbook, and a cause
// whose title shares its subject.

import type { Nodes } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import type { GraphNode, KnowledgeGraph } from '../model/knowledge-graph.ts';
import type { Origin } from '../model/organisation.ts';
import type { Span } from '../model/position.ts';
import type { BranchTarget, Cause, Command, Runbook, Section } from '../model/runbook.ts';
import { type Action, actionsOf, commandsIn, proseIn } from './actions.ts';
import { GraphBuilder } from './graph-builder.ts';
import { partId, runbookId, sharedId } from './node-ids.ts';
import { originsById } from './origins.ts';
import { sharedWords } from './shared-words.ts';

/** A real log that a signature must match. */
export interface GraphSample {
  /** Path as it is to stand in the graph; also the node's label. */
  file: string;
  /** Id of the runbook, and of the signature in it. */
  runbook: string;
  signature: string;
}

export interface GraphOptions {
  samples?: readonly GraphSample[];
  /** Put before each `source.file`: `content/runbooks/`. */
  sourcePrefix?: string;
}

export function buildGraph(
  runbooks: readonly Runbook[],
  options: GraphOptions = {},
): KnowledgeGraph {
  const graph = new GraphBuilder();
  const prefix = options.sourcePrefix ?? '';
  const known = new Map<string, string>();
  for (const runbook of runbooks) {
    if (graph.has(runbookId(runbook.id))) continue;
    graph.part({
      id: runbookId(runbook.id),
      type: 'runbook',
      label: runbook.title,
      source: { file: fileOf(runbook, prefix), line: 1, column: 1 },
    });
    known.set(runbook.id, runbook.id);
    known.set(runbook.file.replace(/\.(?:md|markdown)$/i, ''), runbook.id);
  }
  const read = new Set<string>();
  for (const runbook of runbooks) {
    // Two files of one id are an error elsewhere; here the first one counts.
    if (read.has(runbook.id)) continue;
    read.add(runbook.id);
    new RunbookGraph(graph, runbook, prefix, known).add();
  }
  for (const sample of options.samples ?? []) {
    const signature = partId('signature', sample.runbook, sample.signature);
    if (!graph.has(signature)) continue;
    const node = graph.shared({
      id: `sample:${sample.file}`,
      type: 'sample',
      label: sample.file,
      source: { file: sample.file, line: 1, column: 1 },
    });
    graph.edge(signature, node, 'samples');
  }
  return graph.build();
}

class RunbookGraph {
  private graph: GraphBuilder;
  private runbook: Runbook;
  private prefix: string;
  private known: ReadonlyMap<string, string>;
  private self: string;
  /** Node of each section and command of this runbook, by its id in the page. */
  private nodes = new Map<string, string>();
  /** Of sections and their parts that are not the library's, by id in the page. */
  private origins: ReadonlyMap<string, Origin>;

  constructor(
    graph: GraphBuilder,
    runbook: Runbook,
    prefix: string,
    known: ReadonlyMap<string, string>,
  ) {
    this.graph = graph;
    this.runbook = runbook;
    this.prefix = prefix;
    this.known = known;
    this.self = runbookId(runbook.id);
    this.origins = originsById(runbook.sections);
  }

  add(): void {
    const actions = actionsOf(this.runbook);
    this.kinds();
    this.symptoms();
    this.taintFlags();
    this.signatures();
    this.actions(actions);
    this.strayCommands();
    const causes = this.causes();
    this.resolves(actions, causes);
    this.notes(actions);
    this.next();
    this.requirements();
    this.escalation();
    this.branches(actions);
  }

  private part(
    type: GraphNode['type'],
    id: string,
    label: string,
    span: Span,
    more: Partial<GraphNode> = {},
  ): string {
    const { line, column } = span.start;
    const origin = this.origins.get(id);
    const source = { file: origin?.file ?? fileOf(this.runbook, this.prefix), line, column };
    return this.graph.part({
      id: partId(type, this.runbook.id, id),
      type,
      label,
      source,
      ...more,
    });
  }

  private kind(slug: string): string {
    return this.graph.shared({ id: sharedId('kind', slug), type: 'kind', label: slug });
  }

  private kinds(): void {
    for (const slug of this.runbook.meta.kinds) {
      this.graph.edge(this.self, this.kind(slug), 'covers');
    }
  }

  private symptoms(): void {
    for (const symptom of this.runbook.symptoms) {
      const id = this.part('symptom', symptom.id, symptom.label, symptom.span);
      this.graph.edge(this.self, id, 'shows');
      for (const slug of this.runbook.meta.kinds) this.graph.edge(id, this.kind(slug), 'indicates');
    }
  }

  private taintFlag(letter: string, meaning?: string): string {
    return this.graph.shared({
      id: sharedId('taint-flag', letter),
      type: 'taint-flag',
      label: letter,
      ...(meaning ? { meaning } : {}),
    });
  }

  private taintFlags(): void {
    for (const flag of this.runbook.taintFlags) this.taintFlag(flag.letter, flag.meaning);
  }

  private signatures(): void {
    for (const signature of this.runbook.signatures) {
      const formats = signature.formats.map((format) => format.format);
      const label = formats[0] ?? signature.kind ?? 'signature';
      const id = this.part('signature', signature.id, label, signature.span, { formats });
      this.graph.edge(this.self, id, 'shows');
      const kinds = signature.kind ? [signature.kind] : this.runbook.meta.kinds;
      for (const slug of kinds) {
        const kind = this.kind(slug);
        this.graph.edge(id, kind, 'indicates');
        this.graph.edge(this.self, kind, 'covers');
        for (const letter of signature.requires.taint?.match(/[A-Za-z]/g) ?? []) {
          this.graph.edge(this.taintFlag(letter), kind, 'suggests');
        }
      }
    }
  }

  private actions(actions: readonly Action[]): void {
    let previous: { id: string; chain: Section | null } | null = null;
    for (const { section, type, path, blocks } of actions) {
      const more = type === 'fix' && section.term ? { term: section.term } : {};
      const id = this.part(type, section.id, section.title, section.span, more);
      this.nodes.set(section.id, id);
      this.graph.edge(this.self, id, 'contains');
      for (const command of commandsIn(blocks)) {
        this.graph.edge(id, this.command(command), 'runs');
      }
      if (type !== 'step') continue;
      // A procedure of its own (setting up kdump) does not go on where the investigation ended.
      const chain = path[0]!.role === 'procedure' ? path[0]! : null;
      if (previous && previous.chain === chain) this.graph.edge(previous.id, id, 'next');
      previous = { id, chain };
    }
  }

  /** Commands outside of every step, fix and measure: in a note at the top, under a cause. */
  private strayCommands(): void {
    for (const command of this.runbook.commands) {
      if (!this.nodes.has(command.id)) this.command(command);
    }
  }

  private command(command: Command): string {
    const placeholders = [...new Set(command.placeholders.map((blank) => blank.name))];
    const id = this.part('command', command.id, command.text, command.span, {
      runs: command.runs,
      risk: command.risk,
      ...(command.purpose ? { purpose: command.purpose } : {}),
      ...(placeholders.length > 0 ? { placeholders } : {}),
    });
    this.nodes.set(command.id, id);
    if (command.tool) {
      const tool = { type: 'tool', label: command.tool } as const;
      this.graph.edge(
        id,
        this.graph.shared({ id: sharedId('tool', command.tool), ...tool }),
        'uses',
      );
    }
    for (const path of command.files) {
      const file = { type: 'file', label: path } as const;
      this.graph.edge(id, this.graph.shared({ id: sharedId('file', path), ...file }), 'touches');
    }
    return id;
  }

  /** A group of causes is one node; where causes stand in a bare list, each is. */
  private causes(): { id: string; text: string; title: string }[] {
    const found: { id: string; text: string; title: string }[] = [];
    const add = (part: Section | Cause, title: string, nodes: readonly Nodes[]) => {
      const id = this.part('cause', part.id, title, part.span);
      this.nodes.set(part.id, id);
      this.graph.edge(this.self, id, 'contains');
      found.push({ id, title, text: nodes.map((node) => plainText(node)).join(' ') });
      for (const letter of taintLettersIn(nodes)) {
        this.graph.edge(this.taintFlag(letter), id, 'suggests');
      }
    };
    for (const section of this.runbook.causes) {
      const items = section.blocks.flatMap((block) =>
        block.type === 'causes' ? block.causes : [],
      );
      const prose = section.blocks.flatMap((block) => (block.type === 'prose' ? block.nodes : []));
      const all = [...prose, ...items.flatMap((item) => item.nodes)];
      if (section.role === 'cause') add(section, section.title, all);
      else for (const item of items) add(item, item.label, item.nodes);
    }
    return found;
  }

  private resolves(
    actions: readonly Action[],
    causes: readonly { id: string; title: string }[],
  ): void {
    for (const { section, type, blocks } of actions) {
      if (type !== 'fix') continue;
      const fix = this.nodes.get(section.id)!;
      this.graph.edge(fix, this.self, 'resolves');
      const links = this.runbook.links.filter((link) => link.url.startsWith('#'));
      for (const cause of causes) {
        const named = sharedWords(section.title, cause.title).length > 0;
        const linked = links.some(
          (link) =>
            this.nodes.get(link.url.slice(1)) === cause.id &&
            link.origin?.file === this.origins.get(section.id)?.file &&
            link.span.start.offset >= section.span.start.offset &&
            link.span.end.offset <= section.span.end.offset,
        );
        if (named || linked || proseIn(blocks).includes(cause.title)) {
          this.graph.edge(fix, cause.id, 'resolves');
        }
      }
    }
  }

  private notes(actions: readonly Action[]): void {
    for (const note of this.runbook.notes) {
      const label = note.title ?? firstWords(proseIn(note.blocks)) ?? note.kind;
      const id = this.part('note', note.id, label, note.span, { kind: note.kind });
      const guarded = this.guarded(note.guards, actions);
      // What is done against the next time needs no guard of its own.
      this.graph.edge(id, guarded.startsWith('prevention:') ? this.self : guarded, 'guards');
    }
  }

  /** The command or section itself where it is a node, else the action around it, else the runbook. */
  private guarded(guards: string | null, actions: readonly Action[]): string {
    if (guards === null) return this.self;
    const node = this.nodes.get(guards);
    if (node && !node.startsWith('cause:')) return node;
    const around = actions.findLast((action) => holds(action.section, guards));
    return around ? this.nodes.get(around.section.id)! : this.self;
  }

  private next(): void {
    for (const link of this.runbook.links) {
      if (!link.next || link.runbook === null) continue;
      const target = this.known.get(link.runbook) ?? link.runbook;
      const id = runbookId(target);
      if (id === this.self) continue;
      if (!this.known.has(link.runbook)) {
        this.graph.shared({ id, type: 'runbook', label: target, missing: true });
      }
      this.graph.edge(this.self, id, 'next');
    }
  }

  /** What has a name is one node for all runbooks; the rest is this one's own. */
  private requirements(): void {
    for (const { id, text, needs, span } of this.runbook.requirements) {
      const nodes = needs.map((need) => {
        const type = 'requirement' as const;
        return this.graph.shared({
          id: sharedId(type, need),
          type,
          label: need.replaceAll('-', ' '),
        });
      });
      if (nodes.length === 0) nodes.push(this.part('requirement', id, text, span));
      for (const node of nodes) this.graph.edge(this.self, node, 'requires');
    }
  }

  private escalation(): void {
    const { escalation, span } = this.runbook;
    if (escalation === null) return;
    const section =
      escalation.section === null ? null : sectionOf(this.runbook, escalation.section);
    const label = section?.title ?? 'Escalation';
    const anchor = escalation.section ?? 'escalation';
    const id = this.part('escalation', anchor, label, section?.span ?? span, {
      calls: escalation.calls.map(({ when, whom }) => ({ when, whom })),
      ...(escalation.attach.length > 0 ? { attach: escalation.attach } : {}),
    });
    this.nodes.set(anchor, this.nodes.get(anchor) ?? id);
    this.graph.edge(this.self, id, 'escalates');
  }

  /** From the step whose output decides (else the part that asks, else the runbook) to where it leads. */
  private branches(actions: readonly Action[]): void {
    for (const { section, branches } of this.runbook.decisions) {
      for (const { step, target, when } of branches) {
        if (target === null) continue;
        const asked = step ?? section;
        const from = asked === null ? this.self : this.guarded(asked, actions);
        const to = this.branchTarget(target, actions);
        if (to !== null && to !== from) this.graph.branch(from, to, when ?? 'otherwise');
      }
    }
  }

  private branchTarget(target: BranchTarget, actions: readonly Action[]): string | null {
    if (target.runbook === this.runbook.id) {
      if (target.section === null) return null;
      const node = this.nodes.get(target.section);
      if (node) return node;
      // A group of fixes or steps stands for the first of them.
      const inside = actions.find(({ path }) => path.some(({ id }) => id === target.section));
      return inside ? this.nodes.get(inside.section.id)! : null;
    }
    const known = this.known.get(target.runbook);
    if (known !== undefined) return runbookId(known);
    const id = runbookId(target.runbook);
    return this.graph.shared({ id, type: 'runbook', label: target.runbook, missing: true });
  }
}

/** What lies over the library has no place in its folder. */
function fileOf({ origin, file }: Runbook, prefix: string): string {
  return origin ? origin.file : prefix + file;
}

function sectionOf(runbook: Pick<Runbook, 'sections'>, id: string): Section | null {
  for (const section of runbook.sections) {
    const found = section.id === id ? section : sectionOf(section, id);
    if (found) return found;
  }
  return null;
}

function holds(section: Section, id: string): boolean {
  return section.id === id || section.sections.some((child) => holds(child, id));
}

/** Letters in code beside the word taint: "taint flag `O`", "tainted `P`". */
function taintLettersIn(nodes: readonly Nodes[]): string[] {
  const letters = new Set<string>();
  const visit = (node: Nodes) => {
    if ('children' in node) {
      node.children.forEach((child, index) => {
        const before = node.children[index - 1];
        if (child.type === 'inlineCode' && /^[A-Z]$/.test(child.value) && before) {
          if (/\btaint(?:ed)?\b[^.;]*$/i.test(plainText(before))) letters.add(child.value);
        }
        visit(child as Nodes);
      });
    }
  };
  for (const node of nodes) visit(node);
  return [...letters];
}

function firstWords(text: string): string | null {
  const line = text.split('\n')[0]!.trim();
  if (line === '') return null;
  return line.length <= 80 ? line : `${line.slice(0, 80).replace(/\s+\S*$/, '')} …`;
}
