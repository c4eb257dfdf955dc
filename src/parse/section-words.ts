// Which words in a heading tell what a section is for. A table, so that a wording met in the field
// is one more word here and no new code.
//
// `words` are found anywhere in a heading of the first level of the document; `whole` only where
// they are the heading, filler words aside. Below a section that is understood, both ask for the
// whole heading: under Investigation, "Check hardware for the root cause" is a step, no list of causes.
// Where two roles claim a heading, the longer wording wins, then the order of this table.

import type { SectionRole } from '../model/runbook.ts';

export interface SectionWords {
  role: SectionRole;
  words: string[];
  whole?: string[];
}

export const sectionWords: SectionWords[] = [
  {
    role: 'save',
    words: [
      'save first',
      'save evidence',
      'save the evidence',
      'preserve evidence',
      'preserve the evidence',
      'collect evidence',
      'capture evidence',
      'secure evidence',
      'secure the evidence',
      'before you reboot',
      'before rebooting',
      'evidence to save',
    ],
    whole: ['save', 'evidence', 'data collection', 'collect data'],
  },
  {
    role: 'before',
    words: [
      'before you start',
      'before you begin',
      'prerequisites',
      'prerequisite',
      'pre requisites',
      'requirements',
      'what you need',
      'preparation',
      'required access',
      'required tools',
    ],
    whole: ['requires', 'setup', 'access'],
  },
  {
    role: 'next',
    words: [
      'next steps',
      'where to go next',
      'related runbooks',
      'related scenarios',
      'related failures',
      'related procedures',
      'see also',
    ],
    whole: ['next', 'related', 'what next', 'whats next', 'follow up'],
  },
  {
    role: 'sources',
    words: [
      'sources',
      'references',
      'further reading',
      'bibliography',
      'additional resources',
      'external links',
    ],
    whole: ['source', 'reference', 'resources', 'links', 'documentation', 'docs'],
  },
  {
    role: 'escalation',
    words: [
      'escalation',
      'escalate',
      'escalating',
      'wake someone',
      'who to call',
      'whom to call',
      'when to call',
      'contacts',
      'on call contacts',
    ],
    whole: ['contact', 'support', 'owners', 'getting help', 'get help'],
  },
  {
    role: 'verify',
    words: [
      'verification',
      'verify the fix',
      'verify fix',
      'verify recovery',
      'check the fix',
      'check that it worked',
      'confirm the fix',
      'confirm recovery',
      'validation',
      'post checks',
      'how to know it worked',
    ],
    whole: ['verify', 'verifying', 'confirm', 'validate', 'after fix'],
  },
  {
    role: 'decide',
    words: [
      'decision tree',
      'decision',
      'decide',
      'which case is it',
      'which is it',
      'interpretation',
      'interpreting the results',
      'hardware or software',
    ],
    whole: ['interpret', 'results', 'findings'],
  },
  {
    role: 'practices',
    words: [
      'best practices',
      'best practice',
      'good practice',
      'good practices',
      'lessons learned',
    ],
    whole: ['recommendations', 'tips', 'dos and donts', 'practices'],
  },
  {
    role: 'prevention',
    words: [
      'prevention',
      'prevent',
      'preventing',
      'preventive measures',
      'preventative measures',
      'avoid recurrence',
      'avoiding recurrence',
      'hardening',
    ],
    whole: ['avoid', 'avoiding', 'proactive measures', 'monitoring and prevention'],
  },
  {
    role: 'signatures',
    words: ['signatures', 'log signatures', 'log lines', 'log patterns'],
    whole: ['signature', 'kernel messages'],
  },
  {
    role: 'symptoms',
    words: [
      'symptoms',
      'symptom',
      'observable symptoms',
      'what you see',
      'what you will see',
      'what the user sees',
      'how it looks',
      'what it looks like',
      'how to recognise',
      'how to recognize',
      'how to detect',
      'signs',
      'indicators',
      'manifestation',
    ],
    whole: [
      'detection',
      'sign',
      'error message',
      'error messages',
      'panic message',
      'message format',
      'console output',
      'observations',
    ],
  },
  {
    role: 'causes',
    words: [
      'root cause',
      'root causes',
      'root cause analysis',
      'common causes',
      'possible causes',
      'causes',
      'cause',
      'why it happens',
      'why does it happen',
      'why does this happen',
      'why this happens',
      'possible reasons',
    ],
    whole: ['reasons', 'why', 'background causes'],
  },
  {
    role: 'fixes',
    words: [
      'fix',
      'fixes',
      'fixing',
      'how to fix',
      'fix the root cause',
      'immediate fix',
      'short term fix',
      'temporary fix',
      'long term fix',
      'permanent fix',
      'mitigation',
      'mitigate',
      'mitigations',
      'resolution',
      'resolve',
      'resolving',
      'remediation',
      'remediate',
      'remedy',
      'recovery',
      'recover',
      'solution',
      'solutions',
      'workaround',
      'workarounds',
      'corrective actions',
      'corrective action',
      'repair',
    ],
    whole: [
      'actions',
      'action',
      'long term',
      'immediate',
      'short term',
      'quick fix',
      'what to do',
      'response',
    ],
  },
  {
    role: 'investigation',
    words: [
      'investigation',
      'investigate',
      'investigating',
      'diagnosis',
      'diagnose',
      'diagnosing',
      'diagnostics',
      'diagnostic',
      'troubleshooting',
      'troubleshoot',
      'debugging',
      'triage',
      'first look',
      'first five minutes',
      'what to check',
      'how to check',
      'root causing',
    ],
    whole: ['analysis', 'checks', 'check', 'examine', 'debug', 'procedure', 'runbook', 'steps'],
  },
  {
    role: 'overview',
    words: [
      'overview',
      'summary',
      'meaning',
      'description',
      'introduction',
      'what is',
      'what it means',
      'what this means',
      'what happened',
      'what does it mean',
    ],
    whole: ['background', 'about', 'impact', 'scope', 'purpose', 'context', 'alert', 'severity'],
  },
];

/** Words that a heading may carry beside the wording that counts. */
export const fillerWords = new Set(
  `the a an of for and to your this it in is on with common possible likely typical general quick
   detailed full initial basic procedure procedures steps step guide section details plan process
   analysis problem issue`.split(/\s+/),
);

/** A fix that keeps the failure from coming back, rather than ending this one. */
export const longTermWords = ['long term', 'longterm', 'permanent', 'lasting', 'durable'];

/** `Step 1:`, `Option B:` — what the word before a heading's number makes of it. */
export const numberedWords: Record<string, 'step' | 'option' | 'cause'> = {
  step: 'step',
  phase: 'step',
  stage: 'step',
  option: 'option',
  method: 'option',
  approach: 'option',
  alternative: 'option',
  workaround: 'option',
  solution: 'option',
  fix: 'option',
  cause: 'cause',
  reason: 'cause',
};
