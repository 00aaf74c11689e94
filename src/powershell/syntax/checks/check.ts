import type { ScriptBlockAst } from '../ast.ts';
import type { Parser } from '../parser.ts';

/** What the grammar allows but the language does not: looked for once the tree is there, as the official parser does. */
export function checkTree(_p: Parser, _ast: ScriptBlockAst): void {}
