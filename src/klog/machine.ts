// Which machine spoke: from its boot banner, or from what its reports say of it.
//
// Sources: init/version.c (linux_banner), lib/dump_stack.c (Hardware name), drivers/firmware/dmi_scan.c
// (DMI:), drivers/of/fdt.c (Machine model:). Its name, where no frame says it, from what systemd writes
// to the kernel's log at boot: `systemd[1]: Hostname set to <db7>.`, once `Set hostname to <db7>.`.

import type { KernelEvent, LogLine, Machine, NamedHost } from '../model/kernel-log.ts';
import { beginsWithOneOf } from './first-letters.ts';

/** What lines that name the machine hold. */
export const hostnameLiterals = ['systemd[1]: Hostname ', 'systemd[1]: Set hostname to <'];
const hostnameLine =
  /^systemd\[1\]: (?:Hostname [a-z]{2,16}|Set hostname) to <(?<name>[A-Za-z0-9][\w.-]{0,254})>/;
/** What a machine is called before it knows its name. */
const unnamed = /^localhost(?:\.localdomain)?$/;
const mostNames = 64;

const banner =
  /^Linux version (?<release>\d\S{2,120}) \((?<builder>[^)]{1,200})\)?(?<rest>.{0,400})/;

/** What lines that name it begin with: `Linux version`, `Hardware name`, `DMI`, `Machine model`, `OF`, `systemd`. */
const mayNameMachine = beginsWithOneOf('LHDMOs');

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
const mayTellArchitecture = beginsWithOneOf('REpPIBNKe');
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
  readonly #names: NamedHost[] = [];
  #kernel: string | null = null;
  #distribution: string | null = null;
  #hardware: string | null = null;
  #architecture: string | null = null;

  read(line: LogLine): void {
    const text = line.text;
    if (!mayNameMachine(text)) return;
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
    const name = hostnameLine.exec(text)?.groups?.name;
    if (name === undefined || unnamed.test(name) || this.#names.length >= mostNames) return;
    if (!this.#names.some((known) => known.name === name))
      this.#names.push({ name, line: line.number });
  }

  /** A line inside a report: registers tell the architecture where no banner does. */
  static architectureOf(text: string): string | null {
    if (!mayTellArchitecture(text)) return null;
    return findName(architectureOfLine, text);
  }

  /** @param framed the machines that the lines' frames name; where they do, each line has its own. */
  machine(events: readonly KernelEvent[], framed: readonly NamedHost[]): Machine {
    const hosts = framed.length > 0 ? [...framed] : this.#names;
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
      host: hosts.length === 1 ? hosts[0]!.name : null,
      hosts,
    };
  }
}

function findName(table: readonly [RegExp, string][], text: string): string | null {
  return table.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}
