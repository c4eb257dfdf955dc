// "Try one": real logs that come with the library.

import type { Sample } from './page-globals.ts';

export function Samples({
  samples,
  onTry,
}: {
  samples: readonly Sample[];
  onTry(sample: Sample): void;
}) {
  if (samples.length === 0) return null;
  return (
    <p class="samples">
      <span class="label">Try one</span>
      {samples.map((sample) => (
        <button type="button" key={sample.name} onClick={() => onTry(sample)}>
          {sample.title}
        </button>
      ))}
    </p>
  );
}
