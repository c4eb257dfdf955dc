// What the named groups of a report's headers say: its facts, its task, the place that it names.
//
// In: matches of openers, in the order of their lines. The first word of a name wins.

import type { LogLine } from '../model/kernel-log.ts';
import { rolesOf } from './device-names.ts';
import type { FactKeeper } from './fact-keeper.ts';
import { type CodePlace, readPlace } from './frame.ts';
import { type Opener, placesIn } from './openers/opener.ts';
import type { ReportedTask } from './reported-task.ts';
import { isScsiAddress } from './scsi-disks.ts';

type PlaceOf = (key: string) => [number, number] | undefined;

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
  read(kind: string, opener: Opener, match: RegExpExecArray, line: LogLine): void {
    const { groups } = match;
    let places: ReturnType<typeof placesIn> | undefined;
    const placeInPattern = (key: string) => {
      if (!this.#facts.isTold) return undefined;
      places ??= placesIn(opener, match);
      return places[key];
    };
    const placeOf = (key: string) => onlyPlaceOf(groups![key]!, line.text) ?? placeInPattern(key);
    for (const key in groups) {
      const value = groups[key];
      if (value === undefined) continue;
      const name = nameOfGroup(key);
      if (name === 'device') this.#forgetAddress(value);
      if (this.values[name] !== undefined || (name === 'function' && isInline(line.text))) continue;
      this.values[name] = value;
      // `_…` tells one failure from another, and is no fact.
      if (name.startsWith('_')) continue;
      this.#task.readGroup(name, value);
      if (name === 'function') {
        const named = readPlace(value) ?? unplaced(value);
        // A kernel that was built without names for its WARNINGs; its registers know better.
        if (named.function === '0x0') continue;
        this.named = named;
      }
      const told = name === 'function' ? this.named!.function : value;
      const place = told === value ? placeOf(key) : placeInPattern(key);
      this.#facts.keep(factOfGroup(name), told, line, place);
    }
    this.#keepRoles(kind, match, line, placeOf);
  }

  /** Whether a header's address is another than the report's own. */
  faultsElsewhere({ groups = {} }: RegExpExecArray): boolean {
    const { address } = groups;
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
  saysOtherwise({ groups = {} }: RegExpExecArray, only?: string): boolean {
    return Object.entries(groups).some(([key, value]) => {
      const name = nameOfGroup(key);
      if (only !== undefined && name !== only) return false;
      const said = this.values[name];
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
  #keepRoles(kind: string, { groups }: RegExpExecArray, line: LogLine, placeOf: PlaceOf): void {
    for (const key in groups) {
      const device = groups[key];
      if (device === undefined || nameOfGroup(key) !== 'device') continue;
      for (const [role, value] of rolesOf(kind, device)) {
        if (this.#facts.all.has(role)) continue;
        const place = placeOf(key);
        const from = (place?.[0] ?? 0) + device.indexOf(value);
        this.#facts.keep(role, value, line, place && [from, from + value.length]);
      }
    }
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

const namesOfGroups = new Map<string, string>();
const factsOfGroups = new Map<string, string>();

/** `device2`, `cpu2`, …: the same fact from another branch of the pattern. */
function nameOfGroup(key: string): string {
  let name = namesOfGroups.get(key);
  if (name === undefined) {
    name = key.replace(/\d$/, '');
    namesOfGroups.set(key, name);
  }
  return name;
}

function factOfGroup(name: string): string {
  let fact = factsOfGroups.get(name);
  if (fact === undefined) {
    fact = name.replaceAll('_', '-');
    factsOfGroups.set(name, fact);
  }
  return fact;
}

/** The device that a line names, whichever branch of the pattern found it. */
export function deviceOf({ groups = {} }: RegExpExecArray): string | null {
  for (const key in groups) {
    if (groups[key] !== undefined && nameOfGroup(key) === 'device') return groups[key];
  }
  return null;
}

/**
 * What a single line says of whom, to tell a repeated one from another.
 * @param disk name of the disk that the line gives an address of.
 */
export function identityOf(opener: Opener, { groups }: RegExpExecArray, disk?: string): string {
  let identity = opener.kind;
  for (const name of opener.sameBy ?? usualIdentity) {
    let value = '';
    for (const key in groups) {
      if (nameOfGroup(key) === name && groups[key] !== undefined) {
        value = name === 'device' && disk !== undefined ? disk : groups[key];
        break;
      }
    }
    identity += `\0${value}`;
  }
  return identity;
}

const usualIdentity = ['device', 'comm'];
