// What the wizard knows: the texts that a person gave, the answer to each, and what was typed and
// ticked since. One reducer, no clock, no page; everything on screen is derived from this.

import type { WayOut } from '../../../klog/unreadable-file.ts';
import { unpackExcerpt } from './excerpt-log.ts';
import type { Answer, FromWorker } from './worker-messages.ts';

export interface Paste {
  id: number;
  /** Grows with each change of the source: an answer to an older text is thrown away. */
  revision: number;
  name: string;
  source: string | Blob;
  /** One of the library's own, to try the wizard with: no failure of anybody's. */
  isSample: boolean;
  /** What the text area shows; null where it is too long to edit, or not read yet. */
  text: string | null;
  work: Work | null;
  answer: Answer | null;
  /** When a plan command was ticked, ISO 8601 with the offset, by its key (see planKey). */
  ticked: Readonly<Record<string, string>>;
  /** Placeholders that the person filled. */
  values: Readonly<Record<string, string>>;
  /** The machine's, as the person chose it where the log does not tell; null: not chosen. */
  distribution: string | null;
}

export type Work =
  | { state: 'waiting'; delayMs: number }
  | { state: 'reading'; bytes: number; of: number | null }
  | { state: 'matching'; length: number }
  | { state: 'stopped'; why: string; wayOut: WayOut | null };

export interface Pastes {
  all: readonly Paste[];
  /** Index of the one on screen. */
  current: number;
  nextId: number;
}

export type PastesAction =
  | { type: 'typed'; text: string }
  | { type: 'opened'; sources: readonly OpenedSource[] }
  | { type: 'chosen'; index: number }
  | { type: 'cleared' }
  | { type: 'started'; paste: number; revision: number }
  | { type: 'heard'; paste: number; revision: number; message: FromWorker }
  | { type: 'stopped'; paste: number; revision: number; why: string; wayOut: WayOut | null }
  | { type: 'ticked'; key: string; at: string }
  | { type: 'filled'; name: string; value: string }
  | { type: 'distribution'; name: string | null };

export interface OpenedSource {
  name: string;
  source: string | Blob;
  /** What the text area may show at once. */
  text: string | null;
  isSample?: boolean;
}

export const noPastes: Pastes = { all: [], current: 0, nextId: 1 };
export const typedName = 'Pasted text';
const typingPauseMs = 150;

export function changePastes(pastes: Pastes, action: PastesAction): Pastes {
  switch (action.type) {
    case 'typed':
      return type(pastes, action.text);
    case 'opened':
      return {
        all: action.sources.map((opened, index) => newPaste(pastes.nextId + index, opened, 0)),
        current: 0,
        nextId: pastes.nextId + action.sources.length,
      };
    case 'chosen':
      return { ...pastes, current: action.index };
    case 'cleared':
      return { ...noPastes, nextId: pastes.nextId };
    case 'started':
      return changeOne(pastes, action, (paste) => ({
        ...paste,
        work: { state: 'reading', bytes: 0, of: null },
      }));
    case 'heard':
      return changeOne(pastes, action, (paste) => hear(paste, action.message));
    case 'stopped':
      return changeOne(pastes, action, (paste) => ({
        ...paste,
        work: { state: 'stopped', why: action.why, wayOut: action.wayOut },
        answer: null,
      }));
    case 'ticked':
      return changeCurrent(pastes, (paste) => ({
        ...paste,
        ticked: toggle(paste.ticked, action.key, action.at),
      }));
    case 'filled':
      return changeCurrent(pastes, (paste) => ({
        ...paste,
        values: { ...paste.values, [action.name]: action.value },
      }));
    case 'distribution':
      return changeCurrent(pastes, (paste) => ({ ...paste, distribution: action.name }));
  }
}

export function currentPaste(pastes: Pastes): Paste | null {
  return pastes.all[pastes.current] ?? null;
}

/** The text that should be read next: none while another is read, else the one on screen first. */
export function nextToRead(pastes: Pastes): Paste | null {
  if (pastes.all.some(({ work }) => work?.state === 'reading' || work?.state === 'matching')) {
    return null;
  }
  const waits = (paste: Paste | null) => paste?.work?.state === 'waiting';
  const current = currentPaste(pastes);
  return waits(current) ? current : (pastes.all.find(waits) ?? null);
}

export function isBusy(work: Work | null): boolean {
  return work !== null && work.state !== 'stopped';
}

function type(pastes: Pastes, text: string): Pastes {
  const paste = currentPaste(pastes);
  if (text === '' && pastes.all.length <= 1) return { ...noPastes, nextId: pastes.nextId };
  if (!paste) {
    const opened = { name: typedName, source: text, text };
    return {
      all: [newPaste(pastes.nextId, opened, typingPauseMs)],
      current: 0,
      nextId: pastes.nextId + 1,
    };
  }
  return changeCurrent(pastes, () => ({
    ...paste,
    revision: paste.revision + 1,
    source: text,
    text,
    work: { state: 'waiting', delayMs: typingPauseMs },
  }));
}

function newPaste(
  id: number,
  { name, source, text, isSample = false }: OpenedSource,
  delayMs: number,
): Paste {
  return {
    id,
    revision: 1,
    name,
    source,
    isSample,
    text,
    work: { state: 'waiting', delayMs },
    answer: null,
    ticked: {},
    values: {},
    distribution: null,
  };
}

function hear(paste: Paste, message: FromWorker): Paste {
  switch (message.type) {
    // Of no paste.
    case 'rehearsed':
      return paste;
    case 'reading':
      return { ...paste, work: { state: 'reading', bytes: message.bytes, of: message.of } };
    case 'matching':
      return { ...paste, work: { state: 'matching', length: message.length } };
    case 'answered':
      return {
        ...paste,
        work: null,
        answer: { ...message.answer, excerpt: unpackExcerpt(message.answer.excerpt) },
        text: message.answer.text ?? paste.text,
      };
    case 'refused':
      return {
        ...paste,
        work: { state: 'stopped', why: message.why, wayOut: message.wayOut },
        answer: null,
      };
  }
}

function toggle(
  ticked: Readonly<Record<string, string>>,
  key: string,
  at: string,
): Readonly<Record<string, string>> {
  const { [key]: before, ...others } = ticked;
  return before === undefined ? { ...others, [key]: at } : others;
}

function changeOne(
  pastes: Pastes,
  target: { paste: number; revision: number },
  change: (paste: Paste) => Paste,
): Pastes {
  const all = pastes.all.map((paste) =>
    paste.id === target.paste && paste.revision === target.revision ? change(paste) : paste,
  );
  return { ...pastes, all };
}

function changeCurrent(pastes: Pastes, change: (paste: Paste) => Paste): Pastes {
  const all = pastes.all.map((paste, index) => (index === pastes.current ? change(paste) : paste));
  return { ...pastes, all };
}
