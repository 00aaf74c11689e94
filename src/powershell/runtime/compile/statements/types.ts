/** Enums and classes of scripts. */
import type { TypeDefinitionAst } from '../../../syntax/ast.ts';
import type { Exec } from '../code.ts';
import type { Compiler } from '../compiler.ts';
import { defineEnum } from './enums.ts';
import { defineClass } from '../classes/define.ts';

export const typeDefinition = (n: TypeDefinitionAst, c: Compiler): Exec => (n.typeKind === 'Enum' ? defineEnum(n, c) : defineClass(n, c));
