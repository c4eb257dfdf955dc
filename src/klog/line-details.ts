// Lines that say more of a failure which another line reports, before it or behind it.
//
//   sd 0:0:0:0: [sda] tag#6 Sense Key : Medium Error [current]        detail, waits for its event
//   sd 0:0:0:0: [sda] tag#6 Add. Sense: Unrecovered read error        detail
//   critical medium error, dev sda, sector 8724376 op 0x0:(READ) …    event: takes what waited
//
//   ata1.00: exception Emask 0x0 SAct 0x0 SErr 0x0 action 0x0         event
//   ata1.00: error: { UNC }                                           detail, joins it at once
//
// In: details by `take`, events by `said`, in the order of their lines. Out: facts of the events. By
// themselves such lines are no failure: a drive answers many a question with an error.

import type { LogLine } from '../model/kernel-log.ts';
import { diskOf } from './device-names.ts';
import type { EventBuilder } from './event-builder.ts';
import type { HeaderMatch } from './header-match.ts';
import type { Opener } from './openers/opener.ts';
import type { ScsiDisks } from './scsi-disks.ts';

/** A driver says it all at once; what stands further apart belongs to another failure. */
const reach = 24;
const mostWaiting = 64;
/** Lines that found no event, beyond which they are not worth showing: some drives ask all day. */
const mostUnclaimed = 4096;
/** Devices whose last event is remembered: more fail at once in no log that a person could use. */
const mostEvents = 256;

interface Detail {
  keys: string[];
  opener: Opener;
  match: HeaderMatch;
  line: LogLine;
}

export class LineDetails {
  #waiting: Detail[] = [];
  /** The last event of a kind, and of a kind on a device. */
  readonly #last = new Map<string, EventBuilder>();
  readonly #disks: ScsiDisks;
  #unclaimed = 0;

  constructor(disks: ScsiDisks) {
    this.#disks = disks;
  }

  /** Whether somebody may want to see the line that has just begun to wait. */
  get keepsWaiting(): boolean {
    return this.#unclaimed <= mostUnclaimed;
  }

  /** The event that the line says more of; null while it waits for one. */
  take(opener: Opener, match: HeaderMatch, line: LogLine): EventBuilder | null {
    const waits = opener.leads && match.device === null;
    const event = waits ? null : this.join(opener, match, line);
    if (event) return event;
    this.#unclaimed++;
    this.#waiting.push({ keys: keysOf(opener, this.#deviceOf(match)), opener, match, line });
    if (this.#waiting.length > mostWaiting) this.#waiting.shift();
    return null;
  }

  /** The same for a line that does not wait: null where no such event is near. */
  join(opener: Opener, match: HeaderMatch, line: LogLine): EventBuilder | null {
    let nearest: EventBuilder | null = null;
    const nameless = keysOf(opener, null);
    for (const key of [...keysOf(opener, this.#deviceOf(match)), ...nameless]) {
      const event = this.#last.get(key);
      if (event === undefined || line.number - event.lastLine > reach) continue;
      // A line that names its device does not belong to an event on another one.
      if (nameless.includes(key) && match.device !== null && event.device !== null) continue;
      if (opener.joinsSame !== undefined && event.header.saysOtherwise(match, opener.joinsSame))
        continue;
      if (nearest === null || event.lastLine > nearest.lastLine) nearest = event;
    }
    if (nearest === null) return null;
    nearest.addDetail(opener, match, line);
    // It may have been this line that named the device.
    this.#last.set(keyOf(nearest.kind, this.#nameOf(nearest.device)), nearest);
    return nearest;
  }

  /** An event was reported, for the first time or again: what was said of it just before is its own. */
  said(event: EventBuilder, line: LogLine): void {
    const own = [keyOf(event.kind, null), keyOf(event.kind, this.#nameOf(event.device))];
    for (const key of own) {
      this.#last.delete(key);
      this.#last.set(key, event);
    }
    while (this.#last.size > mostEvents) this.#last.delete(this.#last.keys().next().value!);
    if (this.#waiting.length === 0) return;
    this.#waiting = this.#waiting.filter(({ line: at }) => line.number - at.number <= reach);
    const others: Detail[] = [];
    for (const detail of this.#waiting) {
      if (detail.keys.some((key) => own.includes(key))) {
        event.addDetail(detail.opener, detail.match, detail.line);
        this.#unclaimed--;
      } else others.push(detail);
    }
    this.#waiting = others;
  }

  #deviceOf(match: HeaderMatch): string | null {
    return this.#nameOf(match.device);
  }

  /** A disk goes by its name, where the log says which one an address is. */
  #nameOf(device: string | null): string | null {
    return this.#disks.diskAt(device)?.value ?? device;
  }
}

function keysOf(opener: Opener, device: string | null): string[] {
  return [opener.kind, ...(opener.alsoOf ?? [])].map((kind) => keyOf(kind, device));
}

/**
 * `ata1.00` is a drive on the link `ata1`: both speak of the same failure. So do a disk that cannot be
 * read and the reader of one of its partitions, and `PCI:0000:3b:00` and `0000:3b:00.0`.
 */
function keyOf(kind: string, device: string | null): string {
  const spokenOf =
    kind === 'block-io-error' && device !== null
      ? (diskOf(device) ?? device)
      : device
          ?.replace(/^(ata\d{1,4})\.\d\d$/, '$1')
          .replace(/^PCI:/, '')
          .replace(/\.0$/, '');
  return `${kind}\0${spokenOf ?? ''}`;
}
