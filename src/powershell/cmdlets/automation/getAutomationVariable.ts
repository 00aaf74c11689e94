import { cmdlet } from '../../runtime/cmdlet.ts';
import { T } from '../../runtime/types/t.ts';
import { AUTOMATION_MODULE } from '../../runtime/serviceModules.ts';
import { assetsOf, writeMissing } from './missingAsset.ts';

export const getAutomationVariable = cmdlet({
  name: 'Get-AutomationVariable', module: AUTOMATION_MODULE,
  synopsis: 'Gets the value of a variable asset; an encrypted one too.',
  params: { Name: { type: T.String, mandatory: true, position: 0, help: 'The name of the variable asset.' } },
  run: (p, ctx) => ({
    process() {
      const found = assetsOf(ctx).getVariable(p.Name);
      if (found === undefined) writeMissing(ctx, 'variable', p.Name);
      else ctx.write(found.value);
    },
  }),
});
