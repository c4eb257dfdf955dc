// In: a confidence, 0–1. Out: the word that stands beside the number.

export type ConfidenceWord = 'sure' | 'likely' | 'possible';

export function confidenceWord(confidence: number): ConfidenceWord {
  if (confidence >= 0.9) return 'sure';
  return confidence >= 0.6 ? 'likely' : 'possible';
}

/** Two digits, never rounded up to a certainty that nobody has. */
export function confidenceNumber(confidence: number): string {
  return Math.min(confidence, 0.99).toFixed(2);
}
