/** data-statement: 'data' [name] ['-supportedcommand' list] block. The allowed commands are checked by the parser's semantic pass. */
import type { DataStatementAst } from '../../../syntax/ast.ts';
import { Collector } from '../../run/pipeline/writers.ts';
import { NORMAL } from '../code.ts';
import type { Exec } from '../code.ts';
import type { Compiler } from '../compiler.ts';
import { variableTarget } from '../expressions/target.ts';

export function dataStatement(n: DataStatementAst, c: Compiler): Exec {
  const body = c.block(n.body);
  if (n.variable === undefined) return body;
  const store = variableTarget(n.variable, c);
  return (f) => {
    const before = f.out, made = new Collector();
    f.out = made;
    try { body(f); } finally { f.out = before; }
    store(f, made.value() ?? null);
    return NORMAL;
  };
}
