import { cmdlet } from '../../runtime/cmdlet.ts';
import { convertTo } from '../../runtime/convert/convert.ts';
import { newGuid as fresh } from '../../runtime/types/system/simple.ts';
import { T } from '../../runtime/types/t.ts';
import { PSObject } from '../../runtime/values/psObject.ts';
import { Guid } from '../../runtime/values/guid.ts';

export const newGuid = cmdlet({
  name: 'New-Guid', defaultSet: 'Default', synopsis: 'Makes a unique identifier.', outputType: [T.Guid],
  params: { Empty: { type: T.Switch, sets: ['Empty'] }, InputObject: { type: T.String, sets: ['InputObject'], position: { InputObject: 0 }, from: 'pipeline' } },
  run: (p, ctx) => ({ process() { ctx.write(new PSObject(p.Empty === true ? Guid.empty : p.InputObject === undefined ? fresh() : convertTo(p.InputObject, T.Guid))); } }),
});
