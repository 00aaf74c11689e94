/** Definitions: functions, filters and workflows; classes and enums go to classes.ts. */
import type { FunctionDefinitionAst, TypeDefinitionAst } from '../../../syntax/ast.ts';
import type { FunctionEntry } from '../../run/commands/commands.ts';
import { toItems } from '../../convert/enumerate.ts';
import { toText } from '../../convert/toText.ts';
import { fold } from '../../values/folding.ts';
import { NORMAL } from '../code.ts';
import type { Exec } from '../code.ts';
import { CompiledBlock } from '../compiledBlock.ts';
import type { Compiler } from '../compiler.ts';
import { typeDefinition } from './types.ts';

export function defineFunction(n: FunctionDefinitionAst, c: Compiler): Exec {
  const block = new CompiledBlock(n.body, c.source, { definition: n, namespaces: c.namespaces });
  const scoped = /^(global|script|local|private):(.*)$/i.exec(n.name);
  const name = scoped?.[2] ?? n.name, scope = fold(scoped?.[1] ?? 'local'), folded = fold(name);
  const aliases = (n.body.paramBlock?.attributes ?? []).flatMap((a) => (/^(System\.Management\.Automation\.)?Alias(Attribute)?$/i.test(a.typeName.text) ? a.positionalArguments.map((x) => c.expression(x)) : []));
  return (f) => {
    const entry: FunctionEntry = { kind: n.isWorkflow ? 'Workflow' : n.isFilter ? 'Filter' : 'Function', name, block, module: f.module, ...(f.module.name === '' ? {} : { moduleName: f.module.name }), ...(n.isWorkflow ? { around: f } : {}), ...(scope === 'private' ? { options: 'Private' } : {}) };
    const holder = scope === 'global' ? f.session.global : scope === 'script' ? f.scriptFrame() : f;
    (holder.functions ??= new Map()).set(folded, entry);
    for (const alias of aliases) for (const a of toItems(alias(f))) (holder.aliases ??= new Map()).set(fold(toText(a)), name);
    f.session.commandVersion += 1;
    return NORMAL;
  };
}
export const defineType = (n: TypeDefinitionAst, c: Compiler): Exec => typeDefinition(n, c);
