/** Variables that live in a slot. */
import type { VariableExpressionAst } from '../../../syntax/ast.ts';
import { isAutomatic, plainVariable, splitPath } from '../expressions/variables.ts';
import { fold } from '../../values/folding.ts';
import { any, given } from './code.ts';
import type { Code } from './code.ts';
import { fallback } from './expressions.ts';
import type { Generator } from './generator.ts';

/** The slot a variable is read from, or -1 where reading it needs more. */
export function readableSlot(n: VariableExpressionAst, g: Generator): number {
  const { scope, name } = splitPath(n.variablePath), folded = fold(name);
  if (scope !== undefined || n.splatted || isAutomatic(folded)) return -1;
  return plainVariable(name, g.c);
}
export function variable(n: VariableExpressionAst, g: Generator): Code {
  switch (n.variablePath.toLowerCase()) {
    case 'true': return { text: 'true', kind: 'bool' };
    case 'false': return { text: 'false', kind: 'bool' };
    case 'null': return any('null');
    default:
  }
  const slot = readableSlot(n, g);
  if (slot < 0) return fallback(n, g);
  const v = g.temp();
  return any(`((${v} = s[${slot}]) === ${g.helper('unset')} ? f.inherited(${slot}) : ${given(slot, v, g)})`);
}
/** Puts a value (a name) into a variable's slot. */
export const store = (slot: number, value: string): string => `if (${isFree(slot)}) s[${slot}] = ${value}; else f.assignGuarded(${slot}, ${value});`;
/** The test whether nothing stands between an assignment and the variable: a typed variable beside it is none of its business. */
export const isFree = (slot: number): string => `(f.guards === null || f.guards[${slot}] === undefined)`;
