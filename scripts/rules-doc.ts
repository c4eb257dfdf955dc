// `npm run rules-doc`: writes docs/rules.md, and the lists of docs/authors-guide.md, from the program
// itself, so that they cannot be wrong.

import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { withLists } from './describe-authoring.ts';
import { describeRules } from './describe-rules.ts';

const docs = join(resolve(import.meta.dirname, '..'), 'docs');
const guide = join(docs, 'authors-guide.md');
writeFileSync(join(docs, 'rules.md'), describeRules());
writeFileSync(guide, withLists(readFileSync(guide, 'utf8')));
console.log(`Wrote ${join(docs, 'rules.md')} and the lists of ${guide}`);
