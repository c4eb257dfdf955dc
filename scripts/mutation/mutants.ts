// A source file's tree → every small fault that can be put into it. Types, imports and names are left
// alone: what the compiler refuses tells nothing of the tests.
//
//   if (a < b) return 'x';     if (!(a < b)) …   condition      if (a <= b) …   boundary
//                              … return '';      string

import {
  isBinaryExpression,
  isBreakOrContinueStatement,
  isConditionalExpression,
  isDoStatement,
  isExpressionStatement,
  isForStatement,
  isIfStatement,
  isImportDeclaration,
  isNumericLiteral,
  isPropertyAssignment,
  isRegularExpressionLiteral,
  isStringLiteral,
  isTypeNode,
  isWhileStatement,
  type Node,
  type SourceFile,
  SyntaxKind,
} from 'typescript/unstable/ast';
import type { Random } from '../mutate-log.ts';

export const operators = [
  'condition',
  'boundary',
  'equality',
  'logic',
  'arithmetic',
  'statement',
  'constant',
  'string',
  'pattern',
] as const;
export type Operator = (typeof operators)[number];

export interface Mutant {
  /** Relative to the project. */
  file: string;
  operator: Operator;
  start: number;
  end: number;
  replacement: string;
}

const binary = new Map<SyntaxKind, [Operator, string]>([
  [SyntaxKind.LessThanToken, ['boundary', '<=']],
  [SyntaxKind.LessThanEqualsToken, ['boundary', '<']],
  [SyntaxKind.GreaterThanToken, ['boundary', '>=']],
  [SyntaxKind.GreaterThanEqualsToken, ['boundary', '>']],
  [SyntaxKind.EqualsEqualsEqualsToken, ['equality', '!==']],
  [SyntaxKind.ExclamationEqualsEqualsToken, ['equality', '===']],
  [SyntaxKind.AmpersandAmpersandToken, ['logic', '||']],
  [SyntaxKind.BarBarToken, ['logic', '&&']],
  [SyntaxKind.PlusToken, ['arithmetic', '-']],
  [SyntaxKind.MinusToken, ['arithmetic', '+']],
  [SyntaxKind.AsteriskToken, ['arithmetic', '/']],
  [SyntaxKind.SlashToken, ['arithmetic', '*']],
]);

export function mutantsOf(tree: SourceFile, file: string): Mutant[] {
  const mutants: Mutant[] = [];
  const add = (operator: Operator, node: Node, replacement: string) => {
    mutants.push({ file, operator, start: node.getStart(tree), end: node.getEnd(), replacement });
  };
  const negate = (node: Node | undefined) => {
    if (node) add('condition', node, `!(${node.getText(tree)})`);
  };
  const visit = (node: Node): void => {
    if (isTypeNode(node) || isImportDeclaration(node)) return;
    if (isIfStatement(node) || isWhileStatement(node) || isDoStatement(node)) {
      negate(node.expression);
    } else if (isConditionalExpression(node) || isForStatement(node)) negate(node.condition);
    else if (isExpressionStatement(node) || isBreakOrContinueStatement(node)) {
      add('statement', node, ';');
    } else if (isBinaryExpression(node)) {
      const change = binary.get(node.operatorToken.kind);
      if (change) add(change[0], node.operatorToken, change[1]);
    } else if (isNumericLiteral(node)) add('constant', node, String(Number(node.text) + 1));
    else if (node.kind === SyntaxKind.TrueKeyword) add('constant', node, 'false');
    else if (node.kind === SyntaxKind.FalseKeyword) add('constant', node, 'true');
    else if (isStringLiteral(node)) add('string', node, node.text === '' ? "'?'" : "''");
    // A pattern that fits nothing.
    else if (isRegularExpressionLiteral(node)) add('pattern', node, '/(?!)/');
    if (isPropertyAssignment(node)) visit(node.initializer);
    else node.forEachChild(visit);
  };
  tree.forEachChild(visit);
  return mutants;
}

export const mutated = (text: string, { start, end, replacement }: Mutant): string =>
  text.slice(0, start) + replacement + text.slice(end);

/**
 * As many as are asked for. Each operator in turn, each of its files in turn, so that tables of a thousand
 * strings are not all that is looked at.
 */
export function sampleOf(all: readonly Mutant[], count: number, random: Random): Mutant[] {
  const piles = new Map<Operator, Mutant[][]>();
  for (const operator of operators) {
    const byFile = new Map<string, Mutant[]>();
    for (const mutant of all) {
      if (mutant.operator !== operator) continue;
      const own = byFile.get(mutant.file);
      if (own) own.push(mutant);
      else byFile.set(mutant.file, [mutant]);
    }
    if (byFile.size > 0) piles.set(operator, shuffled([...byFile.values()], random));
  }
  const chosen: Mutant[] = [];
  while (chosen.length < count && piles.size > 0) {
    for (const [operator, files] of piles) {
      if (chosen.length >= count) break;
      const pile = files.shift()!;
      const at = Math.floor(random() * pile.length);
      chosen.push(...pile.splice(at, 1));
      if (pile.length > 0) files.push(pile);
      if (files.length === 0) piles.delete(operator);
    }
  }
  return chosen;
}

function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  const all = [...items];
  for (let index = all.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1));
    [all[index], all[other]] = [all[other]!, all[index]!];
  }
  return all;
}
