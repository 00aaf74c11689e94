/** `$ExecutionContext`, and the session state it, `$PSCmdlet` and modules tell of. What their parts can do is described by the cmdlets' side. */
import { current } from '../../run/current.ts';
import type { ModuleState } from '../../run/session.ts';
import type { CommandRuntime } from '../../run/pipeline/commandRuntime.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { laterType } from '../netType.ts';
import { T, named } from '../t.ts';
import { EnumValue } from '../../values/enumValue.ts';
import { enumType } from '../system/enums.ts';

/** Set by the module cmdlets: a module as scripts see it; null at the top. */
let moduleOf: ((state: ModuleState) => Value) | undefined;
export function describeModules(make: NonNullable<typeof moduleOf>): void { moduleOf = make; }
/** A module as scripts see it. */
export const moduleValue = (state: ModuleState): Value => { if (moduleOf === undefined) readCmdlets(); return moduleOf?.(state) ?? null; };
/** With the cmdlets come those that describe what is told here. */
const readCmdlets = (): void => { void current().cmdlets; };
/** The parts of a session state that are objects of their own; `module` is the one whose scopes count, undefined: what runs. */
export interface SessionParts {
  readonly variables: (module: ModuleState | undefined) => Value;
  readonly paths: () => Value;
  readonly commands: () => Value;
  readonly items: () => Value;
  readonly drives: () => Value;
  readonly providers: () => Value;
  /** `$PSCmdlet.PagingParameters`: null where the function supports no paging. */
  readonly paging: (runtime: CommandRuntime) => Value;
  readonly unresolved: (path: string) => string;
  /** The one file that a path with wildcards means. */
  readonly fileAt: (path: string) => string;
}
let parts: SessionParts | undefined;
export function describeSession(made: SessionParts): void { parts = made; }
/** A part of the session state; null where the engine runs without the cmdlets. */
export const sessionPart = (ask: (of: SessionParts) => Value): Value => { if (parts === undefined) readCmdlets(); return parts === undefined ? null : ask(parts); };

/** What `$ExecutionContext` holds. */
export class EngineIntrinsics extends NetObject {}
/** The scope of the module it is asked of; else of whatever runs. */
export class SessionStateView extends NetObject { readonly module: ModuleState | undefined; constructor(module?: ModuleState) { super(); this.module = module; } }

const languageMode = enumType('System.Management.Automation.PSLanguageMode', ['FullLanguage', 'RestrictedLanguage', 'NoLanguage', 'ConstrainedLanguage']);
const invokes = { InvokeCommand: [undefined, () => sessionPart((p) => p.commands())], InvokeProvider: [undefined, () => sessionPart((p) => p.items())] } as const;
laterType<EngineIntrinsics>(named<EngineIntrinsics>('System.Management.Automation.EngineIntrinsics'), () => ({
  props: { Host: [undefined, () => current().variable('Host')], Events: [undefined, () => null], InvokeProvider: invokes.InvokeProvider, SessionState: [undefined, () => new SessionStateView()], InvokeCommand: invokes.InvokeCommand },
}), EngineIntrinsics);
laterType<SessionStateView>(named<SessionStateView>('System.Management.Automation.SessionState'), () => ({
  props: {
    Drive: [undefined, () => sessionPart((p) => p.drives())], Provider: [undefined, () => sessionPart((p) => p.providers())], Path: [undefined, () => sessionPart((p) => p.paths())], PSVariable: [undefined, (s) => sessionPart((p) => p.variables(s.module))],
    LanguageMode: [languageMode, () => new EnumValue(languageMode, 0), () => undefined], UseFullLanguageModeInDebugger: [T.Boolean, () => false], Scripts: [undefined, () => ['*']], Applications: [undefined, () => ['*']], Module: [undefined, (s) => moduleValue(s.module ?? current().current.module)], ...invokes,
  },
}), SessionStateView);
