/** A script block as a script for another thread: its arguments, its input, and the values that `$using:` names. */
import type { CommandAst, ExpressionAst, UsingExpressionAst, VariableExpressionAst } from '../../syntax/ast.ts';
import { walk } from '../../syntax/children.ts';
import { Compiler } from '../../runtime/compile/compiler.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { fold } from '../../runtime/values/folding.ts';
import type { ScriptBlock } from '../../runtime/values/scriptBlock.ts';
import { unset } from '../../runtime/values/value.ts';
import type { Value } from '../../runtime/values/value.ts';
import { crossed } from '../../workflow/run/boundary.ts';
import type { ScriptRequest } from '../../workflow/script/scriptRun.ts';

const PREFERENCES = ['VerbosePreference', 'DebugPreference', 'ErrorActionPreference', 'WarningPreference', 'InformationPreference', 'ProgressPreference'] as const;

export function requestFor(ctx: CmdletContext, block: ScriptBlock, parts: { readonly args?: readonly Value[]; readonly input?: readonly Value[] | undefined; readonly variables?: ReadonlyMap<string, Value>; readonly isShared?: boolean; readonly isParallel?: boolean; readonly first?: ScriptBlock | undefined; readonly location?: string | undefined }): ScriptRequest {
  const { session } = ctx, variables = new Map<string, Value>(parts.variables), isShared = parts.isShared === true;
  // A background job is a process of its own: it gets what serialisation makes of things (PSRP, at depth 1).
  const sent = (v: Value): Value => (isShared ? v : crossed(v)), using = usingOf(ctx, block, parts.isParallel === true);
  for (const name of PREFERENCES) { const v = session.variable(name); if (v !== undefined && !variables.has(name)) variables.set(name, v); }
  return {
    part: { kind: 'block', ast: block.code.ast, args: (parts.args ?? []).map((value) => ({ name: undefined, folded: '', value: sent(value), hasValue: true })) },
    source: block.code.source, namespaces: block.code.namespaces, using: new Map(Array.from(using, ([name, v]) => [name, sent(v)])), input: parts.input?.map(sent), variables, location: parts.location ?? session.location, directory: session.workingDirectory.path, isShared, ...(parts.first === undefined ? {} : { first: parts.first.text }),
  };
}
/**
 * The values of `$using:x` here and now, by folded name; a variable that nobody set is an error (UsingVariableIsUndefined).
 * What a `ForEach-Object -Parallel` inside names is its own affair where this is one too (IsInForeachParallelCallingScope).
 */
export function usingOf(ctx: CmdletContext, block: ScriptBlock, isParallel: boolean): Map<string, Value> {
  const out = new Map<string, Value>(), c = new Compiler(null, block.code.source, block.code.namespaces), { session } = ctx;
  const sent = isParallel ? undefined : session.usingValues;
  walk(block.code.ast, (n) => {
    if (isParallel && n.kind === 'CommandAst' && isParallelLoop(n)) return false;
    if (n.kind !== 'UsingExpressionAst') return true;
    const root = rootOf(n), name = root?.variablePath.replace(/^using:/i, '');
    if (root === undefined || name === undefined || out.has(fold(name))) return true;
    // What the script around has itself comes before what was sent to it.
    const own = session.current.find(fold(name));
    const value = own === unset ? c.expression({ ...root, variablePath: name, splatted: false })(session.current) ?? sent?.get(fold(name)) : own;
    if (own === unset && value == null && !name.includes(':') && sent?.has(fold(name)) !== true) {
      ctx.fail({ id: 'UsingVariableIsUndefined', category: 'InvalidOperation', message: `The value of the using variable '$using:${name}' cannot be retrieved because it has not been set in the local session.` });
    }
    out.set(fold(name), value ?? null);
    return true;
  });
  return out;
}
const isParallelLoop = ({ elements }: CommandAst): boolean => {
  const [name] = elements;
  return name?.kind === 'StringConstantExpressionAst' && /^(ForEach-Object|foreach|%)$/i.test(name.value) && elements.some((e) => e.kind === 'CommandParameterAst' && /^p(a(r(a(l(l(e(l)?)?)?)?)?)?)?$/i.test(e.parameterName));
};
/** The variable that is sent: of `$using:x.P[0]` the one at its root. */
function rootOf({ subExpression }: UsingExpressionAst): VariableExpressionAst | undefined {
  let n: ExpressionAst = subExpression;
  while (n.kind === 'MemberExpressionAst' || n.kind === 'IndexExpressionAst') n = n.kind === 'IndexExpressionAst' ? n.target : n.expression;
  return n.kind === 'VariableExpressionAst' ? n : undefined;
}
