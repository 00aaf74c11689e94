/** class-statement. */
import type { TypeDefinitionAst } from '../../../syntax/ast.ts';
import { raise } from '../../errors/raise.ts';
import type { Exec } from '../code.ts';
import type { Compiler } from '../compiler.ts';

export function defineClass(n: TypeDefinitionAst, _c: Compiler): Exec {
  return () => raise({ id: 'ClassesNotSupported', category: 'NotImplemented', message: `The class '${n.name}' cannot be defined: this engine does not run classes yet. Use functions and [pscustomobject], or run the runbook on PowerShell.`, target: n.name });
}
