/** A command that stands in for another: it takes the other's parameters, and is the other where nothing is said for a call. */
import { isArgumentName, nameOf } from '../runtime/bind/argument.ts';
import type { Argument } from '../runtime/bind/argument.ts';
import { cmdletParameters, useParameters } from '../runtime/bind/cmdletParameters.ts';
import { COMMON_PARAMETERS, SHOULD_PROCESS_PARAMETERS } from '../runtime/bind/common.ts';
import { functionParameters } from '../runtime/bind/functionParameters.ts';
import { ALL_SETS, NO_POSITION, ParameterTable } from '../runtime/bind/parameters.ts';
import type { Parameter } from '../runtime/bind/parameters.ts';
import type { Cmdlet, CmdletSteps } from '../runtime/cmdlet.ts';
import { ownCode } from '../runtime/compile/block.ts';
import { toText } from '../runtime/convert/toText.ts';
import type { CommandEntry } from '../runtime/run/commands/commands.ts';
import { CommandRuntime } from '../runtime/run/pipeline/commandRuntime.ts';
import { FunctionRun, emptyParameter } from '../runtime/run/functionRun.ts';
import type { Session } from '../runtime/run/session.ts';
import { SwitchParameter } from '../runtime/values/misc.ts';
import type { Value } from '../runtime/values/value.ts';
import { fold } from '../runtime/values/folding.ts';
import type { Loosened, MockCall } from './mocks.ts';

export interface StandInParts {
  /** Gives false where the call is the original's. */
  readonly take: (call: MockCall, ctx: CommandRuntime) => boolean;
  /** Parameters that take anything just now. */
  readonly loosened: () => Loosened;
}
export function standIn(name: string, original: CommandEntry | undefined, session: Session, { take, loosened }: StandInParts): Cmdlet {
  const shape: Cmdlet = original?.kind === 'Cmdlet' && original.raw !== true ? original : { kind: 'Cmdlet', name, module: '', className: name, params: {}, run: () => ({}) };
  const made: Cmdlet = {
    ...shape, name: original?.kind === 'Cmdlet' ? original.name : name,
    parametersFor: (f, args, call) => {
      const isOwn = original?.kind === 'Function' || original?.kind === 'ExternalScript', given = isOwn && ownCode(original.block).dynamicParam !== undefined ? withObject(FunctionRun.parametersFor(f, { entry: original, name }, args, call)) : cmdletParameters(made);
      return loose(given, loosened());
    },
    run: (p, ctx) => {
      if (!(ctx instanceof CommandRuntime)) throw new Error('A command runs with its own side of the engine.');
      let real: CmdletSteps | undefined;
      const steps = (): CmdletSteps => {
        if (real !== undefined) return real;
        real = original?.kind === 'Cmdlet' && original.raw !== true ? original.run(p, ctx) : { process: () => callOriginal(name, original, callOf(made, p, ctx), ctx) };
        real.begin?.();
        return real;
      };
      return {
        process() { if (!take(callOf(made, p, ctx), ctx)) steps().process?.(); },
        end() { real?.end?.(); },
        dispose() { real?.dispose?.(); },
      };
    },
  };
  useParameters(made, tableOf(original, session));
  return made;
}
function tableOf(original: CommandEntry | undefined, session: Session): ParameterTable {
  // Of a command that another PowerShell runs only the name is known here.
  if (original?.kind === 'Cmdlet' && original.raw !== true) return cmdletParameters(original);
  if (original === undefined || original.kind === 'Cmdlet' || original.kind === 'Application') return ANY;
  return withObject(functionParameters(original.block, session.current));
}
function withObject(declared: ParameterTable): ParameterTable {
  if (declared.list.length === 0) return ANY;
  // A simple function takes every object, in `$input` and `$_`.
  return declared.isAdvanced || declared.hasPipeline ? declared : new ParameterTable([...declared.list, OBJECT], { isAdvanced: false });
}
/** Some parameters with any type, some without what their attributes ask (Mock -RemoveParameterType and -RemoveParameterValidation). */
function loose(table: ParameterTable, { types, validations }: Loosened): ParameterTable {
  if (types.length === 0 && validations.length === 0) return table;
  const anyType = new Set(types.map((n) => fold(n))), unchecked = new Set(validations.map((n) => fold(n)));
  const list = table.list.map((p): Parameter => {
    const free: Parameter = anyType.has(p.folded) ? { ...p, type: undefined, isSwitch: false, attributes: p.attributes.filter(({ name }) => name !== 'pstypename') } : p;
    return unchecked.has(p.folded) ? { ...free, validations: [], refuses: undefined, attributes: free.attributes.filter(({ name }) => !name.startsWith('validate')) } : free;
  });
  return new ParameterTable(list, { defaultSet: table.defaultSet, isAdvanced: table.isAdvanced, supportsShouldProcess: table.supportsShouldProcess, confirmImpact: table.confirmImpact, positionalBinding: table.positionalBinding });
}
/** Of a command that nothing is known of: any argument, and objects from the pipeline. */
const PIPED: Parameter = {
  name: 'InputObject', folded: 'inputobject', aliases: [], type: undefined, isSwitch: false, allowNull: true, allowEmptyString: true, allowEmptyCollection: true, transforms: [], validations: [],
  sets: new Map([[ALL_SETS, { position: NO_POSITION, mandatory: false, fromPipeline: true, fromProperty: false, remaining: false, help: '' }]]), slot: -1, defaultValue: undefined, attributes: [], isCommon: false,
};
/** The object itself, of which no argument can speak: nobody can write the name. */
const OBJECT: Parameter = { ...PIPED, name: '\0', folded: '\0' };
const ANY = new ParameterTable([PIPED], { isAdvanced: false });

function callOf(made: Cmdlet, p: Readonly<Record<string, unknown>>, ctx: CommandRuntime): MockCall {
  const named = new Map<string, Value>(), aliased = new Map<string, Value>(), absent = new Map<string, Value>(), unbound: Value[] = [];
  for (const parameter of (ctx.parameters ?? cmdletParameters(made)).list) {
    if (parameter === OBJECT) continue;
    if (!ctx.isBound(parameter.folded)) { if (!parameter.isCommon && parameter !== PIPED) absent.set(parameter.name, emptyParameter(parameter)); continue; }
    const v = boxed(parameter, p[parameter.name]);
    named.set(parameter.name, v);
    for (const alias of parameter.aliases) aliased.set(alias, v);
  }
  const common = new Map<string, Value>();
  for (const { name, folded } of [...COMMON_PARAMETERS, ...SHOULD_PROCESS_PARAMETERS]) if (ctx.isBound(folded) && !named.has(name)) common.set(name, ctx.invocation.bound?.get(name) ?? null);
  const rest = ctx.invocation.unbound;
  for (let i = 0; i < rest.length; i++) {
    const v = rest[i];
    if (!isArgumentName(v)) { unbound.push(v ?? null); continue; }
    const next = rest[i + 1], hasValue = i + 1 < rest.length && !isArgumentName(next);
    named.set(nameOf(v), hasValue ? next ?? null : new SwitchParameter(true));
    if (hasValue) i += 1;
  }
  return { named, common, unbound, aliased, absent, item: ctx.expectingInput ? ctx.item : null };
}
const boxed = ({ type }: Parameter, v: unknown): Value => (type?.box !== undefined && v !== undefined && v !== null ? (type.box as (native: unknown) => Value)(v) : (v as Value) ?? null);

function callOriginal(name: string, original: CommandEntry | undefined, call: MockCall, ctx: CommandRuntime): void {
  if (original === undefined || original.kind === 'Cmdlet' || original.kind === 'Application') {
    const given = [...call.named].map(([parameter, v]) => ` -${parameter} ${toText(v)}`).concat(call.unbound.map((v) => ` ${toText(v)}`)).join('');
    return ctx.fail({ id: 'CommandNotFoundException', category: 'ObjectNotFound', exception: 'System.Management.Automation.CommandNotFoundException', target: name, message: `'${name}${given}' was called, none of its mocks is for these arguments, and this engine has no such command. Add a mock that fits, or one without a condition.` });
  }
  // What is gathered in variables is gathered by the stand-in itself.
  const common = [...call.common].filter(([parameter]) => !/(Variable|OutBuffer)$/.test(parameter)), isAdvanced = functionParameters(original.block, ctx.frame).isAdvanced;
  const args = [...call.named, ...isAdvanced ? common : []].map(([parameter, value]): Argument => ({ name: parameter, folded: fold(parameter), value, hasValue: true, splatted: true }));
  const rest = call.unbound.map((value): Argument => ({ name: undefined, folded: '', value, hasValue: true }));
  const isPiped = ctx.expectingInput && !functionParameters(original.block, ctx.frame).hasPipeline;
  FunctionRun.open(ctx.frame, { entry: original, name }, [...args, ...rest], { out: ctx.out, streams: ctx.streams, expectingInput: isPiped, position: ctx.invocation.position }).all(isPiped ? [call.item] : undefined);
  return undefined;
}
