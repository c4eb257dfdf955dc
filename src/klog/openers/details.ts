// Lines that are no failure by themselves and say more of one: whose fault a disk's error is, which bit
// of a bus error, which memory module. What they capture becomes facts of the event of their kind that
// stands nearby (../line-details.ts), decoded in ../decode.
// Sources: drivers/scsi/scsi_logging.c (scsi_print_result, scsi_format_sense_hdr, scsi_format_extd_sense),
// drivers/ata/libata-eh.c (ata_eh_link_report), drivers/ata/libata-sata.c, drivers/nvme/host/core.c
// (nvme_log_error, nvme_log_err_passthru), drivers/nvme/host/pci.c (nvme_warn_reset),
// drivers/pci/pcie/aer.c (aer_print_error), drivers/firmware/efi/cper.c,
// drivers/acpi/apei/ghes.c, drivers/scsi/mpt3sas/mpt3sas_base.c, arch/x86/kernel/cpu/mce/core.c (print_mce), drivers/edac/mce_amd.c,
// drivers/gpu/drm/amd/amdgpu/amdgpu_job.c.

import { aerBitNames } from '../decode/pcie-aer.ts';
import type { Opener } from './opener.ts';

type Detail = Pick<Opener, 'kind' | 'alsoOf' | 'leads' | 'literals' | 'pattern'>;

const rows: Detail[] = [
  {
    // nv.c of NVIDIA's open kernel modules (nv_pci_probe): one message of three lines; that the card
    // answers no more stands on the third
    kind: 'nvidia-xid',
    leads: true,
    literals: ['NVRM: The NVIDIA GPU '],
    pattern: /^NVRM: The NVIDIA GPU (?<pci>[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7])(?: |$)/,
  },
  {
    // mcelog's record, behind the kernel's line or mcelog's own first one
    kind: 'mce-hardware-error',
    literals: [' BANK ', 'STATUS '],
    pattern:
      /(?:^|mcelog(?:\[\d{1,10}\])?: )(?:CPU (?<cpu>\d{1,5}) BANK (?<bank>\d{1,3})|STATUS (?<status>[0-9a-f]{4,16}) MCGSTATUS [0-9a-f]{1,16})/,
  },
  {
    // lib/decompress_*.c and arch/x86/boot/compressed/misc.c: why, two lines above "-- System halted"
    kind: 'kernel-image-broken',
    leads: true,
    literals: [
      'data is corrupt',
      'data is probably',
      'data is truncated',
      'Decoding failed',
      'decompressor ran out',
      'Destination ',
      'valid ELF',
      'magic bytes',
      'uncompression error',
      'read error',
      'crc error',
      'memory while allocating',
      'space for phdrs',
    ],
    pattern:
      /^(?:EFI stub: WARNING: Decompression failed: )?(?<unpack_reason>(?:(?:XZ|ZSTD)-compressed|LZMA) data is (?:probably )?(?:corrupt|truncated)|Decoding failed|(?:XZ|ZSTD) decompressor ran out of memory|Destination (?:physical |virtual )?address .{4,60}|Kernel is not a valid ELF file|Input is not in the (?:XZ|ZSTD) format \(wrong magic bytes\)|uncompression error|read error|crc error|Out of memory while allocating [\w -]{2,24}|Failed to allocate space for phdrs)$/,
  },
  // sd 0:0:0:0: [sda] tag#6 …; kernels before 4.0 print the rest on a line of its own.
  {
    kind: 'block-io-error',
    leads: true,
    literals: ['Result: hostbyte='],
    pattern:
      /^(?:[\w.]{1,12} \d{1,5}:\d{1,5}:\d{1,5}:\d{1,20}: (?:\[(?<device>\w{1,32})\] {0,2})?(?:tag#\d{1,6} )?(?:[\w() :]{1,40} )?)?Result: hostbyte=(?<hostbyte>DID_\w{2,24}|0x[0-9a-f]{2}) driverbyte=(?<driverbyte>DRIVER_(?:OK|BUSY|SOFT|MEDIA|ERROR|INVALID|TIMEOUT|HARD|SENSE)|0x[0-9a-f]{2})/,
  },
  {
    kind: 'block-io-error',
    leads: true,
    literals: ['Sense Key : '],
    pattern:
      /^(?:[\w.]{1,12} \d{1,5}:\d{1,5}:\d{1,5}:\d{1,20}: (?:\[(?<device>\w{1,32})\] {0,2})?(?:tag#\d{1,6} )?)?Sense Key : (?<sense_key>[A-Z][A-Za-z ]{2,24}?) \[/,
  },
  {
    kind: 'block-io-error',
    leads: true,
    literals: ['Add. Sense: ', 'ASC=0x'],
    pattern:
      /^(?:[\w.]{1,12} \d{1,5}:\d{1,5}:\d{1,5}:\d{1,20}: (?:\[(?<device>\w{1,32})\] {0,2})?(?:tag#\d{1,6} )?)?(?:Add\. Sense: (?<additional_sense>[A-Za-z].{1,90}?)|(?:<<vendor>>)?(?<additional_sense2>ASC=0x[0-9a-f]{1,2} (?:<<vendor>>)?ASCQ=0x[0-9a-f]{1,2})) {0,4}$/,
  },
  {
    kind: 'block-io-error',
    alsoOf: ['hba-fault'],
    literals: ['log_info(0x', 'LogInfo(0x'],
    pattern:
      /^(?:mpt[23]sas(?:_cm)?|mptbase: ioc)\d{1,3}: (?:log_info|LogInfo)\((?<controller_log>0x[0-9a-f]{8})\)/,
  },
  {
    kind: 'nvme-timeout',
    alsoOf: ['block-io-error'],
    literals: [' / sc 0x'],
    pattern:
      /^(?:nvme )?(?<device>nvme\d{1,4}(?:c\d{1,4})?(?:n\d{1,6})?): [\w/ ()]{2,40}\(0x[0-9a-f]{1,2}\)(?: @ LBA \d{1,20}, \d{1,12} blocks)?, (?<nvme_error>[\w/ -]{2,64}?) \((?<nvme_status>sct 0x[0-9a-f] \/ sc 0x[0-9a-f]{1,2})\)/,
  },
  {
    kind: 'nvme-timeout',
    literals: ['nvme_core.default_ps_max_latency_us'],
    pattern: /^nvme (?<device>nvme\d{1,4}): Try "(?<boot_options>[\w.= ]{4,160})"/,
  },
  {
    kind: 'ata-error',
    literals: [': SError: { '],
    pattern: /^(?<device>ata\d{1,4}(?:\.\d{2})?): SError: \{ (?<serror>[A-Za-z0-9 ]{2,160}?) \}/,
  },
  {
    kind: 'ata-error',
    literals: [': irq_stat 0x'],
    pattern:
      /^(?<device>ata\d{1,4}(?:\.\d{2})?): irq_stat 0x[0-9a-f]{8}, (?<ata_link>[A-Za-z][\w ,]{3,80})/,
  },
  {
    kind: 'ata-error',
    literals: [' Emask 0x'],
    pattern:
      /(?:^ {0,80}|#012 {0,80})res (?:[0-9a-f]{2}[/:]){11}[0-9a-f]{2} Emask 0x[0-9a-f]{1,4} \((?<ata_failure>[A-Za-z ]{4,24})\)/,
  },
  {
    kind: 'ata-error',
    literals: [': status: { ', ': error: { '],
    pattern:
      /^(?<device>ata\d{1,4}(?:\.\d{2})?): (?:status: \{ (?<ata_status>[A-Za-z ]{2,32}?) \}|error: \{ (?<ata_error>[A-Z ]{3,32}?) \})/,
  },
  {
    kind: 'ata-error',
    literals: [
      ': limiting SATA link speed',
      ': SATA link down',
      ': COMRESET failed',
      ': reset failed, giving up',
      ': disable device',
      ': disabled',
    ],
    pattern:
      /^(?<device>ata\d{1,4}(?:\.\d{2})?): (?<ata_link>limiting SATA link speed to [\d.]{1,5} Gbps|SATA link down|COMRESET failed|reset failed, giving up|disable device|disabled$)/,
  },
  {
    kind: 'md-degraded',
    literals: ['Operation continuing on '],
    pattern:
      /^md\/raid\w{0,4}:(?<device>[\w-]{1,32}): Operation continuing on (?<devices_left>\d{1,4}) devices/,
  },
  {
    kind: 'pcie-aer',
    literals: [' error status/mask='],
    pattern:
      /^(?:(?:[\w-]{1,32} )?(?<device>[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]): )?(?:AER: )? {0,4}device \[(?<pci_id>[0-9a-f]{4}:[0-9a-f]{4})\] error status\/mask=(?<aer_status>[0-9a-f]{8})\/[0-9a-f]{8}/,
  },
  {
    // `   [ 0] RxErr                  (First)`
    kind: 'pcie-aer',
    literals: aerBitNames.map((name) => `] ${name}`),
    pattern: new RegExp(
      String.raw`^(?:(?:[\w-]{1,32} )?(?<device>[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]): )?(?:AER: )? {0,4}\[ ?\d{1,2}\] (?<aer_error>${aerBitNames.join('|')})(?= |$)`,
    ),
  },
  {
    kind: 'pcie-aer',
    literals: ['aer_layer='],
    pattern:
      /^(?:(?:[\w-]{1,32} )?(?<device>[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]): )?(?:AER: )?aer_layer=(?<layer>[A-Z][A-Za-z ]{2,24}), aer_agent=(?<agent>[A-Z][a-z]{3,16} ID)/,
  },
  {
    kind: 'pcie-aer',
    literals: ['TLP Header: '],
    pattern:
      /^(?:\{\d{1,9}\}\[Hardware Error\]: {1,8})?(?:(?:[\w-]{1,32} )?(?<device>[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]): )?(?:AER: |DPC: )?(?:RP PIO )?(?: {0,4})TLP Header: (?<tlp_header>(?:0x)?[0-9a-f]{8} (?:0x)?[0-9a-f]{8} (?:0x)?[0-9a-f]{8} (?:0x)?[0-9a-f]{8})/,
  },
  {
    kind: 'pcie-aer',
    literals: ['aer_cor_status: ', 'aer_uncor_status: '],
    pattern:
      /^(?:\{\d{1,9}\})?\[Hardware Error\]: {1,8}aer_(?:cor_status: (?<aer_corrected>0x[0-9a-f]{8})|uncor_status: (?<aer_uncorrected>0x[0-9a-f]{8}))/,
  },

  // Records of the firmware: `{1}[Hardware Error]: event severity: corrected`, then its sections.
  {
    kind: 'edac-memory-error',
    alsoOf: ['mce-hardware-error', 'pcie-aer'],
    leads: true,
    literals: [': event severity: ', '  fru_text: '],
    pattern:
      /^(?:\{\d{1,9}\})?\[Hardware Error\]: {0,8}(?:event severity: (?<firmware_severity>[a-z]{4,16})|fru_text: (?<part>\S.{0,40}))/,
  },
  {
    // Found at boot, in a table of the firmware: what killed the machine before it.
    kind: 'mce-hardware-error',
    alsoOf: ['edac-memory-error', 'pcie-aer'],
    leads: true,
    literals: ['BERT: Error records from previous boot'],
    pattern: /^BERT: (?<recorded>Error records from previous boot)/,
  },
  {
    kind: 'edac-memory-error',
    literals: ['error_type: ', 'error_status: ', 'physical_address: ', 'DIMM location: ', ' card:'],
    pattern:
      /^(?:\{\d{1,9}\})?\[Hardware Error\]: {0,8}(?:error_type: \d{1,3}, (?<memory_error>[A-Za-z][\w -]{3,40})|error_status: (?<memory_status>[A-Z][^(]{4,80}?) \(0x|physical_address: (?<physical_address>0x[0-9a-f]{1,16})|(?<dimm_place>node: ?\d{1,5} card: ?\d{1,5}[\w: ]{0,120}\w)|DIMM location: (?<dimm>(?!not present)\S.{0,80}?) {0,4}$)/,
  },

  // Machine checks: where in memory, which socket, which unit.
  {
    kind: 'mce-hardware-error',
    alsoOf: ['edac-memory-error'],
    literals: [' ADDR ', 'PROCESSOR ', 'Error Addr'],
    pattern:
      /^(?:mce: |EDAC [\w ]{2,24}: )?(?:\[Hardware Error\]: )?(?:(?:TSC [0-9a-f]{1,16} )?ADDR (?<physical_address>(?:0x)?[0-9a-f]{1,16})|(?:MC\d{1,2} )?Error Addr(?:ess)?: (?<physical_address2>0x[0-9a-f]{1,16})|PROCESSOR \d{1,2}:(?:0x)?[0-9a-f]{1,8} TIME \d{1,12} SOCKET (?<socket>\d{1,4}))/,
  },
  {
    kind: 'edac-memory-error',
    leads: true,
    literals: ['Machine Check Event: '],
    pattern:
      /^EDAC [\w ]{2,24}: CPU \d{1,5}: Machine Check Event: (?:0x)?[0-9a-f]{1,16} Bank (?<bank>\d{1,3}): (?:0x)?(?<status>[0-9a-f]{16})/,
  },
  {
    // Why the kernel had to stop: the words of arch/x86/kernel/cpu/mce/severity.c.
    kind: 'mce-hardware-error',
    literals: ['[Hardware Error]: Machine check: '],
    pattern: /^(?:mce: )?\[Hardware Error\]: Machine check: (?<verdict>[A-Z].{3,80})/,
  },
  {
    kind: 'mce-hardware-error',
    literals: [' Ext. Error Code: '],
    pattern:
      /^\[Hardware Error\]: (?<unit>[A-Z][\w /-]{3,60}?) Ext\. Error Code: \d{1,3}(?:, (?<unit_error>[^.]{3,100}))?/,
  },

  {
    kind: 'gpu-hang',
    literals: ['rocess information: process ', 'amdgpu:  Process ', 'amdgpu: Process '],
    pattern: /Process (?:information: process )?(?<comm>\S.{0,31}?) pid (?<pid>\d{1,10}) thread /,
  },
];

export const details: readonly Opener[] = rows.map((row) => ({
  ...row,
  title: '',
  form: 'detail',
  rank: 0,
}));
