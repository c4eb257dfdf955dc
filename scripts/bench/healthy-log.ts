// A long log of a machine on which nothing broke, the same for any run: boots as a console shows them,
// and between them what a server's daemons and its kernel write to syslog all day.
//
// In: the text of one healthy boot. Out: as many characters of whole lines as asked for.

import { randomSource } from '../mutate-log.ts';

const daemons = [
  'sshd[%]: Accepted publickey for deploy from 192.0.2.% port % ssh2',
  'sshd[%]: pam_unix(sshd:session): session opened for user deploy(uid=1000) by (uid=0)',
  'sshd[%]: Connection closed by 198.51.100.% port % [preauth]',
  'CRON[%]: (root) CMD (test -x /usr/sbin/anacron || run-parts --report /etc/cron.hourly)',
  'systemd[1]: Started Session % of User deploy.',
  'systemd[1]: logrotate.service: Deactivated successfully.',
  'systemd[1]: Finished apt-daily.service - Daily package lists.',
  'nginx[%]: 203.0.113.% - - "GET /health?id=% HTTP/1.1" 200 % "-" "probe/1.0"',
  'postgres[%]: LOG:  checkpoint complete: wrote % buffers (0.1%); write=%.% s, sync=0.% s',
  'dhclient[%]: DHCPREQUEST for 192.0.2.% on eth0 to 192.0.2.1 port 67',
  'rsyslogd: action resumed (module builtin:omfwd) [v8.2302.0]',
  'kernel: [%] audit: type=1400 audit(%.%:%): apparmor="STATUS" operation="profile_load"',
  'kernel: [%] IPv6: ADDRCONF(NETDEV_CHANGE): veth%: link becomes ready',
  'kernel: [%] docker0: port %(veth%) entered forwarding state',
  'kernel: [%] perf: interrupt took too long (% > %), lowering kernel.perf_event_max_sample_rate',
  'kernel: [%] EXT4-fs (sda1): mounted filesystem with ordered data mode. Quota mode: none.',
  'kernel: [%] usb 1-1: new high-speed USB device number % using xhci_hcd',
];
/** Lines of daemons between two boots: about as much text as a boot. */
const linesBetweenBoots = 250;

export function healthyLog(boot: string, length: number): string {
  const random = randomSource(1);
  const number = () => String(Math.floor(random() * 60_000));
  const parts: string[] = [];
  let written = 0;
  const write = (text: string) => {
    parts.push(text);
    written += text.length;
  };
  for (let second = 0; written < length; ) {
    write(boot.endsWith('\n') ? boot : `${boot}\n`);
    for (let i = 0; i < linesBetweenBoots; i++, second += 3) {
      const at = new Date(1_762_161_072_000 + second * 1000).toISOString();
      const daemon = daemons[Math.floor(random() * daemons.length)]!;
      write(`Nov ${at.slice(8, 10)} ${at.slice(11, 19)} db-7 ${daemon.replace(/%/g, number)}\n`);
    }
  }
  return parts.join('');
}
