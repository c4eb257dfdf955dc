// What the named groups of a report's headers say: its facts, its task, the place that it names.
//
// In: matches of openers, in the order of their lines. The first word of a name wins.

import type { LogLine } from '../model/kernel-log.ts';
import { rolesOf } from './device-names.ts';
import type { FactKeeper } from './fact-keeper.ts';
import { type CodePlace, readPlace } from './frame.ts';
import type { Group, HeaderMatch } from './header-match.ts';
import { type Opener, placesIn } from './openers/opener.ts';
import type { ReportedTask } from './reported-task.ts';
import { isScsiAddress } from './scsi-disks.ts';

export class HeaderGroups {
  readonly values: Record<string, string> = {};
  /** The function that a header names. */
  named: CodePlace | null = null;
  readonly #facts: FactKeeper;
  readonly #task: ReportedTask;

  constructor(facts: FactKeeper, task: ReportedTask) {
    this.#facts = facts;
    this.#task = task;
  }

  get device(): string | null {
    return this.values.device ?? null;
  }

  /** @param kind of the report by now. */
  read(kind: string, opener: Opener, match: HeaderMatch, line: LogLine): void {
    const places = this.#facts.isTold ? new GroupPlaces(opener, line.text) : null;
    for (const group of match.groups) {
      const value = match.value(group);
      if (value === undefined) continue;
      const { name } = group;
      if (name === 'device') this.#forgetAddress(value);
      if (this.values[name] !== undefined || (name === 'function' && isInline(line.text))) continue;
      this.values[name] = value;
      // `_…` tells one failure from another, and is no fact.
      if (name.startsWith('_')) continue;
      this.#task.readGroup(name, value);
      if (places === null) continue;
      if (name === 'function') {
        const named = readPlace(value) ?? unplaced(value);
        // A kernel that was built without names for its WARNINGs; its registers know better.
        if (named.function === '0x0') continue;
        this.named = named;
      }
      const told = name === 'function' ? this.named!.function : value;
      const place = told === value ? places.of(group, value) : places.inPattern(group);
      this.#facts.keep(group.fact, told, line, place);
    }
    if (places !== null) this.#keepRoles(kind, match, line, places);
  }

  /** Whether a header's address is another than the report's own. */
  faultsElsewhere(match: HeaderMatch): boolean {
    const address = match.get('address');
    const own = this.values.address;
    return address !== undefined && own !== undefined && address !== own;
  }

  /** What a title may name: who was killed is whom the kernel had chosen, where no line says more. */
  forTitle(): Record<string, string> {
    const groups = { ...this.values };
    if (groups.chosen !== undefined) groups.victim ??= groups.chosen;
    if (groups.chosen_pid !== undefined) groups.victim_pid ??= groups.chosen_pid;
    return groups;
  }

  /** Whether a header names another task, or another value (of this name only), than the report does. */
  saysOtherwise(match: HeaderMatch, only?: string): boolean {
    return match.groups.some((group) => {
      if (only !== undefined && group.name !== only) return false;
      const said = this.values[group.name];
      const value = match.value(group);
      return value !== undefined && said !== undefined && said !== value;
    });
  }

  /** A disk goes by its name as soon as one of its lines has it; the address is a fact of its own. */
  #forgetAddress(device: string): void {
    const address = this.values.device;
    if (address === undefined || !isScsiAddress(address) || isScsiAddress(device)) return;
    delete this.values.device;
    this.#facts.rename('device', 'scsi-address');
  }

  /** Under which names commands ask for the device; a disk that the line names itself comes first. */
  #keepRoles(kind: string, match: HeaderMatch, line: LogLine, places: GroupPlaces): void {
    for (const group of match.groups) {
      const device = match.value(group);
      if (group.name !== 'device' || device === undefined) continue;
      for (const [role, value] of rolesOf(kind, device)) {
        if (this.#facts.all.has(role)) continue;
        const place = places.of(group, device);
        const from = (place?.[0] ?? 0) + device.indexOf(value);
        this.#facts.keep(role, value, line, place && [from, from + value.length]);
      }
    }
  }
}

/** Where the groups of a header stand in it: looked for only where somebody asks. */
class GroupPlaces {
  readonly #opener: Opener;
  readonly #text: string;
  #places: ReturnType<typeof placesIn> | undefined;

  constructor(opener: Opener, text: string) {
    this.#opener = opener;
    this.#text = text;
  }

  of(group: Group, value: string): [number, number] | undefined {
    return onlyPlaceOf(value, this.#text) ?? this.inPattern(group);
  }

  inPattern({ key }: Group): [number, number] | undefined {
    this.#places ??= placesIn(this.#opener, this.#text);
    return this.#places[key];
  }
}

/** Where a value stands that the text has once: to ask the pattern takes as long as the match did. */
function onlyPlaceOf(value: string, text: string): [number, number] | null {
  const found = text.indexOf(value);
  const isAlone = value !== '' && found >= 0 && text.indexOf(value, found + 1) < 0;
  return isAlone ? [found, found + value.length] : null;
}

/** A decoded header may name a function that the compiler put into another one. */
export function isInline(header: string): boolean {
  return / \[inline\](?: at addr \S+)?$/.test(header);
}

/** A function that a header names without its size: `foo()`, `foo+0x1a0`, `foo`. */
export function unplaced(value: string): CodePlace {
  const name = value.replace(/(?:\(\)|\+0x[0-9a-f]{1,8})(?= |$)/, '');
  return { function: name, offset: null, size: null, module: null };
}

/**
 * What a single line says of whom, to tell a repeated one from another.
 * @param disk name of the disk that the line gives an address of.
 */
export function identityOf(opener: Opener, match: HeaderMatch, disk?: string): string {
  let identity = opener.kind;
  for (const name of opener.sameBy ?? usualIdentity) {
    const value = match.get(name);
    identity += `\0${name === 'device' && value !== undefined ? (disk ?? value) : (value ?? '')}`;
  }
  return identity;
}

const usualIdentity = ['device', 'comm'];
