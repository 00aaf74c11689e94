/** One command alone: looked up once and remembered until a definition changes what names mean. */
import type { CommandAst } from '../../../syntax/ast.ts';
import { toText } from '../../convert/toText.ts';
import { raise } from '../../errors/raise.ts';
import { callAlone } from '../../run/commands/callCommand.ts';
import type { CommandEntry } from '../../run/commands/commands.ts';
import { runPipeline } from '../../run/pipeline/pipeline.ts';
import type { Frame } from '../../run/frame.ts';
import { isPrivate, resolveCommand } from '../../run/commands/lookup.ts';
import { PowerShellError } from '../../values/errorRecord.ts';
import { ScriptBlock } from '../../values/scriptBlock.ts';
import { unwrap } from '../../values/psObject.ts';
import type { Value } from '../../values/value.ts';
import type { Exec } from '../code.ts';
import type { Compiler } from '../compiler.ts';
import { argumentMakers, makeArguments } from './arguments.ts';
import type { ArgumentMaker } from './arguments.ts';
import { fastCall } from './fastCall.ts';
import { onlyExpression } from '../statements/value.ts';
import { withStreams } from './redirect.ts';

/** A place in the text where a command is called. */
export interface CommandSite {
  readonly makers: readonly ArgumentMaker[];
  readonly mark: number;
  readonly isDot: boolean;
  /** What it calls this time, and the name it was called by. */
  readonly find: (f: Frame) => Callee;
}
export interface Callee { readonly entry: CommandEntry; readonly name: string; /** For `& $block`. */ readonly block?: ScriptBlock }

export function commandSite(n: CommandAst, c: Compiler): CommandSite {
  const site = n.elements.some((e) => e.kind === 'CommandParameterAst' && e.parameterName === '?' && e.argument === undefined) ? helpSite(anySite(n, c)) : anySite(n, c);
  return told(likeMethod(n) ? { ...site, find: (f) => (f.strict >= 2 ? calledAsMethod() : site.find(f)) } : site, c);
}
/** Where somebody debugs, they hear of each call. */
function told(site: CommandSite, { watch }: Compiler): CommandSite {
  if (watch?.called === undefined) return site;
  return { ...site, find: (f) => { const callee = site.find(f); watch.called?.(f, callee, site.mark); return callee; } };
}
/** `Name -?` is Get-Help for it, whatever else is given; programs of the system take it themselves. */
function helpSite(site: CommandSite): CommandSite {
  const asked = (f: Frame): Callee | undefined => { const callee = site.find(f); return callee.entry.kind === 'Application' || callee.entry.name === '' ? undefined : callee; };
  return {
    ...site, find: (f) => (asked(f) === undefined ? site.find(f) : { entry: resolveCommand(f, 'Get-Help', 'Get-Help'), name: 'Get-Help' }),
    makers: [{ kind: 'all', arguments: (f) => { const callee = asked(f); return callee === undefined ? makeArguments(site.makers, f) : [{ name: 'Name', folded: 'name', value: callee.entry.name, hasValue: true }]; } }],
  };
}
const calledAsMethod = (): never => raise({ id: 'StrictModeFunctionCallWithParens', category: 'InvalidOperation', message: 'The function or command was called as if it were a method. Parameters should be separated by spaces. For information about parameters, see the about_Parameters Help topic.' });
/** `Name(1, 2)`: a list in parentheses right behind the name. */
function likeMethod(n: CommandAst): boolean {
  const [head, list, more] = n.elements;
  return head !== undefined && list?.kind === 'ParenExpressionAst' && more === undefined && head.end === list.start && onlyExpression(list.pipeline)?.kind === 'ArrayLiteralAst';
}
function anySite(n: CommandAst, c: Compiler): CommandSite {
  const [head, ...rest] = n.elements;
  const mark = c.mark(n), isDot = n.invocationOperator === 'Dot';
  const makers = argumentMakers(rest, c);
  // What `&` and `.` call says so in `$MyInvocation.InvocationName`.
  const by = isDot ? '.' : n.invocationOperator === 'Ampersand' ? '&' : undefined;
  if (head?.kind === 'StringConstantExpressionAst') return { makers, mark, isDot, find: constantName(head.value, by ?? head.value, c.mark(head)) };
  if (head === undefined || head.kind === 'CommandParameterAst') return { makers, mark, isDot, find: () => raise({ id: 'MissingExpression', category: 'ParserError', message: 'A command name is missing.' }) };
  const value = c.expression(head);
  return { makers, mark, isDot, find: (f) => calleeOf(value(f), f, by) };
}
/** What is not there is told where its name stands, not where the whole command does. */
function resolveAt(f: Frame, name: string, by: string, at: number): CommandEntry {
  try { return resolveCommand(f, name, by); } catch (e) {
    if (e instanceof PowerShellError && e.record.position === undefined) e.record.position = f.source.extent(at);
    throw e;
  }
}
/** Looks a name up when the meaning of names has changed since the last time. */
function constantName(name: string, by: string, at: number): (f: Frame) => Callee {
  let version = -1, known: Callee | undefined, module: unknown;
  return (f) => {
    if (known !== undefined && !(known.entry.kind === 'ExternalScript' && known.entry.isFile === true) && version === f.session.commandVersion && module === f.module && f.session.lookups?.always !== true) return known;
    if (name === '') return badExpression(by);
    const entry = resolveAt(f, name, by, at);
    // Not for other scopes that come by here.
    if (isPrivate(entry)) { known = undefined; return { entry, name: by }; }
    known = { entry, name: by };
    version = f.session.commandVersion;
    module = f.module;
    return known;
  };
}
const badExpression = (by: string | undefined): never => raise({ id: 'BadExpression', category: 'InvalidOperation', message: `The expression after '${by === undefined || by === '' ? '&' : by}' in a pipeline element produced an object that was not valid. It must result in a command name, a script block, or a CommandInfo object.` });
/** What `& value` calls: a block, a command object, or a name. */
export function calleeOf(raw: Value, f: Frame, by?: string): Callee {
  const v = unwrap(raw);
  if (v instanceof ScriptBlock) return { entry: { kind: 'Script', name: '', block: v.code, module: v.module ?? f.module, script: v }, name: by ?? '', block: v };
  if (v instanceof CommandInfo) return { entry: v.entry, name: by ?? v.entry.name };
  const name = v == null ? '' : toText(v);
  if (name === '') return badExpression(by);
  return { entry: resolveCommand(f, name, by ?? name), name: by ?? name };
}
/** Arguments are worked out in the streams around: only the command itself writes elsewhere. */
function aloneRedirected(site: CommandSite, n: CommandAst, c: Compiler): Exec {
  const stages = [{ site, streams: withStreams(n.redirections, c), prepare: (f: Frame) => makeArguments(site.makers, f) }];
  return (f) => runPipeline(f, undefined, stages);
}
export function command(n: CommandAst, c: Compiler): Exec {
  const site = commandSite(n, c);
  const plain: Exec = fastCall(site, (f, callee) => callAlone(f, callee, makeArguments(site.makers, f), site));
  return n.redirections.length === 0 ? plain : aloneRedirected(site, n, c);
}
import { CommandInfo } from '../../run/commands/commandInfo.ts';
