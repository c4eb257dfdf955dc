// Pastes and drops anywhere on the page become sources. In: the browser's event. Out: files or text
// for the wizard; null where the event belongs to a field that a person types in.

import { isEditable } from './is-editable.ts';
import { type OpenedSource, typedName } from './pastes.ts';
import { takesTyping } from './single-keys.ts';

export function openFiles(files: readonly File[]): OpenedSource[] {
  return files.map((file) => ({ name: file.name, source: file, text: null }));
}

export function openText(name: string, text: string): OpenedSource {
  return { name, source: text, text: isEditable(text) ? text : null };
}

export function takePaste(event: ClipboardEvent): OpenedSource[] | null {
  const { clipboardData } = event;
  if (!clipboardData || event.defaultPrevented) return null;
  const files = [...clipboardData.files];
  const text = clipboardData.getData('text/plain');
  if (text === '') return files.length > 0 ? openFiles(files) : null;
  if (event.target instanceof HTMLTextAreaElement && event.target.id === 'kernel-log') {
    // Into an empty box, or too long for it: a new text. Into a text that stands there: an edit.
    const isNew = event.target.value === '' || !isEditable(text);
    return isNew ? [openText(typedName, text)] : null;
  }
  return takesTyping(event.target) ? null : [openText(typedName, text)];
}

export function takeDrop(transfer: DataTransfer): OpenedSource[] | null {
  const files = [...transfer.files];
  if (files.length > 0) return openFiles(files);
  const text = transfer.getData('text/plain');
  return text === '' ? null : [openText(typedName, text)];
}
