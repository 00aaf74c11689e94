import type { ScriptBlockAst } from '../../syntax/ast.ts';

/** The namespaces that a text uses, so that their types go by their short names (about_Using), in their order. */
export const usedNamespaces = ({ usings }: ScriptBlockAst): readonly string[] => usings.flatMap(({ usingKind, name }) => (usingKind === 'Namespace' && name !== undefined && name.value !== '' ? [name.value] : []));

/** What a type's name may stand for, the most likely first: itself, a type of System, of the namespaces that are used. */
export const possibleNames = (name: string, ast: ScriptBlockAst): readonly string[] => [name, `System.${name}`, ...usedNamespaces(ast).map((namespace) => `${namespace}.${name}`)];
