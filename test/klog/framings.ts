// How programs hand on a kernel's line, for tests that put each of them around every sample.
//
// In: a line as the kernel prints it, `[   12.345678] words`. Out: the same line as a person finds it.

export interface LineFraming {
  name: string;
  frame(line: string): string;
  /** The program writes something in place of the kernel's own time, or nothing. */
  dropsTime?: true;
}

const time = /^\[ *(?<seconds>\d+)\.(?<fraction>\d+)\] /;

/** `[   12.345678] words` with something else for the time. */
function withTime(line: string, stamp: (seconds: string, fraction: string) => string): string {
  return line.replace(time, (_, seconds: string, fraction: string) => stamp(seconds, fraction));
}

const wall = '2026-11-03T10:11:12';

export const lineFramings: LineFraming[] = [
  { name: 'carriage returns', frame: (line) => `${line}\r` },
  { name: 'two carriage returns', frame: (line) => `${line}\r\r` },
  { name: 'syslog', frame: (line) => `Nov  3 10:11:12 db-7 kernel: ${line}` },
  { name: 'rsyslog with ISO time', frame: (line) => `${wall}.345678+01:00 db-7 kernel: ${line}` },
  { name: 'syslog, RFC 5424', frame: (line) => `<3>1 ${wall}Z db-7 kernel - - - ${line}` },
  { name: 'remote syslog without a tag', frame: (line) => `Nov  3 10:11:12 10.0.0.7 ${line}` },
  {
    name: 'journalctl',
    frame: (line) => withTime(line, () => 'Nov 03 10:11:12 db-7 kernel: '),
    dropsTime: true,
  },
  {
    name: 'journalctl -o short-full',
    frame: (line) => withTime(line, () => 'Tue 2026-11-03 10:11:12 CET db-7 kernel: '),
    dropsTime: true,
  },
  {
    name: 'journalctl -o short-monotonic',
    frame: (line) => withTime(line, (s, f) => `[${s.padStart(5)}.${f}] db-7 kernel: `),
  },
  {
    name: 'journalctl -o short-unix',
    frame: (line) => withTime(line, () => '1762161072.345678 db-7 kernel: '),
    dropsTime: true,
  },
  {
    name: 'journalctl -o verbose',
    frame: (line) => withTime(line, () => '    MESSAGE='),
    dropsTime: true,
  },
  { name: 'dmesg -r', frame: (line) => `<4>${line}` },
  { name: 'dmesg -x', frame: (line) => `kern  :warn  : ${line}` },
  {
    name: 'dmesg -T',
    frame: (line) => withTime(line, () => '[Tue Nov  3 10:11:12 2026] '),
    dropsTime: true,
  },
  {
    name: 'dmesg -H',
    frame: (line) => withTime(line, () => '[  +0.000003] '),
    dropsTime: true,
  },
  {
    name: 'dmesg -d',
    frame: (line) => withTime(line, (s, f) => `[${s.padStart(5)}.${f} <    0.000123>] `),
  },
  {
    name: 'dmesg --time-format delta',
    frame: (line) => withTime(line, () => '[<    0.000123>] '),
    dropsTime: true,
  },
  {
    name: 'dmesg --time-format iso',
    frame: (line) => withTime(line, () => `${wall},345678+01:00 `),
    dropsTime: true,
  },
  {
    name: '/dev/kmsg',
    frame: (line) => withTime(line, (s, f) => `4,1234,${Number(`${s}${f}`)},-;`),
  },
  {
    name: 'netconsole with release and caller',
    frame: (line) =>
      withTime(line, (s, f) => `6.12.0-1,4,1234,${Number(`${s}${f}`)},-,caller=T92;`),
  },
  {
    name: 'netconsole through rsyslog',
    frame: (line) =>
      withTime(line, (s, f) => `Nov  3 10:11:12 10.0.0.7 4,1234,${Number(`${s}${f}`)},-;`),
  },
  { name: 'caller ids', frame: (line) => withTime(line, (s, f) => `[${s}.${f}][ T4242] `) },
  {
    name: 'caller ids after a blank',
    frame: (line) => withTime(line, (s, f) => `[${s}.${f}] [    C1] `),
  },
  {
    name: 'a phone vendor’s caller',
    frame: (line) => withTime(line, (s, f) => `<4>[${s}.${f}]  [1:       insmod:   92] `),
  },
  {
    name: 'another phone vendor’s caller',
    frame: (line) => withTime(line, (s, f) => `<4>[${s}.${f}] (1)[92:insmod]`),
  },
  {
    name: 'logcat',
    frame: (line) => withTime(line, () => '11-03 10:11:12.345     0     0 W kernel  : '),
    dropsTime: true,
  },
  {
    name: 'logcat, brief',
    frame: (line) => withTime(line, () => 'W/kernel  (    0): '),
    dropsTime: true,
  },
  { name: 'no time stamps', frame: (line) => withTime(line, () => ''), dropsTime: true },
  { name: 'a coloured line', frame: (line) => `\u001b[1;31m${line}\u001b[0m` },
  {
    name: 'dmesg --color=always',
    frame: (line) =>
      line.replace(/^(\[.{12,14}\] )([\w ]{1,24}: )?(.*)$/, (_, stamp, subsystem, words) =>
        [
          `\u001b[32m${stamp}\u001b[0m`,
          subsystem ? `\u001b[33m${subsystem}\u001b[0m` : '',
          words,
        ].join(''),
      ),
  },
  { name: 'a console server', frame: (line) => `[${wall}Z] ${line}` },
  { name: 'a terminal program’s log', frame: (line) => `[2026-11-03 10:11:12.345] ${line}` },
  { name: 'a clock without a date', frame: (line) => `[10:11:12.345] ${line}` },
  { name: 'GitHub Actions', frame: (line) => `${wall}.3456789Z ${line}` },
  { name: 'gh run view', frame: (line) => `boot\tRun tests\t${wall}.3456789Z ${line}` },
  { name: 'GitLab CI', frame: (line) => `${wall}.345678Z 01O ${line}` },
  {
    name: 'GitHub Actions, no kernel times',
    frame: (line) => withTime(line, () => `${wall}.3456789Z `),
    dropsTime: true,
  },
  { name: 'kubectl logs --prefix', frame: (line) => `[pod/guest-0/console] ${line}` },
  { name: 'a container runtime', frame: (line) => `${wall}.345678901Z stderr F ${line}` },
  { name: 'docker compose', frame: (line) => `guest-1  | ${line}` },
  {
    name: 'docker compose, no kernel times',
    frame: (line) => withTime(line, () => 'guest-1  | '),
    dropsTime: true,
  },
  {
    name: 'a container’s JSON file',
    frame: (line) => JSON.stringify({ log: `${line}\n`, stream: 'stdout' }),
  },
  {
    name: 'a test farm’s records',
    frame: (line) => `- {"dt": "${wall}.345678", "lvl": "target", "msg": ${JSON.stringify(line)}}`,
  },
  {
    name: 'dmesg -J',
    frame: (line) =>
      withTime(line, () => '').replace(
        /^.*$/,
        (words) => `         "msg": ${JSON.stringify(words)}`,
      ),
    dropsTime: true,
  },
  { name: 'a quoted mail', frame: (line) => `> ${line}` },
  {
    name: 'a mail quoted twice, no kernel times',
    frame: (line) => withTime(line, () => '> > '),
    dropsTime: true,
  },
  { name: 'a mail shown by a web page', frame: (line) => `&gt; ${line}` },
  { name: 'indented', frame: (line) => `    ${line}` },
  { name: 'line numbers', frame: (line) => `   12\t${line}` },
];
