/** Get-ItemProperty, Get-ItemPropertyValue, Set-ItemProperty: properties of items; files have those of their objects. */
import { cmdlet } from '../../runtime/cmdlet.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { MISSING, direct } from '../../runtime/members/get.ts';
import { setMember } from '../../runtime/members/set.ts';
import { hasWildcard } from '../../runtime/operators/wildcard.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { customObject } from '../../runtime/values/psObject.ts';
import type { Value } from '../../runtime/values/value.ts';
import { FILTER_PARAMS, MANAGEMENT, PATH_PARAMS, SETS, eachPlace } from './paths/itemSteps.ts';
import { ItemError } from './providers/provider.ts';

const missing = (name: string, path: string): ItemError => new ItemError({ id: 'System.Management.Automation.PSArgumentException', category: 'InvalidArgument', target: path, exception: 'System.Management.Automation.PSArgumentException', message: `Property ${name} does not exist at path ${path}.` });

export const getItemProperty = cmdlet({
  name: 'Get-ItemProperty', aliases: ['gp'], module: MANAGEMENT, defaultSet: SETS.path, synopsis: 'Gets the properties of an item.',
  params: { ...PATH_PARAMS, Name: { type: arrayOf(T.String), aliases: ['PSProperty'], position: 1 }, ...FILTER_PARAMS },
  run: (p, ctx) => ({
    process() {
      eachPlace(ctx, p, ({ provider, path }) => {
        const item = provider.item(ctx, path), names = p.Name?.filter((n) => n !== '*') ?? [];
        if (names.length === 0 || names.some(hasWildcard)) { ctx.write(item); return; }
        const made = customObject(names.map((name): [string, Value] => { const v = direct(item, name); if (v === MISSING) throw missing(name, path); return [name, v]; }));
        for (const name of ['PSPath', 'PSParentPath', 'PSChildName', 'PSDrive', 'PSProvider']) { const v = direct(item, name); if (v !== MISSING) made.set(name, v); }
        ctx.write(made);
      });
    },
  }),
});
export const getItemPropertyValue = cmdlet({
  name: 'Get-ItemPropertyValue', aliases: ['gpv'], module: MANAGEMENT, defaultSet: SETS.path, synopsis: 'Gets the value of a property of an item.',
  params: { ...PATH_PARAMS, Path: { ...PATH_PARAMS.Path, mandatory: false }, Name: { type: arrayOf(T.String), aliases: ['PSProperty'], position: 1, mandatory: true }, ...FILTER_PARAMS },
  run: (p, ctx) => ({
    process() {
      eachPlace(ctx, p.Path === undefined && p.LiteralPath === undefined ? { Path: ['.'], LiteralPath: undefined } : p, ({ provider, path }) => {
        const item = provider.item(ctx, path);
        for (const name of p.Name) { const v = direct(item, name); if (v === MISSING) throw missing(name, path); ctx.write(v); }
      });
    },
  }),
});
export const setItemProperty = cmdlet({
  name: 'Set-ItemProperty', aliases: ['sp'], module: MANAGEMENT, defaultSet: SETS.path, supportsShouldProcess: true, synopsis: 'Changes a property of an item.',
  params: {
    ...PATH_PARAMS, Path: { ...PATH_PARAMS.Path, from: 'property' }, Name: { type: T.String, aliases: ['PSProperty'], position: 1, mandatory: true, from: 'property' },
    Value: { type: T.Object, position: 2, mandatory: true, from: 'both', allowNull: true, allowEmpty: true }, PassThru: { type: T.Switch }, Type: { type: T.String }, ...FILTER_PARAMS,
  },
  run: (p, ctx) => ({
    process() {
      eachPlace(ctx, p, ({ provider, path }) => {
        const item = provider.item(ctx, path);
        if (direct(item, p.Name) === MISSING) throw missing(p.Name, path);
        if (!ctx.shouldProcess(`Item: ${path} Property: ${p.Name} Value: ${toText(p.Value)}`, `Set Property ${direct(item, 'PSIsContainer') === true ? 'Directory' : 'File'}`)) return;
        setMember(item, p.Name, p.Value);
        if (p.PassThru === true) ctx.write(customObject([[p.Name, toText(p.Value)]]));
      });
    },
  }),
});
