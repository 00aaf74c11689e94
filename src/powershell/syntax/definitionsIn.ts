import type { FunctionDefinitionAst, ScriptBlockAst } from './ast.ts';
import { walk } from './children.ts';

/** Workflows and functions defined in a body, in whichever block of it, not those inside them (WorkflowJobConverter.BuildSymbolTable). */
export function definitionsIn(body: ScriptBlockAst): FunctionDefinitionAst[] {
  const found: FunctionDefinitionAst[] = [];
  walk(body, (node) => {
    if (node.kind === 'ScriptBlockExpressionAst') return false;
    if (node.kind !== 'FunctionDefinitionAst') return true;
    found.push(node);
    return false;
  });
  return found;
}
