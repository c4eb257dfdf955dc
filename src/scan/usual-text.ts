// What most of any log is made of: which characters stand side by side often, and which hardly ever.
// Only counts are taken of it. Words that are missing here cost time, never a hit.

export const usualText = `
[    0.000000] BIOS-e820: [mem 0x0000000000100000-0x00000000bffd9fff] usable
[    0.000000] BIOS-e820: [mem 0x00000000fffc0000-0x00000000ffffffff] reserved
[    0.000000] Command line: BOOT_IMAGE=/boot/vmlinuz root=UUID=2f0c8a5e-63d1 ro quiet console=ttyS0,115200
[    0.004217] ACPI: SSDT 0x00000000BFFE1AD8 000034 (v02 INTEL  PmRef    00003000 INTL 20160422)
[    0.031904] ACPI: Reserving FACP table memory at [mem 0xbffe1984-0xbffe19f7]
[    0.048120] Memory: 8062340K/8388074K available (14336K kernel code, 2341K rwdata, 9072K rodata)
[    0.120458] CPU0: Hyper-Threading is disabled, using mitigation: Retpolines; smpboot: Total of 4 processors
[    0.212306] pci 0000:00:1f.2: reg 0x24: [mem 0xfebd1000-0xfebd1fff 64bit pref], BAR 4: assigned
[    0.390127] pci 0000:3b:00.0: bridge window [io 0xc000-0xcfff], PCI bridge to [bus 01-02]
[    0.454871] clocksource: tsc: mask: 0xffffffffffffffff max_cycles: 0x2b3e459bf4c, max_idle_ns: 440795289890 ns
[    0.561133] NET: Registered PF_INET6 protocol family, TCP established hash table entries: 65536 (order: 7)
[    0.702818] Freeing unused kernel image (initmem) memory: 2796K, Write protecting the kernel read-only data
[    1.033452] usb 1-1: New USB device found, idVendor=0627, idProduct=0001, bcdDevice= 0.00
[    1.290617] scsi host2: ahci, ata1: SATA max UDMA/133 abar m4096@0xfebd1000 port 0xfebd1100 irq 24
[    1.523904] sd 0:0:0:0: [sda] 41943040 512-byte logical blocks: (21.5 GB/20.0 GiB), attached SCSI disk
[    1.601345] input: AT Translated Set 2 keyboard as /devices/platform/i8042/serio0/input/input1
[    2.184406] EXT4-fs (sda1): mounted filesystem with ordered data mode. Quota mode: none.
[    2.660172] systemd[1]: Detected virtualization kvm, architecture x86-64. Hostname set to <db-7>.
[    3.121730] e1000e 0000:00:19.0 eth0: NIC Link is Up 1000 Mbps Full Duplex, Flow Control: Rx/Tx
[    4.013988] nvme nvme0: 8/0/0 default/read/poll queues, allocated 64 MiB host memory buffer
Nov  3 10:11:12 db-7 kernel: [12345.678901] audit: type=1400 audit(1762161072.123:45): apparmor="STATUS" operation="profile_load" profile="unconfined" name="/usr/bin/man" pid=617 comm="apparmor_parser"
Nov  3 10:11:12 db-7 systemd[1]: Started Session 4821 of User deploy. Reached target Multi-User System.
Nov  3 10:11:13 db-7 systemd[1]: Starting Daily package lists... Stopped service. Deactivated successfully.
Nov  3 10:17:01 db-7 CRON[29314]: (root) CMD (cd / && run-parts --report /etc/cron.hourly)
Nov  3 10:21:44 db-7 sshd[30255]: Accepted publickey for deploy from 192.0.2.41 port 50322 ssh2: ED25519 SHA256
Nov  3 10:21:44 db-7 sshd[30255]: pam_unix(sshd:session): session opened for user deploy(uid=1000) by (uid=0)
2026-11-03T10:22:07.541+01:00 web-2 nginx[871]: 203.0.113.9 - - "GET /api/v1/orders?page=3 HTTP/1.1" 200 5120 "-" "Mozilla/5.0 (X11; Linux x86_64)"
2026-11-03T10:22:09.118+01:00 web-2 containerd[922]: time="2026-11-03T09:22:09Z" level=info msg="container event received" id=4f1d2c namespace=k8s.io error="not found" failed=false
Nov  3 10:22:31 db-7 kernel: [12402.118270] perf: interrupt took too long (2506 > 2500), lowering kernel.perf_event_max_sample_rate to 79750
Nov  3 10:23:02 db-7 kernel: [12433.904411] IPv6: ADDRCONF(NETDEV_CHANGE): veth2c1f: link becomes ready
Nov  3 10:23:02 db-7 kernel: [12433.904522] docker0: port 3(veth2c1f) entered blocking state, then disabled state, then forwarding state
Nov  3 10:23:40 db-7 kernel: [12471.330194] usb 1-1: new high-speed USB device number 7 using xhci_hcd; Product: QEMU USB Tablet, Manufacturer: QEMU
Nov  3 10:24:01 db-7 rsyslogd: action 'action-1-builtin:omfwd' resumed (module 'builtin:omfwd') [v8.2302.0]
Nov  3 10:24:05 db-7 dhclient[688]: DHCPREQUEST for 192.0.2.17 on eth0 to 192.0.2.1 port 67; bound to 192.0.2.17, renewal in 40112 seconds
Nov  3 10:24:20 db-7 sshd[30255]: Connection closed by 198.51.100.24 port 50322 [preauth]; Received disconnect, session closed for user
Nov  3 10:25:00 db-7 postgres[1044]: LOG:  checkpoint complete: wrote 812 buffers (0.1%); 0 WAL file(s) added, 0 removed, 1 recycled; write=81.2 s, sync=0.004 s, total=81.3 s
Nov  3 10:25:17 db-7 NetworkManager[702]: <info>  [1762161917.4410] device (eth0): state change: config -> secondaries (reason 'none', managed-type: 'full')
Nov  3 10:25:30 db-7 dbus-daemon[690]: [system] Successfully activated service 'org.freedesktop.hostname1'; systemd-logind[712]: New session 4822 of user deploy.
[    0.000000] x86/fpu: Supporting XSAVE feature 0x002: 'SSE registers'; Enabled xstate features 0x7, context size is 832 bytes, using 'compacted' format.
[    0.012873] Booting paravirtualized kernel on KVM; Secure boot disabled; Zone ranges: DMA32, Normal empty, Movable zone start for each node
[    0.016112] Inode-cache hash table entries: 524288 (order: 10, 4194304 bytes, linear); Built 1 zonelists, mobility grouping on. Total pages: 2064381
[    0.330178] Performance Events: PEBS fmt4+-baseline, Intel PMU driver; generic registers: 6, fixed-purpose events: 3
[    0.611802] workingset: timestamp_bits=36 max_order=21 bucket_order=0; squashfs: version 4.0; io scheduler mq-deadline registered
[    0.930471] Serial: 8250/16550 driver, 4 ports, IRQ sharing enabled; Linux agpgart interface v0.103; i8042: PNP: PS/2 Controller
[    1.101822] mousedev: PS/2 mouse device common for all mice; rtc_cmos 00:03: registered as rtc0; setting system clock to 2026-11-03T09:11:12 UTC
[    1.230145] Loading compiled-in X.509 certificates; Key type asymmetric registered; integrity: Platform Keyring initialized
[    3.441870] device-mapper: uevent: version 1.0.3; loop: module loaded; cryptd: max_cpu_qlen set to 1000; AVX2 version of gcm_enc/dec engaged.
[    5.118201] bridge: filtering via arp/ip/ip6tables is no longer available by default; Bluetooth: Core ver 2.22; cfg80211: Loading regulatory database
`;
