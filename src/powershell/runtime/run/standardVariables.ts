/** The variables every session starts with (about_Automatic_Variables, about_Preference_Variables). */
import { defaultEncoding } from '../types/text/text.ts';
import { laterType, method } from '../types/netType.ts';
import { T, named } from '../types/t.ts';
import { Hashtable, OrderedDictionary } from '../values/dictionary.ts';
import { EnumValue } from '../values/enumValue.ts';
import { fold } from '../values/folding.ts';
import { Guid } from '../values/guid.ts';
import { Record } from '../values/misc.ts';
import { Version } from '../values/version.ts';
import type { NetType } from '../types/netType.ts';
import { lookupType } from '../types/registry.ts';
import type { Value } from '../values/value.ts';
import type { Session } from './session.ts';
import { SemanticVersion } from '../types/automation/semanticVersion.ts';
import { HostUI } from '../types/automation/hostUi.ts';
import { PSStyle } from '../types/automation/psStyle.ts';
import { EngineIntrinsics } from '../types/automation/context.ts';
import { SUSPEND_RESERVED } from '../bind/actions.ts';
import { convertTo } from '../convert/convert.ts';
import { toText } from '../convert/toText.ts';
import { raise } from '../errors/raise.ts';
import { PowerShellError } from '../values/errorRecord.ts';
import { readOnlyVariable } from '../errors/common.ts';

const hostType = named('System.Management.Automation.Internal.Host.InternalHost');
laterType(hostType, () => ({
  // The exit code is the host's own business: a runbook ends as it ends (InternalHost.cs).
  methods: { SetShouldExit: [method([T.Int32], () => undefined, T.Void)], NotifyBeginApplication: [method([], () => undefined, T.Void)], NotifyEndApplication: [method([], () => undefined, T.Void)] },
}));

export function standardVariables(session: Session): void {
  const { global, host } = session;
  const set = (name: string, value: Value, options?: 'ReadOnly' | 'Constant'): void => {
    session.spell(name);
    (global.extra ??= new Map()).set(fold(name), { name, value, guard: options === undefined ? undefined : { options, check: () => readOnlyVariable(name) } });
  };
  const { environment } = host, version = new Version([7, 6, 5]);
  set('PSVersionTable', table([['PSVersion', new SemanticVersion([7, 6, 5])], ['PSEdition', 'Core'], ['GitCommitId', '7.6.5'], ['OS', environment.osDescription], ['Platform', environment.platform === 'win32' ? 'Win32NT' : 'Unix'],
    ['PSCompatibleVersions', ['1.0', '2.0', '3.0', '4.0', '5.0', '5.1', '6.0', '7.0'].map((t) => Version.parse(t) ?? null)], ['PSRemotingProtocolVersion', new Version([2, 4])], ['SerializationVersion', new Version([1, 1, 0, 1])], ['WSManStackVersion', new Version([3, 0])]]), 'Constant');
  set('PSEdition', 'Core', 'Constant');
  set('PSEmailServer', '');
  for (const [name, value] of Object.entries({ ErrorActionPreference: 'Continue', WarningPreference: 'Continue', VerbosePreference: 'SilentlyContinue', DebugPreference: 'SilentlyContinue', InformationPreference: 'SilentlyContinue', ProgressPreference: 'Continue', ConfirmPreference: 'High' })) set(name, preferenceValue(name, value));
  set('ErrorView', convertTo('ConciseView', lookupType('System.Management.Automation.ErrorView') as NetType));
  for (const name of ['ErrorView', 'ErrorActionPreference', 'WarningPreference', 'VerbosePreference', 'DebugPreference', 'InformationPreference', 'ProgressPreference', 'ConfirmPreference']) {
    const held = global.extra?.get(fold(name)), type = held?.value instanceof EnumValue ? held.value.netType : undefined;
    if (held !== undefined && type !== undefined) held.guard = { check: (v) => converted(v, type, name !== 'ErrorActionPreference') };
  }
  set('WhatIfPreference', false);
  set('MaximumHistoryCount', 4096);
  set('FormatEnumerationLimit', 4);
  set('OutputEncoding', defaultEncoding);
  set('PSDefaultParameterValues', new Hashtable());
  set('PSNativeCommandArgumentPassing', 'Standard');
  set('PSNativeCommandUseErrorActionPreference', false);
  set('Error', session.errors, 'Constant');
  set('PID', host.process?.id ?? 1, 'Constant');
  set('HOME', host.files?.home ?? environment.get('HOME') ?? '/', 'ReadOnly');
  set('PSHOME', '/opt/microsoft/powershell/7', 'Constant');
  set('ShellId', 'Microsoft.PowerShell', 'Constant');
  set('PSCulture', '', 'ReadOnly');
  set('PSUICulture', '', 'ReadOnly');
  set('IsLinux', environment.platform === 'linux', 'Constant');
  set('IsWindows', environment.platform === 'win32', 'Constant');
  set('IsMacOS', environment.platform === 'darwin', 'Constant');
  set('IsCoreCLR', true, 'Constant');
  set('StackTrace', null);
  set('NestedPromptLevel', 0);
  set('PROFILE', '');
  set('Host', new Record(hostType, [['Name', 'Default Host'], ['Version', version], ['InstanceId', Guid.empty], ['UI', new HostUI()], ['CurrentCulture', session.cultures.current], ['CurrentUICulture', session.cultures.ui], ['PrivateData', null], ['IsRunspacePushed', false]]), 'Constant');
  set('PSStyle', new PSStyle(), 'Constant');
  set('EnabledExperimentalFeatures', new Record(named('System.Management.Automation.Internal.ReadOnlyBag`1[[System.String]]'), []), 'Constant');
  set('ExecutionContext', new EngineIntrinsics(), 'Constant');

}
/** A preference that cannot be one fails as any typed variable does. */
function converted(v: Value, type: NetType, refusesSuspend: boolean): Value {
  try {
    const made = convertTo(v, type);
    // Workflows suspend at errors; nothing else does.
    if (refusesSuspend && toText(made) === 'Suspend') raise({ id: 'RuntimeException', category: 'MetadataError', message: SUSPEND_RESERVED });
    return made;
  } catch (e) {
    if (!(e instanceof PowerShellError)) throw e;
    return raise({ id: 'RuntimeException', category: 'MetadataError', exception: 'System.Management.Automation.ArgumentTransformationMetadataException', message: e.record.message, inner: e.record.exception });
  }
}
function table(pairs: readonly (readonly [string, Value])[]): Value {
  const made = new OrderedDictionary();
  for (const [k, v] of pairs) made.set(k, v);
  return made;
}
/** A preference as the enum value it is. */
export function preferenceValue(name: string, text: string): Value {
  const type = lookupType(`System.Management.Automation.${name === 'ConfirmPreference' ? 'ConfirmImpact' : 'ActionPreference'}`);
  const value = type?.enumValues?.get(text);
  return type === undefined || value === undefined ? text : new EnumValue(type as NetType, value);
}
