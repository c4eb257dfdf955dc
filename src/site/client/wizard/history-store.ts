// Where the history lies: under one key of this browser's storage, and only while the person wants it.
// Chromium has one storage for all local files, so nothing secret is in it. Storage may be refused or
// full: then the history lasts as long as the page, and the page says so.

import { mostSeen, type SeenHistory } from '../../../history/history.ts';
import { readHistory, writeHistory } from '../../../history/history-file.ts';

const entriesName = 'panicroom.history.v1';
const switchName = 'panicroom.history.on';

export interface StoredHistory {
  isOn: boolean;
  history: SeenHistory;
}

export function emptyHistory(): SeenHistory {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  const salt = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return { salt, seen: [] };
}

/** What is damaged is no history. */
export function loadHistory(): StoredHistory {
  try {
    const text = localStorage.getItem(entriesName);
    const history = text === null ? null : readHistory(text);
    return {
      isOn: localStorage.getItem(switchName) === 'on',
      history: history ?? emptyHistory(),
    };
  } catch {
    return { isOn: false, history: emptyHistory() };
  }
}

/** False where the browser keeps nothing. A storage that is full loses the older half. */
export function storeHistory({ isOn, history }: StoredHistory): boolean {
  try {
    if (isOn) localStorage.setItem(switchName, 'on');
    else localStorage.removeItem(switchName);
    if (history.seen.length === 0) localStorage.removeItem(entriesName);
  } catch {
    return false;
  }
  for (let most = mostSeen; most >= 1; most = Math.floor(most / 2)) {
    if (history.seen.length === 0) return true;
    try {
      const kept = { ...history, seen: history.seen.slice(-most) };
      localStorage.setItem(entriesName, writeHistory(kept));
      return true;
    } catch {
      // Full: with fewer, perhaps.
    }
  }
  return false;
}
