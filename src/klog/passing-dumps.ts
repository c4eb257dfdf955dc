// Dumps inside an RCU stall's report that are not of what stalled.
//
// The thread that waits for the stalled processor is not it, nor is the processor that this thread last
// ran on; what follows is (kernel/rcu/tree_stall.h, rcu_check_gp_kthread_starvation()).

const dump = /^(?:Task dump for CPU|NMI backtrace for cpu) (\d{1,5})/;

export class PassingDumps {
  /** Inside the trace of a task that is not the report's own. */
  isPassing = false;
  /** The stall is that of the thread that ends grace periods, not of a processor. */
  #kthreadIsLate = false;
  /** The next processor's dump is not the report's own. */
  #passesNext = false;

  /** Gives the processor that stalled, where a dump of it begins. */
  read(text: string): string | null {
    if (text.includes('grace-period kthread stack dump')) this.isPassing = true;
    else if (text.startsWith('All QSes seen') || text.startsWith('rcu: All QSes seen')) {
      // No processor is late: the thread is, and whatever keeps it from running.
      this.#kthreadIsLate = true;
    } else if (text.includes('Stack dump where RCU GP kthread last ran'))
      this.#passesNext = !this.#kthreadIsLate;
    else {
      const cpu = dump.exec(text)?.[1];
      if (cpu === undefined) return null;
      this.isPassing = this.#passesNext;
      this.#passesNext = false;
      // The first processor that is shown is the one that stalled.
      if (!this.isPassing) return cpu;
    }
    return null;
  }
}
