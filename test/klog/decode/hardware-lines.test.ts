// Failures that the kernel spreads over several lines: facts come from all of them, each from its own
// place, and go to the event that they belong to. The lines are the kernel's formats filled in.

import { describe, expect, test } from 'vitest';
import { readKernelLog } from '../../../src/klog/read-kernel-log.ts';

interface Case {
  name: string;
  text: string;
  /** `kind device x repeats`, then facts as `name=value@line`; `+` where there is a meaning. */
  events: [event: string, ...facts: string[]][];
}

const cases: Case[] = [
  {
    name: 'a bad sector of a SCSI disk: what the device said stands before the error',
    text: `sd 1:0:0:0: [sdb] tag#6 FAILED Result: hostbyte=DID_OK driverbyte=DRIVER_SENSE cmd_age=2s
sd 1:0:0:0: [sdb] tag#6 Sense Key : Medium Error [current]${' '}
sd 1:0:0:0: [sdb] tag#6 Add. Sense: Unrecovered read error - auto reallocate failed
sd 1:0:0:0: [sdb] tag#6 CDB: Read(16) 88 00 00 00 00 00 9b df 5e 78 00 00 00 08 00 00
critical medium error, dev sdb, sector 2615107192 op 0x0:(READ) flags 0x1000 phys_seg 1 prio class 2`,
    events: [
      [
        'block-io-error sdb x1: critical medium error on sdb',
        'hostbyte=DID_OK@1+',
        'driverbyte=DRIVER_SENSE@1+',
        'sense-key=Medium Error@2+',
        'additional-sense=Unrecovered read error - auto reallocate failed@3+',
        'block-error=critical medium@5+',
        'sector=2615107192@5+',
        'operation=READ@5+',
      ],
    ],
  },
  {
    name: 'what one disk said is not put down to another',
    text: `sd 1:0:0:0: [sda] tag#6 FAILED Result: hostbyte=DID_TIME_OUT driverbyte=DRIVER_OK cmd_age=30s
sd 2:0:0:0: [sdb] tag#1 FAILED Result: hostbyte=DID_NO_CONNECT driverbyte=DRIVER_OK cmd_age=0s
I/O error, dev sdb, sector 8 op 0x1:(WRITE) flags 0x800 phys_seg 1 prio class 2
I/O error, dev sda, sector 16 op 0x0:(READ) flags 0x0 phys_seg 1 prio class 2`,
    events: [
      [
        'block-io-error sdb x1: I/O error on sdb',
        'hostbyte=DID_NO_CONNECT@2+',
        'operation=WRITE@3+',
      ],
      ['block-io-error sda x1: I/O error on sda', 'hostbyte=DID_TIME_OUT@1+', 'operation=READ@4+'],
    ],
  },
  {
    name: 'kernels before 4.0 print the result on a line of its own',
    text: `sd 6:0:0:0: [sdc]${'  '}
Result: hostbyte=DID_OK driverbyte=DRIVER_SENSE
sd 6:0:0:0: [sdc]${'  '}
Sense Key : Aborted Command [current] [descriptor]
sd 6:0:0:0: [sdc]${'  '}
Add. Sense: Scsi parity error
end_request: I/O error, dev sdc, sector 1234`,
    events: [
      [
        'block-io-error sdc x1: I/O error on sdc',
        'hostbyte=DID_OK@2+',
        'sense-key=Aborted Command@4+',
        'additional-sense=Scsi parity error@6+',
        'sector=1234@7+',
      ],
    ],
  },
  {
    name: 'a disk that only refuses a question has not failed',
    text: `sd 1:0:0:0: [sdb] tag#6 FAILED Result: hostbyte=DID_OK driverbyte=DRIVER_SENSE cmd_age=2s
sd 1:0:0:0: [sdb] tag#6 Sense Key : Illegal Request [current]${' '}
sd 1:0:0:0: [sdb] tag#6 Add. Sense: Invalid command operation code
nvme0: Identify(0x6), Invalid Field in Command (sct 0x0 / sc 0x2) DNR${' '}
nvme0n1: Dataset Management(0x9) @ LBA 0, 8 blocks, Invalid Field in Command (sct 0x0 / sc 0x2) DNR `,
    events: [],
  },
  {
    name: 'what the controller says of a disk that went away',
    text: `mpt3sas_cm0: log_info(0x31110d00): originator(PL), code(0x11), sub_code(0x0d00)
sd 0:0:5:0: [sdf] tag#12 FAILED Result: hostbyte=DID_SOFT_ERROR driverbyte=DRIVER_OK cmd_age=4s
sd 0:0:5:0: [sdf] tag#12 CDB: Write(16) 8a 00 00 00 00 00 07 c8 fa cb 00 00 00 65 00 00
I/O error, dev sdf, sector 130611915 op 0x1:(WRITE) flags 0x0 phys_seg 13 prio class 2`,
    events: [
      [
        'block-io-error sdf x1: I/O error on sdf',
        'controller-log=0x31110d00@1+',
        'hostbyte=DID_SOFT_ERROR@2+',
        'operation=WRITE@4+',
      ],
    ],
  },
  {
    name: 'a memory error with the machine check that told of it',
    text: `EDAC skx MC1: HANDLING MCE MEMORY ERROR
EDAC skx MC1: CPU 32: Machine Check Event: 0x0 Bank 7: 0x8c00004000010091
EDAC skx MC1: TSC 0x4a1f0
EDAC skx MC1: ADDR 0x12345000
EDAC skx MC1: MISC 0x900000000000086
EDAC skx MC1: PROCESSOR 0:0x50654 TIME 1551812437 SOCKET 1 APIC 0x40
EDAC MC1: 1 CE memory read error on CPU_SrcID#1_MC#0_Chan#1_DIMM#0 (channel:1 slot:0 page:0x12345 offset:0x0 grain:32 syndrome:0x0)`,
    events: [
      [
        'edac-memory-error MC1 x1: EDAC MC1: CE memory error',
        'status=8c00004000010091@2+',
        'bank=7@2',
        'physical-address=0x12345000@4',
        'socket=1@6',
        'dimm=CPU_SrcID#1_MC#0_Chan#1_DIMM#0@7+',
      ],
    ],
  },
  {
    name: 'a disk that the kernel gives up, by its name and by its address',
    text: `sd 1:0:0:0: [sdb] Medium access timeout failure. Offlining disk!
sd 2:0:3:0: Device offlined - not ready after error recovery
sd 2:0:3:0: rejecting I/O to offline device`,
    events: [
      ['block-io-error sdb x1: SCSI device offlined: sdb', 'device=sdb@1'],
      ['block-io-error 2:0:3:0 x2: SCSI device offlined: 2:0:3:0', 'device=2:0:3:0@2'],
    ],
  },
  {
    name: 'a cable: the checksum of the transfer, on the drive and on its link',
    text: `ata3.00: exception Emask 0x10 SAct 0x80000 SErr 0x280100 action 0x6 frozen
ata3.00: irq_stat 0x08000000, interface fatal error
ata3: SError: { UnrecovData 10B8B BadCRC }
ata3.00: failed command: READ FPDMA QUEUED
ata3.00: cmd 60/08:98:00:48:00/00:00:00:00:00/40 tag 19 ncq dma 4096 in
         res 40/00:9c:00:48:00/00:00:00:00:00/40 Emask 0x10 (ATA bus error)
ata3.00: status: { DRDY }
ata3.00: error: { ICRC ABRT }
ata3: hard resetting link`,
    events: [
      [
        'ata-error ata3.00 x1: ata3.00: ATA exception',
        'emask=0x10@1+',
        'serr=0x280100@1+',
        'ata-link=interface fatal error@2+',
        'serror=UnrecovData 10B8B BadCRC@3+',
        'ata-command=READ FPDMA QUEUED@4',
        'ata-failure=ATA bus error@6+',
        'ata-status=DRDY@7+',
        'ata-error=ICRC ABRT@8+',
      ],
    ],
  },
  {
    name: 'a bad block of an NVMe drive',
    text: `nvme0n1: Read(0x2) @ LBA 204800, 8 blocks, Unrecovered Read Error (sct 0x2 / sc 0x81) MORE DNR${' '}
critical medium error, dev nvme0n1, sector 204800 op 0x0:(READ) flags 0x80700 phys_seg 1 prio class 2`,
    events: [
      [
        'block-io-error nvme0n1 x1: critical medium error on nvme0n1',
        'nvme-error=Unrecovered Read Error@1',
        'nvme-status=sct 0x2 / sc 0x81@1+',
        'lba=204800@1',
        'sector=204800@2+',
      ],
    ],
  },
  {
    name: 'the same without the table of names',
    text: 'nvme1c2n1: I/O Cmd(0x1) @ LBA 8, 16 blocks, I/O Error (sct 0x2 / sc 0x80) ',
    events: [
      ['block-io-error nvme1c2n1 x1: I/O Error on nvme1c2n1', 'nvme-status=sct 0x2 / sc 0x80@1+'],
    ],
  },
  {
    name: 'an NVMe controller that is gone, with what the kernel suggests to try',
    text: `nvme nvme1: controller is down; will reset: CSTS=0xffffffff, PCI_STATUS=0xffff
nvme nvme1: Does your device have a faulty power saving mode enabled?
nvme nvme1: Try "nvme_core.default_ps_max_latency_us=0 pcie_aspm=off pcie_port_pm=off" and report a bug`,
    events: [
      [
        'nvme-timeout nvme1 x1: nvme nvme1: timeout or reset',
        'csts=0xffffffff@1+',
        'pci-status=0xffff@1+',
        'boot-options=nvme_core.default_ps_max_latency_us=0 pcie_aspm=off pcie_port_pm=off@3',
      ],
    ],
  },
  {
    name: 'a fatal bus error is not one more of the corrected ones',
    text: `nvme 0000:3b:00.0: PCIe Bus Error: severity=Corrected, type=Physical Layer, (Receiver ID)
nvme 0000:3b:00.0:   device [144d:a808] error status/mask=00000001/0000e000
nvme 0000:3b:00.0:    [ 0] RxErr                  (First)
nvme 0000:3b:00.0: PCIe Bus Error: severity=Corrected, type=Physical Layer, (Receiver ID)
nvme 0000:3b:00.0: PCIe Bus Error: severity=Uncorrectable (Fatal), type=Transaction Layer, (Requester ID)
nvme 0000:3b:00.0:   device [144d:a808] error status/mask=00004000/00000000
nvme 0000:3b:00.0:    [14] CmpltTO                (First)`,
    events: [
      [
        'pcie-aer 0000:3b:00.0 x2: PCIe Bus Error on 0000:3b:00.0',
        'severity=Corrected@1+',
        'layer=Physical Layer@1+',
        'agent=Receiver ID@1+',
        'pci-id=144d:a808@2+',
        'aer-error=RxErr@3+',
      ],
      [
        'pcie-aer 0000:3b:00.0 x1: PCIe Bus Error on 0000:3b:00.0',
        'severity=Uncorrectable (Fatal)@5+',
        'layer=Transaction Layer@5+',
        'aer-error=CmpltTO@7+',
      ],
    ],
  },
  {
    name: 'older names, and the id in the line',
    text: `pcieport 0000:00:1c.5: PCIe Bus Error: severity=Uncorrected (Non-Fatal), type=Transaction Layer, id=00e5(Requester ID)
pcieport 0000:00:1c.5:   device [8086:a115] error status/mask=00100000/00010000
pcieport 0000:00:1c.5:    [20] Unsupported Request    (First)`,
    events: [
      [
        'pcie-aer 0000:00:1c.5 x1: PCIe Bus Error on 0000:00:1c.5',
        'severity=Uncorrected (Non-Fatal)@1+',
        'agent=Requester ID@1+',
        'aer-error=Unsupported Request@3+',
      ],
    ],
  },
  {
    name: 'a port passes an error on: the device behind it has failed, and stays so',
    text: `pcieport 0000:00:1b.2: AER: Uncorrectable (Fatal) error message received from 0000:03:04.0
pcieport 0000:03:04.0: PCIe Bus Error: severity=Uncorrectable (Fatal), type=Transaction Layer, (Receiver ID)
pcieport 0000:03:04.0:   device [111d:8063] error status/mask=00000020/00000000
pcieport 0000:03:04.0:    [ 5] SDES                   (First)
pci 0000:05:00.0: AER: can't recover (no error_detected callback)
pcieport 0000:03:04.0: AER: Downstream Port link has been reset (0)
pcieport 0000:03:04.0: AER: device recovery failed`,
    events: [
      [
        'pcie-aer 0000:03:04.0 x1: PCIe Bus Error on 0000:03:04.0',
        'port=0000:00:1b.2@1',
        'severity=Uncorrectable (Fatal)@1+',
        'aer-error=SDES@4+',
        'recovery=device recovery failed@7+',
      ],
      [
        'pcie-aer 0000:05:00.0 x1: PCIe Bus Error on 0000:05:00.0',
        "recovery=can't recover (no error_detected callback)@5+",
      ],
    ],
  },
  {
    name: 'a port of an older kernel, that names its source by number',
    text: `pcieport 0000:00:01.0: AER: Multiple Corrected error received: id=0008
pcieport 0000:00:01.0: PCIe Bus Error: severity=Corrected, type=Data Link Layer, id=0008(Transmitter ID)
pcieport 0000:00:01.0:   device [8086:3408] error status/mask=00001000/00000000
pcieport 0000:00:01.0:    [12] Replay Timer Timeout${'  '}`,
    events: [
      [
        'pcie-aer 0000:00:01.0 x1: PCIe Bus Error on 0000:00:01.0',
        'layer=Data Link Layer@2+',
        'aer-error=Replay Timer Timeout@4+',
      ],
    ],
  },
  {
    name: 'accesses that an IOMMU refused',
    text: `DMAR: [DMA Write NO_PASID] Request device [3b:00.0] fault addr 0xbdf53000 [fault reason 0x05] PTE Write access is not set
DMAR:[DMA Read] Request device [02:00.0] fault addr ffff90d53fada000${' '}
nvme 0000:04:00.0: AMD-Vi: Event logged [IO_PAGE_FAULT domain=0x000c address=0x10b4a0100 flags=0x0020]
AMD-Vi: Event logged [IO_PAGE_FAULT device=0a:00.0 domain=0x001d address=0x000000000637c000 flags=0x0000]`,
    events: [
      [
        'iommu-fault 3b:00.0 x1: IOMMU fault by device 3b:00.0',
        'dma-access=DMA Write@1',
        'dma-address=0xbdf53000@1',
        'iommu-reason=PTE Write access is not set@1+',
      ],
      ['iommu-fault 02:00.0 x1: IOMMU fault by device 02:00.0', 'dma-address=ffff90d53fada000@2'],
      [
        'iommu-fault 0000:04:00.0 x1: IOMMU fault by device 0000:04:00.0',
        'iommu-event=IO_PAGE_FAULT@3+',
        'iommu-flags=0x0020@3+',
      ],
      ['iommu-fault 0a:00.0 x1: IOMMU fault by device 0a:00.0', 'iommu-flags=0x0000@4+'],
    ],
  },
  {
    name: 'an NMI that nobody knows, and an array that lost a disk',
    text: `Uhhuh. NMI received for unknown reason 2d on CPU 3.
md/raid1:md0: Disk failure on sdb1, disabling device.
md/raid1:md0: Operation continuing on 1 devices.`,
    events: [
      ['nmi-unknown null x1: NMI received for unknown reason 2d', 'nmi-reason=2d@1+', 'cpu=3@1'],
      ['md-degraded md0 x1: md md0: disk failure', 'disk=sdb1@2', 'devices-left=1@3'],
    ],
  },
  {
    name: 'the module that EDAC names; another module, or a worse error, is another event',
    text: `EDAC MC0: 1 CE memory read error on CPU_SrcID#0_Ha#0_Chan#1_DIMM#0 (channel:1 slot:0 page:0x12345 offset:0x0 grain:32 syndrome:0x0 -  area:DRAM)
EDAC MC0: 3 CE memory read error on CPU_SrcID#0_Ha#0_Chan#1_DIMM#0 (channel:1 slot:0 page:0x12345 offset:0x0 grain:32 syndrome:0x0 -  area:DRAM)
EDAC MC0: 1 UE memory read error on DIMM_B2 (channel:2 slot:1 page:0x0 offset:0x0 grain:32)
EDAC MC1: CE page 0x283, offset 0xce0, grain 8, syndrome 0x6ec3, row 0, channel 1, label "DIMM_C1": amd76x_edac
EDAC MC2: UE - no information available: INTERNAL ERROR
EDAC MC3: 1 CE reserved error on unknown memory (node:0 card:0 module:0 rank:0 bank:513 bank_group:2 bank_address:1 device:0 row:4887 column:1032 bit_position:0 requestor_id:0x0000000000000000 responder_id:0x0000000000000000 DIMM location: not present. DMI handle: 0x0000 page:0x898b86 offset:0x20 grain:1 syndrome:0x0)`,
    events: [
      [
        'edac-memory-error MC0 x2: EDAC MC0: CE memory error',
        'errors=1@1',
        'type=CE@1+',
        'dimm=CPU_SrcID#0_Ha#0_Chan#1_DIMM#0@1+',
        'page=0x12345@1+',
      ],
      ['edac-memory-error MC0 x1: EDAC MC0: UE memory error', 'type=UE@3+', 'dimm=DIMM_B2@3'],
      ['edac-memory-error MC1 x1: EDAC MC1: CE memory error', 'dimm=DIMM_C1@4'],
      ['edac-memory-error MC2 x1: EDAC MC2: UE memory error', 'type=UE@5+'],
      [
        'edac-memory-error MC3 x1: EDAC MC3: CE memory error',
        'dimm=unknown memory@6+',
        'page=0x898b86@6+',
      ],
    ],
  },
  {
    name: 'records of the firmware: one of memory, one of a bus',
    text: `{1}[Hardware Error]: Hardware error from APEI Generic Hardware Error Source: 4
{1}[Hardware Error]: It has been corrected by h/w and requires no further action
{1}[Hardware Error]: event severity: corrected
{1}[Hardware Error]:  Error 0, type: corrected
{1}[Hardware Error]:  fru_text: A5
{1}[Hardware Error]:   section_type: memory error
{1}[Hardware Error]:   error_status: Storage error in DRAM memory (0x0000000000000400)
{1}[Hardware Error]:   physical_address: 0x0000001203a5e000
{1}[Hardware Error]:   node:0 card:4 module:0 rank:1 bank:3 device:5 row:4887 column:1032${' '}
{1}[Hardware Error]:   error_type: 2, single-bit ECC
{1}[Hardware Error]:   DIMM location: CPU1 DIMM_A5${' '}
{2}[Hardware Error]: event severity: fatal
{2}[Hardware Error]:  Error 0, type: fatal
{2}[Hardware Error]:   section_type: PCIe error
{2}[Hardware Error]:   device_id: 0000:3b:00.0
{2}[Hardware Error]:   vendor_id: 0x10de, device_id: 0x20b5`,
    events: [
      [
        'edac-memory-error null x1: Firmware reports a memory error',
        'firmware-severity=corrected@3+',
        'part=A5@5',
        'memory-status=Storage error in DRAM memory@7',
        'physical-address=0x0000001203a5e000@8',
        'dimm-place=node:0 card:4 module:0 rank:1 bank:3 device:5 row:4887 column:1032@9',
        'memory-error=single-bit ECC@10+',
        'dimm=CPU1 DIMM_A5@11',
      ],
      ['pcie-aer 0000:3b:00.0 x1: PCIe Bus Error on 0000:3b:00.0', 'firmware-severity=fatal@12+'],
    ],
  },
  {
    name: 'a machine check with its address and socket',
    text: `mce: [Hardware Error]: CPU 8: Machine Check: 0 Bank 7: 9c00004001010090
mce: [Hardware Error]: TSC 4a1f0 ADDR 12345000 MISC 144780c86${' '}
mce: [Hardware Error]: PROCESSOR 0:306e7 TIME 1700000000 SOCKET 1 APIC 20 microcode 42e`,
    events: [
      [
        'mce-hardware-error null x1: Machine check on CPU 8 bank 7',
        'status=9c00004001010090@1+',
        'physical-address=12345000@2',
        'socket=1@3',
      ],
    ],
  },
  {
    name: "an AMD processor's error, decoded by the kernel",
    text: `[Hardware Error]: Corrected error, no action required.
[Hardware Error]: CPU:2 (17:31:0) MC27_STATUS[-|CE|MiscV|-|-|-|SyndV|-|-|-]: 0x9c2041000000011b
[Hardware Error]: Error Addr: 0x0000000012345000
[Hardware Error]: Unified Memory Controller Ext. Error Code: 0, DRAM ECC error.`,
    events: [
      [
        'mce-hardware-error null x1: Machine check on CPU 2 bank 27',
        'status=9c2041000000011b@2+',
        'physical-address=0x0000000012345000@3',
        'unit=Unified Memory Controller@4',
        'unit-error=DRAM ECC error@4',
      ],
    ],
  },
  {
    name: 'a GPU that is lost after a program failed on it',
    text: `NVRM: Xid (PCI:0000:3b:00): 31, pid=4711, name=python3, Ch 00000008, intr 00000000. MMU Fault
NVRM: Xid (PCI:0000:3b:00): 79, pid='<unknown>', name=<unknown>, GPU has fallen off the bus.`,
    events: [
      ['nvidia-xid PCI:0000:3b:00 x1: NVRM: Xid 31', 'xid=31@1+', 'pid=4711@1', 'comm=python3@1'],
      ['nvidia-xid PCI:0000:3b:00 x1: NVRM: Xid 79', 'xid=79@2+'],
    ],
  },
  {
    name: 'who hung a graphics processor',
    text: `amdgpu 0000:03:00.0: [drm] *ERROR* ring gfx_0.0.0 timeout, signaled seq=18, emitted seq=20
amdgpu 0000:03:00.0: amdgpu: Process Xorg pid 1200 thread Xorg:cs0 pid 1201
i915 0000:00:02.0: [drm] GPU HANG: ecode 12:1:85dffffb, in chrome [4242]`,
    events: [
      ['gpu-hang 0000:03:00.0 x1: GPU hang', 'ring=gfx_0.0.0@1', 'comm=Xorg@2', 'pid=1200@2'],
      ['gpu-hang 0000:00:02.0 x1: GPU hang', 'comm=chrome@3', 'pid=4242@3'],
    ],
  },
];

describe('failures over several lines', () => {
  test.each(cases)('$name', ({ text, events }) => {
    const framed = text
      .split('\n')
      .map((line, index) => `[  101.${String(100000 + index)}] ${line}`)
      .join('\n');
    for (const pasted of [text, framed]) {
      const rows = pasted.split('\n');
      const read = readKernelLog(pasted).events;
      expect(
        read.map((event) => `${event.kind} ${event.device} x${event.repeats}: ${event.title}`),
      ).toEqual(events.map(([event]) => event));
      read.forEach((event, index) => {
        const facts = event.facts.map(
          ({ name, value, at, meaning }) =>
            `${name}=${value}@${at.line}${meaning === null ? '' : '+'}`,
        );
        expect(facts).toEqual(expect.arrayContaining(events[index]!.slice(1)));
        for (const { value, at } of event.facts)
          expect(rows[at.line - 1]!.slice(at.start - 1, at.end - 1)).toContain(value);
      });
    }
  });

  test('a detail far from an error of the same disk belongs to another one', () => {
    const far = Array.from({ length: 30 }, (_, index) => `[  2.${100000 + index}] eth0: link up`);
    const log = readKernelLog(
      [
        '[  1.000000] I/O error, dev sda, sector 8 op 0x0:(READ) flags 0x0 phys_seg 1 prio class 2',
        ...far,
        '[  3.000000] sd 0:0:0:0: [sda] tag#1 FAILED Result: hostbyte=DID_BAD_TARGET driverbyte=DRIVER_OK cmd_age=0s',
      ].join('\n'),
    );
    expect(log.events[0]!.facts.map(({ name }) => name)).not.toContain('hostbyte');
  });
});
