// The author's panel in every page of `npm run dev`: what the checks say of the runbook on screen, and
// a reload when the library was read anew. On the triage page the pasted log comes back after the
// reload, so that the answer follows the edit.

import { render } from 'preact';
import { type AuthorRemark, type AuthorState, readingTiming } from './author-messages.ts';

const address = '/panicroom-dev/';
const kept = 'panicroom-dev-log';

const place = document.createElement('aside');
place.setAttribute('aria-label', 'Checks');
place.className = 'author-panel';
document.getElementById('main')?.prepend(place);

const events = new EventSource(`${address}events/`);
events.addEventListener('read', reload);
events.addEventListener('checked', () => void show());
events.addEventListener('error', () => {
  render(<p>The dev server does not answer. Start it again with npm run dev.</p>, place);
});
events.addEventListener('open', () => void show());
restoreLog();

function reload(): void {
  keepLog();
  location.reload();
}

async function show(): Promise<void> {
  const state = (await (await fetch(`${address}state.json`)).json()) as AuthorState;
  // The library may have been read anew between this page and the first word of the server.
  if (pageReading() < state.reading) return reload();
  const id = /^\/(?:runbooks|authors)\/(.+?)\/$/.exec(decodeURIComponent(location.pathname))?.[1];
  const files = id === undefined ? [] : (state.files[id] ?? []);
  render(<Panel state={state} files={files} />, place);
}

function Panel({ state, files }: { state: AuthorState; files: readonly string[] }) {
  const isOwn = ({ file }: AuthorRemark) => files.includes(file);
  const own = state.remarks.filter(isOwn);
  const others = state.remarks.length - own.length;
  return (
    <>
      <p role="status">
        {files.map((file) => (
          <span key={file}>
            <code>{file}</code>{' '}
          </span>
        ))}
        {state.checking ? 'checking…' : files.length > 0 && countOf(own)}
        {others > 0 && ` · ${others} ${others === 1 ? 'remark' : 'remarks'} on other files`}
        {state.tookMs !== null && ` · read in ${Math.round(state.tookMs)} ms`}
      </p>
      {state.failure !== null && (
        <p role="alert">{state.failure} The pages are those from before.</p>
      )}
      <Remarks remarks={own} named={files.length > 1} />
      {others > 0 && (
        <details open={files.length === 0}>
          <summary>Other files</summary>
          <Remarks remarks={state.remarks.filter((remark) => !isOwn(remark))} named />
        </details>
      )}
    </>
  );
}

function countOf(remarks: readonly AuthorRemark[]): string {
  const errors = remarks.filter(({ level }) => level === 'error').length;
  const warnings = remarks.length - errors;
  if (remarks.length === 0) return 'nothing to mend';
  return [errors > 0 && count(errors, 'error'), warnings > 0 && count(warnings, 'warning')]
    .filter(Boolean)
    .join(', ');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function Remarks({
  remarks,
  named = false,
}: {
  remarks: readonly AuthorRemark[];
  named?: boolean;
}) {
  if (remarks.length === 0) return null;
  return (
    <ul>
      {remarks.map((remark) => (
        <li key={`${remark.file}:${remark.line}:${remark.column}:${remark.code}`}>
          <p>
            <strong>{remark.level === 'error' ? '✕ error' : '△ warning'}</strong>{' '}
            {named && `${remark.file}, `}line {remark.line}, column {remark.column}:{' '}
            {remark.message}
          </p>
          {remark.text.trim() !== '' && (
            <pre>
              {remark.text.slice(0, remark.columns[0])}
              <mark>{remark.text.slice(...remark.columns)}</mark>
              {remark.text.slice(remark.columns[1])}
            </pre>
          )}
          <p>
            {remark.fix} <code>{remark.code}</code>
          </p>
        </li>
      ))}
    </ul>
  );
}

/** Which reading of the library the server made this page from: it says so beside its answer. */
function pageReading(): number {
  const [page] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  const said = page?.serverTiming.find(({ name }) => name === readingTiming)?.description;
  return said === undefined ? Number.POSITIVE_INFINITY : Number(said);
}

function logField(): HTMLTextAreaElement | null {
  return document.querySelector<HTMLTextAreaElement>('#wizard textarea');
}

function keepLog(): void {
  const text = logField()?.value;
  if (text) sessionStorage.setItem(kept, text);
}

/** The box stands in the page from the beginning; the wizard takes over what is in it when it comes. */
function restoreLog(): void {
  const text = sessionStorage.getItem(kept);
  const field = logField();
  if (text === null || field === null) return;
  sessionStorage.removeItem(kept);
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
