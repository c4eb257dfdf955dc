// An answer that nobody sees, drawn beside the page while nobody waits: a script engine is slow at what it
// does for the first time, and the first answer is the one that somebody waits for.

import { render } from 'preact';
import { unpackExcerpt } from './excerpt-log.ts';
import { LogLines, LogPane } from './log-pane.tsx';
import type { Paste } from './pastes.ts';
import { Result } from './result.tsx';
import type { HistoryInHand } from './use-history.ts';
import { WizardContext } from './wizard-context.ts';
import type { SentAnswer } from './worker-messages.ts';

/** @param history for its shape: nothing is written to it. */
export function rehearse(sent: SentAnswer, history: HistoryInHand): void {
  const answer = { ...sent, excerpt: unpackExcerpt(sent.excerpt) };
  const paste: Paste = {
    id: 0,
    revision: 0,
    name: '',
    source: '',
    isSample: true,
    text: null,
    work: null,
    answer,
    ticked: {},
    values: {},
    distribution: null,
  };
  const nothing = () => {};
  const known = { root: '', version: '', distribution: null, singleKeys: false, announce: nothing };
  // Never in the document: it is not laid out, and what would follow the painting does not.
  const aside = document.createElement('div');
  render(
    <WizardContext.Provider value={known}>
      <Result paste={paste} history={history} change={nothing} onCancel={nothing} />
      <LogPane answer={answer} shown={null} />
      <LogLines answer={answer} shown={null} />
    </WizardContext.Provider>,
    aside,
  );
  render(null, aside);
}
