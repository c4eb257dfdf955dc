// What drives, buses, memory and graphics say as they fail, and what it means.

import { describe, expect, test } from 'vitest';
import * as ata from '../../../src/klog/decode/ata-error.ts';
import * as block from '../../../src/klog/decode/block-request.ts';
import {
  decodeIommuEvent,
  decodeIommuFlags,
  decodeIommuReason,
} from '../../../src/klog/decode/iommu-fault.ts';
import * as memory from '../../../src/klog/decode/memory-error.ts';
import { decodeNmiReason } from '../../../src/klog/decode/nmi-reason.ts';
import { decodeXid } from '../../../src/klog/decode/nvidia-xid.ts';
import { decodeNvmeStatus, decodePciStatus } from '../../../src/klog/decode/nvme-status.ts';
import * as aer from '../../../src/klog/decode/pcie-aer.ts';
import { decodeSasLogInfo } from '../../../src/klog/decode/sas-log-info.ts';
import { decodeDriverByte, decodeHostByte } from '../../../src/klog/decode/scsi-result.ts';
import { decodeAdditionalSense, decodeSenseKey } from '../../../src/klog/decode/scsi-sense.ts';

type Cases = [value: string, meaning: RegExp | null][];
const table: [name: string, decode: (value: string) => string | null, cases: Cases][] = [
  [
    'NVMe status',
    decodeNvmeStatus,
    [
      ['sct 0x2 / sc 0x81', /cannot read the block any more/],
      ['sct 0x2 / sc 0x80', /could not write the block/],
      ['sct 0x0 / sc 0x2', /not a broken drive/],
      ['sct 0x3 / sc 0x71', /the host gave the command up/],
      ['0x371', /the host gave the command up/],
      ['0x4371', /the host gave the command up/], // with "do not retry"
      ['sct 0x1 / sc 0x7f', /^an error of this kind of command, code 0x7f$/],
      ['sct 0x7 / sc 0x5', /^an error that only its vendor can explain, code 0x5$/],
      ['sct 0x4 / sc 0x5', null],
      ['2 / 81', null],
    ],
  ],
  [
    'PCI status of a lost controller',
    decodePciStatus,
    [
      ['0xffff', /does not answer on the bus/],
      ['0x10', /still answers/],
      ['read failed', null],
    ],
  ],
  [
    'SCSI sense key',
    decodeSenseKey,
    [
      ['Medium Error', /bad sector/],
      ['Hardware Error', /replace it/],
      ['Aborted Command', /cable, backplane and controller/],
      ['Unit Attention', /tried again/],
      ['Not Ready', /cannot be used now/],
      ['Illegal Request', /harmless/],
      ['Vendor Specific(9)', null],
    ],
  ],
  [
    'additional sense',
    decodeAdditionalSense,
    [
      ['Unrecovered read error', /^a bad sector/],
      ['Unrecovered read error - auto reallocate failed', /could not replace it$/],
      ['ASC=0x11 ASCQ=0x4', /could not replace it$/],
      ['ASC=0x11 ASCQ=0x0', /^a bad sector/],
      ['ASC=0x20 ASCQ=0x2', null],
      ['ASC=0x21 ASCQ=0x0', /beyond the end/],
      ['ASC=0x21 ASCQ=0x4', null],
      ['ASC=0x40 ASCQ=0x80', /own test/],
      ['ASC=0x5d ASCQ=0x47', /SMART/],
      ['Servo impending failure channel parametrics', /SMART/],
      ['De-compression CRC error', null],
      ['Command timeout during processing', null],
      ['Enclosure failure', /enclosure/],
      ['Logical unit communication CRC error (Ultra-DMA/32)', /damaged on the way/],
      ['Information unit iuCRC error detected', /damaged on the way/],
      ['Failure prediction threshold exceeded', /SMART/],
      ['Power on, reset, or bus device reset occurred', /look at its power/],
      ['I_T nexus loss occurred', /path to the storage/],
      ['Logical unit not ready, initializing command required', /spun down/],
      ['Logical unit not supported', /LUN/],
      ['Write protected', /write protected/],
      ['Space allocation failed write protect', /full/],
      ['Diagnostic failure on component(80)', /own test/],
      ['No additional sense information', /no further reason/],
      ['<<vendor>>ASC=0x80 ASCQ=0x1', null],
      ['Audio play operation paused', null],
    ],
  ],
  [
    'host byte',
    decodeHostByte,
    [
      ['DID_OK', /sense data/],
      ['DID_NO_CONNECT', /could not be reached/],
      ['0x01', /could not be reached/],
      ['0x14', /unreliable/],
      ['DID_TIME_OUT', /did not answer in time/],
      ['0xff', null],
      ['DID_SOMETHING', null],
    ],
  ],
  [
    'driver byte',
    decodeDriverByte,
    [
      ['DRIVER_SENSE', /sense key/],
      ['0x08', /sense key/],
      ['DRIVER_OK', null],
    ],
  ],
  [
    'log info of a SAS controller',
    decodeSasLogInfo,
    [
      ['0x31110d00', /reset of the disk.*because the link to a SATA drive went down/],
      ['0x31120303', /given up on the SAS link.*because frames/],
      ['0x31080000', /SATA drive failed a command/],
      ['0x31170000', /gone from the link/],
      ['0x30030101', /processor of the controller/],
      ['0x32010081', /RAID firmware/],
      ['0x31ff0000', null],
      ['0x21000000', null],
    ],
  ],
  [
    'Emask',
    ata.decodeEmask,
    [
      ['0x9', /bad sector/], // device and medium
      ['0x10', /cable/],
      ['0x4', /did not answer/],
      ['0x1', /see its error bits/],
      ['0x400', null],
      ['0x0', null],
    ],
  ],
  [
    'the words for an Emask',
    ata.decodeAtaFailure,
    [
      ['media error', /bad sector/],
      ['host bus error', /could not reach memory/],
      ['unknown error', null],
    ],
  ],
  [
    'SError',
    ata.decodeSerror,
    [
      ['0x0', /saw no error/],
      ['0x280100', /checksums of the link/],
      ['UnrecovData 10B8B BadCRC', /checksums of the link/],
      ['0x4050000', /went away and came back/],
      ['PHYRdyChg CommWake DevExch', /went away and came back/],
      ['Nothing', null],
    ],
  ],
  [
    'ATA error bits',
    ata.decodeAtaErrorBits,
    [
      ['UNC', /bad sector/],
      ['ICRC ABRT', /cable or plug/],
      ['ABRT', /gave the command up/],
      ['IDNF', /cannot find the sector/],
      ['XYZ', null],
    ],
  ],
  [
    'ATA status bits',
    ata.decodeAtaStatusBits,
    [
      ['DRDY ERR', /see its error bits/],
      ['DRDY DF ERR', /broken/],
      ['Busy', /hangs/],
      ['DRDY', /no error of its own/],
      ['DRQ', null],
    ],
  ],
  [
    'what libata says of a port',
    ata.decodeAtaLink,
    [
      ['interface fatal error', /cable/],
      ['SATA link down', /no drive answers/],
      ['limiting SATA link speed to 1.5 Gbps', /keeps failing/],
      ['something else', null],
    ],
  ],
  [
    'error of the block layer',
    block.decodeBlockError,
    [
      ['I/O', /lines before it/],
      ['critical medium', /bad sector/],
      ['recoverable transport', /path/],
      ['critical space allocation', /full/],
      ['operation not supported', /harmless/],
      ['some other', null],
    ],
  ],
  [
    'operation',
    block.decodeBlockOperation,
    [
      ['READ', /nothing was changed/],
      ['FLUSH', /earlier writes/],
      ['UNKNOWN', null],
    ],
  ],
  [
    'sector',
    block.decodeSector,
    [
      ['0', /^byte 0 from the start/],
      ['3', /^byte 1536 \(1\.5 KiB\)/],
      ['204800', /^byte 104857600 \(100\.0 MiB\)/],
      ['2615107192', /^byte 1338934882304 \(1\.2 TiB\)/],
      ['-1', null],
    ],
  ],
  [
    'EDAC type',
    memory.decodeEdacType,
    [
      ['CE', /no data was lost/],
      ['UE', /data was lost/],
      ['idx', null],
    ],
  ],
  [
    'DIMM label',
    memory.decodeDimmLabel,
    [
      ['CPU_SrcID#0_Ha#0_Chan#1_DIMM#0', /^socket 0, home agent 0, channel 1, DIMM 0,/],
      ['CPU_SrcID#1_MC#0_Chan#2_DIMM#1', /^socket 1, memory controller 0, channel 2, DIMM 1,/],
      ['CPU_SrcID#0_Channel#0_DIMM#0', /^socket 0, channel 0, DIMM 0,/],
      ['mc#0csrow#2channel#1', /^memory controller 0, chip-select row 2, channel 1,/],
      ['mc#0memory#2', /^memory controller 0, memory module 2,/],
      ['CPU_SrcID#0_Chan#1_A1', null],
      ['CPU_SrcID#0_Chan#1_DIMM#0 or CPU_SrcID#0_Chan#1_DIMM#1', /^one of these modules/],
      ['any memory', /cannot tell/],
      ['DIMM_A1', null],
      ['CPU1', null],
    ],
  ],
  [
    'page',
    memory.decodePage,
    [
      ['0x12345', /^physical address 0x12345000,/],
      ['0x0', null],
    ],
  ],
  [
    'severity of a firmware record',
    memory.decodeFirmwareSeverity,
    [
      ['fatal', /has to stop/],
      ['recoverable', /contained/],
      ['unknown', null],
    ],
  ],
  [
    'kind of a memory error',
    memory.decodeMemoryErrorType,
    [
      ['single-bit ECC', /corrected/],
      ['multi-bit ECC', /lost/],
      ['unknown', null],
    ],
  ],
  [
    'AER severity',
    aer.decodeAerSeverity,
    [
      ['Corrected', /no harm/],
      ['Correctable', /no harm/],
      ['Uncorrected (Non-Fatal)', /one transfer/],
      ['Uncorrectable (Fatal)', /cannot be trusted/],
      ['Other', null],
    ],
  ],
  [
    'AER layer',
    aer.decodeAerLayer,
    [
      ['Data Link Layer', /ASPM/],
      ['Layer', null],
    ],
  ],
  [
    'AER agent',
    aer.decodeAerAgent,
    [
      ['Completer ID', /answer/],
      ['Somebody ID', null],
    ],
  ],
  [
    'AER bit',
    aer.decodeAerBit,
    [
      ['RxErr', /signal/],
      ['Receiver Error', /signal/],
      ['Receiver Overflow', /room/],
      ['TLP', /memory error/],
      ['Poisoned TLP', /passed on/],
      ['CmpltTO', /did not answer/],
      ['Completion Timeout', /did not answer/],
      ['Unknown Error Bit', null],
    ],
  ],
  [
    'PCI id',
    aer.decodePciId,
    [
      ['144d:a808', /Samsung.*lspci -nn -d 144d:a808/],
      ['ffff:0000', null],
    ],
  ],
  [
    'what became of the device',
    aer.decodeRecovery,
    [
      ["can't recover (no error_detected callback)", /its driver/],
      ['device recovery failed', /could not bring the device back/],
      ['device reset', null],
    ],
  ],
  [
    'reason of an IOMMU fault',
    decodeIommuReason,
    [
      ['PTE Write access is not set', /wrote to memory/],
      ['PTE Read access is not set', /read memory/],
      ['Present bit in context entry is clear', /firmware that still uses it/],
      ['Present field in the IRTE entry is clear', /interrupt/],
      ['Error accessing interrupt-remapping table pointed by IRTA_REG', /interrupt/],
      ['Next page table ptr is invalid', /tables/],
      ['Software', null],
    ],
  ],
  [
    'event of an AMD IOMMU',
    decodeIommuEvent,
    [
      ['IO_PAGE_FAULT', /not given/],
      ['IOTLB_INV_TIMEOUT', /did not answer/],
      ['UNKNOWN', null],
    ],
  ],
  [
    'flags of an AMD IOMMU event',
    decodeIommuFlags,
    [
      ['0x0020', /write/],
      ['0x0070', /write/],
      ['0x0050', /read/],
      ['0x0000', /read/],
      ['0x0008', /interrupt/],
      ['0', null],
    ],
  ],
  [
    'reason of an NMI',
    decodeNmiReason,
    [
      ['a1', /SERR/],
      ['61', /I\/O check/],
      ['2d', /BMC/],
      ['Fatal exception', null],
    ],
  ],
  [
    'Xid',
    decodeXid,
    [
      ['79', /PCIe bus/],
      ['31', /program first/],
      ['94', /contained/],
      ['54', /power cables/],
      ['122', null],
      ['1', null],
      ['', null],
    ],
  ],
];

describe.each(table)('%s', (_name, decode, cases) => {
  test.each(cases)('%s', (value, meaning) => {
    if (meaning === null) expect(decode(value)).toBeNull();
    else expect(decode(value)).toMatch(meaning);
  });
});
