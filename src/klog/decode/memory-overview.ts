// Where the machine's memory was, in the Mem-Info part of an OOM report or a failed allocation.
//
//    mapped:400 shmem:45119 pagetables:22                                   pages
//   Node 0 DMA32 free:1596kB boost:0kB min:1620kB low:2024kB high:2428kB …
//   Node 0 DMA32: 23*4kB (UM) 20*8kB (UM) … 1*512kB (U) 0*1024kB = 1724kB   free pieces
//   Node 0 hugepages_total=0 hugepages_free=0 hugepages_surp=0 hugepages_size=2048kB
//   Free swap  = 0kB
//   65406 pages RAM
//
// Out: RAM and swap; shared memory, the kernel's own memory and huge pages where they hold much of
// it (no task's line shows them); the largest piece that was free, and a zone that had less than its
// reserve.
// Source: mm/show_mem.c (show_free_areas, show_mem; lib/show_mem.c and mm/page_alloc.c before 6.3),
// mm/hugetlb.c (hugetlb_show_meminfo_node), mm/swap_state.c (show_swap_cache_info),
// mm/slab_common.c (dump_unreclaimable_slab).

import type { Fact, LogLine } from '../../model/kernel-log.ts';
import { factAt, type Place } from './body-decoder.ts';
import { type PageSize, sayAssumption, sayBytes, sayShare } from './memory-size.ts';

/** Less than this share of the machine's memory explains no shortage. */
const muchOfIt = 0.2;

/** Zones of the largest machines; more of them are not of one report. */
const mostZones = 4096;

interface Found {
  value: string;
  line: LogLine;
  place: Place;
}

/** What a counter of Mem-Info tells when it is large, and how it is said. */
const holders: [name: string, fact: string, says: string][] = [
  [
    'shmem',
    'shared-memory',
    'files in tmpfs and shared memory, which no task gives back by ending (df -t tmpfs, ipcs -m)',
  ],
  [
    'slab_unreclaimable',
    'kernel-slab',
    "the kernel's own objects, which it cannot give back (slabtop, /proc/slabinfo)",
  ],
  ['pagetables', 'page-tables', 'page tables: many processes map a lot of shared memory'],
];

const counter = /\b(shmem|slab_unreclaimable|pagetables):(\d{1,15})\b/dg;
const freePieces = /^Node (?<node>\d{1,4}) (?<zone>\w{2,12}): (?=\d{1,9}\*\d{1,9}kB)/;
const watermark =
  /^Node (?<node>\d{1,4}) (?<zone>\w{2,12}) (?<value>free:(?<free>\d{1,15})kB)(?: boost:\d{1,15}kB)? min:(?<min>\d{1,15})kB/d;
const piece = /(\d{1,9})\*(\d{1,9})kB/dg;
const hugePages =
  /^(?:Node \d{1,4} )?(hugepages_total=(\d{1,9})) hugepages_free=(\d{1,9}) .{0,40}hugepages_size=(\d{1,9})kB/d;
const slabLine = /^(?<cache>[\w:.-]{1,48}) +(?<used>\d{1,12})KB +(?<total>\d{1,12})KB$/d;

export class MemoryOverview {
  #page: PageSize | null = null;
  #zones = 0;
  #short: Fact | null = null;
  #ramPages: (Found & { pages: number }) | null = null;
  #swapFree: (Found & { kilobytes: number }) | null = null;
  #swapTotal: number | null = null;
  readonly #counters = new Map<string, Found & { pages: number }>();
  #huge: (Found & { bytes: number; free: number }) | null = null;
  #slab: (Found & { bytes: number; cache: string }) | null = null;
  #largest: (Found & { bytes: number; where: string }) | null = null;

  /** As the zones' free lists show it; null where there are none. */
  get page(): PageSize | null {
    return this.#page;
  }

  /** Of the whole machine; null where the report does not show it. */
  ramBytes(page: PageSize): number | null {
    return this.#ramPages === null ? null : this.#ramPages.pages * page.bytes;
  }

  take(line: LogLine): void {
    const { text } = line;
    if (text.startsWith('Node ')) this.#takeNode(line);
    else if (/^(?:Free|Total) swap {1,2}= /.test(text)) this.#takeSwap(line);
    else if (/^\d{1,15} pages RAM$/.test(text)) {
      const pages = Number.parseInt(text, 10);
      this.#ramPages ??= { pages, value: text, line, place: [0, text.length] };
    } else if (/^ {0,8}(?:unevictable|slab_reclaimable|mapped|free|active_\w{4}):\d/.test(text)) {
      this.#takeCounters(line);
    } else if (text.endsWith('KB')) this.#takeSlab(line);
    else if (text.startsWith('hugepages_total=')) this.#takeHugePages(line);
  }

  /** @param askedBytes what the allocation wanted in one piece; null where that is not known */
  facts(page: PageSize, askedBytes: number | null): Fact[] {
    const facts: Fact[] = [];
    const ram = this.ramBytes(page);
    if (this.#ramPages !== null) {
      const { value, line, place } = this.#ramPages;
      facts.push(
        factAt('ram', value, line, place, `${sayBytes(ram!)} in all${sayAssumption(page)}`),
      );
    }
    if (this.#swapFree !== null) facts.push(this.#swapFact(this.#swapFree));
    if (this.#short !== null) facts.push(this.#short);
    if (ram !== null) facts.push(...this.#holderFacts(ram, page));
    if (this.#largest !== null && askedBytes !== null && askedBytes > page.bytes) {
      facts.push(this.#largestFact(this.#largest, askedBytes));
    }
    return facts;
  }

  #takeNode(line: LogLine): void {
    const zone = this.#zones < mostZones ? freePieces.exec(line.text)?.groups : undefined;
    if (zone === undefined) {
      if (!this.#takeWatermark(line)) this.#takeHugePages(line);
      return;
    }
    this.#zones++;
    for (const match of line.text.matchAll(piece)) {
      const bytes = Number(match[2]) * 1024;
      // The first column is a piece of one page, whatever is free of it.
      if (this.#page === null) this.#page = { bytes, assumed: false };
      if (match[1] === '0' || bytes <= (this.#largest?.bytes ?? 0)) continue;
      const where = `node ${zone.node}, zone ${zone.zone}`;
      this.#largest = { bytes, where, value: match[0], line, place: match.indices![0]! };
    }
  }

  #takeWatermark(line: LogLine): boolean {
    const match = this.#zones < mostZones ? watermark.exec(line.text) : null;
    if (match === null) return false;
    this.#zones++;
    const { node, zone, value, free, min } = match.groups!;
    if (this.#short === null && Number(free) < Number(min)) {
      const meaning = `node ${node}, zone ${zone} had less free than the ${min} kB of its reserve: whoever may not use the reserve had to wait or went without`;
      this.#short = factAt('short-zone', value!, line, match.indices!.groups!.value!, meaning);
    }
    return true;
  }

  #takeHugePages(line: LogLine): void {
    const match = hugePages.exec(line.text);
    if (match === null) return;
    const size = Number(match[4]) * 1024;
    const bytes = Number(match[2]) * size;
    if (bytes <= (this.#huge?.bytes ?? 0)) return;
    const free = Number(match[3]) * size;
    this.#huge = { bytes, free, value: match[1]!, line, place: match.indices![1]! };
  }

  #takeSwap(line: LogLine): void {
    const match = /^(Free|Total) swap {1,2}= (\d{1,15}kB)$/d.exec(line.text);
    if (match === null) return;
    const kilobytes = Number.parseInt(match[2]!, 10);
    if (match[1] === 'Total') this.#swapTotal ??= kilobytes;
    else this.#swapFree ??= { kilobytes, value: match[2]!, line, place: match.indices![2]! };
  }

  #takeCounters(line: LogLine): void {
    for (const match of line.text.matchAll(counter)) {
      const name = match[1]!;
      if (this.#counters.has(name)) continue;
      const found = { value: match[0], line, place: match.indices![0]! };
      this.#counters.set(name, { ...found, pages: Number(match[2]) });
    }
  }

  #takeSlab(line: LogLine): void {
    const match = slabLine.exec(line.text);
    if (match === null) return;
    const bytes = Number(match.groups!.total) * 1024;
    if (bytes <= (this.#slab?.bytes ?? 0)) return;
    const cache = match.groups!.cache!;
    this.#slab = { bytes, cache, value: cache, line, place: match.indices!.groups!.cache! };
  }

  #swapFact({ kilobytes, value, line, place }: Found & { kilobytes: number }): Fact {
    const total = this.#swapTotal;
    let meaning = `${sayBytes(kilobytes * 1024)} of swap were free`;
    if (total === 0) meaning = 'there is no swap: pages of programs cannot be moved out of memory';
    else if (total !== null) {
      const size = sayBytes(total * 1024);
      meaning =
        kilobytes < total / 50
          ? `the swap of ${size} was full`
          : `${sayBytes(kilobytes * 1024)} of ${size} of swap were still free`;
    }
    return factAt('swap-free', value, line, place, meaning);
  }

  #holderFacts(ram: number, page: PageSize): Fact[] {
    const facts: Fact[] = [];
    const add = (name: string, { value, line, place }: Found, bytes: number, says: string) => {
      if (bytes < muchOfIt * ram) return;
      const size = `${sayBytes(bytes)}, ${sayShare(bytes, ram)} of the machine's memory`;
      facts.push(factAt(name, value, line, place, `${size}: ${says}${sayAssumption(page)}`));
    };
    for (const [name, fact, says] of holders) {
      const found = this.#counters.get(name);
      if (found) add(fact, found, found.pages * page.bytes, says);
    }
    if (this.#huge) {
      const says = `set aside as huge pages, ${sayBytes(this.#huge.free)} of them unused; nothing else may use them (vm.nr_hugepages)`;
      add('huge-pages', this.#huge, this.#huge.bytes, says);
    }
    if (this.#slab) {
      const says = `in the kernel's cache ${this.#slab.cache} alone: a leak in the kernel, or very many of one thing`;
      add('largest-slab', this.#slab, this.#slab.bytes, says);
    }
    return facts;
  }

  #largestFact(largest: Found & { bytes: number; where: string }, asked: number): Fact {
    const { bytes, where, value, line, place } = largest;
    const piece = `the largest free piece was ${sayBytes(bytes)} (${where})`;
    const meaning =
      bytes < asked
        ? `${piece}, smaller than the ${sayBytes(asked)} asked for: memory was short, or free only in small pieces`
        : `${piece}, at least as large as was asked for: it was kept in reserve, or in a zone that may not be used`;
    return factAt('largest-free-piece', value, line, place, meaning);
  }
}
