// Disks, cards and the ways to them: requests that failed, drives and controllers that stopped answering.
// Sources: block/blk-core.c (blk_errors, bio_check_eod), block/blk-mq.c (blk_print_req_error), fs/buffer.c,
// drivers/ata/libata-{core,eh,sff}.c, drivers/nvme/host/{core,pci,tcp,rdma,fc,multipath}.c,
// drivers/scsi/{sd,scsi_lib,scsi_error,libiscsi}.c, drivers/scsi/scsi_transport_{fc,iscsi,srp}.c,
// drivers/scsi/{mpt3sas,mpi3mr,megaraid,smartpqi,aacraid,qla2xxx,lpfc}, drivers/scsi/hpsa.c,
// drivers/message/fusion/mptbase.c, drivers/mmc/core, drivers/mmc/host/{sdhci,cqhci-core}.c,
// drivers/block/{nbd,xen-blkfront,loop}.c.

import type { Opener } from './opener.ts';

const address = String.raw`\d{1,5}:\d{1,5}:\d{1,5}:\d{1,20}`;
/** `sd 0:0:2:0: [sdc] tag#3 `: the disk's name where the driver knows it, else its address. */
const scsi = String.raw`^[\w.]{1,12} (?:${address}: \[(?<device>\w{1,32})\] {1,2}|(?<device2>${address}): )(?:tag#\d{1,6} )?`;
const pci = String.raw`[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]`;

export const disks: Opener[] = [
  {
    // Asked for something that the device cannot do: discards and zeroes are tried and given up.
    kind: 'block-io-error',
    literals: ['operation not supported error, dev '],
    pattern:
      /(?:^|: )(?<block_error>operation not supported) error, dev (?<device>[\w!-]{1,32}), sector (?<sector>\d{1,20})(?: op 0x[0-9a-f]{1,4}:\((?<operation>\w{2,24})\))?/,
    title: '{block_error} error on {device}',
    form: 'line',
    rank: 1,
    sameBy: ['device', 'block_error'],
    severity: 'notice',
  },
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
    // What a request's failure meant to whoever had asked: it belongs to the disk's own error.
    kind: 'block-io-error',
    literals: ['Buffer I/O error on dev', 'lost page write due to I/O error on '],
    pattern:
      /(?:Buffer I\/O error on dev(?:ice)?|lost page write due to I\/O error on) (?<device>[\w!-]{1,32}?)(?:, logical block|$)/,
    title: 'I/O error on {device}',
    form: 'line',
    rank: 2,
    joins: true,
  },
  {
    kind: 'block-io-error',
    literals: ['rejecting I/O to offline device', 'rejecting I/O to dead device'],
    pattern: new RegExp(`(?:${scsi})?rejecting I/O to (?:offline|dead) device`),
    title: 'rejecting I/O to offline device {device}',
    form: 'line',
    rank: 2,
  },
  {
    kind: 'block-io-error',
    literals: ['Device offlined - ', 'Offlining disk!', 'device offline or changed'],
    pattern: new RegExp(
      String.raw`(?:${scsi})?(?:Device offlined - |Medium access timeout failure\. Offlining disk|device offline or changed)`,
    ),
    title: 'SCSI device offlined: {device}',
    form: 'line',
    rank: 2,
  },
  {
    // The middle layer and the controllers' drivers, once a command took longer than its limit. In front
    // stands the disk, or the controller: mpt2sas_scsih.c (_scsih_abort, MPT2SAS_INFO_FMT) until it became
    // part of mpt3sas, mpt3sas_scsih.c (scsih_host_reset, ioc_info).
    kind: 'block-io-error',
    literals: [
      'ttempting task abort',
      'ttempting device reset',
      'ttempting target reset',
      'ttempting Target Reset',
      'timing out command, waited ',
      'uas_eh_abort_handler ',
      'ttempting bus reset',
      'ttempting host reset',
      ' megasas: RESET cmd=',
      'Host device reset request. SCSI hang',
      'Host target reset request. SCSI hang',
    ],
    pattern: new RegExp(
      String.raw`${scsi}(?:[Aa]ttempting (?:task abort|device reset|target reset|Target Reset)|megasas: RESET cmd=|uas_eh_abort_handler |timing out command, waited (?<waited>\d{1,7}s))|^(?:mptscsih: (?<device3>ioc\d{1,3})|(?<device4>mpt[23]sas(?:_cm)?\d{1,3})): attempting (?:task abort|device reset|target reset|bus reset|host reset)!|^aacraid: Host (?:device|target) reset request\. SCSI hang`,
    ),
    title: 'SCSI command timed out on {device}',
    form: 'line',
    rank: 2,
  },
  {
    // `cp: attempt to access beyond end of device`, and on the next line which and where.
    kind: 'block-io-error',
    literals: [': rw='],
    pattern:
      /^(?<device>[\w!-]{1,32}): rw=\d{1,8}, (?:want=|sector=)(?<sector>\d{1,20}),? (?:nr_sectors = \d{1,10} )?limit=(?<device_limit>\d{1,20})/,
    title: 'attempt to access beyond end of device {device}',
    form: 'line',
    rank: 2,
  },
  {
    // Medium and hardware errors are failures by themselves; other sense keys are details.
    kind: 'block-io-error',
    literals: ['Sense Key : Medium Error', 'Sense Key : Hardware Error'],
    pattern: new RegExp(
      String.raw`^[\w.]{1,12} ${address}: \[(?<device>\w{1,32})\] {1,2}(?:tag#\d{1,6} )?Sense Key : (?<sense_key>Medium Error|Hardware Error) `,
    ),
    title: '{sense_key} on {device}',
    form: 'line',
    rank: 2,
  },
  {
    // The IDE drivers before libata: drivers/ide (until 5.13).
    kind: 'block-io-error',
    literals: [': dma_intr: ', 'lost interrupt', ': status timeout: ', '_intr: error=0x'],
    pattern:
      /^(?<device>hd[a-z]): (?:lost interrupt|status timeout: |\w{3,24}_intr: (?:status|error)=0x[0-9a-f]{2})/,
    title: 'I/O error on {device}',
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
    // A disk that is somewhere else: Xen's host, a network block device's server, a file.
    kind: 'block-io-error',
    literals: ['blkfront: ', 'loop: Write error at byte offset '],
    pattern:
      /^blkfront: (?<device>[\w-]{1,32}): (?:empty )?[\w-]{2,24}(?: [\w-]{2,24})? op failed|^loop: Write error at byte offset \d{1,20}/,
    title: 'I/O error on {device}',
    form: 'line',
    rank: 2,
  },
  {
    // Reads, writes and flushes that the host of a virtual machine failed; other commands it may not know.
    kind: 'block-io-error',
    literals: ['status: scsi 0x'],
    pattern:
      /^hv_storvsc (?<device>[0-9a-f-]{36}|\S{1,40}): tag#\d{1,6} cmd 0x(?<scsi_command>28|2a|35|88|8a) status: scsi 0x(?<scsi_status>[0-9a-f]{1,2}) srb 0x[0-9a-f]{1,2} hv 0x[0-9a-f]{1,8}/,
    title: 'SCSI command failed at the Hyper-V host',
    form: 'line',
    rank: 2,
  },
  {
    // Disks of IBM Z.
    kind: 'block-io-error',
    literals: ['ERP failed for the DASD', 'An I/O request was rejected'],
    pattern:
      /^dasd(?:-\w{2,8})?(?:\.[0-9a-f]{6})? (?<device>[0-9a-f]\.[0-9a-f]\.[0-9a-f]{4}): (?:[0-9a-f.]{8}: )?(?:ERP failed for the DASD|An I\/O request was rejected)/,
    title: 'I/O error on DASD {device}',
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
    // A drive that does not answer while it is looked for, or is no longer itself afterwards.
    kind: 'ata-error',
    literals: [
      ': qc timeout ',
      ': failed to IDENTIFY ',
      ': revalidation failed ',
      ': lost interrupt ',
      ': FLUSH failed Emask ',
      ': EH pending after ',
      ': NCQ disabled due to excessive errors',
      ': reset failed, giving up',
      ': COMRESET failed ',
    ],
    pattern:
      /^(?<device>ata\d{1,4}(?:\.\d{2})?): (?:qc timeout (?:after \d{1,9} msecs )?\(cmd 0x[0-9a-f]{1,2}\)|failed to IDENTIFY \([\w/ -]{2,40}, err_mask=(?<emask>0x[0-9a-f]{1,4})\)|revalidation failed \(errno=-\d{1,3}\)|lost interrupt \(Status 0x[0-9a-f]{1,2}\)|FLUSH failed Emask (?<emask2>0x[0-9a-f]{1,4})|EH pending after \d{1,3} tries|NCQ disabled due to excessive errors|(?<ata_link>reset failed, giving up|COMRESET failed))/,
    title: '{device}: the drive does not answer',
    form: 'line',
    rank: 2,
    joins: true,
  },
  {
    kind: 'nvme-timeout',
    literals: [' QID ', ': timeout request 0x', 'controller is down; will reset'],
    pattern:
      /^nvme (?<device>nvme\d{1,4}): (?:I\/O (?:tag )?\d{1,6} (?:\([0-9a-f]{4}\) |\((?<nvme_command2>[A-Z][\w ./-]{1,31})\) )?(?:type \d{1,3} )?(?:opcode 0x[0-9a-f]{1,2} \((?<nvme_command>[\w ./-]{1,32})\) )?QID (?<nvme_queue>\d{1,6}) timeout(?:, (?<nvme_action>(?:aborting|reset|disable|completion)(?: (?:controller|polled))?))?|queue (?<nvme_queue2>\d{1,6}): timeout request 0x[0-9a-f]{1,8} type \d{1,3}|controller is down; will reset(?:: CSTS=(?<csts>0x[0-9a-f]{1,8})(?:, PCI_STATUS(?:=(?<pci_status>0x[0-9a-f]{1,4}))?)?)?)/,
    title: 'nvme {device}: timeout or reset',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'nvme-timeout',
    literals: ['nvme nvme'],
    pattern:
      /^nvme (?<device>nvme\d{1,4}): (?:Device not ready(?:; aborting [a-z]{1,16}, CSTS=(?<csts>0x[0-9a-f]{1,8}))?|Device shutdown incomplete|Disabling device after reset failure|Removing after probe failure|Removing controller \(|Abort status(?:: (?<abort_status>0x[0-9a-f]{1,4}))?|frozen state error detected|failure state error detected|resetting controller due to (?:persistent internal error|AER)|Fw activation timeout|IO queues (?:lost|not created)|Identify Controller failed|failed nvme_keep_alive_end_io|keep-alive failed|starting error recovery|Failed reconnect attempt |Max reconnect attempts|Connect command failed|failed to connect (?:socket|queue)|no (?:available|usable) path - |NVME-FC\{\d{1,5}\}: (?:controller connectivity lost|transport error|reconnect failure|Max reconnect attempts|create_assoc failed|error_recovery|dev_loss_tmo))/,
    title: 'nvme {device}: timeout or reset',
    form: 'line',
    rank: 2,
  },
  {
    kind: 'block-io-error',
    literals: ['path - failing I/O'],
    pattern: /^block (?<device>nvme\d{1,4}n\d{1,6}): no (?:available|usable) path - failing I\/O/,
    title: 'I/O error on {device}: no path left',
    form: 'line',
    rank: 3,
  },
  {
    // SAS controllers of one family, three drivers.
    kind: 'hba-fault',
    literals: [
      'fault_state(0x',
      'coredump_state(0x',
      'IOC is in FAULT state',
      'non-operational !!!!',
      'sending diag reset !!',
      'fault code(0x',
      'Firmware is halted due to command timeout',
    ],
    pattern:
      /^(?:mptbase: )?(?<device>(?:mpt[23]sas|mpi3mr)(?:_cm)?\d{1,3}|ioc\d{1,3}): (?:(?:WARNING|ERROR) - )?(?:(?:fault|coredump)_state\((?<code>0x[0-9a-f]{4})\)|SAS host is non-operational|IOC is (?:non-operational|in FAULT state)(?: after reset)?(?: \((?<code2>[0-9a-f]{4})h\))?|sending diag reset|fault code\((?<code3>0x[0-9A-Fa-f]{8})\)|Firmware is halted due to command timeout)/,
    title: '{device}: controller fault {code}',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'hba-fault',
    literals: ['megaraid_sas ', 'megasas: '],
    pattern: new RegExp(
      String.raw`^(?:megaraid_sas (?<device>${pci})|megasas): (?:FW in FAULT state(?: Fault code:(?<code>0x[0-9a-f]{1,8}) subcode:0x[0-9a-f]{1,8})?|Found FW in FAULT state|FW detected to be in faultstate|IO\/DCMD timeout is detected|pending commands remain after waiting|resetting fusion adapter|(?:Reset failed|Reset not supported), killing adapter|\[ {0,4}\d{1,3}\]waiting for \d{1,5} commands to complete|Init cmd return status FAILED)`,
    ),
    title: '{device}: controller fault {code}',
    form: 'line',
    rank: 3,
  },
  {
    // What the controller itself has to say: `… (707683534s/0x0001/FATAL) - VD 00/0 is now OFFLINE`
    kind: 'hba-fault',
    literals: ['/CRIT) - ', '/FATAL) - ', '/DEAD) - '],
    pattern: new RegExp(
      String.raw`^megaraid_sas (?<device>${pci}): \d{1,10} \([\w ]{2,24}/0x[0-9a-f]{4}/(?:CRIT|FATAL|DEAD)\) - (?<controller_event>\S.{2,120})`,
    ),
    title: '{device}: {controller_event}',
    form: 'line',
    rank: 2,
    sameBy: ['device', 'controller_event'],
  },
  {
    kind: 'hba-fault',
    literals: [
      'ontroller lockup detected',
      'no heartbeat detected - last heartbeat',
      'controller offline',
      'controller is offline: status code',
      "adapter kernel panic'd",
      'adapter monitor panic',
      'Host adapter is dead',
      'Host adapter reset request. SCSI hang',
      'ISP System Error',
    ],
    pattern: new RegExp(
      String.raw`^(?:(?:hpsa|smartpqi|aacraid|lpfc|3w-sas) (?<device>${pci}): |qla2xxx \[(?<device2>${pci})\]-|(?<device3>aacraid|AAC\d{1,3}|aac\d{1,3}): ?).{0,40}?(?:[Cc]ontroller lockup detected(?:: (?<code>0x[0-9a-f]{8}))?|no heartbeat detected|controller (?:is )?offline(?:: (?:reason|status) code (?<code2>0x[0-9a-f]{1,8})|$)|adapter (?:kernel panic'd|monitor panic)|Host adapter (?:is dead|reset request)|ISP System Error)`,
    ),
    title: '{device}: controller fault {code}',
    form: 'line',
    rank: 3,
  },
  {
    // Fibre Channel: a port of the storage, or the adapter's own link, is gone.
    kind: 'storage-path-lost',
    literals: [
      'blocked FC remote port time out',
      'LOOP DOWN detected',
      'Devloss timeout on ',
      'Cable is unplugged',
      ' Link Down Event ',
    ],
    pattern: new RegExp(
      String.raw`^ ?(?:[\w-]{1,24} )?(?<device>rport-\d{1,5}:\d{1,5}-\d{1,5}): blocked FC remote port time out|^qla2xxx \[(?<device2>${pci})\]-[0-9a-f]{4}:\d{1,5}: (?:LOOP DOWN detected|Cable is unplugged)|^lpfc (?<device3>${pci}): \d{1,3}:(?:\(\d{1,3}\):)?\d{4} (?:Devloss timeout on|Link Down Event)`,
    ),
    title: 'Fibre Channel path lost on {device}',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'storage-path-lost',
    literals: [
      'detected conn error (',
      ': ping timeout of ',
      'session recovery timed out after ',
      'SRP abort called',
    ],
    pattern:
      /^ ?(?:[\w-]{1,24} )?(?<device>connection(?<_session>\d{1,6}):\d{1,6}|session(?<_session2>\d{1,6})|host\d{1,5}): (?:detected conn error \((?<iscsi_error>\d{1,5})\)|ping timeout of \d{1,6} secs expired|session recovery timed out after \d{1,6} secs|SRP abort called)/,
    title: 'storage session lost: {device}',
    form: 'line',
    rank: 3,
    sameBy: ['_session'],
  },
  {
    kind: 'mmc-error',
    literals: [
      ': Timeout waiting for hardware ',
      ': Card stuck being busy',
      ': Reset 0x',
      ': Controller never released inhibit bit',
      ': Internal clock never stabilised',
      ': ADMA error: 0x',
      ': cache flush error ',
      ' whilst initialising ',
      ' sending status command',
      ' transferring data',
      ' requesting status',
      ' sending stop command',
      ' sending r/w cmd command',
      ': sbc error ',
      ': cmd error ',
      ': data error ',
      ': recovery failed!',
      ': running CQE recovery',
      ': cqhci: ',
      ': tuning execution failed',
      'W reset card, got error ',
      ': HPI error ',
    ],
    pattern:
      /^(?:[\w.-]{1,24} [\w:.-]{1,32}: )?(?<device>mmc(?:blk)?\d{1,3})(?:p\d{1,3})?: (?:Timeout waiting for hardware|Card stuck being busy|Reset 0x[0-9a-f]{1,2} never completed|Controller never released inhibit|Internal clock never stabilised|ADMA error|cache flush error -?\d{1,3}|error -?\d{1,3} (?:sending|requesting|transferring|whilst)|(?:sbc|cmd|data) error -?\d{1,3}|timed out sending|recovery failed|running CQE recovery|cqhci: (?:timeout for tag|CQE stuck|CQE failed)|tuning execution failed|tried to [HS]W reset card|HPI error)/,
    title: '{device}: the card or its controller does not answer',
    form: 'line',
    rank: 3,
  },
];
