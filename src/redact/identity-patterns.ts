// What in a log names a machine, a network or a person, by where it stands and what it looks like.
//
// A table, a row a shape. The value is the group `it`. A row that says no by `accepts` leaves the text
// as it is: kernel text is full of numbers that only look like addresses, and a report whose facts
// were masked is of no use to whoever reads it.
//
// All patterns have bounded repetitions and are anchored to a literal or a character class that
// cannot begin twice in the same place, so a pass is linear in the text.

export const identityKinds = [
  'host',
  'user',
  'email',
  'ipv4',
  'ipv6',
  'mac',
  'uuid',
  'serial',
] as const;
export type IdentityKind = (typeof identityKinds)[number];

export interface IdentityPattern {
  kind: IdentityKind;
  /** Global, with a group named `it`. */
  pattern: RegExp;
  accepts?(value: string, before: string): boolean;
}

/** A host's name as RFC 1123 has it, and the underscores that people use all the same. */
const host = '[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,252}[A-Za-z0-9])?';
const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const macPair = '[0-9A-Fa-f]{2}';
const mac = `${macPair}(?::${macPair}){5}`;
/** Who writes to the system log beside the kernel: `kernel:`, `systemd[1]:`, `sshd(pam_unix)[7]:`. */
const tag = '(?:kernel|[A-Za-z][\\w./@-]{0,63}(?:\\([\\w-]{1,32}\\))?\\[\\d{1,10}\\])\\s?:';
/** Time stamps that syslog and the journal put in front: `Nov 27 03:00:00`, `2026-11-27T03:00:00.1+00:00`. */
const stamp =
  '(?:(?:<\\d{1,3}>)?[A-Z][a-z]{2} [ \\d]\\d \\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?|(?:<\\d{1,3}>)?(?:1 )?\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}:\\d{2}(?:[.,]\\d{1,9})?(?:Z|[+-]\\d{2}:?\\d{2})?)';

/** Names that every second machine has: they tell nothing, and some are words of the kernel's. */
const commonHosts =
  /^(?:localhost|localhost\.localdomain|kernel|linux|debian|ubuntu|fedora|archlinux|raspberrypi|none|host|server|buildroot|syzkaller|fv-az\d.*)$/i;

/** Whether a name tells nobody apart. */
export function isCommon(kind: IdentityKind, name: string): boolean {
  return kind === 'host' && commonHosts.test(name);
}

/** Accounts of distributions' build machines, in `Linux version … (account@machine)`. */
const builders =
  /^(?:debian-kernel|mockbuild|buildd|geeko|abuild|kernel|builder|root|build|nixbld\d*)$/;

/** Words before four numbers that make them a version and not an address. */
const versionWord =
  /(?:\b(?:v|ver|version|versions|fw|firmware|rev|revision|driver|bios|release|uefi)|\bLinux)[ :=(v]{0,3}$/i;

export const identityPatterns: readonly IdentityPattern[] = [
  {
    kind: 'host',
    pattern: new RegExp(`^${stamp} (?<it>${host}) (?=${tag})`, 'dgm'),
    accepts: (value) => !commonHosts.test(value) && /[A-Za-z]/.test(value),
  },
  {
    kind: 'host',
    pattern: new RegExp(`"_HOSTNAME"\\s?:\\s?"(?<it>${host})"`, 'dg'),
    accepts: (value) => !commonHosts.test(value),
  },
  {
    kind: 'host',
    pattern: new RegExp(`^_HOSTNAME=(?<it>${host})$`, 'dgm'),
    accepts: (value) => !commonHosts.test(value),
  },
  {
    // systemd at boot, and systemd-hostnamed: `Hostname set to <db-01>.`
    kind: 'host',
    pattern: new RegExp(`[Hh]ostname set to [<"](?<it>${host})[>"]`, 'dg'),
    accepts: (value) => !commonHosts.test(value),
  },
  {
    // fs/nfs, net/sunrpc/clnt.c: `nfs: server filer-2 not responding, still trying`
    kind: 'host',
    pattern: new RegExp(`\\bserver (?<it>${host}) (?:not responding|OK\\b)`, 'dg'),
    accepts: (value) => /[A-Za-z]/.test(value),
  },
  {
    // fs/smb/client: `\\filer\share`
    kind: 'host',
    pattern: new RegExp(`\\\\\\\\(?<it>${host})\\\\`, 'dg'),
    accepts: (value) => /[A-Za-z]/.test(value),
  },
  {
    // RFC 3720: iqn.2001-04.com.example:storage.disk2
    kind: 'serial',
    pattern: /\b(?:iqn|nqn)\.\d{4}-\d{2}\.(?<it>[A-Za-z0-9][\w.:-]{2,222})/dg,
    // The name that NVM Express gives to discovery is the same everywhere.
    accepts: (value) => value !== 'org.nvmexpress.discovery',
  },
  {
    // init/version.c: `Linux version 6.1.0 (account@machine) (gcc …) #1 SMP …`
    kind: 'email',
    pattern: /\bLinux version \S{1,128} \((?<it>[\w.+-]{1,64}@[\w.-]{1,253})\)/dg,
    accepts: (value) => !builders.test(value.slice(0, value.indexOf('@'))),
  },
  {
    kind: 'email',
    pattern:
      /(?<![\w.+@/-])(?<it>[A-Za-z0-9_][\w.+-]{0,63}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}[A-Za-z]{2,24})(?![\w-])/dg,
    // `Bug report to …@…` names a list; units are `getty@tty1.service`.
    accepts: (value, before) =>
      // Who wrote a driver stands in its greeting on every machine.
      !/\b(?:copyright|author|maintainer|written by)\b/i.test(before) &&
      !/\.(?:service|socket|device|mount|timer|slice|scope|target|path|swap)$/.test(value) &&
      !/@(?:[\w-]+\.)*(?:kernel|debian|redhat|ubuntu|suse|fedoraproject|kvack|infradead)\.(?:org|com|net)$/i.test(
        value,
      ),
  },
  {
    kind: 'mac',
    pattern: new RegExp(`(?<![\\w:.])(?<it>${mac})(?![\\w:])`, 'dg'),
    accepts: isStation,
  },
  // Netfilter's LOG target: MAC=<destination>:<source>:<type>
  { kind: 'mac', pattern: new RegExp(`\\bMAC=(?<it>${mac}):`, 'dg'), accepts: isStation },
  {
    kind: 'mac',
    pattern: new RegExp(`\\bMAC=${mac}:(?<it>${mac}):`, 'dg'),
    accepts: isStation,
  },
  {
    kind: 'mac',
    pattern: new RegExp(`(?<![\\w-])(?<it>${macPair}(?:-${macPair}){5})(?![\\w-])`, 'dg'),
    accepts: isStation,
  },
  {
    kind: 'uuid',
    // systemd writes `/` and `-` of a path as \x2f and \x2d in the names of its units and hooks.
    pattern:
      /(?:(?<=\\x2[df]|uuid-)|(?<![0-9A-Fa-f-]))(?<it>[0-9A-Fa-f]{8}(?:(?:-|\\x2d)[0-9A-Fa-f]{4}){3}(?:-|\\x2d)[0-9A-Fa-f]{12})(?![0-9A-Fa-f-])/dg,
    // Types of firmware error sections are the same on all machines (UEFI specification, appendix N).
    accepts: (_, before) =>
      !/(?:section[ _]type|notification type|fru_id)[:,]? ?(?:unknown, )?$/i.test(before),
  },
  {
    kind: 'ipv6',
    pattern: /(?<![\w:.])(?<it>[0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{0,4}){2,7})(?![\w:]|\.\w)/dg,
    accepts: isGlobalIpv6,
  },
  {
    kind: 'ipv4',
    pattern: new RegExp(`(?<![\\w.+-])(?<it>${octet}(?:\\.${octet}){3})(?![\\w+]|[.-]\\w)`, 'dg'),
    accepts: (value, before) =>
      !/^(?:0|127|22[4-9]|2[34]\d|25[0-5])\./.test(value) && !versionWord.test(before),
  },
  {
    // drivers/usb/core/hub.c (`SerialNumber: …`), drivers' `S/N`, `serial no. …`
    kind: 'serial',
    pattern:
      /\b(?:[Ss]erial ?(?:[Nn]umber|[Nn]o\.?|#)|S\/N|[Ss]erial=)[:= ]{0,3}(?<it>[A-Za-z0-9][\w.-]{4,63})/dg,
    accepts: isSerial,
  },
  {
    // Names of drives and ports: `wwn-0x5000…`, `naa.6001…`, `eui.0025…`, `wwid …`
    kind: 'serial',
    pattern:
      /\b(?:wwn-0x|wwpn[ :=]{1,2}(?:0x)?|wwnn[ :=]{1,2}(?:0x)?|naa\.|eui\.|sas_addr(?:ess)?[( =:]{1,2}0x)(?<it>[0-9A-Fa-f]{16,32})\b/dg,
  },
  {
    kind: 'serial',
    pattern:
      /\/dev\/disk\/by-id\/(?:ata|scsi|nvme|usb|mmc|virtio|dm-name|dm-uuid)-(?<it>[\w.:+-]{4,128})/dg,
  },
  {
    kind: 'user',
    pattern: /(?<![\w.-])\/(?:home|Users)\/(?<it>[A-Za-z_][\w.-]{0,31})/dg,
  },
  {
    // pam_unix, sshd, systemd-logind
    kind: 'user',
    pattern:
      /\b(?:for (?:invalid )?user|session \S{1,16} of user|Accepted \w{1,16} for|Failed password for|User=|user=|ruser=)[ "]?(?<it>[a-z_][\w.-]{0,31})\b/dg,
    accepts: (value) =>
      value !== 'root' && value !== 'nobody' && value !== 'user' && value !== 'invalid',
  },
];

/** Not the broadcast address, a group's, or nothing. */
function isStation(value: string): boolean {
  return (Number.parseInt(value.slice(0, 2), 16) & 1) === 0 && !/^0{2}(?:[:-]0{2}){5}$/.test(value);
}

/** An address of a network that somebody runs: not a time of day, a PCI address, or loopback. */
function isGlobalIpv6(value: string): boolean {
  const groups = value.split(':');
  const shortened = value.split('::').length === 2;
  if (!shortened && groups.length !== 8) return false;
  if (value.includes(':::') || (groups.length === 8 && !shortened && groups.includes('')))
    return false;
  const named = groups.filter((group) => group !== '');
  // `::1`, `::`, multicast; `a::b` may be a name in a program's own language.
  return (
    named.length >= 2 && /\d/.test(value) && !/^ff/i.test(value) && /^[0-9a-f]{3,4}:/i.test(value)
  );
}

function isSerial(value: string): boolean {
  return (
    /\d/.test(value) &&
    !/^0+$/.test(value) &&
    // A port or a device of the platform bus, a unit of systemd: `ttyS0`, `vhci_hcd.0`, `a.service`.
    !/^tty|^[a-z][\w-]{0,60}\.(?:\d{1,3}|[a-z]+)$/.test(value)
  );
}
