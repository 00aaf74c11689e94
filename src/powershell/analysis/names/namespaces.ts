import type { ScriptBlockAst } from '../../syntax/ast.ts';
import { usedNamespaces } from '../../syntax/usedNamespaces.ts';

/** What a type's name may stand for, the most likely first: itself, a type of System, of the namespaces that are used. */
export const possibleNames = (name: string, ast: ScriptBlockAst): readonly string[] => [name, `System.${name}`, ...usedNamespaces(ast).map((namespace) => `${namespace}.${name}`)];
