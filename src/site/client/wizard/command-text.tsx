// A command as it will be copied: values from the log lit and tied to their line, blanks to type in.

import { useContext } from 'preact/hooks';
import type { CommandPart } from './command-parts.ts';
import { LogLinksContext } from './log-links.ts';
import { Pasted } from './pasted.tsx';

interface CommandTextProps {
  parts: CommandPart[];
  onFill(name: string, value: string): void;
}

export function CommandText({ parts, onFill }: CommandTextProps) {
  return (
    <code class="command-text">
      {parts.map((part) => (
        <Part part={part} onFill={onFill} />
      ))}
    </code>
  );
}

function Part({ part, onFill }: { part: CommandPart; onFill: CommandTextProps['onFill'] }) {
  if (part.type === 'text') return <Words text={part.text} />;
  if (part.type === 'value') return <FilledValue {...part} />;
  const { name, value, refused } = part;
  return (
    <input
      class={`blank ${refused ? 'refused' : value === '' ? '' : 'filled'}`}
      aria-label={`Value for ${name}, fills it everywhere`}
      aria-invalid={refused}
      title={refused ? 'This cannot be pasted safely here; a plain word can.' : undefined}
      placeholder={name}
      size={Math.max(value.length, name.length, 4)}
      value={value}
      autocomplete="off"
      autocapitalize="off"
      spellcheck={false}
      onInput={({ currentTarget }) => onFill(name, currentTarget.value)}
    />
  );
}

const option = /(?<![^\s])(--?[A-Za-z][\w-]{1,30})(?![^\s=])/;

/** An option stays in one piece: a line that ends in its first hyphen is retyped wrong. */
function Words({ text }: { text: string }) {
  return text
    .split(option)
    .map((words, index) =>
      index % 2 === 0 ? <Pasted text={words} /> : <span class="option">{words}</span>,
    );
}

interface FilledValueProps {
  name: string;
  text: string;
  line: number | null;
}

function FilledValue({ name, text, line }: FilledValueProps) {
  const { light, show } = useContext(LogLinksContext);
  if (line === null) {
    return (
      <span class="filled-value" title={`${name}, from the log`}>
        <Pasted text={text} />
      </span>
    );
  }
  return (
    <button
      type="button"
      class="filled-value"
      title={`${name}, from line ${line}`}
      aria-label={`${text}: ${name}, from line ${line}`}
      onMouseEnter={() => light(line)}
      onMouseLeave={() => light(null)}
      onFocus={() => light(line)}
      onBlur={() => light(null)}
      onClick={() => show(line)}
    >
      <Pasted text={text} />
    </button>
  );
}
