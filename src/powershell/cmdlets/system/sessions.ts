/** Remote sessions do not exist here: there are none to list, and making one says so. */
import { cmdlet } from '../../runtime/cmdlet.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { CORE } from '../core/getCommand.ts';

export const getPSSession = cmdlet({
  name: 'Get-PSSession', aliases: ['gsn'], module: CORE, className: 'Microsoft.PowerShell.Commands.GetPSSessionCommand', synopsis: 'Gets remote sessions, of which there are none.',
  params: { ComputerName: { type: arrayOf(T.String), aliases: ['Cn'], position: 0 }, Name: { type: arrayOf(T.String) }, Id: { type: arrayOf(T.Int32) }, State: { type: T.String }, ConfigurationName: { type: T.String }, InstanceId: { type: arrayOf(T.Guid) } }, run: () => ({}),
});
export const removePSSession = cmdlet({
  name: 'Remove-PSSession', aliases: ['rsn'], module: CORE, supportsShouldProcess: true, className: 'Microsoft.PowerShell.Commands.RemovePSSessionCommand', synopsis: 'Closes remote sessions, of which there are none.',
  params: { Session: { type: arrayOf(T.Object), position: 0, from: 'pipeline', allowNull: true, allowEmpty: true }, Id: { type: arrayOf(T.Int32) }, Name: { type: arrayOf(T.String) }, ComputerName: { type: arrayOf(T.String), aliases: ['Cn'] }, InstanceId: { type: arrayOf(T.Guid) } }, run: () => ({}),
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
