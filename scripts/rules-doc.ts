// `npm run rules-doc`: writes docs/rules.md from the rules themselves, so that it cannot be wrong.

import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describeRules } from './describe-rules.ts';

const file = join(resolve(import.meta.dirname, '..'), 'docs/rules.md');
writeFileSync(file, describeRules());
console.log(`Wrote ${file}`);
