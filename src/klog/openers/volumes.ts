// Arrays, pools, caches and mirrors: what is built of disks.
// Sources: drivers/md/{md,raid0,raid1,raid5,raid10}.c, drivers/md/dm-{mpath,thin,verity-target,integrity,
// crypt,snap,raid1,cache-target}.c, drivers/md/dm.c, drivers/md/bcache/{io,super}.c,
// drivers/block/drbd/{drbd_req,drbd_worker,drbd_receiver}.c (and, before 6.x, `block drbd0: …`).

import type { Opener } from './opener.ts';

/** A mapped device is named by its number, `253:3`, or as its table calls it. */
const mapped = String.raw`(?<device>\d{1,4}:\d{1,7}|[\w-]{1,32})`;

export const volumes: Opener[] = [
  {
    // `mdX` is an array without a name of its own, LVM's (drivers/md/md.h, mdname), and `dm-7` one of its
    // parts: commands for arrays and disks know neither.
    kind: 'md-degraded',
    literals: ['Disk failure on ', 'Cannot continue operation'],
    pattern:
      /^(?:md\/)?(?:raid\d{0,2}|linear|multipath):?(?:mdX|(?<device>md[\w-]{1,32}))?:? {1,2}(?:Disk failure on (?:dm-\d{1,7}|(?<disk>[\w!-]{1,32}))(?:, disabling device| detected, failing array)|Cannot continue operation)/,
    title: 'md {device}: disk failure',
    form: 'line',
    rank: 3,
  },
  {
    // Fewer disks than it should have: `active with 1 out of 2 mirrors`
    kind: 'md-degraded',
    literals: [' out of '],
    pattern:
      /^md\/raid\d{0,2}:(?<device>[\w-]{1,32}): (?:raid level \d{1,2} )?active with (?<active>\d{1,4}) out of (?!\k<active> )(?<members>\d{1,4}) (?:devices|mirrors)/,
    title: 'md {device}: active with {active} out of {members} disks',
    form: 'line',
    rank: 2,
  },
  {
    kind: 'md-degraded',
    literals: [
      'unrecoverable I/O read error',
      'read error not correctable',
      'read error NOT corrected',
      'Too many read errors, failing device',
      'not enough operational ',
      'cannot start dirty degraded array',
      'starting dirty degraded array - data corruption possible',
      'kicking non-fresh ',
      'super_written gets error',
      'fatal superblock inconsistency',
    ],
    pattern:
      /^md(?:\/raid\d{0,2})?:(?:(?:mdX|(?<device>[\w-]{1,32})):)? (?:(?:dm-\d{1,7}|(?<disk>[\w!-]{1,32})): unrecoverable I\/O read error for block (?<block>\d{1,20})|read error (?:not correctable|NOT corrected!!) \(sector (?<sector>\d{1,20}) on (?:dm-\d{1,7}|(?<disk2>[\w!-]{1,32}))\)|Too many read errors, failing device (?:dm-\d{1,7}|(?<disk3>[\w!-]{1,32}))|not enough operational (?:devices|mirrors)|(?:cannot start|starting) dirty degraded array|kicking non-fresh (?<disk4>[\w!-]{1,32}) from array|super_written gets error|fatal superblock inconsistency in (?<disk5>[\w!-]{1,32}))/,
    title: 'md {device}: disk failure',
    form: 'line',
    rank: 2,
    sameBy: ['device', 'disk'],
  },
  {
    kind: 'dm-thin-full',
    literals: [
      'reached low water mark for',
      'switching pool to ',
      'no free metadata space',
      'no free data space',
    ],
    pattern: new RegExp(
      String.raw`^device-mapper: (?:thin|space map \w{1,10}): (?:${mapped}: )?.{0,40}?(?:reached low water mark for (?<short_of>data|metadata) device|switching pool to (?<pool_mode>out-of-data-space|read-only|failure|fail)|no free (?<short_of2>\w{1,10}) space)`,
    ),
    title: 'dm-thin pool {device} is running full',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'multipath-failing',
    literals: ['Failing path '],
    pattern:
      /^device-mapper: multipath: (?:(?<map>\d{1,4}:\d{1,7}): )?Failing path (?<device>\S{1,16}?)\.?$/,
    title: 'multipath: failing path {device}',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'multipath-failing',
    literals: ['queue_if_no_path timeout on ', 'ould not failover '],
    pattern:
      /^device-mapper: multipath: (?:queue_if_no_path timeout on (?<device>\S{1,32}), failing queued IO|Could not failover (?:the )?device)/,
    title: 'multipath: no path left to {device}',
    form: 'line',
    rank: 3,
  },
  {
    // Checked blocks that are not what they were.
    kind: 'dm-error',
    literals: ['device-mapper: verity: ', 'device-mapper: integrity: ', 'INTEGRITY AEAD ERROR'],
    pattern: new RegExp(
      String.raw`^device-mapper: (?:verity: ${mapped}: (?:(?:data|metadata) block (?<block>\d{1,20}) is corrupted|reached maximum errors)|integrity: (?:(?<device2>[\w-]{1,32}): )?Checksum failed (?:when reading from journal, )?at sector (?<sector>0x[0-9a-f]{1,16})|crypt: (?:(?<device3>[\w-]{1,32}): )?INTEGRITY AEAD ERROR, sector (?<sector2>\d{1,20}))`,
    ),
    title: 'device-mapper: damaged block on {device}',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'dm-error',
    literals: [
      'device-mapper: snapshots: ',
      'device-mapper: raid1: ',
      "metadata operation '",
      'aborting current metadata transaction',
      'mapping table unavailable, erroring io',
    ],
    pattern: new RegExp(
      String.raw`^device-mapper: (?:snapshots: (?:Invalidating snapshot: |Snapshot (?:overflowed|is marked invalid)|(?:Read|Write) error(?: in exception store)?: shutting down merge)|raid1: (?:Read failure on mirror device (?<device2>\d{1,4}:\d{1,7}|[\w-]{1,32})|All (?:sides of mirror have failed|replicated volumes dead)|Mirror read failed|Write error during recovery|Primary mirror \(.{1,32}?\) failed)|(?:thin|cache|core): ${mapped}: (?:metadata operation '\w{1,64}' failed|aborting current metadata transaction|mapping table unavailable))`,
    ),
    title: 'device-mapper error on {device}',
    form: 'line',
    rank: 2,
  },
  {
    kind: 'dm-error',
    literals: [', disabling caching', ': IO error on '],
    pattern:
      /^bcache: (?:\w{1,40}\(\) )?(?:(?<device>\w{1,32}): IO error on .{1,40}|(?:bcache: )?error on [0-9a-f-]{36}: (?<bcache_error>.{1,120}), disabling caching)/,
    title: 'bcache: error on {device}',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'block-io-error',
    literals: [
      'neither local nor remote',
      'Local IO failed',
      'ocal backing device failed',
      ' IO error sector ',
    ],
    pattern:
      /^(?:block |drbd [\w-]{1,64}\/\d{1,7} )(?<device>drbd\d{1,7}): (?:Local IO failed|local (?:READ|WRITE) IO error sector (?<sector>\d{1,20})|Local backing device failed|.{0,40}neither local nor remote)/,
    title: 'I/O error on {device}',
    form: 'line',
    rank: 3,
  },
];
