import type { ScriptBlockAst } from './ast.ts';

/** The namespaces that a text uses, so that their types go by their short names (about_Using), in their order. */
export const usedNamespaces = ({ usings }: Pick<ScriptBlockAst, 'usings'>): string[] => usings.flatMap(({ usingKind, name }) => (usingKind === 'Namespace' && name !== undefined && name.value !== '' ? [name.value] : []));
