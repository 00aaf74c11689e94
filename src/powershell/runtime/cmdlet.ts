/**
 * The declaration of a cmdlet. It is data, said once: binding, completion, help, Get-Command and the tests read
 * the same table. `run` is called once an invocation, gets the bound parameters as JavaScript values, and gives the
 * three steps; state lives in its closure. Parameters that take pipeline input are set anew in `p` before each `process`.
 */
import { toText } from './convert/toText.ts';
import type { PSObject } from './values/psObject.ts';
import type { Value } from './values/value.ts';
import type { Argument } from './bind/argument.ts';
import type { ParameterTable } from './bind/parameters.ts';
import type { Frame } from './run/frame.ts';
import type { CallOptions } from './run/functionRun.ts';
import type { CmdletContext } from './run/pipeline/cmdletContext.ts';
import type { AnyType, Native } from './types/netType.ts';

/** What a parameter may hold, checked after conversion. */
export type Validation =
  | { readonly notNull: true } | { readonly notNullOrEmpty: true } | { readonly notWhite: true }
  | { readonly set: readonly string[] } | { readonly range: readonly [number | bigint, number | bigint] } | { readonly rangeKind: 'Positive' | 'NonNegative' | 'Negative' | 'NonPositive' }
  | { readonly pattern: string } | { readonly length: readonly [number, number] } | { readonly count: readonly [number, number] };

/** [ValidateNotNullOrEmpty] alone, and [ValidateNotNull]: what most parameters with a check have. */
export const NOT_EMPTY: readonly Validation[] = [{ notNullOrEmpty: true }];
export const NOT_NULL: readonly Validation[] = [{ notNull: true }];

/** Where in the pipeline a parameter takes values from. */
export type Source = 'pipeline' | 'property' | 'both';

export interface ParamSpec<T extends AnyType = AnyType> {
  /** What `run` sees: the type's JavaScript form (`T.Int32` a number, `arrayOf(T.String)` a string[] …). */
  readonly type: T;
  readonly aliases?: readonly string[];
  /** The parameter sets it belongs to; absent: all. */
  readonly sets?: readonly string[];
  /** A number for all its sets, or one for each set by name. */
  readonly position?: number | Readonly<Record<string, number>>;
  /** For all its sets, or for those named. */
  readonly mandatory?: boolean | readonly string[];
  /** `pipeline`: by value; `property`: by property name; `both`. For all its sets, or for each that takes any. */
  readonly from?: Source | Readonly<Record<string, Source>>;
  /** Takes all positional arguments that are left over. */
  readonly remaining?: boolean;
  readonly validate?: readonly Validation[];
  readonly allowNull?: boolean;
  /** Items of a list of texts that are null stay null for `run` (elsewhere they are empty texts, which is how .NET's cmdlets take them too). */
  readonly nullItems?: true;
  /** Where it is mandatory: an empty text, a list without items, or both. */
  readonly allowEmpty?: true | 'text' | 'list';
  /** Looks at the argument before it is converted; what it throws is told as what went wrong with the transformation. */
  readonly transform?: (value: Value) => Value;
  /** Why a value cannot be this parameter's; given by its place alone, it is then offered to the others of that place. */
  readonly refuses?: (value: Value) => string | undefined;
  /** Of an enum: `run` sees the names as text and not the value. */
  readonly asText?: true;
  /** One sentence for help and completion. */
  readonly help?: string;
}
export type ParamTable = Readonly<Record<string, ParamSpec>>;
/** Parameters as `run` sees them: undefined where not bound. Mandatory ones are typed as present. */
export type Bound<P extends ParamTable> = {
  [K in keyof P]: P[K] extends { readonly mandatory: true } ? Seen<P[K]> : Seen<P[K]> | undefined;
};
type Seen<S extends ParamSpec> = S extends { readonly asText: true } ? string : Native<S['type']>;

export interface CmdletSteps {
  begin?(): void;
  process?(): void;
  end?(): void;
  /** Always called, also after an error or a stop. */
  dispose?(): void;
}

export interface CmdletSpec<P extends ParamTable> {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly module?: string;
  /** The .NET class, which ends error ids; `Microsoft.PowerShell.Commands.<Verb><Noun>Command` where absent. */
  readonly className?: string;
  readonly defaultSet?: string;
  readonly supportsShouldProcess?: boolean;
  readonly confirmImpact?: 'Low' | 'Medium' | 'High';
  readonly outputType?: readonly AnyType[];
  /** One sentence for help. */
  readonly synopsis?: string;
  /** What somebody else knows of it, in the shape of Get-Help's; undefined where that is nothing. */
  readonly help?: () => PSObject | undefined;
  readonly params: P;
  /**
   * Bound elsewhere: `p.Arguments` holds the arguments as they were written (Argument[]), without the common parameters,
   * and `p.InputObject` each object of the pipeline (or `p.Upstream` what the raw command before it handed over instead). `params` say what the command takes.
   */
  readonly raw?: true;
  run(p: Bound<P>, ctx: CmdletContext): CmdletSteps;
}

/** A declared cmdlet, as binder and Get-Command see it. */
export interface Cmdlet extends Omit<CmdletSpec<ParamTable>, 'run'> {
  readonly kind: 'Cmdlet';
  readonly module: string;
  readonly className: string;
  /** The parameters of one call, where the call itself has a say in them; else those that were declared. */
  readonly parametersFor?: (f: Frame, args: readonly Argument[], call: CallOptions) => ParameterTable;
  run(p: Record<string, unknown>, ctx: CmdletContext): CmdletSteps;
}

/** Declares a cmdlet; one file each, named in cmdlets/index.ts by a literal import. */
export function cmdlet<const P extends ParamTable>(spec: CmdletSpec<P>): Cmdlet {
  const texts = Object.keys(spec.params).filter((name) => spec.params[name]?.asText === true);
  return {
    ...spec, kind: 'Cmdlet', module: spec.module ?? 'Microsoft.PowerShell.Utility',
    className: spec.className ?? `Microsoft.PowerShell.Commands.${spec.name.replace('-', '')}Command`,
    run: (p, ctx) => spec.run((texts.length === 0 ? p : withTexts(p, texts)) as Bound<P>, ctx),
  };
}
/** The parameters as they are bound, now and later, with the names of those enums in the place of their values. */
function withTexts(p: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  const text = (name: string): string | undefined => { const v = p[name] as Value | undefined; return v == null ? undefined : toText(v); };
  return new Proxy(p, { get: (own, key) => (typeof key === 'string' && names.includes(key) ? text(key) : own[key as string]) });
}
