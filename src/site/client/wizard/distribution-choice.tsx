// The log does not tell which distribution wrote it, and the commands differ: the person says it.

interface DistributionChoiceProps {
  choices: readonly string[];
  /** Null: not chosen, the commands of all are shown. */
  chosen: string | null;
  onChoose(name: string | null): void;
}

export function DistributionChoice({ choices, chosen, onChoose }: DistributionChoiceProps) {
  return (
    <p class="distribution-choice">
      <label>
        Commands for{' '}
        <select
          value={chosen ?? ''}
          onChange={({ currentTarget }) => onChoose(currentTarget.value || null)}
        >
          <option value="">all distributions</option>
          {choices.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>{' '}
      <span class="quiet">The log does not say which this is.</span>
    </p>
  );
}
