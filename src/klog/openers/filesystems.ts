// Filesystems, on disks and on servers.
// Sources: fs/ext4/{super,page-io,inode,ext4_jbd2}.c, fs/ext2/super.c, fs/jbd2/{journal,commit,recovery}.c,
// fs/xfs/{xfs_fsops,xfs_error,xfs_buf,xfs_buf_item,xfs_log,xfs_log_recover,xfs_mount}.c,
// fs/btrfs/{messages,disk-io,tree-checker,inode,scrub,volumes,transaction}.c, fs/f2fs, fs/fat/misc.c,
// fs/exfat/misc.c, fs/squashfs/squashfs.h, fs/erofs, fs/udf/super.c, fs/ntfs3/super.c, fs/jfs/super.c,
// fs/ocfs2/super.c, fs/gfs2/util.c, fs/reiserfs/prints.c, fs/ubifs/misc.c, drivers/mtd/ubi/misc.c,
// fs/bcachefs, fs/super.c, net/sunrpc/clnt.c, fs/smb/client/{connect,transport}.c,
// net/ceph/{messenger,mon_client,osd_client,osdmap}.c, fs/ceph/mds_client.c, drivers/block/nbd.c;
// OpenZFS module/os/linux/spl/spl-err.c, module/os/linux/zfs/zfs_ioctl_os.c, module/zfs/zio.c.

import type { Opener } from './opener.ts';

const device = String.raw`(?<device>[\w.-]{1,32})`;

export const filesystems: Opener[] = [
  {
    kind: 'ext4-error',
    literals: ['EXT4-fs error', 'EXT3-fs error', 'EXT2-fs error'],
    pattern:
      /^(?<filesystem>EXT[234])-fs error \(device (?<device>[\w-]{1,32})\)(?:(?::| in) (?<function>\w{1,64})(?::\d{1,7})?(?::? inode #(?<inode>\d{1,20}))?(?:: block (?<block>\d{1,20}))?(?:: comm (?<comm>.{1,32}?):(?= ))?)?/,
    title: '{filesystem}-fs error on {device} in {function}',
    form: 'line',
    rank: 3,
    sameBy: ['device'],
  },
  {
    // Written on the disk by an earlier kernel, or an earlier day: nothing new has happened.
    kind: 'ext4-error',
    literals: ['error count since last fsck', 'mounting fs with errors'],
    pattern:
      /^(?<filesystem>EXT[234])-fs \((?<device>[\w-]{1,32})\): (?<recorded>error count since last fsck|warning: mounting fs with errors)(?:: (?<errors>\d{1,10}))?/,
    title: '{filesystem}-fs on {device} has recorded errors: run e2fsck',
    form: 'line',
    rank: 1,
    sameBy: ['device', 'recorded'],
    severity: 'notice',
  },
  {
    kind: 'ext4-error',
    literals: ['EXT4-fs (', 'EXT3-fs (', 'EXT2-fs ('],
    pattern:
      /^(?<filesystem>EXT[234])-fs \((?<device>[\w-]{1,32})\): (?:(?:error: )?[Rr]emounting filesystem read-only|error: (?<function>ext[234]_\w{3,40}): |This should not happen|group descriptors corrupted|\w{4,40}: .{1,60} not in group|ext4_check_descriptors: Checksum for group |previous I\/O error to superblock|I\/O error while writing superblock|failed to convert unwritten extents|Delayed block allocation failed|can't read group descriptor|bad geometry: |(?:corrupt|get) root inode|error loading journal|failed to initialize system zone|no journal found|journal inode is deleted|VFS: Found ext4 filesystem with invalid superblock checksum|Magic mismatch, very weird|(?:In|in|un)(?:valid|supported) (?:log (?:block|cluster) size|first ino|inode size|inodes per group|#clusters per group|descriptor size)|bad (?:block size|s_(?:want|min)_extra_isize)|#blocks per group too big|inodes count not valid|Number of reserved GDT blocks insanely large|[Ii]nvalid journal inode|Could not load journal inode|external journal has (?:bad|corrupt) superblock)/,
    title: '{filesystem}-fs error on {device}',
    form: 'line',
    rank: 2,
    sameBy: ['device'],
  },
  {
    // A write that had been promised, and data that is lost by it.
    kind: 'ext4-error',
    literals: ['EXT4-fs warning (device '],
    pattern:
      /^EXT4-fs warning \(device (?<device>[\w-]{1,32})\): (?<function>ext4_end_bio):\d{1,7}: I\/O error -?\d{1,3} writing to inode (?<inode>\d{1,20})/,
    title: 'EXT4-fs error on {device} in {function}',
    form: 'line',
    rank: 2,
    sameBy: ['device'],
  },
  {
    kind: 'ext4-error',
    literals: ['Aborting journal on device '],
    pattern: /^(?:JBD2?: )?Aborting journal on device (?<device>[\w-]{1,32}?)(?:-8)?\./,
    title: 'Aborting journal on {device}',
    form: 'line',
    rank: 2,
    sameBy: ['device'],
  },
  {
    kind: 'ext4-error',
    literals: ['JBD2: '],
    pattern:
      /^JBD2: (?:Detected IO errors while flushing file data on (?<device>[\w-]{1,32}?)(?:-8)?$|(?:Error -?\d{1,3} detected|I\/O error|previous I\/O error detected) (?:when|for) (?:updating )?journal superblock(?: update)? for (?<device2>[\w-]{1,32}?)(?:-8)?\.|journal transaction \d{1,10} on (?<device3>[\w-]{1,32}?)(?:-8)? is corrupt|(?:journal )?recovery failed|IO error reading journal superblock|IO error -?\d{1,3} recovering block|corrupted journal superblock|Spotted dirty metadata buffer \(dev = (?<device4>[\w-]{1,32}),)/,
    title: 'JBD2: journal error on {device}',
    form: 'line',
    rank: 2,
    sameBy: ['device'],
  },
  {
    // Waits for memory in one piece, and all who need the filesystem wait with it.
    kind: 'page-allocation-failure',
    literals: ['possible memory allocation deadlock'],
    pattern:
      /^XFS: (?<comm>.{1,32})\((?<pid>\d{1,10})\) possible memory allocation deadlock(?: size (?<bytes>\d{1,12}))? in (?<function>\w{1,64})/,
    title: 'XFS: possible memory allocation deadlock in {function}',
    form: 'line',
    rank: 3,
  },
  {
    // A trace of who found it follows.
    kind: 'xfs-corruption',
    literals: ['): Internal error '],
    pattern:
      /^XFS \((?<device>[\w-]{1,32})\): Internal error (?<check>.{1,120}?) at line \d{1,6} of file \S{1,120}?\. {1,2}Caller (?<function>[\w+./]{1,128}(?: \[[\w-]{1,64}\])?)/,
    title: 'XFS corruption on {device} in {function}',
    form: 'report',
    rank: 3,
  },
  {
    // Set right at once; some blocks are lost until xfs_repair finds them.
    kind: 'xfs-corruption',
    literals: ['Reset corrupted AGFL on AG '],
    pattern:
      /^XFS \((?<device>[\w-]{1,32})\): WARNING: (?<mended>Reset corrupted AGFL) on AG (?<ag>\d{1,9})/,
    title: 'XFS reset a free list on {device}',
    form: 'line',
    rank: 1,
    sameBy: ['device', 'mended'],
    severity: 'notice',
  },
  {
    // The disk below failed, or the filesystem was shut down for it.
    kind: 'xfs-corruption',
    literals: ['XFS ('],
    pattern:
      /^XFS \((?<device>[\w-]{1,32})\): (?:(?:Metadata I\/O [eE]rror|I\/O [eE]rror|Log I\/O [eE]rror)(?: \(0x[0-9a-f]{1,4}\))? [dD]etected(?: at (?<function>[\w+./]{1,128}(?: \[[\w-]{1,64}\])?))?|metadata I\/O error(?: in "(?<function2>[\w+./]{1,128}(?: \[[\w-]{1,64}\])?)|: block (?<block>0x[0-9a-f]{1,16}))|I\/O Error Detected|log I\/O error |Filesystem has been shut down due to log error|User initiated shutdown|xfs_do_force_shutdown\(|xfs_log_force: error |writeback error on |Failing async write on buffer|log recovery (?:read|write) I\/O error|SB validate failed with error -5\b|.{0,60}permanent write failures)/,
    title: 'XFS error on {device} in {function}',
    form: 'line',
    rank: 3,
    joins: true,
  },
  {
    kind: 'xfs-corruption',
    literals: ['XFS ('],
    pattern:
      /^XFS \((?<device>[\w-]{1,32})\): (?:(?:Metadata (?:corruption|CRC error)|Corruption|.{1,40}\(0x[0-9a-f]{1,4}\)) (?:of (?:in-memory|on-disk) (?:meta)?data |warning: |\(0x[0-9a-f]{1,4}\) ){0,2}[dD]etected(?: at (?<function>[\w+./]{1,128}(?: \[[\w-]{1,64}\])?))?(?:, \w{1,32} block (?<block>0x[0-9a-f]{1,16}))?|Internal error |Unmount and run xfs_repair|Please u[nm]mount the filesystem and rectify|Corruption (?:of in-memory data|detected|warning: )|log record CRC mismatch|log mount\/recovery failed|Failed to (?:read root inode|recover (?:intents|leftover))|SB validate failed with error -(?:74|117)\b|AGF corruption|\w{2,16}bt record corruption|\w{4,40}: detected corrupt|Assertion failed)/,
    title: 'XFS corruption on {device} in {function}',
    form: 'line',
    rank: 3,
    joins: true,
  },
  {
    kind: 'xfs-corruption',
    literals: ['XFS: Assertion failed'],
    pattern: /^XFS: Assertion failed: (?<check>.{1,200}?), file: \S{1,120}?, line: \d{1,6}/,
    title: 'XFS: Assertion failed: {check}',
    form: 'report',
    rank: 3,
  },
  {
    // The header of the WARNING that follows it.
    kind: 'btrfs-corruption',
    literals: ['Transaction aborted (error '],
    pattern: /^BTRFS: Transaction aborted \(error (?<errno>-?\d{1,3})\)/,
    title: 'BTRFS: Transaction aborted in {guilty}',
    form: 'report',
    rank: 3,
  },
  {
    kind: 'btrfs-corruption',
    literals: ['BTRFS info (device '],
    pattern:
      /^BTRFS info \(device (?<device>[\w-]{1,32})(?::? state \w{1,8})?\): (?<counted>bdev (?:\/dev\/)?(?<disk>[^\s/]\S{0,63}) errs: (?!wr 0, rd 0, flush 0, corrupt 0, gen 0)[\w ,]{8,80})/,
    title: 'BTRFS on {device} has recorded errors',
    form: 'line',
    rank: 1,
    sameBy: ['device', 'counted'],
    severity: 'notice',
  },
  {
    // Mended from another copy.
    kind: 'btrfs-corruption',
    literals: ['fixed up error at logical '],
    pattern:
      /^BTRFS error \(device (?<device>[\w-]{1,32})(?::? state \w{1,8})?\): (?:scrub: )?(?<mended>fixed up error) at logical \d{1,20} on (?:mirror \d{1,3}|dev (?:\/dev\/)?(?<disk>[^\s/]\S{0,63}))/,
    title: 'BTRFS on {device} mended a block',
    form: 'line',
    rank: 1,
    sameBy: ['device', 'mended'],
  },
  {
    // Data whose checksum is wrong, with the file that it belongs to (fs/btrfs/inode.c,
    // btrfs_print_data_csum_error). Older kernels name no root, and still older ones no mirror.
    kind: 'btrfs-corruption',
    literals: ['csum failed '],
    pattern:
      /^BTRFS:? (?:info|critical|error|warning) \(device (?<device>[\w-]{1,32})(?::? state \w{1,8})?\): csum failed (?<_file>(?:root (?<root>-?\d{1,20}) )?ino (?<inode>\d{1,20})) (?:off|extent) \d{1,20} (?:logical (?<logical>\d{1,20}) )?csum \w{1,80} (?:expected csum|wanted) \w{1,80}(?: mirror (?<mirror>\d{1,5}))?/,
    title: 'BTRFS error (device {device}): csum failed {_file}',
    form: 'line',
    rank: 3,
    joins: true,
  },
  {
    // Which file lies there: fs/btrfs/scrub.c, scrub_print_warning_inode; in 6.12 also, while data is moved,
    // inode.c, data_reloc_print_warning_inode.
    kind: 'btrfs-corruption',
    literals: ['checksum error at logical '],
    pattern:
      /^BTRFS:? (?:info|critical|error|warning) \(device (?<device>[\w-]{1,32})(?::? state \w{1,8})?\): (?:scrub: )?checksum error at logical (?<logical>\d{1,20}) (?:mirror (?<mirror>\d{1,5})|on dev (?:\/dev\/)?(?<disk>[^\s/,]\S{0,62}[^\s,]), (?:physical|sector) \d{1,20}),? root (?<root>-?\d{1,20}),? inode (?<inode>\d{1,20})/,
    title: 'BTRFS error (device {device}): checksum error at logical {logical}',
    form: 'line',
    rank: 3,
    joins: true,
  },
  {
    // A block of one of its trees (fs/btrfs/disk-io.c, btrfs_validate_extent_buffer).
    kind: 'btrfs-corruption',
    literals: ['checksum verify failed on '],
    pattern:
      /^BTRFS:? (?:info|critical|error|warning) \(device (?<device>[\w-]{1,32})(?::? state \w{1,8})?\): (?:\S{1,64} )?checksum verify failed on (?:logical )?(?<logical>\d{1,20})(?: mirror (?<mirror>\d{1,5}))?/,
    title: 'BTRFS error (device {device}): checksum verify failed on logical {logical}',
    form: 'line',
    rank: 3,
    joins: true,
  },
  {
    kind: 'btrfs-corruption',
    literals: ['BTRFS'],
    pattern:
      /^BTRFS:? (?:info(?=.{0,60}: (?:forced readonly|Transaction aborted|Skipping commit))|critical|error|warning) \(device (?<device>[\w-]{1,32})(?::? state \w{1,8})?\)(?: in (?<function>\w{1,64}):\d{1,7}: errno=(?<errno>-\d{1,3})|: (?:block=\d{1,20} |scrub: )?(?:forced readonly|Transaction aborted|checksum (?:verify failed|error)|parent transid verify failed|level verify failed|csum (?:failed|error|mismatch)|tree first key mismatch|corrupt(?:ed)? |(?:read|write) time tree block corruption|tree level mismatch|unable to fixup(?: \(\w{1,20}\) error at logical \d{1,20} on dev (?:\/dev\/)?(?<disk2>[^\s/]\S{0,63}))?|super block corruption|superblock (?:checksum mismatch|contains fatal errors)|super block at physical|lost (?:super block|page) write|failed to (?:read|verify|load|init|recover)|error writing|errors while|\d{1,4} errors while|open_ctree failed|bdev (?:\/dev\/)?(?<disk>[^\s/]\S{0,63}) errs|devid \d{1,10} uuid \S{36} is missing|chunk \d{1,20} missing|bad tree block start|dirty buffer transid|unable to find ref|block \d{1,20} |Skipping commit of aborted|error loading|too many missing devices|writable mount is not allowed))/,
    title: 'BTRFS error on {device}',
    form: 'line',
    rank: 3,
    joins: true,
  },
  {
    // From memory that was freed, or of a kernel that says less.
    kind: 'btrfs-corruption',
    literals: ['BTRFS'],
    pattern:
      /^BTRFS: (?:error \(device (?<device>[\w-]{1,32})|lost page write due to I\/O error on (?:\/dev\/)?(?<disk>[^\s/]\S{0,63})|bdev (?:\/dev\/)?(?<disk2>[^\s/]\S{0,63}) errs: (?!wr 0, rd 0, flush 0, corrupt 0, gen 0)|open_ctree failed|checksum error at logical|unable to fixup|corrupt leaf|\S{1,64} checksum verify failed|parent transid verify failed|csum failed)/i,
    title: 'BTRFS error on {device}',
    form: 'line',
    rank: 3,
    joins: true,
  },
  {
    kind: 'filesystem-error',
    literals: ['F2FS-fs ('],
    pattern: new RegExp(
      String.raw`^F2FS-fs \((?:device )?${device}\): (?:.{0,120}?(?:run fsck to|corrupt|[Ii]nconsisten|stop checkpoint|checksum invalid|access invalid blkaddr|invalid blkaddr)|Stopped filesystem due to reason: (?<stop_reason>\d{1,3})|Failed to (?:get valid F2FS checkpoint|initialize F2FS (?:segment|node)|read root inode))`,
    ),
    title: 'F2FS-fs error on {device}',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'filesystem-error',
    literals: ['FAT-fs ('],
    pattern: new RegExp(
      String.raw`^(?:ex)?FAT-fs \(${device}\): (?:error, (?<fs_error>\S.{1,118}\S)|Filesystem has been set read-only|FAT read failed|Directory bread\(block \d{1,20}\) failed|bread failed|Corrupted directory|unable to read (?:boot sector to mark|inode block)|Medium has reported failures)`,
    ),
    title: 'FAT-fs error on {device}',
    form: 'line',
    rank: 3,
    sameBy: ['device'],
  },
  {
    // Images that are mounted through a loop device, such as those of snaps.
    kind: 'filesystem-error',
    literals: ['SQUASHFS error: '],
    pattern:
      /^(?<filesystem>SQUASHFS) error: (?<fs_error>(?:\w{2,8} decompression (?:failed|error)|Failed to read block|Unable to read|squashfs_read_data failed|Corrupted symlink|Xattrs in filesystem).{0,100})/,
    title: 'SQUASHFS error: {fs_error}',
    form: 'line',
    rank: 3,
    sameBy: ['filesystem'],
  },
  {
    kind: 'filesystem-error',
    literals: [
      ' error (device ',
      ': error (device ',
      'ERROR: (device ',
      'ERROR (device ',
      'abort (device ',
    ],
    pattern: new RegExp(
      String.raw`^(?:(?:UDF-fs|REISERFS|NTFS-fs|NILFS|AFFS|UFS-fs|OCFS2):? )?(?:error|ERROR|abort):? \(device ${device}\)(?: in \w{1,64})?: (?<fs_error>\S.{1,118}\S)`,
    ),
    title: 'filesystem error on {device}',
    form: 'line',
    rank: 3,
    sameBy: ['device'],
  },
  {
    kind: 'filesystem-error',
    literals: ['gfs2: fsid=', 'GFS2: fsid='],
    pattern:
      /^(?:gfs2|GFS2): fsid=(?<device>[\w:.-]{1,64}): (?<fs_error>fatal: .{2,118}\S|about to withdraw this file system|(?:File system )?withdrawn)/,
    title: 'GFS2 error on {device}',
    form: 'line',
    rank: 3,
    sameBy: ['device'],
  },
  {
    kind: 'filesystem-error',
    literals: ['UBIFS error (', ' error: ubi_', 'ntfs3(', 'ntfs3: '],
    pattern:
      /^(?:UBIFS error \((?<device>ubi\d{1,3}:\d{1,3}) pid (?<pid>\d{1,10})\): (?<function>\w{1,64}): |(?<device2>ubi\d{1,3}) error: (?<function2>\w{1,64}): |ntfs3(?:: |\()(?<device3>[\w-]{1,32})\)?: (?:ino=[0-9a-f]{1,16}, .{0,80}?(?:Corrupted|corrupt|failed)|It is recommened to use chkdsk|.{0,40}corrupt|failed to ))/,
    title: 'filesystem error on {device}',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'filesystem-error',
    literals: ['bcachefs ('],
    pattern:
      /^bcachefs \((?<device>[\w-]{1,40})(?: (?:sector|inum) \d{1,20}(?: offset \d{1,20})?)?\): .{0,80}?(?:fatal error|emergency read only|inconsistency detected|(?:data|metadata|btree node) (?:read|write|checksum) error|going read-only|error validating|I\/O error)/,
    title: 'bcachefs error on {device}',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'filesystem-error',
    literals: ['Busy inodes after unmount'],
    pattern: /^VFS: Busy inodes after unmount of (?<device>[\w:-]{1,40})?/,
    title: 'VFS: Busy inodes after unmount (use-after-free)',
    form: 'report',
    rank: 2,
  },
  {
    kind: 'filesystem-error',
    literals: ["WARNING: Pool '"],
    pattern:
      /^WARNING: Pool '(?<pool>[^']{1,255})' has encountered an uncorrectable I\/O failure and has been suspended/,
    title: 'ZFS: pool {pool} suspended after I/O failure',
    form: 'line',
    rank: 3,
    sameBy: ['pool'],
  },
  {
    // OpenZFS's own panic: the thread stops for good, and whatever needs it hangs.
    kind: 'bug-on',
    literals: ['PANIC at '],
    pattern: /^PANIC at (?<file>[\w.-]{1,64}):(?<line>\d{1,6}):(?<function>\w{1,64})\(\)/,
    title: 'ZFS: PANIC in {function}',
    form: 'report',
    rank: 2,
  },
  {
    kind: 'bug-on',
    literals: ['VERIFY'],
    pattern: /^VERIFY[03]?[PSUBF]?\((?<check>.{1,200}?)\) failed/,
    title: 'ZFS: VERIFY({check}) failed',
    form: 'report',
    rank: 1,
  },
  {
    kind: 'nfs-timeout',
    literals: [' not responding, '],
    pattern:
      /^(?:nfs|lockd|\w{1,16}): server (?<server>\S{1,255}) not responding, (?:still trying|timed out)/,
    title: 'NFS server {server} does not respond',
    form: 'line',
    rank: 3,
    sameBy: ['server'],
  },
  {
    kind: 'nfs-timeout',
    literals: ['NFS: '],
    pattern:
      /^NFS: (?:state manager: .{1,80} failed on NFSv4 server (?<server>\S{1,255}) with error \d{1,5}|(?:__)?nfs4_reclaim_open_state: (?:unhandled error|Lock reclaim failed))/,
    title: 'NFS server {server}: state lost',
    form: 'line',
    rank: 2,
    sameBy: ['server'],
  },
  {
    kind: 'network-storage-timeout',
    literals: ['has not responded in ', 'umber of request timeouts exceeded'],
    pattern:
      /^CIFS:? VFS: (?:(?<server>\\\\\S{1,255}) |Server (?<server2>\S{1,255}) )?(?:has not responded in \d{1,6} seconds|Number of request timeouts exceeded)/,
    title: 'CIFS server {server} does not respond',
    form: 'line',
    rank: 3,
    sameBy: ['server'],
  },
  {
    kind: 'network-storage-timeout',
    literals: ['cifs_mount failed w/return code'],
    pattern: /^CIFS:? VFS: cifs_mount failed w\/return code = (?<errno>-\d{1,3})/,
    title: 'CIFS mount failed',
    form: 'line',
    rank: 2,
    sameBy: ['errno'],
  },
  {
    kind: 'network-storage-timeout',
    literals: ['libceph: ', 'libceph (', 'ceph: mds', 'ceph: ['],
    pattern:
      /^(?:libceph: (?:(?<server>(?:mon|osd|mds)\d{1,7}) .{0,80}(?:session lost, hunting|socket error|connect error)|tid \d{1,20} on (?<server2>osd\d{1,7}) timeout|(?<server3>osd\d{1,7}) down$)|libceph \([0-9a-f-]{36} e\d{1,10}\): (?<server5>osd\d{1,7}) down$|ceph: (?:\[[0-9a-f-]{36} \d{1,20}\]: )?(?<server4>mds\d{1,5}) (?:hung|caps (?:still )?stale|reconnect (?:denied|rejected|failed)|closed our session))/,
    title: 'Ceph {server} does not respond',
    form: 'line',
    rank: 3,
    sameBy: ['server'],
  },
  {
    kind: 'network-storage-timeout',
    literals: ['block nbd', 'did not arrive in time', 'ko-count ('],
    pattern:
      /^(?:block (?<device>nbd\d{1,5}): (?:Connection timed out|(?:Receive|Send) (?:control|data) failed|Other side returned error|Dead connection)|(?:block (?<device2>drbd\d{1,7})|drbd (?<device3>[\w-]{1,64})(?:\/\d{1,7} drbd\d{1,7})?): (?:PingAck did not arrive in time|Remote failed to (?:finish a request|answer a P_BARRIER)))/,
    title: 'network disk {device} lost its server',
    form: 'line',
    rank: 3,
  },
];
