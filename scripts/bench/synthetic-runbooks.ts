// Runbooks by the thousand, made of our own: each copy has words of its own, so that a search index is
// as large as it would be, and its links lead to copies of the same edition. Signatures and commands stay
// as they are. The same number gives the same texts.

import { posix } from 'node:path';

export interface SyntheticRunbook {
  /** Below the folder of runbooks. */
  file: string;
  title: string;
  text: string;
}

export function syntheticRunbooks(
  sources: ReadonlyMap<string, string>,
  count: number,
): SyntheticRunbook[] {
  const originals = [...sources].sort(([one], [other]) => (one < other ? -1 : 1));
  return Array.from({ length: count }, (_, index) => {
    const [file, text] = originals[index % originals.length]!;
    const edition = Math.floor(index / originals.length);
    const title = /^title: (.*)$/m.exec(text)?.[1] ?? /^# (.*)$/m.exec(text)?.[1] ?? file;
    const named = `${title} ${edition}`;
    return {
      file: editionOf(file, edition),
      title: named,
      text: changed(text, edition)
        .replace(/^title: .*$/m, `title: ${named}`)
        .replace(/^# .*$/m, `# ${named}`),
    };
  });
}

/** What other generators are given: the title, and the text as it is below the front matter. */
export function plainPage({ title, text }: SyntheticRunbook): string {
  return `---\ntitle: ${JSON.stringify(title)}\n---\n${text.replace(/^---\n[\s\S]*?\n---\n/, '')}`;
}

const editionOf = (file: string, edition: number): string =>
  posix.join(posix.dirname(file), `${posix.basename(file, '.md')}-${edition}.md`);

/** Each long word of prose becomes another one in some editions; what is code or syntax stays. */
function changed(text: string, edition: number): string {
  let inside: '' | '---' | '```' = '';
  return text
    .split('\n')
    .map((line, row) => {
      const fence = /^\s*(```|---$)/.exec(line)?.[1] as '```' | '---' | undefined;
      if (fence === '```' || (fence === '---' && (row === 0 || inside === '---'))) {
        inside = inside === '' ? fence : '';
        return line;
      }
      const linked = line.replace(
        /(\]\(|next: *)([\w./-]+)\.md/g,
        (_, before, path) => `${before}${path}-${edition}.md`,
      );
      if (inside !== '' || !/^(?:[A-Z]|- |\d+\. )/.test(line)) return linked;
      // Code and links in a line are passed over whole.
      return linked.replace(/`[^`]*`|\[[^\]]*\]\([^)]*\)|\b[a-z]{6,}\b/g, (part) =>
        /^[a-z]/.test(part) ? inEdition(part, edition) : part,
      );
    })
    .join('\n');
}

function inEdition(word: string, edition: number): string {
  const sum = [...word].reduce((total, letter) => total + letter.charCodeAt(0), 0);
  if (edition === 0 || (sum + edition) % 3 !== 0) return word;
  return `${word}${edition.toString(26).replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)]!)}`;
}
