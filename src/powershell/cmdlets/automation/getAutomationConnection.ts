import { cmdlet } from '../../runtime/cmdlet.ts';
import { T } from '../../runtime/types/t.ts';
import { AUTOMATION_MODULE } from '../../runtime/serviceModules.ts';
import { assetsOf, writeMissing } from './missingAsset.ts';

export const getAutomationConnection = cmdlet({
  name: 'Get-AutomationConnection', module: AUTOMATION_MODULE,
  synopsis: 'Gets a connection asset: a hashtable of its fields.',
  params: { Name: { type: T.String, mandatory: true, position: 0, help: 'The name of the connection asset.' } },
  run: (p, ctx) => ({
    process() {
      const found = assetsOf(ctx).getConnection(p.Name);
      if (found === undefined || found === null) writeMissing(ctx, 'connection', p.Name);
      else ctx.write(found);
    },
  }),
});
