// Tasks that sleep for too long: what they wait for, told from the top of their traces.

import { describe, expect, test } from 'vitest';
import { readWait } from '../../../src/klog/decode/wait-channel.ts';
import { factsOf } from './facts-of.ts';

describe('wait channel', () => {
  test.each<[trace: string, channel: string | null, meaning: string | null]>([
    [
      '__schedule schedule io_schedule folio_wait_bit_common do_read_cache_folio read_part_sector',
      'folio_wait_bit_common',
      'a disk to answer',
    ],
    [
      '__schedule schedule io_schedule bit_wait_io __wait_on_bit __wait_on_buffer jbd2_journal_commit_transaction kjournald2',
      'bit_wait_io',
      'a disk to answer',
    ],
    [
      '__schedule schedule jbd2_log_wait_commit jbd2_complete_transaction ext4_sync_file',
      'jbd2_log_wait_commit',
      'the journal of an ext4 filesystem',
    ],
    [
      '__schedule schedule schedule_preempt_disabled __mutex_lock.constprop.0 rtnl_lock addrconf_verify_work',
      '__mutex_lock.constprop.0',
      'the lock of all network configuration (RTNL)',
    ],
    // Whoever asks for a mutex is not what is waited for.
    [
      '__schedule schedule schedule_preempt_disabled __mutex_lock mutex_lock usb_control_msg hub_event',
      '__mutex_lock',
      'a mutex that another task holds',
    ],
    [
      'schedule schedule_timeout __wait_for_common wait_for_completion kthread_stop test_rht_init',
      '__wait_for_common',
      'a kernel thread to end',
    ],
    [
      '__schedule schedule rwsem_down_read_slowpath down_read do_user_addr_fault',
      'rwsem_down_read_slowpath',
      'a reader-writer lock, for reading',
    ],
    [
      '__schedule schedule rpc_wait_bit_killable __wait_on_bit out_of_line_wait_on_bit',
      'rpc_wait_bit_killable',
      'an answer of an NFS server',
    ],
    [
      '__schedule schedule xlog_wait_on_iclog xfs_log_force_seq xfs_file_fsync',
      'xlog_wait_on_iclog',
      'the log or a buffer of an XFS filesystem',
    ],
    [
      '__schedule schedule synchronize_rcu_expedited synchronize_net packet_release',
      'synchronize_rcu_expedited',
      'an RCU grace period',
    ],
    ['__schedule schedule io_schedule some_new_function', 'some_new_function', 'a disk to answer'],
    ['__schedule schedule kf_thread_dstate kthread', 'kf_thread_dstate', null],
    // not asleep
    ['kf_spin kthread ret_from_fork', null, null],
    ['__schedule schedule', null, null],
    ['', null, null],
  ])('%s', (trace, channel, meaning) => {
    const names = trace.split(' ').filter(Boolean);
    const wait = readWait(names);
    expect(wait === null ? null : names[wait.at]).toBe(channel);
    if (meaning === null) expect(wait?.meaning ?? null).toBeNull();
    else expect(wait?.meaning).toContain(meaning);
  });
});

const hung = `INFO: task kf-ba:145 blocked for more than 12 seconds.
      Tainted: G           OE      6.15.0-amd64 #1 Debian 6.15.1-1
"echo 0 > /proc/sys/kernel/hung_task_timeout_secs" disables this message.
task:kf-ba           state:D stack:0     pid:145   tgid:145   ppid:2      flags:0x00004000
Call Trace:
 <TASK>
 __schedule+0x4e0/0xbf0
 schedule+0x27/0xc0
 schedule_preempt_disabled+0x15/0x30
 __mutex_lock.constprop.0+0x37d/0x6f0
 ? __pfx_kf_thread_ba+0x10/0x10 [kfail]
 kf_thread_ba+0x2b/0x40 [kfail]
 </TASK>
`;

describe('hung tasks', () => {
  test('the owner of the mutex, and what the owner itself waits for', () => {
    const facts =
      factsOf(`${hung}INFO: task kf-ba:145 is blocked on a mutex likely owned by task kf-ab:144.
task:kf-ab           state:D stack:0     pid:144   tgid:144   ppid:2      flags:0x00004000
Call Trace:
 <TASK>
 __schedule+0x4e0/0xbf0
 schedule+0x27/0xc0
 io_schedule+0x46/0x80
 bit_wait_io+0x11/0x60
 __wait_on_buffer+0x2d/0x40
 </TASK>`);
    expect(facts).toMatchObject({
      comm: 'kf-ba',
      seconds: '12',
      state:
        'D — asleep, and no signal wakes it: kill -9 has no effect until what it waits for happens',
      'wait-channel':
        '__mutex_lock.constprop.0 — it waits for a mutex that another task holds: look for that task among the blocked ones (sysrq w)',
      'waits-for': 'mutex',
      'lock-holder':
        'kf-ab — holds the mutex that this task waits for, the kernel thinks; itself it waits for a disk to answer: look for I/O errors above, and at the device below the filesystem',
      'lock-holder-pid': '144',
    });
  });

  test('an owner that runs', () => {
    const facts =
      factsOf(`${hung}INFO: task kf-ba:145 <writer> blocked on an rw-semaphore likely owned by task tar:9 <reader>
task:tar             state:R  running task     stack:0     pid:9     tgid:9     ppid:2      flags:0x00004000`);
    expect(facts['lock-holder']).toBe(
      'tar — holds the rw-semaphore as reader that this task waits for, the kernel thinks; it is running',
    );
  });

  test('an owner that waits at a place of its own, once said', () => {
    const facts =
      factsOf(`${hung}INFO: task kf-ba:145 is blocked on a mutex likely owned by task kf-ab:144.
INFO: task kf-ba:145 is blocked on a mutex likely owned by task other:9.
task:kf-ab           state:S stack:0     pid:144   tgid:144   ppid:2      flags:0x00004000
Call Trace:
 <TASK>
 ? stale_word+0x1/0x2
 __schedule+0x4e0/0xbf0
 schedule+0x27/0xc0
 kfail_wait+0x46/0x80 [kfail]
 </TASK>`);
    expect(facts['lock-holder']).toBe(
      'kf-ab — holds the mutex that this task waits for, the kernel thinks; itself it waits in kfail_wait',
    );
  });

  test('an owner that nobody knows', () => {
    const facts = factsOf(
      `${hung}INFO: task kf-ba:145 is blocked on a semaphore, but the last holder is not found.`,
    );
    expect(facts['waits-for']).toBe('semaphore — the kernel could not tell who holds it');
    expect(facts['lock-holder']).toBeUndefined();
  });

  test('until 5.9 the state stood behind the name without a label', () => {
    const facts = factsOf(`INFO: task init:2293 blocked for more than 143 seconds.
      Not tainted 4.4.0 #1
"echo 0 > /proc/sys/kernel/hung_task_timeout_secs" disables this message.
init            D ffff88008ad8f5b0     0  2293      1 0x00000000
Call Trace:
 [<ffffffff81b0c9a5>] schedule+0x75/0x1b0
 [<ffffffff81b153c8>] schedule_timeout+0x3a8/0x5c0
 [<ffffffff81b12b32>] __down+0x102/0x1a0
 [<ffffffff811b2a5b>] down+0x4b/0x60
 [<ffffffff811e7b0f>] console_lock+0x1f/0x80
 [<ffffffff8202b4ee>] console_device+0x1e/0xc0`);
    expect(facts.state).toMatch(/^D — /);
    expect(facts['wait-channel']).toBe(
      '__down — it waits for the console, on which another task is writing',
    );
  });
});
