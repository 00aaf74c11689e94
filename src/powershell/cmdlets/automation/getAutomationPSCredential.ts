import { cmdlet } from '../../runtime/cmdlet.ts';
import { T } from '../../runtime/types/t.ts';
import { PSCredential, SecureString } from '../../runtime/values/misc.ts';
import { AUTOMATION_MODULE } from '../../runtime/serviceModules.ts';
import { assetsOf, writeMissing } from './missingAsset.ts';

export const getAutomationPSCredential = cmdlet({
  name: 'Get-AutomationPSCredential', module: AUTOMATION_MODULE, outputType: [T.PSCredential],
  synopsis: 'Gets a credential asset as a PSCredential.',
  params: { Name: { type: T.String, mandatory: true, position: 0, help: 'The name of the credential asset.' } },
  run: (p, ctx) => ({
    process() {
      const found = assetsOf(ctx).getCredential(p.Name);
      if (found === undefined) writeMissing(ctx, 'credential', p.Name);
      else ctx.write(new PSCredential(found.userName, new SecureString(found.password)));
    },
  }),
});
