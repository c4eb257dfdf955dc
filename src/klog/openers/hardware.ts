// Hardware that reports itself broken: processors, memory, interrupts, clocks, heat, firmware.
// Sources: arch/x86/kernel/cpu/mce/core.c (print_mce), arch/powerpc/kernel/mce.c, drivers/edac/edac_mc.c,
// drivers/edac/edac_device.c, drivers/acpi/apei/ghes.c, drivers/firmware/efi/cper.c,
// arch/x86/kernel/nmi.c, arch/arm64/kernel/traps.c (arm64_serror_panic), arch/arm64/mm/fault.c
// (fault_info), arch/arm/mm/fault.c, kernel/irq/spurious.c, arch/x86/kernel/irq.c,
// kernel/time/clocksource.c, drivers/thermal/intel/therm_throt.c, drivers/thermal/thermal_core.c,
// kernel/reboot.c (hw_protection_shutdown), drivers/hwmon/raspberrypi-hwmon.c,
// drivers/acpi/acpica/utxferror.c.

import type { Opener } from './opener.ts';

export const hardware: Opener[] = [
  {
    kind: 'mce-hardware-error',
    literals: [
      '[Hardware Error]: CPU ',
      'HARDWARE ERROR',
      'Machine Check Exception',
      'Machine Check: ',
    ],
    pattern:
      /^(?:mce: |EDAC )?\[Hardware Error\]: CPU (?<cpu>\d{1,5}): Machine Check(?: Exception)?: {1,2}(?<mcg>[0-9a-f]{1,16}) Bank (?<bank>\d{1,3}): (?<status>(?<_uncorrected>[abef])?[0-9a-f]{15,16})|CPU (?<cpu2>\d{1,5}): Machine Check(?: Exception)?: {1,20}[0-9a-f]{1,16} Bank (?<bank2>\d{1,3}): (?<status2>(?<_uncorrected2>[abef])?[0-9a-f]{15,16})|^(?:CPU (?<cpu3>\d{1,5})|CPU|HARDWARE ERROR)[: ].{0,40}(?:Machine Check Exception|machine check)/,
    title: 'Machine check on CPU {cpu} bank {bank}',
    form: 'line',
    rank: 3,
    sameBy: ['_uncorrected'],
  },
  {
    // mcelog's record of an error, where the kernel's own line is missing
    kind: 'mce-hardware-error',
    literals: ['Hardware event. This is not a software error'],
    pattern: /(?:^|mcelog(?:\[\d{1,10}\])?: )Hardware event\. This is not a software error/,
    title: 'Machine check on CPU {cpu} bank {bank}',
    form: 'line',
    rank: 1,
  },
  {
    // The errors themselves stand behind it, or in the log of mcelog or rasdaemon.
    kind: 'mce-hardware-error',
    literals: ['Machine check events logged'],
    pattern: /^(?:mce: )?(?:\[Hardware Error\]: )?Machine check events logged/,
    title: 'Machine check',
    form: 'line',
    rank: 2,
    sameBy: ['_uncorrected'],
    vague: true,
  },
  {
    // AMD's processors, decoded by the kernel.
    kind: 'mce-hardware-error',
    literals: ['_STATUS['],
    pattern:
      /^\[Hardware Error\]: CPU:(?<cpu>\d{1,5})\s(?:\([0-9a-f:]{3,16}\) )?MC(?<bank>\d{1,3})_STATUS\[(?<mce_flags>[^\]]{1,80})\]: 0x(?:(?<=\|Deferred\|[^\]]{0,60}\]: 0x)(?<deferred_status>[0-9a-f]{16})|(?<status>(?<_uncorrected>[abef])?[0-9a-f]{15,16}))/,
    title: 'Machine check on CPU {cpu} bank {bank}',
    form: 'line',
    rank: 3,
    sameBy: ['_uncorrected'],
  },
  {
    // So many corrected errors that the kernel asks for them now and then, and is no longer told.
    kind: 'mce-hardware-error',
    literals: ['CMCI storm detected'],
    pattern:
      /^(?:mce: )?(?:CPU(?<cpu>\d{1,5}) BANK(?<bank>\d{1,3}) )?(?<mended>CMCI storm) detected/,
    title: 'CMCI storm: very many corrected errors',
    form: 'line',
    rank: 1,
    sameBy: ['mended'],
  },
  {
    // Data in a program's memory: the kernel sends it SIGBUS and takes the page out of use.
    kind: 'mce-hardware-error',
    literals: ['Uncorrected hardware memory error in user-access'],
    pattern:
      /^(?:mce: )?Uncorrected hardware memory error in user-access at (?<physical_address>[0-9a-f]{1,16})/,
    title: "Uncorrected memory error in a program's memory",
    form: 'line',
    rank: 3,
    sameBy: ['physical_address'],
  },
  {
    kind: 'mce-hardware-error',
    literals: ['CPUs not responding to MCE broadcast'],
    pattern:
      /^(?:mce: )?CPUs not responding to MCE broadcast \(may include false positives\): (?<silent_cpus>[\d,-]{1,80})/,
    title: 'CPUs {silent_cpus} do not answer to a machine check',
    form: 'line',
    rank: 2,
  },
  {
    // Power Systems: severity, what and where, and whether it could go on.
    kind: 'mce-hardware-error',
    literals: [': machine check ('],
    pattern:
      /^MCE: CPU(?<cpu>\d{1,5}): machine check \((?<mce_severity>\w{4,12})\) {1,2}(?<mce_error>[\w/ ,()-]{2,80}?) (?:DAR: [0-9a-f]{16} )?(?:paddr: (?<physical_address>[0-9a-f]{16}) )?\[(?<mce_outcome>Recovered|Not recovered)\]/,
    title: 'Machine check on CPU {cpu}: {mce_error}',
    form: 'line',
    rank: 3,
    sameBy: ['cpu', 'mce_error', 'mce_outcome'],
  },
  {
    // A processor's error in a record of the firmware, or one that only its vendor can read.
    kind: 'mce-hardware-error',
    literals: ['section_type: '],
    pattern:
      /^(?:\{\d{1,9}\})?\[Hardware Error\]: {1,8}section_type: (?<section>(?:general|IA32\/X64|ARM) processor error|CXL Protocol Error|Firmware Error Record Reference)/,
    title: 'Firmware reports a {section}',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'edac-memory-error',
    literals: ['EDAC MC'],
    pattern:
      /^EDAC (?<device>MC\d{1,3}): (?:(?<errors>\d{1,9}) )?(?<type>CE|UE) (?:[^(]{0,160}?\bon (?<dimm>[^(]{1,200}?) \((?:[^)]{0,400}? page:(?<page>0x[0-9a-f]{1,13}))?|page .{0,120}?label "(?<dimm2>[^"]{1,64})")?/,
    title: 'EDAC {device}: {type} memory error',
    form: 'line',
    rank: 3,
    sameBy: ['device', 'type', 'dimm'],
  },
  {
    kind: 'mce-hardware-error',
    literals: ['section type: unknown, '],
    pattern:
      /^(?:\{\d{1,9}\})?\[Hardware Error\]: {1,8}section type: unknown, (?<section>[0-9a-f-]{36})/,
    title: 'Firmware reports an error of type {section}',
    form: 'line',
    rank: 2,
  },
  {
    // Caches and bridges that are no memory controller: arm64's and others' drivers.
    kind: 'edac-memory-error',
    literals: ['EDAC DEVICE'],
    pattern:
      /^EDAC (?<device>DEVICE\d{1,3}): (?<type>CE|UE): (?<control>\S{1,40}) instance: (?<instance>\S{1,40}) block: (?<block>\S{1,40}) count: (?<errors>\d{1,9})/,
    title: 'EDAC {device}: {type} in {instance} {block}',
    form: 'line',
    rank: 3,
    sameBy: ['device', 'type', 'instance', 'block'],
  },
  {
    kind: 'edac-memory-error',
    literals: ['section_type: memory error'],
    pattern: /^(?:\{\d{1,9}\})?(?:\[Hardware Error\]: )? {0,8}section_type: memory error/,
    title: 'Firmware reports a memory error',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'nmi-unknown',
    literals: ['NMI received for unknown reason', 'PCI system error (SERR)', 'NMI: IOCK error'],
    pattern:
      /Uhhuh\. NMI received for unknown reason (?<nmi_reason>[0-9a-f]{2})(?: on CPU (?<cpu>\d{1,5}))?|^NMI: (?:PCI system error \(SERR\)|IOCK error)(?:.{0,20}for reason (?<nmi_reason2>[0-9a-f]{2}) on CPU (?<cpu2>\d{1,5}))?/,
    title: 'NMI received for unknown reason {nmi_reason}',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'nmi-unknown',
    literals: ['Dazed and confused'],
    pattern: /^(?:nmi: )?Dazed and confused, but trying to continue/,
    title: 'NMI received for unknown reason {nmi_reason}',
    form: 'line',
    rank: 1,
  },
  {
    kind: 'arm64-serror',
    literals: ['SError Interrupt on CPU', 'Asynchronous SError', 'Bad mode in Error handler'],
    pattern:
      /(?:SError Interrupt|^Bad mode in Error handler detected) on CPU(?<cpu>\d{1,5}), code (?<esr>0x[0-9a-f]{8,16})/,
    title: 'SError Interrupt in {guilty}',
    form: 'fault',
    rank: 3,
    severity: 'fatal',
  },
  {
    kind: 'arm64-synchronous-external-abort',
    literals: [
      'synchronous external abort',
      'ynchronous parity ',
      'ynchronous parity or ECC error',
      '(translation table walk)',
    ],
    pattern:
      /^(?:Internal error: |Synchronous External Abort: |Unhandled fault: (?=.{0,80}\(0x9[0-9a-f]{7}\) at 0x[0-9a-f]{16}))?(?:level -?\d \(translation table walk\)|(?:level -?\d )?[sS]ynchronous (?:external abort|parity (?:or ECC )?error)(?: \(translation table walk\))?)(?:[:,] .{0,40}?(?<esr>[0-9a-f]{8,16})| \((?<esr2>0x9[0-9a-f]{7})\))?/,
    title: 'Internal error in {guilty}',
    form: 'fault',
    rank: 3,
  },
  {
    kind: 'arm-external-abort',
    literals: ['external abort '],
    pattern:
      /Unhandled (?:fault|prefetch abort): (?:imprecise |synchronous |asynchronous )?external abort (?:on (?:linefetch|non-linefetch|translation) )?\((?<fault_status>0x[0-9a-f]{1,8})\)(?: at (?<address>0x[0-9a-f]{8,16}))?/,
    title: 'external abort in {guilty}',
    form: 'fault',
    rank: 3,
  },
  {
    kind: 'irq-nobody-cared',
    literals: [': nobody cared'],
    pattern: /^irq (?<irq>\d{1,6}): nobody cared/,
    title: 'irq {irq}: nobody cared',
    form: 'report',
    rank: 3,
  },
  {
    kind: 'clocksource-unstable',
    literals: [
      "Marking clocksource '",
      'Clocksource ',
      ', marking ',
      'due to clocksource watchdog',
      'check_tsc_sync_source failed',
      'turning off TSC clock',
    ],
    pattern:
      /(?:watchdog on CPU(?<cpu>\d{1,5}): )?Marking clocksource '?(?<clock>[\w-]{1,32})'? as unstable|^Clocksource (?<clock2>[\w-]{1,32}) unstable|watchdog(?: on CPU(?<cpu2>\d{1,5}))?: wd-(?<clock3>[\w-]{1,32}?)-wd .{10,160}, marking (?:[\w-]{1,32} )?unstable|^(?:tsc: )?Marking (?<clock4>TSC) unstable due to (?:clocksource watchdog|check_tsc_sync_source failed)|^Measured \d{1,20} cycles (?<clock5>TSC) warp between CPUs/,
    title: 'clocksource {clock} is unstable',
    form: 'line',
    rank: 2,
  },
  {
    // An interrupt for a vector that nobody waits on: boards do it at boot, and are well.
    kind: 'irq-nobody-cared',
    literals: ['No irq handler for '],
    pattern:
      /^(?:do_IRQ|__common_interrupt|common_interrupt): (?<cpu>\d{1,5})\.(?<vector>\d{1,3}) No irq handler for vector|^No irq handler for (?<cpu2>\d{1,5})\.(?<vector2>\d{1,3})$/,
    title: 'No irq handler for vector {vector}',
    form: 'line',
    rank: 1,
    severity: 'notice',
    sameBy: ['vector'],
  },
  {
    kind: 'thermal-throttle',
    literals: ['temperature above threshold', 'temperature is above threshold'],
    pattern:
      /^(?:mce: )?CPU(?<cpu>\d{1,5}): (?<where>\w{1,20}) temperature (?:is )?above threshold, cpu clock (?:is )?throttled/,
    title: 'CPU {cpu} throttled by heat',
    form: 'line',
    rank: 2,
    sameBy: [],
  },
  {
    // The kernel shuts the machine down before the hardware does.
    kind: 'thermal-throttle',
    literals: [
      'ritical temperature reached',
      'HARDWARE PROTECTION shutdown',
      'HARDWARE PROTECTION reboot',
    ],
    pattern:
      /^(?:thermal (?<device>\S{1,32}): (?:(?<sensor>[\w.-]{1,40}): )?critical temperature reached(?: ?\((?<celsius2>\d{1,3}) C\))?|(?:ACPI: )?(?:thermal: )?[Cc]ritical temperature reached(?: \((?<celsius>\d{1,3}) C\))?|(?:reboot: )?HARDWARE PROTECTION (?:shutdown|reboot) \((?<reason>.{1,60})\))/,
    title: 'critical temperature reached',
    form: 'line',
    rank: 3,
    sameBy: [],
    joins: true,
  },
  {
    // drivers/base/power/main.c: the driver that said no, and with what (__suspend_report_result), stands
    // before the line that its device failed, and alone where the log ends there
    kind: 'suspend-failure',
    literals: [
      'dpm_run_callback(): ',
      'tasks refusing to freeze',
      'Some devices failed to suspend',
      ' failed to suspend',
      ' failed to resume',
      'PM: failed to ',
    ],
    pattern:
      /^(?:Freezing (?:of |user space processes |remaining freezable tasks )[\w ]{0,30}(?:failed|aborted) after \d{1,4}\.\d{3} seconds \((?<tasks>\d{1,6}) tasks refusing to freeze|PM: (?:Some devices failed to suspend|Device (?<device>\S{1,48}) failed to (?:suspend|resume)(?: async| noirq| early| late)?: error (?<errno>-\d{1,3}))|(?:[\w-]{1,24} )?(?<device2>\S{1,48}): PM: failed to (?:suspend|resume|freeze|quiesce|hibernate|thaw|restore|recover)(?: async)?(?: noirq| early| late)?: error (?<errno2>-\d{1,3})|(?:(?:[\w-]{1,24} )?(?<device3>\S{1,48}): )?PM: dpm_run_callback\(\): \S{1,120}(?: \[[\w-]{1,64}\])? returns (?<errno3>-\d{1,3})$)/,
    title: 'suspend or resume failed on {device}',
    form: 'line',
    rank: 3,
    sameBy: ['device'],
  },
  {
    kind: 'undervoltage',
    literals: ['ndervoltage detected!', 'nder-voltage detected!'],
    pattern: /^(?:hwmon (?<device>hwmon\d{1,3}): )?(?:Undervoltage|Under-voltage) detected!/,
    title: 'Undervoltage detected',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'firmware-bug',
    literals: ['ACPI BIOS Error (bug): ', 'ACPI Error: ', 'ACPI Exception: '],
    pattern: /^ACPI (?:BIOS Error \(bug\)|Error|Exception): (?<bug>\S.{1,118}\S)/,
    title: 'Firmware bug: {bug}',
    form: 'line',
    rank: 1,
    severity: 'notice',
  },
  {
    kind: 'firmware-bug',
    literals: ['[Firmware Bug]: '],
    pattern: /\[Firmware Bug\]: (?<bug>.{1,120})/,
    title: 'Firmware bug: {bug}',
    form: 'line',
    rank: 1,
    severity: 'notice',
  },
];
