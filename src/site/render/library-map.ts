// The library as a picture: its runbooks on a circle, side by side with those of their area, and a
// curve where one sends its reader to another.
//
// In: runbooks, areas and the graph's `next` edges. Out: places and curves in a square of `size`, the
// same for the same library: no chance and no simulation is in it. Curves bend towards the middle, the
// more the farther apart their ends are, so that ways within an area stay at the rim.

import type { KnowledgeGraph } from '../../model/knowledge-graph.ts';
import type { Runbook } from '../../model/runbook.ts';
import { byArea } from './by-area.ts';

export const size = 1200;
const middle = size / 2;
/** Where the curves end; titles stand outside of it. */
const radius = 330;
/** Free room between two areas, in runbooks. */
const gap = 1.6;

export interface MapNode {
  id: string;
  title: string;
  x: number;
  y: number;
  /** Degrees that the title is turned, and the side at which it begins. */
  turn: number;
  anchor: 'start' | 'end';
  /** Curves that begin or end here, to be lit together with it. */
  ways: { path: string; to: string; goesOut: boolean }[];
}

export interface MapArea {
  slug: string;
  label: string;
  nodes: MapNode[];
}

export function libraryMap(
  runbooks: readonly Runbook[],
  areas: readonly { slug: string; label: string }[],
  graph: KnowledgeGraph,
): MapArea[] {
  const groups = byArea(runbooks, areas).map((area) => ({
    ...area,
    runbooks: area.runbooks.sort((a, b) => (a.title < b.title ? -1 : 1)),
  }));
  const places = runbooks.length + gap * groups.length;
  const nodes = new Map<string, MapNode & { angle: number }>();
  let place = gap / 2;
  for (const group of groups) {
    for (const { id, title } of group.runbooks) {
      nodes.set(id, nodeAt(id, title, (place / places) * 2 * Math.PI - Math.PI / 2));
      place += 1;
    }
    place += gap;
  }
  for (const { from, to, type } of graph.edges) {
    if (type !== 'next' || !from.startsWith('runbook:') || !to.startsWith('runbook:')) continue;
    const start = nodes.get(from.slice('runbook:'.length));
    const end = nodes.get(to.slice('runbook:'.length));
    if (start === undefined || end === undefined || start === end) continue;
    const path = curve(start.angle, end.angle);
    start.ways.push({ path, to: end.id, goesOut: true });
    end.ways.push({ path, to: start.id, goesOut: false });
  }
  return groups.map(({ slug, label, runbooks: own }) => ({
    slug,
    label,
    nodes: own.map(({ id }) => nodes.get(id)!),
  }));
}

function nodeAt(id: string, title: string, angle: number): MapNode & { angle: number } {
  const degrees = (angle * 180) / Math.PI;
  const isLeft = Math.cos(angle) < 0;
  return {
    id,
    title,
    angle,
    x: round(middle + (radius + 8) * Math.cos(angle)),
    y: round(middle + (radius + 8) * Math.sin(angle)),
    turn: round(isLeft ? degrees + 180 : degrees),
    anchor: isLeft ? 'end' : 'start',
    ways: [],
  };
}

function curve(from: number, to: number): string {
  const point = (angle: number, at: number) =>
    `${round(middle + at * Math.cos(angle))} ${round(middle + at * Math.sin(angle))}`;
  const apart = Math.abs(Math.atan2(Math.sin(to - from), Math.cos(to - from))) / Math.PI;
  const pull = radius * (0.85 - 0.8 * Math.sqrt(apart));
  return `M ${point(from, radius)} C ${point(from, pull)} ${point(to, pull)} ${point(to, radius)}`;
}

const round = (number: number) => Math.round(number * 10) / 10;
