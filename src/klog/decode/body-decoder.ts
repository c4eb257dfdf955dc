// What reads the body of a report: tables and lines that mean something only together.
//
// In: the lines that belong to one report, in order. Out: facts, each with the place that its value
// stands in, once the report is whole. A decoder that finds nothing it knows says nothing.

import type { Fact, Frame, LogLine } from '../../model/kernel-log.ts';
import { spanIn } from '../pasted-columns.ts';

/** What is known of the report by its end. */
export interface BodyContext {
  architecture: string | null;
  frames: readonly Frame[];
  /** Facts of the report's own lines, by name. */
  known: ReadonlyMap<string, Fact>;
}

export interface BodyDecoder {
  /** Any line of the report, its headers among them. */
  take(line: LogLine): void;
  facts(context: BodyContext): Fact[];
}

/** A span of a line's text, from 0, end excluded, as `RegExp` `d` indices have it. */
export type Place = readonly [from: number, to: number];

/** A fact whose value stands at `place` of the line. */
export function factAt(
  name: string,
  value: string,
  line: LogLine,
  place: Place,
  meaning: string | null,
): Fact {
  return { name, value, meaning, at: spanIn(line, place[0], place[1]) };
}
