/** A script block as a script for another thread: its arguments, its input, and the values that `$using:` names. */
import type { UsingExpressionAst } from '../../syntax/ast.ts';
import { walk } from '../../syntax/children.ts';
import { Compiler } from '../../runtime/compile/compiler.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { fold } from '../../runtime/values/folding.ts';
import type { ScriptBlock } from '../../runtime/values/scriptBlock.ts';
import { unset } from '../../runtime/values/value.ts';
import type { Value } from '../../runtime/values/value.ts';
import type { ScriptRequest } from '../../workflow/script/scriptRun.ts';

const PREFERENCES = ['VerbosePreference', 'DebugPreference', 'ErrorActionPreference', 'WarningPreference', 'InformationPreference', 'ProgressPreference'] as const;

export function requestFor(ctx: CmdletContext, block: ScriptBlock, parts: { readonly args?: readonly Value[]; readonly input?: readonly Value[] | undefined; readonly variables?: ReadonlyMap<string, Value>; readonly isShared?: boolean; readonly first?: ScriptBlock | undefined }): ScriptRequest {
  const { session } = ctx, variables = new Map<string, Value>(parts.variables);
  for (const name of PREFERENCES) { const v = session.variable(name); if (v !== undefined && !variables.has(name)) variables.set(name, v); }
  return {
    part: { kind: 'block', ast: block.code.ast, args: (parts.args ?? []).map((value) => ({ name: undefined, folded: '', value, hasValue: true })) },
    source: block.code.source, namespaces: block.code.namespaces, using: usingOf(ctx, block), input: parts.input, variables, location: session.location, isShared: parts.isShared === true, ...(parts.first === undefined ? {} : { first: parts.first.text }),
  };
}
/** The values of `$using:x` here and now, by folded name. */
export function usingOf(ctx: CmdletContext, block: ScriptBlock): Map<string, Value> {
  const out = new Map<string, Value>(), c = new Compiler(null, block.code.source, block.code.namespaces);
  walk(block.code.ast, (n) => {
    if (n.kind !== 'UsingExpressionAst') return true;
    const name = nameOf(n);
    if (name !== undefined && !out.has(fold(name))) {
      // What the script around has itself comes before what was sent to it.
      const own = ctx.session.current.find(fold(name));
      out.set(fold(name), (own === unset ? (ctx.session.usingValues === undefined ? null : c.expression(n)(ctx.session.current)) : own) ?? null);
    }
    return true;
  });
  return out;
}
function nameOf({ subExpression }: UsingExpressionAst): string | undefined {
  return subExpression.kind === 'VariableExpressionAst' ? subExpression.variablePath.replace(/^using:/i, '') : undefined;
}
