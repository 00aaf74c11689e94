/** Remote sessions do not exist here: there are none to list, and making one says so. */
import { NOT_EMPTY, NOT_NULL, cmdlet } from '../../runtime/cmdlet.ts';
import type { Frame } from '../../runtime/run/frame.ts';
import { wildcard } from '../../runtime/operators/wildcard.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { getMember } from '../../runtime/members/get.ts';
import { getStatic } from '../../runtime/members/invoke.ts';
import { laterType } from '../../runtime/types/netType.ts';
import { lookupType } from '../../runtime/types/registry.ts';
import { enumType } from '../../runtime/types/system/enums.ts';
import { T, arrayOf, named } from '../../runtime/types/t.ts';
import { EnumValue } from '../../runtime/values/enumValue.ts';
import { Record } from '../../runtime/values/misc.ts';
import { TimeSpan } from '../../runtime/values/timeSpan.ts';
import type { Value } from '../../runtime/values/value.ts';
import { CORE } from '../core/getCommand.ts';

export const getPSSession = cmdlet({
  name: 'Get-PSSession', aliases: ['gsn'], module: CORE, className: 'Microsoft.PowerShell.Commands.GetPSSessionCommand', synopsis: 'Gets remote sessions, of which there are none.',
  params: { ComputerName: { type: arrayOf(T.String), aliases: ['Cn'], position: 0 }, Name: { type: arrayOf(T.String) }, Id: { type: arrayOf(T.Int32) }, State: { type: T.String }, ConfigurationName: { type: T.String }, InstanceId: { type: arrayOf(T.Guid) } }, run: () => ({}),
});
export const removePSSession = cmdlet({
  name: 'Remove-PSSession', aliases: ['rsn'], module: CORE, supportsShouldProcess: true, className: 'Microsoft.PowerShell.Commands.RemovePSSessionCommand', synopsis: 'Closes remote sessions, of which there are none.',
  defaultSet: 'Id',
  params: {
    Session: { type: arrayOf(named('System.Management.Automation.Runspaces.PSSession')), sets: ['Session'], position: { Session: 0 }, mandatory: ['Session'], from: 'both' }, Id: { type: arrayOf(T.Int32), sets: ['Id'], position: { Id: 0 }, mandatory: ['Id'], from: 'property', validate: NOT_NULL }, Name: { type: arrayOf(T.String), sets: ['Name'], mandatory: ['Name'], from: 'property', validate: NOT_EMPTY },
    ComputerName: { type: arrayOf(T.String), aliases: ['Cn'], sets: ['ComputerName'], position: { ComputerName: 0 }, mandatory: ['ComputerName'], from: 'property', validate: NOT_EMPTY }, InstanceId: { type: arrayOf(T.Guid), sets: ['InstanceId'], mandatory: ['InstanceId'], from: 'property', validate: NOT_NULL },
  }, run: () => ({}),
});
export const newPSSession = cmdlet({
  name: 'New-PSSession', aliases: ['nsn'], module: CORE, className: 'Microsoft.PowerShell.Commands.NewPSSessionCommand', synopsis: 'Opens a remote session, which is not possible here.',
  params: {
    ComputerName: { type: arrayOf(T.String), aliases: ['Cn'], position: 0, from: 'both' }, ConnectionUri: { type: arrayOf(T.Uri), aliases: ['URI', 'CU'] }, ConfigurationName: { type: T.String }, Credential: { type: T.PSCredential }, Name: { type: arrayOf(T.String) }, Port: { type: T.Int32 },
    UseSSL: { type: T.Switch }, Authentication: { type: T.String }, AllowRedirection: { type: T.Switch }, SessionOption: { type: T.Object }, ApplicationName: { type: T.String }, CertificateThumbprint: { type: T.String }, EnableNetworkAccess: { type: T.Switch }, ThrottleLimit: { type: T.Int32 },
  },
  run: (p, ctx) => ({
    process() {
      const where = p.ComputerName?.join(', ') ?? p.ConnectionUri?.map((u) => u.original).join(', ') ?? 'localhost';
      ctx.fail({ id: 'RemotingNotAvailable', category: 'ResourceUnavailable', target: where, exception: 'System.Management.Automation.PSNotSupportedException', message: `A session on ${where} cannot be opened: the built-in engine has no remoting; run this part on a machine with PowerShell.` });
    },
  }),
});

const REMOTING = 'System.Management.Automation.Remoting.', optionType = named<Record>(`${REMOTING}PSSessionOption`);
laterType<Record>(optionType, () => ({ text: () => optionType.name }));
const accessType = enumType(`${REMOTING}ProxyAccessType`, ['None', 'IEConfig', 'WinHttpConfig', 'AutoDetect', 'NoProxyServer'].map((name, i): [string, number] => [name, i === 0 ? 0 : 2 ** (i - 1)]));
const authentication = enumType('System.Management.Automation.Runspaces.AuthenticationMechanism', ['Default', 'Basic', 'Negotiate', 'NegotiateWithImplicitCredential', 'Credssp', 'Digest', 'Kerberos']);
const buffering = enumType('System.Management.Automation.Runspaces.OutputBufferingMode', ['None', 'Drop', 'Block']);
const MINUTES = 60_000, FROM_ZERO = [{ range: [0, 2147483647] }] as const;
const span = (milliseconds: number): Value => new TimeSpan(BigInt(milliseconds) * 10_000n);
export const newPSSessionOption = cmdlet({
  name: 'New-PSSessionOption', module: CORE, className: 'Microsoft.PowerShell.Commands.NewPSSessionOptionCommand', synopsis: 'Makes an object of options for remote sessions.',
  params: {
    MaximumRedirection: { type: T.Int32 }, NoCompression: { type: T.Switch }, NoMachineProfile: { type: T.Switch }, Culture: { type: T.Object }, UICulture: { type: T.Object }, MaximumReceivedDataSizePerCommand: { type: T.Int32 }, MaximumReceivedObjectSize: { type: T.Int32 },
    OutputBufferingMode: { type: buffering }, MaxConnectionRetryCount: { type: T.Int32, validate: FROM_ZERO }, ApplicationArguments: { type: T.Object }, OpenTimeout: { type: T.Int32, aliases: ['OpenTimeoutMSec'], validate: FROM_ZERO }, CancelTimeout: { type: T.Int32, aliases: ['CancelTimeoutMSec'], validate: FROM_ZERO }, IdleTimeout: { type: T.Int32, aliases: ['IdleTimeoutMSec'], validate: [{ range: [-1, 2147483647] }] },
    ProxyAccessType: { type: accessType }, ProxyAuthentication: { type: authentication }, ProxyCredential: { type: T.PSCredential }, SkipCACheck: { type: T.Switch }, SkipCNCheck: { type: T.Switch }, SkipRevocationCheck: { type: T.Switch }, OperationTimeout: { type: T.Int32, aliases: ['OperationTimeoutMSec'], validate: FROM_ZERO }, NoEncryption: { type: T.Switch }, UseUTF16: { type: T.Switch }, IncludePortInSPN: { type: T.Switch },
  },
  run: (p, ctx) => ({
    begin() {
      const given = (name: keyof typeof p): Value => p[name] ?? null, on = (name: keyof typeof p): Value => p[name] === true;
      ctx.write(new Record(optionType, [
        ['MaximumConnectionRedirectionCount', p.MaximumRedirection ?? 5], ['NoCompression', on('NoCompression')], ['NoMachineProfile', on('NoMachineProfile')], ['ProxyAccessType', given('ProxyAccessType') ?? new EnumValue(accessType, 0)], ['ProxyAuthentication', given('ProxyAuthentication') ?? new EnumValue(authentication, 2)], ['ProxyCredential', given('ProxyCredential')],
        ['SkipCACheck', on('SkipCACheck')], ['SkipCNCheck', on('SkipCNCheck')], ['SkipRevocationCheck', on('SkipRevocationCheck')], ['OperationTimeout', span(p.OperationTimeout ?? 3 * MINUTES)], ['NoEncryption', on('NoEncryption')], ['UseUTF16', on('UseUTF16')], ['IncludePortInSPN', on('IncludePortInSPN')],
        ['OutputBufferingMode', given('OutputBufferingMode') ?? new EnumValue(buffering, 0)], ['MaxConnectionRetryCount', p.MaxConnectionRetryCount ?? 0], ['Culture', given('Culture')], ['UICulture', given('UICulture')], ['MaximumReceivedDataSizePerCommand', given('MaximumReceivedDataSizePerCommand')], ['MaximumReceivedObjectSize', given('MaximumReceivedObjectSize')],
        ['ApplicationArguments', given('ApplicationArguments')], ['OpenTimeout', span(p.OpenTimeout ?? 3 * MINUTES)], ['CancelTimeout', span(p.CancelTimeout ?? MINUTES)], ['IdleTimeout', span(p.IdleTimeout ?? -1)],
      ]));
    },
  }),
});
export const getRunspace = cmdlet({
  name: 'Get-Runspace', module: 'Microsoft.PowerShell.Utility', defaultSet: 'NameParameterSet', className: 'Microsoft.PowerShell.Commands.GetRunspaceCommand', synopsis: 'Gets the runspace that the script runs in.',
  params: { Name: { type: arrayOf(T.String), sets: ['NameParameterSet'], position: { NameParameterSet: 0 }, validate: NOT_EMPTY }, Id: { type: arrayOf(T.Int32), sets: ['IdParameterSet'], mandatory: ['IdParameterSet'], position: { IdParameterSet: 0 } }, InstanceId: { type: arrayOf(T.Guid), sets: ['InstanceIdParameterSet'], position: { InstanceIdParameterSet: 0 }, mandatory: ['InstanceIdParameterSet'] } },
  run: (p, ctx) => ({
    end() {
      const type = lookupType('System.Management.Automation.Runspaces.Runspace'), own = type === undefined ? null : getStatic(type, 'DefaultRunspace');
      if (own == null) return;
      const { Id: id, InstanceId: instance, Name: name } = p;
      if (id !== undefined && !id.some((x) => x === getMember(own, 'Id'))) return;
      if (instance !== undefined && !instance.some((x) => toText(x) === toText(getMember(own, 'InstanceId')))) return;
      if (name === undefined || name.some((x) => wildcard(x).test(toText(getMember(own, 'Name'))))) ctx.write(own);
    },
  }),
});
export const setPSDebug = cmdlet({
  name: 'Set-PSDebug', module: CORE, className: 'Microsoft.PowerShell.Commands.SetPSDebugCommand', synopsis: 'Turns strict mode 1 for the whole session on and off; tracing goes to a console, and a job has none.',
  params: { Trace: { type: T.Int32, sets: ['on'], validate: [{ range: [0, 2] }] }, Step: { type: T.Switch, sets: ['on'] }, Strict: { type: T.Switch, sets: ['on'] }, Off: { type: T.Switch, sets: ['off'] } },
  run: (p, ctx) => ({
    begin() {
      const strict = p.Off === true ? 0 : p.Strict === undefined ? undefined : p.Strict ? 1 : 0;
      if (strict !== undefined) for (let at: Frame | null = ctx.session.current; at !== null; at = at.parent) at.strict = strict;
    },
  }),
});
