import { cmdlet } from '../../runtime/cmdlet.ts';
import { T } from '../../runtime/types/t.ts';
import { AUTOMATION_MODULE } from '../../runtime/serviceModules.ts';
import { assetsOf, writeMissing } from './missingAsset.ts';

export const getAutomationCertificate = cmdlet({
  name: 'Get-AutomationCertificate', module: AUTOMATION_MODULE,
  synopsis: 'Gets a certificate asset.',
  params: { Name: { type: T.String, mandatory: true, position: 0, help: 'The name of the certificate asset.' } },
  run: (p, ctx) => ({
    process() {
      const found = assetsOf(ctx).getCertificate(p.Name);
      if (found === undefined || found === null) writeMissing(ctx, 'certificate', p.Name);
      else ctx.write(found);
    },
  }),
});
