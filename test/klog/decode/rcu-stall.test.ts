// Stalls of RCU in the wordings of several eras, and what is said of them.

import { expect, test } from 'vitest';
import { factsOf } from './facts-of.ts';

const cases: { name: string; log: string; facts: Record<string, string | undefined> }[] = [
  {
    name: 'self-detected, 6.12',
    log: `rcu: INFO: rcu_preempt self-detected stall on CPU
rcu: 	1-....: (806 ticks this GP) idle=98ac/1/0x4000000000000000 softirq=275/275 fqs=601
rcu: 	(t=2002 jiffies g=-583 q=15 ncpus=2)
CPU: 1 UID: 0 PID: 144 Comm: kf-rcu/1 Not tainted 6.12.117+deb12-amd64 #1`,
    facts: {
      'stall-noticed':
        'self-detected — the stalled processor noticed it itself: its timer interrupt works, and the trace shows what it runs',
      'stalled-cpu':
        '1 — it took 806 timer ticks since the grace period began: its interrupts work, but what runs there never pauses; no softirq of RCU has run there since',
      'stalled-for':
        't=2002 jiffies — 8 s where the kernel ticks 250 times a second, 2 s where 1000 times (CONFIG_HZ)',
      'noticed-by-cpu': undefined,
    },
  },
  {
    name: 'seen by another processor, one without interrupts and one idle, offline and doubted',
    log: `INFO: rcu_sched detected stalls on CPUs/tasks:
	2-...: (3 GPs behind) idle=06c/0/0 softirq=1453/1455 fqs=0
	16-O..!: (0 ticks this GP) idle=81c/1/0x4000000000000000 softirq=764/765 fqs=7 (false positive?)
	(detected by 32, t=2603 jiffies, g=7075, q=625)
rcu_sched kthread starved for 2603 jiffies! g7075 f0x0 RCU_GP_WAIT_FQS(3) ->state=0x1 ->cpu=5`,
    facts: {
      'stall-noticed':
        'detected — another processor noticed it: the stalled one may not answer interrupts at all',
      'stalled-cpu':
        "2 — it has missed 3 grace periods; it was idle when asked; RCU's own thread has not come to look (fqs=0)",
      'stalled-cpu-2':
        '16 — it is offline; it took no timer tick since the grace period began: its interrupts are off, or it does not run at all (firmware, hypervisor); the kernel itself doubts that it is stalled',
      'noticed-by-cpu': '32',
      'starved-for':
        "2603 jiffies — RCU's own thread slept on, and nothing woke it: timer interrupts are lost, or CPU 5 handles none",
    },
  },
  {
    name: 'one grace period behind, one task, and more processors than are told one by one',
    log: `INFO: rcu_sched detected stalls on CPUs/tasks:
	0-...: (1 GPs behind) idle=06c/1/0 softirq=1453/1455 fqs=3
	1-...: (2 GPs behind) idle=06c/1/0 softirq=1453/1455 fqs=3
	2-...: (3 GPs behind) idle=06c/1/0 softirq=1453/1455 fqs=3
	3-...: (4 GPs behind) idle=06c/1/0 softirq=1453/1455 fqs=3
	4-...: (5 GPs behind) idle=06c/1/0 softirq=1453/1455 fqs=3
rcu: 	Tasks blocked on level-0 rcu_node (CPUs 0-1): P282
	(detected by 6, t=2603 jiffies, g=7075, q=625)`,
    facts: {
      'stalled-cpu': '0 — it has missed a grace period',
      'stalled-cpu-4': '3 — it has missed 4 grace periods',
      'stalled-cpu-5': undefined,
      'stalled-tasks':
        'P282 — PID 282 was taken off the processor while reading under RCU, and did not come back: a task of higher priority keeps the processor, or it sleeps where it may not',
    },
  },
  {
    name: 'a task that was preempted, and a thread that gets no processor',
    log: `rcu: INFO: rcu_preempt detected stalls on CPUs/tasks:
rcu: 	Tasks blocked on level-0 rcu_node (CPUs 0-1): P282/1:b..l P283
	(detected by 1, t=10503 jiffies, g=61629, q=41)
rcu: rcu_preempt kthread timer wakeup didn't happen for 10500 jiffies! g-563 f0x2 RCU_GP_WAIT_FQS(5) ->state=0x200
rcu: rcu_preempt kthread starved for 10527 jiffies! g61629 f0x0 RCU_GP_WAIT_FQS(5) ->state=0x0 ->cpu=0`,
    facts: {
      'stalled-cpu': undefined,
      'stalled-tasks':
        'P282/1:b..l P283 — 2 tasks were taken off the processor while reading under RCU, and did not come back: a task of higher priority keeps the processor, or it sleeps where it may not',
      'timer-late-by':
        "10500 jiffies — the timer that wakes RCU's own thread did not fire: timer interrupts are lost, or a processor handles none",
      'starved-for':
        "10527 jiffies — RCU's own thread was ready to run, but CPU 0 did not run it: something keeps that processor (a real-time task, a loop with interrupts off, a virtual processor that its host does not run)",
    },
  },
  {
    name: '3.x: everything in one line',
    log: `INFO: rcu_sched detected stalls on CPUs/tasks: { 0 3} (detected by 2, t=60002 jiffies, g=9482, c=9481, q=0)
INFO: Stall ended before state dump start`,
    facts: {
      stalled: '0 3 — processors by number, tasks as P and PID',
      'noticed-by-cpu': '2',
      'stalled-for':
        't=60002 jiffies — 240 s where the kernel ticks 250 times a second, 60 s where 1000 times (CONFIG_HZ)',
      'stall-ended':
        'Stall ended before state dump start — the grace period ended while this was printed: it was slow, not stuck',
    },
  },
  {
    name: 'expedited',
    log: 'rcu: INFO: rcu_preempt detected expedited stalls on CPUs/tasks: { 3-...D P77 } 5250 jiffies s: 1233 root: 0x8/.',
    facts: {
      'stall-noticed':
        'detected expedited — another processor noticed it: the stalled one may not answer interrupts at all',
      stalled: '3-...D P77 — processors by number, tasks as P and PID',
    },
  },
];

test.each(cases)('$name', ({ log, facts }) => {
  const read = factsOf(log);
  expect(Object.fromEntries(Object.keys(facts).map((name) => [name, read[name]]))).toEqual(facts);
});
