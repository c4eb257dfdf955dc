// What a sleeping task waits for, as the top of its trace tells.
//
//    __schedule        the scheduler: it sleeps
//    schedule
//    io_schedule       waiting for I/O, it says
//    bit_wait_io       ← the wait channel, as `ps -o wchan` has it
//    __wait_on_buffer
//    jbd2_journal_commit_transaction
//
// In: names of functions, the innermost first. Out: the wait channel, and what it stands for.
// Source: the sleeping functions themselves: kernel/sched/core.c, kernel/sched/completion.c,
// kernel/locking/*.c, mm/filemap.c, fs/buffer.c, block/blk-mq*.c, block/blk-rq-qos.c,
// fs/jbd2/{commit,journal,transaction}.c, fs/xfs/{xfs_log,xfs_buf}.c, fs/fuse/dev.c, net/sunrpc/sched.c,
// fs/nfs, fs/smb/client/transport.c, fs/ceph/mds_client.c, kernel/rcu, kernel/workqueue.c,
// net/core/rtnetlink.c, drivers/md, drivers/usb/core/message.c, drivers/dma-buf/dma-fence.c.

export interface Wait {
  /** Index of the wait channel among the names. */
  at: number;
  /** Null for a function that nothing is known of. */
  meaning: string | null;
}

const scheduler =
  /^(?:__switch_to|context_switch|__schedule|schedule|(?:io_)?schedule_timeout\w*|io_schedule|schedule_preempt_disabled|schedule_hrtimeout\w*|(?:__)?preempt_schedule\w*|do_nothing)$/;

/** Frames behind the wait channel that may still tell what it is about. */
const deepest = 6;

/** What is waited for by name of the thing. */
const things: [RegExp, string][] = [
  [
    /^(?:rpc_wait_bit_killable|__rpc_execute|nfs4?_(?:wait|lock|do_|proc)\w*|rpc_\w*wait\w*)$/,
    'an answer of an NFS server: look at the network and at the server',
  ],
  [
    /^(?:wait_for_response|cifs_(?:wait|send)\w*|smb2_\w*|compound_send_recv)$/,
    'an answer of an SMB server: look at the network and at the server',
  ],
  [/^ceph_(?:mdsc_|osdc_|wait)\w*$/, 'an answer of the Ceph cluster: look at its health'],
  [
    /^(?:request_wait_answer|fuse_(?:request|simple|dev|wait|send)\w*)$/,
    'an answer of the program behind a FUSE filesystem: look at that program',
  ],
  [/^p9_(?:client|virtio|fd)\w*$/, 'an answer of a 9p server, usually the host of this machine'],
  [
    /^(?:jbd2_log_wait_commit|wait_transaction_locked|start_this_handle|jbd2_journal_lock_updates|add_transaction_credits|__jbd2_log_wait_for_space)$/,
    'the journal of an ext4 filesystem, and so its disk: look for the jbd2 task among the blocked ones',
  ],
  [
    /^(?:xlog_\w*wait\w*|xlog_grant_head_\w*|xlog_cil_\w*|xfs_log_\w*|_?xfs_buf_(?:lock|iowait|find_lock|delwri)\w*|xfs_ail\w*)$/,
    'the log or a buffer of an XFS filesystem, and so its disk',
  ],
  [
    /^(?:btrfs_\w*wait\w*|wait_current_trans\w*|wait_for_commit)$/,
    'a commit of a btrfs filesystem, and so its disk',
  ],
  [
    /^(?:gfs2_glock\w*|ocfs2_\w*lock\w*|dlm_\w*|__ocfs2_cluster_lock\w*)$/,
    'a lock of the cluster: look at the other nodes and at fencing',
  ],
  [
    /^(?:blk_mq_get_tag|(?:__)?sbitmap_queue_get\w*|get_request|blk_get_request|rq_qos_wait|wbt_wait)$/,
    'a free place in the queue of a disk: the disk answers too slowly or not at all',
  ],
  [
    /^(?:blk_mq_freeze_queue_wait|blk_queue_enter|__bio_queue_enter|blk_mq_freeze_queue)$/,
    'a disk queue that is frozen: the device is being reset, removed or suspended',
  ],
  [
    /^(?:md_write_start|md_flush_request|wait_barrier|raise_barrier|raid5_(?:get_active|make)\w*|raid1_\w*|raid10_\w*|md_super_wait)$/,
    'an md RAID array: look at /proc/mdstat and its members',
  ],
  [
    /^(?:dm_(?:wait|suspend|table)\w*|__dm_\w*|dm_get_live_table)$/,
    'a device-mapper device: it is suspended, or has no path left (dmsetup info, multipath -ll)',
  ],
  [/^(?:closure_sync|bch_\w*|__closure_sync)$/, 'bcache, and so its disks'],
  [
    /^(?:balance_dirty_pages\w*|wb_wait_for_completion|sync_inodes_sb|(?:__)?writeback_inodes\w*|sync_filesystem)$/,
    'dirty pages to be written to disk: the disk is slower than what writes to it, or stands still',
  ],
  [
    /^(?:(?:__)?synchronize_s?rcu\w*|synchronize_(?:net|sched)|__wait_rcu_gp|wait_rcu_exp_gp|rcu_barrier\w*)$/,
    'an RCU grace period: some processor or task holds it up, look for an RCU stall in this log',
  ],
  [
    /^(?:(?:__)?flush_work\w*|flush_workqueue\w*|__flush_workqueue|(?:__)?cancel_work\w*|cancel_delayed_work_sync|drain_workqueue|flush_delayed_work)$/,
    'work that was handed to a kworker: look for the kworker that does it among the blocked tasks',
  ],
  [/^kthread_stop\w*$/, 'a kernel thread to end, which does not'],
  [/^(?:usb_start_wait_urb|usb_kill_urb|usb_\w*msg|hub_\w*)$/, 'an answer of a USB device'],
  [
    /^(?:dma_fence_\w*wait\w*|dma_resv_wait\w*|drm_sched_\w*|drm_\w*wait\w*|i915_\w*wait\w*)$/,
    'the graphics processor, which has not finished a job',
  ],
  [
    /^(?:kvm_async_pf_task_wait\w*)$/,
    'a page of this virtual machine that its host has swapped out: look at the host',
  ],
  [/^(?:__refrigerator|freeze_processes|try_to_freeze\w*)$/, 'the end of a suspend: it is frozen'],
  [
    /^(?:fsnotify\w*|fanotify_\w*)$/,
    'a program that asked to be told of file accesses (fanotify: a virus scanner, an audit agent)',
  ],
  [
    /^(?:nvme_\w*wait\w*|nvme_submit_sync_cmd|__nvme_submit_sync_cmd|blk_execute_rq|scsi_execute\w*|__scsi_execute)$/,
    'a command that was sent to a disk or its controller',
  ],
];

/** Locks that have a name of their own. */
const namedLocks: [RegExp, string][] = [
  [
    /^(?:rtnl_lock\w*|rtnetlink_rcv\w*)$/,
    'the lock of all network configuration (RTNL): look for the task that holds it',
  ],
  [
    /^(?:cgroup_\w*lock\w*|cpuset_\w*lock\w*|cgroup_lock_and_drain\w*)$/,
    'a lock of the cgroup tree',
  ],
  [/^(?:console_lock|console_device)$/, 'the console, on which another task is writing'],
];

/** Any other lock. */
const locks: [RegExp, string][] = [
  [
    /^(?:__)?(?:ww_)?mutex_lock\w*$/,
    'a mutex that another task holds: look for that task among the blocked ones (sysrq w)',
  ],
  [
    /^(?:rwsem_down_read\w*|call_rwsem_down_read\w*|down_read\w*)$/,
    'a reader-writer lock, for reading: a writer holds it or waits before this task',
  ],
  [
    /^(?:rwsem_down_write\w*|call_rwsem_down_write\w*|down_write\w*)$/,
    'a reader-writer lock, for writing: readers or another writer hold it',
  ],
  [
    /^(?:percpu_rwsem_wait|__percpu_down_read|percpu_down_\w*)$/,
    'a lock that is mostly read, held by a writer',
  ],
  [
    /^(?:rt_mutex_\w*|rt_spin_lock\w*|__rt_mutex\w*|rtlock_\w*)$/,
    'a lock of a real-time kernel that another task holds',
  ],
  [
    /^(?:__)?down(?:_interruptible|_killable|_timeout|_common)?$/,
    'a semaphore that another task holds',
  ],
];

/** What is waited with, where nothing says for what. */
const means: [RegExp, string][] = [
  [
    /^(?:(?:__)?wait_for_common\w*|wait_for_completion\w*|do_wait_for_common)$/,
    'another thread or a device to say that something is done',
  ],
  [
    /^(?:io_schedule|bit_wait_io\w*|(?:__)?lock_page\w*|(?:__)?folio_(?:wait|lock)\w*|wait_on_page_\w*|(?:__)?wait_on_buffer|submit_bio_wait|__blkdev_direct_IO\w*|dio_\w*|blk_io_schedule|__iomap_dio_rw|do_get_write_access)$/,
    'a disk to answer: look for I/O errors above, and at the device below the filesystem',
  ],
  [/^(?:futex_wait\w*|futex_\w*queue\w*)$/, 'a futex: another thread of the same program'],
  [
    /^(?:pipe_\w*|sk_wait_data|unix_\w*|poll_schedule_timeout|do_select|ep_poll)$/,
    'another program, by way of a pipe or a socket',
  ],
];

/** Null where nothing but the scheduler is known of the trace. */
export function readWait(names: readonly string[]): Wait | null {
  const at = names.findIndex((name) => !scheduler.test(name));
  // A trace that does not begin in the scheduler is not a sleeping task's.
  if (at <= 0) return null;
  const top = names.slice(at, at + deepest);
  // Whoever asked for a lock stands right behind it, and is not what is waited for.
  const lock = meaningOf(locks, top.slice(0, 2));
  const meaning =
    lock === null
      ? (meaningOf(things, top) ??
        meaningOf(means, top) ??
        meaningOf(means, names.slice(0, at).includes('io_schedule') ? ['io_schedule'] : []))
      : (meaningOf(namedLocks, top) ?? lock);
  return { at, meaning };
}

function meaningOf(table: [RegExp, string][], names: readonly string[]): string | null {
  for (const name of names) {
    // The compiler's clones of a function are the function.
    const plain = name.replace(/\.(?:isra|constprop|part|cold|llvm)\b.*$/, '');
    const row = table.find(([pattern]) => pattern.test(plain));
    if (row) return row[1];
  }
  return null;
}
