// The wizard whole: takes text in, has the worker read it, shows the answer beside the log.

import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Knowledge } from '../../../model/knowledge.ts';
import { chosenDistribution } from '../../../plan/for-distribution.ts';
import { announcePaste } from './announce-paste.ts';
import { firstHeading } from './first-view.ts';
import { HelpDialog } from './help-dialog.tsx';
import { HistoryBox } from './history-box.tsx';
import { useKeepPage } from './keep-page.ts';
import { type LogLinks, LogLinksContext } from './log-links.ts';
import { LogPane } from './log-pane.tsx';
import type { Sample } from './page-globals.ts';
import { PasteBox } from './paste-box.tsx';
import { createPasteReader } from './paste-reader.ts';
import { PasteTabs } from './paste-tabs.tsx';
import { currentPaste, isBusy, noPastes, type OpenedSource } from './pastes.ts';
import { rehearse } from './rehearse.tsx';
import { Result } from './result.tsx';
import { Samples } from './samples.tsx';
import { keyAction, takesTyping } from './single-keys.ts';
import { readSingleKeys, writeSingleKeys } from './single-keys-preference.ts';
import { openFiles, openText, takeDrop, takePaste } from './take-in.ts';
import { createTriageClient, type WorkerLike } from './triage-client.ts';
import { useHistory } from './use-history.ts';
import { usePalette } from './use-palette.ts';
import { WizardContext } from './wizard-context.ts';
import type { SentAnswer } from './worker-messages.ts';

interface WizardProps {
  knowledge: Knowledge;
  samples: readonly Sample[];
  root: string;
  version: string;
  createWorker(): WorkerLike;
}

export function Wizard({ knowledge, samples, root, version, createWorker }: WizardProps) {
  const [pastes, setPastes] = useState(noPastes);
  const [said, announce] = useState('');
  const [helpOpen, setHelpOpen] = useState(false);
  const [singleKeys, setSingleKeys] = useState(readSingleKeys);
  const [lit, light] = useState<number | null>(null);
  const [shown, setShown] = useState<{ line: number } | null>(null);
  const history = useHistory(pastes.all);
  const client = useMemo(() => {
    const heard = (answer: SentAnswer) => requestIdle(() => rehearse(answer, history));
    const log = samples[0]?.text;
    const rehearsal = log === undefined ? null : { log, heard };
    return createTriageClient(createWorker, knowledge, rehearsal);
  }, []);
  const { change } = useMemo(() => createPasteReader(client, setPastes), []);
  const paste = currentPaste(pastes);

  const awaitsFocus = useRef(false);
  const wizard = useRef<HTMLDivElement>(null);

  const take = (sources: readonly OpenedSource[] | null) => {
    if (!sources || sources.length === 0) return;
    client.drop();
    setShown(null);
    awaitsFocus.current = true;
    change({ type: 'opened', sources });
  };
  useEffect(() => client.warm(), []);
  useTakeIn(take);
  useKeepPage(paste !== null && paste.source !== '', announce);
  // What was opened, unlike what is being typed, moves the focus to its answer.
  useEffect(() => {
    if (!paste || isBusy(paste.work) || !awaitsFocus.current) return;
    awaitsFocus.current = false;
    const result = wizard.current?.querySelector<HTMLElement>('.result');
    result?.focus({ preventScroll: true });
    // On a phone the head of the page and the box fill a third of the screen.
    if (matchMedia('(max-width: 40rem)').matches) result?.scrollIntoView({ behavior: 'instant' });
  }, [paste?.id, paste?.work]);
  useEffect(() => {
    if (said === '') return;
    const timer = setTimeout(() => announce(''), 4000);
    return () => clearTimeout(timer);
  }, [said]);
  // With the page, not after it is painted: a key that was switched off a moment ago is off.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const action = keyAction(event, takesTyping(event.target));
      if (action === null || document.querySelector('dialog[open]')) return;
      // Off is off for all who listen: the plan, the report, and the page's search and help.
      if (!singleKeys) event.stopImmediatePropagation();
      else if (action === 'help') {
        setHelpOpen(true);
        event.preventDefault();
      }
    };
    // Before the page, which listens as the event comes back up.
    document.addEventListener('keydown', onKey, { capture: true });
    return () => document.removeEventListener('keydown', onKey, { capture: true });
  }, [singleKeys]);

  const clear = () => {
    client.drop();
    change({ type: 'cleared' });
  };
  usePalette(() => [
    ...(paste ? [{ label: 'Clear the log and its answer', run: clear }] : []),
    ...pastes.all.flatMap(({ name, id }, index) =>
      id === paste?.id
        ? []
        : [{ label: `Show the file ${name}`, run: () => change({ type: 'chosen', index }) }],
    ),
    { label: 'Show the keys', key: '?', run: () => setHelpOpen(true) },
  ]);

  const links: LogLinks = { lit, light, show: (line) => setShown({ line }) };
  const report = paste?.answer?.report;
  const distribution = report
    ? (report.machine.distribution ?? chosenDistribution(report, paste.distribution))
    : null;
  return (
    <WizardContext.Provider value={{ root, version, distribution, singleKeys, announce }}>
      <LogLinksContext.Provider value={links}>
        <div class={`wizard ${paste ? 'is-after' : 'is-before'}`} ref={wizard}>
          {!paste && <h1>{firstHeading}</h1>}
          <PasteBox
            paste={paste}
            onType={(text) => {
              if (text === '') client.drop();
              change({ type: 'typed', text });
            }}
            onFiles={(files) => take(openFiles(files))}
            onClear={clear}
          />
          {paste ? (
            <>
              <PasteTabs
                pastes={pastes.all}
                current={pastes.current}
                onChoose={(index) => {
                  setShown(null);
                  change({ type: 'chosen', index });
                }}
              />
              <div class="panes" key={paste.id}>
                <Result paste={paste} history={history} change={change} onCancel={client.cancel} />
                {paste.answer && paste.answer.report.answer !== 'empty' && (
                  <LogPane answer={paste.answer} shown={shown} />
                )}
              </div>
            </>
          ) : (
            <Samples
              samples={samples}
              onTry={({ title, text }) => take([{ ...openText(title, text), isSample: true }])}
            />
          )}
          <HistoryBox history={history} />
          <p class="keys-hint">
            <button type="button" onClick={() => setHelpOpen(true)}>
              Keys <kbd>?</kbd>
            </button>
          </p>
          <p role="status" class="for-readers">
            {announcePaste(paste)}
          </p>
          <p role="status" class={`said-briefly ${said === '' ? 'is-silent' : ''}`}>
            {said}
          </p>
          {helpOpen && (
            <HelpDialog
              singleKeys={singleKeys}
              onSwitch={(on) => {
                setSingleKeys(on);
                writeSingleKeys(on);
              }}
              onClose={() => setHelpOpen(false)}
            />
          )}
        </div>
      </LogLinksContext.Provider>
    </WizardContext.Provider>
  );
}

/** Safari has no word for idleness. */
function requestIdle(run: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(run);
  else setTimeout(run, 200);
}

/** Pastes anywhere on the page, and drops. */
function useTakeIn(take: (sources: readonly OpenedSource[] | null) => void): void {
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const sources = takePaste(event);
      if (!sources) return;
      event.preventDefault();
      latest.current(sources);
    };
    const onDragOver = (event: DragEvent) => event.preventDefault();
    const onDrop = (event: DragEvent) => {
      event.preventDefault();
      if (event.dataTransfer) latest.current(takeDrop(event.dataTransfer));
    };
    document.addEventListener('paste', onPaste);
    document.addEventListener('dragover', onDragOver);
    document.addEventListener('drop', onDrop);
    return () => {
      document.removeEventListener('paste', onPaste);
      document.removeEventListener('dragover', onDragOver);
      document.removeEventListener('drop', onDrop);
    };
  }, []);
}
