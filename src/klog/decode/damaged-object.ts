// The memory that a checker's report is about: what it was, who had made it, who had freed it.
//
//   Allocated by task 412:                                            KASAN
//    kasan_save_stack+0x22/0x50
//    kfail_open+0x21/0x40 [kfail]                                     the first that is no allocator
//   The buggy address belongs to the object at ffff888012345600
//    which belongs to the cache kmalloc-64 of size 64
//   The buggy address is located 8 bytes inside of
//    freed 64-byte region [ffff888012345600, ffff888012345640)
//   kfence-#12: 0x00000000f3448520-0x00000000d98c1f88, size=32, cache=kmalloc-32      KFENCE
//   freed by task 413 on cpu 1 at 12.345678s (0.000012s ago):
//   0x00000000c1d2e3f4-0x00000000c1d2e3f4 @offset=16. First byte 0x0 instead of 0x6b   SLUB
//   Freed in kfail_close+0x21/0x40 [kfail] age=12 cpu=1 pid=413
//
// Sources: mm/kasan/report.c (print_track, print_address_description, describe_object_addr),
// mm/kasan/report_generic.c (print_address_stack_frame), mm/kfence/report.c (kfence_print_stack,
// kfence_print_object), mm/slub.c (check_bytes_and_report, print_track), include/linux/poison.h.

import type { Fact, LogLine } from '../../model/kernel-log.ts';
import { isHelper } from '../blame.ts';
import { beginsWithOneOf } from '../first-letters.ts';
import { readFrame } from '../frame.ts';
import { type BodyDecoder, factAt } from './body-decoder.ts';

type Deed = 'allocated-in' | 'freed-in' | 'queued-in';

const headings: [RegExp, Deed][] = [
  [/^(?:kfence-#.{1,160} )?[Aa]llocated by task (?<pid>\d{1,10})/, 'allocated-in'],
  [/^(?:[Ff]reed|rcu freeing) by task (?<pid>\d{1,10})/, 'freed-in'],
  [/^Last potentially related work creation:/, 'queued-in'],
];
/** What they begin with. */
const mayHead = beginsWithOneOf('kAaFfrL');
const otherHeading =
  /^(?:Second to last|The buggy|Memory state|Call [Tt]race:|Object |CPU: |Uninit was|====)/;

const said: Record<Deed, string> = {
  'allocated-in': 'made this object',
  'freed-in': 'freed it',
  'queued-in': 'last handed it to RCU or to a work queue, to be freed or used later',
};

const slubTrack =
  /^(?:INFO: )?(?<deed>Allocated|Freed) in (?<function>[\w$.]{1,200})\+0x[0-9a-f]{1,8}\/0x[0-9a-f]{1,8}(?: \[[\w-]{1,64}(?: [0-9a-f]{8,64})?\])? age=\d{1,20} cpu=\d{1,5} pid=(?<pid>\d{1,10})/d;
const cache =
  /(?:^|\s)which belongs to the cache (?<name>\S{1,120}) of size (?<size>\d{1,10})|^kfence-#\d{1,6}: .{1,60}, size=(?<size2>\d{1,10}), cache=(?<name2>\S{1,120})/d;
const located =
  /^The buggy address is located (?<distance>\d{1,10}) bytes (?<side>inside|to the (?:left|right)) of/d;
// On the message's second line, which a narrow screen may have given to the first.
const region = /(?:^|\s)(?<state>freed |allocated )?(?<size>\d{1,10})-byte region \[/;
const stackFrame = /(?:^|\s)and is located at offset (?<offset>\d{1,10}) in frame:/;
const variable = /^The buggy address belongs to the variable:/;
const overwritten =
  /(?:^|\] |INFO: )0x[0-9a-f]{8,16}-0x[0-9a-f]{8,16}.{0,24}\. First byte (?<now>0x[0-9a-f]{1,2}) instead of (?<then>0x[0-9a-f]{1,2})/d;

/** What stood in the overwritten place (include/linux/poison.h). */
const guards: Record<string, string> = {
  '0x6b': 'it lay in freed memory: somebody wrote to the object after it was freed',
  '0xa5': 'it was the last byte of a freed object: somebody wrote to it after it was freed',
  '0xbb': 'it lay behind a free object: a write beyond the end of the one before',
  '0xcc': 'it lay behind an object in use: a write beyond its end',
  '0x5a': 'it lay between objects, or in one that was never written: a write beyond an end',
};

export class DamagedObject implements BodyDecoder {
  readonly #facts = new Map<string, Fact>();
  #deed: Deed | null = null;
  #pid: string | null = null;
  #place: { side: string; distance: string; line: LogLine; at: [number, number] } | null = null;
  /** The next frame is the place itself: of a variable, or of a function's own stack. */
  #next: 'stack-frame' | 'variable' | null = null;

  take(line: LogLine): void {
    const { text } = line;
    if (this.#takesHeading(text) || this.#takesObject(line)) return;
    const track = text.includes(' age=') ? slubTrack.exec(text) : null;
    if (track) {
      const deed = track.groups!.deed === 'Allocated' ? 'allocated-in' : 'freed-in';
      this.#keepDeed(deed, track.groups!.function!, track.groups!.pid!, line);
      return;
    }
    if (this.#deed === null && this.#next === null) return;
    const frame = readFrame(text);
    if (frame === null) return;
    if (this.#next !== null) {
      this.#keep(this.#next, frame.function, line, sayPlace(this.#next));
      this.#next = null;
    } else if (
      this.#deed !== null &&
      frame.reliable &&
      !isHelper({ kind: 'kasan', about: 'memory-leak' }, frame.function)
    ) {
      this.#keepDeed(this.#deed, frame.function, this.#pid, line);
      this.#deed = null;
    }
  }

  facts(): Fact[] {
    return [...this.#facts.values()];
  }

  #takesHeading(text: string): boolean {
    const heading = mayHead(text) ? headings.find(([pattern]) => pattern.test(text)) : undefined;
    if (heading) {
      this.#deed = heading[1];
      this.#pid = heading[0].exec(text)!.groups?.pid ?? null;
      return true;
    }
    if (this.#deed !== null && otherHeading.test(text)) this.#deed = null;
    if (text.includes('in frame:') && stackFrame.test(text)) this.#next = 'stack-frame';
    else if (text.startsWith('The') && variable.test(text)) this.#next = 'variable';
    return this.#next !== null && !/^ ?[\w$.]{1,200}\+0x/.test(text);
  }

  #takesObject(line: LogLine): boolean {
    // What a pattern asks for is looked for first: the lines of a trace have nothing of it.
    const { text } = line;
    const owner = text.includes('cache') ? cache.exec(text) : null;
    if (owner) {
      const size = owner.groups!.size ?? owner.groups!.size2!;
      const name = owner.groups!.name ?? owner.groups!.name2!;
      this.#keep('object-cache', name, line, `objects of ${size} bytes`);
      return true;
    }
    const place = text.startsWith('The') ? located.exec(text) : null;
    if (place) {
      const { side, distance } = place.groups!;
      const from = place.indices!.groups!.distance![0];
      this.#place = {
        side: side!,
        distance: distance!,
        line,
        at: [from, place.indices!.groups!.side![1]],
      };
    }
    const around = text.includes('-byte region') ? region.exec(text)?.groups : undefined;
    if (around && this.#place !== null) {
      const { side, distance, line: at, at: span } = this.#place;
      const value = at.text.slice(...span);
      this.#facts.set(
        'object-place',
        factAt(
          'object-place',
          value,
          at,
          span,
          sayDistance(side, Number(distance), Number(around.size), around.state?.trim()),
        ),
      );
      this.#place = null;
      return true;
    }
    if (place) return true;
    const bytes = text.includes('First byte') ? overwritten.exec(text) : null;
    if (bytes) {
      const [from, to] = bytes.indices![0]!;
      const start = text.indexOf('First byte', from);
      const value = text.slice(start, to);
      const guard = guards[bytes.groups!.then!.toLowerCase()] ?? null;
      if (!this.#facts.has('overwritten'))
        this.#facts.set('overwritten', factAt('overwritten', value, line, [start, to], guard));
      return true;
    }
    return false;
  }

  #keepDeed(deed: Deed, name: string, pid: string | null, line: LogLine): void {
    this.#keep(deed, name, line, pid === null ? said[deed] : `${said[deed]}, as task ${pid}`);
  }

  #keep(fact: string, value: string, line: LogLine, meaning: string): void {
    if (this.#facts.has(fact)) return;
    const from = line.text.indexOf(value);
    this.#facts.set(fact, factAt(fact, value, line, [from, from + value.length], meaning));
  }
}

function sayPlace(next: 'stack-frame' | 'variable'): string {
  return next === 'variable'
    ? 'the variable that the access ran past'
    : 'the function whose own variables the access ran past';
}

const states: Record<string, string> = {
  freed: ' that had been freed',
  allocated: ' in use',
};

function sayDistance(side: string, distance: number, size: number, state?: string): string {
  const object = `an object of ${size} bytes${states[state ?? ''] ?? ''}`;
  if (side === 'inside') return `${distance} bytes into ${object}`;
  const edge = side.endsWith('left') ? 'before the start of' : 'beyond the end of';
  return distance === 0 ? `just ${edge} ${object}` : `${distance} bytes ${edge} ${object}`;
}
