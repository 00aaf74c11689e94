/** Whole blocks, loops and single expressions as functions of the second gear. */
import type { NamedBlockAst, PipelineBaseAst, StatementBlockAst } from '../../../syntax/ast.ts';
import type { Eval, Exec } from '../code.ts';
import type { Compiler } from '../compiler.ts';
import { value } from './expressions.ts';
import { Generator, tryGenerate } from './generator.ts';
import { turns } from './loops.ts';
import type { LoopAst } from './loops.ts';
import { statements } from './statements.ts';

/** A block of statements, or undefined where it stays in the first gear. */
export function generateBlock(n: Pick<StatementBlockAst | NamedBlockAst, 'statements' | 'traps' | 'start' | 'end'>, c: Compiler): Exec | undefined {
  return tryGenerate(() => {
    const g = new Generator(c);
    return g.build(`${statements(n, g)}\nreturn 0;`);
  });
}
/** What is left of a loop before any of its turns. */
export function generateLoop(n: Exclude<LoopAst, { readonly kind: 'ForEachStatementAst' }>, c: Compiler): Exec | undefined {
  return tryGenerate(() => {
    const g = new Generator(c);
    return g.build(`${turns(n, g)}\nreturn 0;`);
  });
}
/** The value of a block that is one expression. */
export function generateValue(n: PipelineBaseAst, c: Compiler): Eval | undefined {
  return tryGenerate(() => {
    const g = new Generator(c);
    return g.build(`return ${value(n, g).text};`);
  });
}
