// Which programs are told what to do by words (`btrfs device stats`), and how many of their first words
// are such; and options of programs whose value is a word of its own, as far as it could be taken for an
// option or a subcommand. content/vocabulary/tools.json has more of the latter. Of some options the value
// is a list of names that the program's manual has to have as well: `ps -o pid,stat`.

const byDepth: Record<number, string> = {
  1: `apt apt-cache apt-file apt-get aptitude bootctl chronyc cpupower cryptsetup dkms dmsetup dnf docker
    drbdadm fwupdmgr hostnamectl kdump-config kdumpctl keyctl loginctl lvm mstflint networkctl nvme perf
    podman resolvectl rpm-ostree snap sos systemctl systemd-analyze timedatectl transactional-update
    tuned-adm udevadm virsh yum zfs zpool zypper`,
  2: `bpftool bridge btrfs ceph git ip lldpcli mmc multipathd nft nmcli tc`,
  3: `devlink ipmitool`,
};

const depths = new Map<string, number>();
for (const [depth, names] of Object.entries(byDepth)) {
  for (const name of names.split(/\s+/)) depths.set(name, Number(depth));
}

/** How many of a program's first operands are words of its own; 0: they are files, devices, numbers. */
export const wordsNamed = (program: string): number => depths.get(program) ?? 0;

const valueOptions: Record<string, string[]> = {
  cpupower: ['-c', '--cpu'],
  choom: ['-n', '-p'],
  dnf: ['--setopt', '--enablerepo', '--releasever'],
  ip: ['-n', '-netns'],
  lvs: ['-O', '-o', '-S'],
  nice: ['-n'],
  pvs: ['-O', '-o', '-S'],
  renice: ['-n', '-p'],
  vgs: ['-O', '-o', '-S'],
};

export const valueOptionsOf = (program: string): readonly string[] => valueOptions[program] ?? [];

const lists: Record<string, string[]> = {
  df: ['--output'],
  dmesg: ['--level', '-l'],
  dmidecode: ['-s', '-t'],
  findmnt: ['-o'],
  journalctl: ['-o', '-p'],
  losetup: ['-O', '-o'],
  lsblk: ['-o'],
  lscpu: ['-e'],
  lsns: ['-o', '-t'],
  lvs: ['-O', '-o'],
  mount: ['-o'],
  modinfo: ['-F'],
  'nvidia-smi': ['-d'],
  ps: ['--sort', '-eLo', '-eo', '-o'],
  pvs: ['-O', '-o'],
  slabtop: ['--sort'],
  smartctl: ['-t'],
  swapon: ['--show'],
  systemctl: ['-p', '--property'],
  vgs: ['-O', '-o'],
};

/** Options whose value is a list of names of the program's own. */
export const listOptionsOf = (program: string): readonly string[] => lists[program] ?? [];

/** Operands with a sign that are names too: `dd conv=sparse`, `systemctl set-property a.service MemoryMax=1G`. */
const assigned = new Set(['dd', 'journalctl', 'ledctl', 'systemctl']);
const namedValues = new Set(['conv', 'iflag', 'oflag', 'status']);

export function namesInOperands(program: string, operands: readonly string[]): string[] {
  if (!assigned.has(program)) return [];
  return operands.flatMap((operand) => {
    const [, name, value] = /^([A-Za-z_]+)=(.*)$/s.exec(operand) ?? [];
    if (name === undefined) return [];
    return [name, ...(namedValues.has(name) ? value!.split(',') : [])];
  });
}

/** Pages that tell names which a program's own page leaves to them. */
const further: Record<string, string[]> = {
  journalctl: ['systemd.journal-fields(7)'],
  mount: ['btrfs(5)', 'ext4(5)', 'xfs(5)'],
  systemctl: ['systemd.resource-control(5)', 'systemd.service(5)', 'org.freedesktop.systemd1(5)'],
};

export const furtherPagesOf = (program: string): readonly string[] => further[program] ?? [];
