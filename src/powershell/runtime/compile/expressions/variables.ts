/** Reading variables: slots, names in other scopes, drives (`$env:X`), and the automatic ones that are worked out. */
import { raise } from '../../errors/raise.ts';
import type { ExpressionAst, MemberExpressionAst, UsingExpressionAst, VariableExpressionAst } from '../../../syntax/ast.ts';
import { FIXED_VARIABLES, undefinedVariable } from '../../errors/common.ts';
import { matchesTable, ownMatches } from '../../operators/match.ts';
import type { Frame } from '../../run/frame.ts';
import { driveVariable } from '../../run/drives.ts';
import { BoundParameters } from '../../values/dictionary.ts';
import { fold } from '../../values/folding.ts';
import { unset } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import type { Eval } from '../code.ts';
import type { Compiler } from '../compiler.ts';
import { nameTable } from '../../values/nameTable.ts';

/** `scope:name` taken apart; scope undefined where there is none. */
export function splitPath(path: string): { readonly scope: string | undefined; readonly name: string } {
  const colon = path.indexOf(':');
  if (colon <= 0 || path.startsWith('::', colon)) return { scope: undefined, name: path };
  return { scope: fold(path.slice(0, colon)), name: path.slice(colon + 1) };
}
/** Automatic variables that are worked out when read. */
const AUTOMATIC: Readonly<Record<string, (f: Frame) => Value>> = nameTable({
  '?': (f) => f.session.success,
  matches: (f) => matchesTable(f),
  lastexitcode: (f) => f.session.lastExitCode,
  myinvocation: (f) => invocationFrame(f)?.invocation ?? null,
  pscmdlet: (f) => { for (let at: Frame | null = f; at !== null; at = at.parent) if (at.invocation?.runtime !== undefined) return at.invocation.runtime; return null; },
  psboundparameters: (f) => { const i = invocationFrame(f)?.invocation; return i?.bound ?? new BoundParameters(); },
  pwd: (f) => f.session.locationValue(),
  psscriptroot: (f) => f.source.folder,
  pscommandpath: (f) => f.source.path,
});
const invocationFrame = (f: Frame): Frame | undefined => { for (let at: Frame | null = f; at !== null; at = at.parent) if (at.invocation !== null) return at; return undefined; };
/** A value of an automatic variable by folded name, for look-ups by name; `unset` for ordinary ones. */
export const automatic = (f: Frame, folded: string): Value => { const read = AUTOMATIC[folded]; return read === undefined ? unset : read(f); };

/** What every scope has of its own, and what is the session's (SessionStateScope's locals; the global scope). */
const OF_EACH_SCOPE: ReadonlySet<string> = new Set(['myinvocation', 'psboundparameters', 'psscriptroot', 'pscommandpath', '?']), OF_SESSION: ReadonlySet<string> = new Set(['pwd', 'lastexitcode']);
/** The automatic variable of one scope, as `$script:MyInvocation` and Get-Variable -Scope ask for it; `unset` where that scope has none. */
export function automaticOf(holder: Frame, folded: string): Value {
  if (folded === 'matches') return ownMatches(holder) ?? unset;
  if (folded === 'input') return [];
  if (folded === 'args') return isAdvanced(holder) ? unset : [...holder.invocation?.unbound ?? []];
  if (folded === 'pscmdlet') return holder.invocation?.runtime ?? unset;
  return OF_EACH_SCOPE.has(folded) || (holder === holder.session.global && OF_SESSION.has(folded)) ? automatic(holder, folded) ?? unset : unset;
}

/** Whether the call of a scope binds as a cmdlet does: nothing is left over for `$args`. */
export const isAdvanced = (f: Frame): boolean => f.invocation?.runtime !== undefined;

/** Whether a variable is worked out when it is read. */
export const isAutomatic = (folded: string): boolean => AUTOMATIC[folded] !== undefined;

/** The slot a plain variable is assigned to, or -1 where assignment needs more than a store. */
export function plainVariable(path: string, c: Compiler): number {
  const folded = fold(path);
  if (path.includes(':') || folded === 'null' || FIXED_VARIABLES.has(folded) || folded === 'matches' || folded === 'lastexitcode') return -1;
  return c.slot(folded === 'psitem' ? '_' : folded);
}
export function variable(n: VariableExpressionAst, c: Compiler): Eval {
  const { scope, name } = splitPath(n.variablePath);
  return scope === undefined ? plain(name, c) : scope === 'local' || scope === 'private' ? ofThisScope(n.variablePath, fold(name)) : scoped(scope, name, n.variablePath);
}
function plain(name: string, c: Compiler): Eval {
  const folded = fold(name);
  switch (folded) {
    case 'true': return () => true;
    case 'false': return () => false;
    case 'null': return () => null;
    case 'psitem': return plain('_', c);
    default:
  }
  const worked = AUTOMATIC[folded];
  if (worked !== undefined) {
    return (f) => { const v = folded === 'psboundparameters' ? unset : f.find(folded); return v === unset ? worked(f) : v; };
  }
  const slot = c.slot(folded);
  if (slot >= 0 && c.layout?.growing.has(slot) === true) return (f) => { const v = f.slots[slot]; return v === unset ? f.inherited(slot) : f.grown === null ? v : f.given(slot, v); };
  if (slot >= 0) return (f) => { const v = f.slots[slot]; return v === unset ? f.inherited(slot) : v; };
  return (f) => { const v = f.find(folded); return v !== unset ? v : f.isLenient ? null : undefinedVariable(name); };
}
/** The slot of a variable whose array may grow, for places that only look at the array (run/growing.ts); -1 for everything else. */
export function growingSlot(n: ExpressionAst, c: Compiler): number {
  if (n.kind !== 'VariableExpressionAst' || n.splatted || n.variablePath.includes(':') || AUTOMATIC[fold(n.variablePath)] !== undefined) return -1;
  const slot = plainVariable(n.variablePath, c);
  return c.layout?.growing.has(slot) === true ? slot : -1;
}
/** Whether an expression runs nothing that could change a variable: then an array may be looked at before it is worked out. */
export function isQuiet(n: ExpressionAst | undefined): boolean {
  switch (n?.kind) {
    case 'ConstantExpressionAst': case 'StringConstantExpressionAst': case 'VariableExpressionAst': return true;
    case 'BinaryExpressionAst': return isQuiet(n.left) && isQuiet(n.right);
    case 'UnaryExpressionAst': return !/PlusPlus|MinusMinus/.test(n.operator) && isQuiet(n.child);
    case 'MemberExpressionAst': return isLength(n) && isQuiet(n.expression);
    case 'ArrayLiteralAst': return n.elements.every(isQuiet);
    default: return false;
  }
}
/** Whether an expression runs no command, method or assignment: properties that are scripts aside, nothing else changes meanwhile. */
export function isCalm(n: ExpressionAst | undefined): boolean {
  switch (n?.kind) {
    case 'ConstantExpressionAst': case 'StringConstantExpressionAst': case 'VariableExpressionAst': return true;
    case 'BinaryExpressionAst': return isCalm(n.left) && isCalm(n.right);
    case 'UnaryExpressionAst': case 'ConvertExpressionAst': return (n.kind === 'ConvertExpressionAst' || !/PlusPlus|MinusMinus/.test(n.operator)) && isCalm(n.child);
    case 'MemberExpressionAst': return isCalm(n.expression) && n.member.kind === 'StringConstantExpressionAst';
    case 'IndexExpressionAst': return isCalm(n.target) && isCalm(n.index);
    case 'ArrayLiteralAst': return n.elements.every(isCalm);
    case 'ExpandableStringExpressionAst': return n.parts.every((p) => typeof p === 'string' || isCalm(p));
    default: return false;
  }
}
/** `….Count` and `….Length`. */
export const isLength = (n: MemberExpressionAst): boolean => !n.isStatic && !n.nullConditional && n.member.kind === 'StringConstantExpressionAst' && /^(count|length)$/i.test(n.member.value);
/** `$local:x`: what the scopes around have is not looked at; automatic variables are every scope's. */
const ofThisScope = (path: string, folded: string): Eval => (AUTOMATIC[folded] !== undefined || FIXED_VARIABLES.has(folded) ? (f) => { const v = f.find(folded); return v === unset ? automatic(f, folded) === unset ? null : automatic(f, folded) : v; }
  : (f) => { const v = f.own(folded); return v !== unset ? v : f.isLenient ? null : undefinedVariable(path); });
/** `path`: as it is written, which is how it is told (VariableIsUndefined). */
function scoped(scope: string, name: string, path = name): Eval {
  const folded = fold(name);
  const global = (f: Frame): Value => { const v = f.session.global.own(folded); return v !== unset ? v : f.isLenient ? null : undefinedVariable(path); };
  if ((AUTOMATIC[folded] !== undefined || folded === 'args') && (scope === 'global' || scope === 'script')) return (f) => {
    const holder = scope === 'global' ? f.session.global : f.scriptFrame(), own = holder.own(folded), v = own === unset ? automaticOf(holder, folded) : own;
    return v !== unset ? v : f.isLenient ? null : undefinedVariable(path);
  };
  switch (scope) {
    case 'global': return global;
    case 'script': return (f) => { const own = f.scriptFrame(), v = own.own(folded); return v !== unset ? v : own === f.session.global ? (f.isLenient ? null : undefinedVariable(path)) : own.find(folded) === unset ? null : own.find(folded); };
    case 'using': return (f) => {
      const given = f.session.usingValues;
      if (given !== undefined) { const sent = given.get(folded); return sent === undefined ? null : sent; }
      const v = f.find(folded);
      return v === unset ? automatic(f, folded) === unset ? null : automatic(f, folded) : v;
    };
    case 'workflow': return (f) => { const v = f.find(folded); return v === unset ? automatic(f, folded) === unset ? null : automatic(f, folded) : v; };
    default: return (f) => driveVariable(f, scope, name);
  }
}
/** `$using:x.P[0]`: the variable at its root is the one that was sent. */
function usingRoot(n: ExpressionAst): ExpressionAst {
  switch (n.kind) {
    case 'VariableExpressionAst': return { ...n, variablePath: `using:${n.variablePath.replace(/^using:/i, '')}` };
    case 'MemberExpressionAst': case 'InvokeMemberExpressionAst': return { ...n, expression: usingRoot(n.expression) };
    case 'IndexExpressionAst': return { ...n, target: usingRoot(n.target) };
    default: return n;
  }
}
/** `$using:x`: a value that was sent to this session; one that nobody sent anything has none (VariableOps.GetUsingValue). */
export function usingExpression(n: UsingExpressionAst, c: Compiler): Eval {
  const value = sentValue(n, c);
  return (f) => (f.session.usingValues === undefined ? raise({ id: 'UsingWithoutInvokeCommand', category: 'InvalidOperation', message: 'A Using variable cannot be retrieved. A Using variable can be used only with Invoke-Command, Start-Job, or InlineScript in the script workflow. When it is used with Invoke-Command, the Using variable is valid only if the script block is invoked on a remote computer.' }) : value(f));
}
function sentValue(n: UsingExpressionAst, c: Compiler): Eval {
  const { subExpression } = n;
  if (subExpression.kind !== 'VariableExpressionAst') return c.expression(usingRoot(subExpression));
  const path = subExpression.variablePath.replace(/^using:/i, '');
  return path.includes(':') ? variable({ ...subExpression, variablePath: path }, c) : scoped('using', path);
}
