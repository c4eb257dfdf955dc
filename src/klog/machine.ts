// Which machine spoke: from its boot banner, or from what its reports say of it.
//
// Sources: init/version.c (linux_banner), lib/dump_stack.c (Hardware name), drivers/firmware/dmi_scan.c
// (DMI:), drivers/of/fdt.c (Machine model:).

import type { KernelEvent, LogLine, Machine } from '../model/kernel-log.ts';

const banner =
  /^Linux version (?<release>\d\S{2,120}) \((?<builder>[^)]{1,200})\)?(?<rest>.{0,400})/;

/** More boots than this are a flood. */
const mostBoots = 256;

/** How distributions sign the build string; the first that fits wins. */
const distributions: [RegExp, string][] = [
  [/Ubuntu/i, 'Ubuntu'],
  [/debian/i, 'Debian'],
  [/\.el\d{1,2}|Red Hat/i, 'RHEL and kin'],
  [/\.fc\d{2}/, 'Fedora'],
  [/SUSE|-default \(geeko|^\d\S{3,60}-default$/i, 'SUSE'],
  [/\.amzn\d/, 'Amazon Linux'],
  [/\.cm\d|\.azl\d|azure/i, 'Azure Linux'],
  [/arch\d|archlinux/i, 'Arch Linux'],
  [/alpine|-lts \(buildozer/i, 'Alpine'],
];

const architectureOfRelease: [RegExp, string][] = [
  [/x86_64|amd64/, 'x86_64'],
  [/aarch64|arm64/, 'arm64'],
  [/i[3-6]86|[-.]686/, 'i386'],
  [/ppc64/, 'ppc64'],
  [/s390x/, 's390x'],
  [/riscv64/, 'riscv64'],
  [/armv\d|armhf|\barm\b/, 'arm'],
];

/** What the lines below begin with: few others do. */
const mayTellArchitecture = /^(?:[RE]IP|[RE]AX|[pPI]|Booting|NIP|Krnl|epc)/;
const architectureOfLine: [RegExp, string][] = [
  [/^RIP: |^RAX: /, 'x86_64'],
  [/^EIP: |^EAX: |^EIP is at/, 'i386'],
  [/^pc : |^pstate: |^Booting Linux on physical CPU 0x\d{10} \[/, 'arm64'],
  [/^PC is at |^Internal error: Oops: [0-9a-f]{1,3} \[#\d+\] .*ARM/, 'arm'],
  [/^NIP[: ]/, 'ppc64'],
  [/^Krnl PSW/, 's390x'],
  [/^epc : /, 'riscv64'],
];

export class MachineReader {
  sawVersion = false;
  /** Lines on which a kernel began to speak. */
  readonly boots: number[] = [];
  #kernel: string | null = null;
  #distribution: string | null = null;
  #hardware: string | null = null;
  #architecture: string | null = null;

  read(line: LogLine): void {
    const text = line.text;
    const version = banner.exec(text)?.groups;
    if (version) {
      this.sawVersion = true;
      if (this.boots.length < mostBoots) this.boots.push(line.number);
      this.#kernel ??= version.release!;
      this.#distribution ??= findName(distributions, text);
      this.#architecture ??= findName(architectureOfRelease, text);
    }
    const hardware =
      /^(?:Hardware name: |DMI: |Machine model: |OF: fdt: Machine model: )(?<name>.{1,200})/.exec(
        text,
      );
    if (hardware) this.#hardware ??= hardware.groups!.name!.trim();
  }

  /** A line inside a report: registers tell the architecture where no banner does. */
  static architectureOf(text: string): string | null {
    if (!mayTellArchitecture.test(text)) return null;
    return findName(architectureOfLine, text);
  }

  machine(events: readonly KernelEvent[]): Machine {
    const kernel = this.#kernel ?? events.find((event) => event.kernel !== null)?.kernel ?? null;
    return {
      kernel,
      architecture:
        this.#architecture ??
        (kernel === null ? null : findName(architectureOfRelease, kernel)) ??
        events.find((event) => event.architecture !== null)?.architecture ??
        null,
      hardware: this.#hardware ?? events.find((event) => event.hardware !== null)?.hardware ?? null,
      distribution:
        this.#distribution ?? (kernel === null ? null : findName(distributions, kernel)),
    };
  }
}

function findName(table: readonly [RegExp, string][], text: string): string | null {
  return table.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}
