import { cmdlet } from '../../runtime/cmdlet.ts';
import { T } from '../../runtime/types/t.ts';
import { AUTOMATION_MODULE } from '../../runtime/serviceModules.ts';
import { assetsOf, writeMissing } from './missingAsset.ts';

export const setAutomationVariable = cmdlet({
  name: 'Set-AutomationVariable', module: AUTOMATION_MODULE,
  synopsis: 'Sets the value of an existing variable asset; it does not create one.',
  params: {
    Name: { type: T.String, mandatory: true, position: 0, help: 'The name of the variable asset.' },
    Value: { type: T.Object, mandatory: true, position: 1, allowNull: true, allowEmpty: true, help: 'The new value: text, number, truth, date, or anything that can be written as JSON.' },
  },
  run: (p, ctx) => ({
    process() {
      if (!assetsOf(ctx).setVariable(p.Name, p.Value)) writeMissing(ctx, 'variable', p.Name);
    },
  }),
});
