// Disks, controllers and filesystems.
// Sources: block/blk-core.c (blk_status_to_str, print_req_error), fs/buffer.c, drivers/ata/libata-eh.c,
// drivers/nvme/host/pci.c, drivers/scsi/{sd,scsi_lib,scsi_error}.c, drivers/scsi/mpt3sas, drivers/md,
// fs/ext4/super.c, fs/jbd2/journal.c, fs/xfs/{xfs_fsops,xfs_error,xfs_buf}.c, fs/btrfs, fs/nfs, net/sunrpc/clnt.c.

import type { Opener } from './opener.ts';

export const storage: Opener[] = [
  {
    kind: 'block-io-error',
    literals: [' error, dev '],
    pattern:
      /(?:^|: )(?<block_error>[A-Za-z/ ]{2,40}) error, dev (?<device>[\w!-]{1,32}), (?:logical block|sector) (?<sector>\d{1,20})(?: op 0x[0-9a-f]{1,4}:\((?<operation>\w{2,24})\))?/,
    title: '{block_error} error on {device}',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'block-io-error',
    literals: [
      'Buffer I/O error on dev',
      'rejecting I/O to offline device',
      'Device offlined - ',
      'Offlining disk!',
      'lost async page write',
      'Local IO failed',
    ],
    pattern:
      /Buffer I\/O error on dev(?:ice)? (?<device>[\w!-]{1,32}), logical block|\[(?<device2>\w{1,32})\] (?:rejecting I\/O to offline device|Medium access timeout failure\. Offlining disk)|(?:^[a-z]{1,8} (?<device4>\d{1,5}:\d{1,5}:\d{1,5}:\d{1,20}): )?(?:rejecting I\/O to offline device|Device offlined - not ready after error recovery|Medium access timeout failure\. Offlining disk)|block (?<device3>drbd\d{1,5}): Local IO failed|IO ERROR: neither local nor remote/,
    title: 'I/O error on {device}',
    form: 'line',
    rank: 2,
  },
  {
    kind: 'block-io-error',
    literals: ['neither local nor remote'],
    pattern: /block (?<device>drbd\d{1,5}): .{0,40}neither local nor remote/,
    title: 'I/O error on {device}',
    form: 'line',
    rank: 3,
  },
  {
    // Medium and hardware errors are failures by themselves; other sense keys are details.
    kind: 'block-io-error',
    literals: ['Sense Key : Medium Error', 'Sense Key : Hardware Error'],
    pattern:
      /^[\w.]{1,12} \d{1,5}:\d{1,5}:\d{1,5}:\d{1,20}: \[(?<device>\w{1,32})\] {1,2}(?:tag#\d{1,6} )?Sense Key : (?<sense_key>Medium Error|Hardware Error) /,
    title: '{sense_key} on {device}',
    form: 'line',
    rank: 2,
  },
  {
    // Reads, writes and flushes; other commands fail on healthy drives that do not know them.
    kind: 'block-io-error',
    literals: [' / sc 0x'],
    pattern:
      /^(?<device>nvme\d{1,4}(?:c\d{1,4})?n\d{1,6}): [\w/ ]{2,32}\(0x[0-2]\) @ LBA (?<lba>\d{1,20}), \d{1,12} blocks, (?<nvme_error>[\w/ -]{2,64}?) \((?<nvme_status>sct 0x[0-9a-f] \/ sc 0x[0-9a-f]{1,2})\)/,
    title: '{nvme_error} on {device}',
    form: 'line',
    rank: 2,
  },
  {
    kind: 'ata-error',
    literals: ['exception Emask '],
    pattern:
      /^(?<device>ata\d{1,4}(?:\.\d{2})?): exception Emask (?<emask>0x[0-9a-f]{1,4})(?: SAct 0x[0-9a-f]{1,8} SErr (?<serr>0x[0-9a-f]{1,8}))?/,
    title: '{device}: ATA exception',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'ata-error',
    literals: ['failed command: '],
    pattern:
      /^(?<device>ata\d{1,4}(?:\.\d{2})?): failed command: (?<ata_command>[A-Z0-9][\w /()-]{1,40})?/,
    title: '{device}: ATA exception',
    form: 'line',
    rank: 2,
  },
  {
    kind: 'nvme-timeout',
    literals: ['nvme'],
    pattern:
      /^nvme (?<device>nvme\d{1,4}): (?:I\/O (?:tag )?\d{1,6} .{0,60}timeout, |controller is down; will reset(?:: CSTS=(?<csts>0x[0-9a-f]{1,8})(?:, PCI_STATUS(?:=(?<pci_status>0x[0-9a-f]{1,4}))?)?)?|Device not ready(?:; aborting [a-z]{1,16}, CSTS=(?<csts2>0x[0-9a-f]{1,8}))?|Disabling device after reset failure|Removing after probe failure|Abort status(?:: (?<abort_status>0x[0-9a-f]{1,4}))?)/,
    title: 'nvme {device}: timeout or reset',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'hba-fault',
    literals: ['fault_state(0x'],
    pattern: /^(?<device>mpt[23]sas_cm\d{1,3}): fault_state\((?<code>0x[0-9a-f]{4})\)/,
    title: '{device}: controller fault {code}',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'md-degraded',
    literals: ['Disk failure on ', 'Cannot continue operation'],
    pattern:
      /^md\/raid\w{0,4}:(?<device>[\w-]{1,32}): (?:Disk failure on (?<disk>\w{1,32}), disabling device|Cannot continue operation)/,
    title: 'md {device}: disk failure',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'dm-thin-full',
    literals: [
      'reached low water mark for',
      'switching pool to out-of-data-space',
      'no free metadata space',
      'no free data space',
    ],
    pattern:
      /^device-mapper: (?:thin|space map \w{1,10}): .{0,40}(?:reached low water mark for|switching pool to out-of-data-space|no free \w{1,10} space)/,
    title: 'dm-thin pool is running full',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'multipath-failing',
    literals: ['Failing path '],
    pattern:
      /^device-mapper: multipath: (?:\d{1,4}:\d{1,4}: )?Failing path (?<device>\S{1,16}?)\.?$/,
    title: 'multipath: failing path {device}',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'ext4-error',
    literals: ['EXT4-fs error', 'EXT3-fs error', 'EXT2-fs error', 'EXT4-fs ('],
    pattern:
      /^EXT[234]-fs (?:error \(device (?<device>[\w-]{1,32})\)(?:: (?<function>\w{1,64})(?::\d{1,7})?(?:: inode #\d{1,20})?(?:: block \d{1,20})?(?:: comm (?<comm>.{1,32}?):)?)?|\((?<device2>[\w-]{1,32})\): (?:Remounting filesystem read-only|This should not happen|group descriptors corrupted|\w{4,40}: .{1,60} not in group))/,
    title: 'EXT4-fs error on {device} in {function}',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'ext4-error',
    literals: ['Aborting journal on device '],
    pattern: /^(?:JBD2?: )?Aborting journal on device (?<device>[\w-]{1,32}?)(?:-8)?\./,
    title: 'Aborting journal on {device}',
    form: 'line',
    rank: 2,
  },
  {
    kind: 'xfs-corruption',
    literals: ['XFS ('],
    pattern:
      /^XFS \((?<device>[\w-]{1,32})\): (?:(?:Metadata (?:corruption|CRC error)|Corruption|I\/O [eE]rror|Log I\/O Error|.{1,40}\(0x[0-9a-f]{1,4}\)) (?:of in-memory data |warning: |\(0x[0-9a-f]{1,4}\) )?[dD]etected(?: at (?<function>[\w+./]{1,128}(?: \[[\w-]{1,64}\])?))?|metadata I\/O error in "(?<function2>[\w+./]{1,128}(?: \[[\w-]{1,64}\])?)|Internal error |Unmount and run xfs_repair|I\/O Error Detected|Corruption of in-memory data)/,
    title: 'XFS corruption on {device} in {function}',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'btrfs-corruption',
    literals: ['BTRFS'],
    pattern:
      /^BTRFS(?::)?.{0,60}?(?:\(device (?<device>[\w-]{1,32})(?: state \w{1,4})?\))?.{0,20}(?:forced readonly|Transaction aborted|checksum verify failed|parent transid verify failed|csum failed|corrupt (?:leaf|node)|bdev \S{1,40} errs)/,
    title: 'BTRFS error on {device}',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'nfs-timeout',
    literals: [' not responding, '],
    pattern:
      /^(?:nfs|lockd|\w{1,16}): server (?<server>\S{1,255}) not responding, (?:still trying|timed out)/,
    title: 'NFS server {server} does not respond',
    form: 'line',
    rank: 3,
  },
];
