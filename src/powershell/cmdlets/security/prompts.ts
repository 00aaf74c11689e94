/** Read-Host and Get-Credential ask a person, and a runbook has none: they say what to do instead. */
import { NOT_EMPTY, NOT_NULL, cmdlet } from '../../runtime/cmdlet.ts';
import { T } from '../../runtime/types/t.ts';
import { PSCredential } from '../../runtime/values/misc.ts';

const HOST_EXCEPTION = 'System.Management.Automation.Host.HostException';

export const readHost = cmdlet({
  name: 'Read-Host', defaultSet: 'AsString', synopsis: 'Asks a person for a line; a runbook has nobody to ask.',
  params: { Prompt: { type: T.Object, position: 0, remaining: true, allowNull: true }, AsSecureString: { type: T.Switch, sets: ['AsSecureString'] }, MaskInput: { type: T.Switch, sets: ['AsString'] } },
  run: (_p, ctx) => ({
    end() {
      ctx.fail({ id: 'ReadHostNotAvailable', category: 'NotImplemented', exception: HOST_EXCEPTION, message: 'A command that prompts the user failed because a runbook runs without one: Read-Host has nobody to ask. Give the value as a parameter of the runbook, or keep it in a variable asset (Get-AutomationVariable).' });
    },
  }),
});
export const getCredential = cmdlet({
  name: 'Get-Credential', module: 'Microsoft.PowerShell.Security', defaultSet: 'CredentialSet', synopsis: 'Asks a person for a user name and password; a runbook has nobody to ask.',
  params: { Credential: { type: T.Object, sets: ['CredentialSet'], position: { CredentialSet: 0 }, allowNull: true, validate: NOT_NULL }, Message: { type: T.String, sets: ['MessageSet'], validate: NOT_EMPTY }, UserName: { type: T.String, sets: ['MessageSet'], position: { MessageSet: 0 }, validate: NOT_EMPTY }, Title: { type: T.String, sets: ['MessageSet'], validate: NOT_EMPTY } },
  run: (p, ctx) => ({
    end() {
      // A credential that is one already needs no question.
      if (p.Credential instanceof PSCredential) { ctx.write(p.Credential); return undefined; }
      return ctx.fail({ id: 'GetCredentialNotAvailable', category: 'NotImplemented', exception: HOST_EXCEPTION, message: 'A command that prompts the user failed because a runbook runs without one: Get-Credential has nobody to ask. Keep the credential as an asset and read it with Get-AutomationPSCredential -Name.' });
    },
  }),
});
