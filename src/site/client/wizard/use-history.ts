// The history while the page is open: switched on and off, taken in, handed out, erased and brought
// back. Each change begins with what is stored now: another tab may have written since.

import { useEffect, useState } from 'preact/hooks';
import { mergeHistories, remember, type SeenHistory } from '../../../history/history.ts';
import { readHistory, writeHistory } from '../../../history/history-file.ts';
import { seenInReport } from '../../../history/seen-in-report.ts';
import { emptyHistory, loadHistory, type StoredHistory, storeHistory } from './history-store.ts';
import { localTime } from './local-time.ts';
import type { Paste } from './pastes.ts';

/** Text that is still being typed is no incident yet. */
const settledMs = 1500;

export interface HistoryInHand extends StoredHistory {
  /** The browser refused to keep the last change. */
  isRefused: boolean;
  /** What was erased in this page, to bring back. */
  erased: SeenHistory | null;
  switchTo(on: boolean): void;
  erase(): void;
  undo(): void;
  /** How many came in; null where the text is no history. */
  takeIn(text: string): number | null;
  asText(): string;
}

export function useHistory(pastes: readonly Paste[]): HistoryInHand {
  const [stored, setStored] = useState(loadHistory);
  const [isRefused, setRefused] = useState(false);
  const [erased, setErased] = useState<SeenHistory | null>(null);

  /** What is stored now; where nothing can be, what this page holds. */
  const current = (): StoredHistory =>
    isRefused ? stored : { ...loadHistory(), isOn: stored.isOn };
  const keep = (next: StoredHistory) => {
    setRefused(!storeHistory(next));
    setStored(next);
  };
  const settled = pastes.filter(({ work, answer, isSample }) => !work && answer && !isSample);
  useEffect(() => {
    if (!stored.isOn || settled.length === 0) return;
    const timer = setTimeout(() => {
      const now = current();
      const read = localTime(new Date());
      const history = settled.reduce((all, { answer }) => {
        const seen = seenInReport(answer!.report, all.salt, read);
        return seen === null ? all : remember(all, seen);
      }, now.history);
      if (history !== now.history) keep({ ...now, history });
      else if (now.history.seen.length !== stored.history.seen.length) setStored(now);
    }, settledMs);
    return () => clearTimeout(timer);
  }, [stored.isOn, settled.map(({ id, revision }) => `${id}.${revision}`).join()]);

  return {
    ...stored,
    isRefused,
    erased,
    switchTo(on) {
      const { history } = current();
      keep({ isOn: on, history });
    },
    erase() {
      setErased(current().history);
      keep({ isOn: stored.isOn, history: emptyHistory() });
    },
    undo() {
      if (erased === null) return;
      const now = current();
      keep({ ...now, history: mergeHistories(erased, now.history) });
      setErased(null);
    },
    takeIn(text) {
      const taken = readHistory(text);
      if (taken === null) return null;
      const now = current();
      const history = mergeHistories(now.history, taken);
      keep({ ...now, history });
      return history.seen.length - now.history.seen.length;
    },
    asText: () => `${writeHistory(current().history)}\n`,
  };
}
