/** Cmdlets that make, take away, name anew, copy and move properties: what registries have, and no provider here does. */
import { cmdlet } from '../../runtime/cmdlet.ts';
import type { Cmdlet } from '../../runtime/cmdlet.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { MISSING, direct } from '../../runtime/members/get.ts';
import { setMember } from '../../runtime/members/set.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { customObject } from '../../runtime/values/psObject.ts';
import { fileSystem } from './fileSystem/fileSystem.ts';
import { ITEM_PARAMS, MANAGEMENT, PATH_PARAMS, SETS, eachPlace } from './paths/itemSteps.ts';
import type { PathArguments } from './paths/itemSteps.ts';

/** What the place's provider answers; a place that is not there is told first. */
function refuse(ctx: CmdletContext, p: PathArguments): void {
  eachPlace(ctx, p, () => {
    ctx.writeError({ id: 'NotSupported', category: 'NotImplemented', exception: 'System.Management.Automation.PSNotSupportedException', message: 'Cannot use interface. The IDynamicPropertyCmdletProvider interface is not implemented by this provider.' });
  });
}
const COMMON = { module: MANAGEMENT, defaultSet: SETS.path, supportsShouldProcess: true } as const;
const NAME = { type: T.String, aliases: ['PSProperty'], position: 1, mandatory: true, from: 'property' } as const, TO = { type: T.String, position: 1, mandatory: true, from: 'property' } as const;
export const newItemProperty = cmdlet({
  name: 'New-ItemProperty', ...COMMON, synopsis: 'Makes a property of an item.',
  params: { ...PATH_PARAMS, Path: { type: PATH_PARAMS.Path.type, sets: PATH_PARAMS.Path.sets, position: PATH_PARAMS.Path.position, mandatory: PATH_PARAMS.Path.mandatory }, Name: NAME, PropertyType: { type: T.String, aliases: ['Type'], from: 'property' }, Value: { type: T.Object, from: 'property', allowNull: true, allowEmpty: true }, ...ITEM_PARAMS },
  run: (p, ctx) => ({ process() { refuse(ctx, p); } }),
});
export const removeItemProperty = cmdlet({
  name: 'Remove-ItemProperty', aliases: ['rp'], ...COMMON, synopsis: 'Takes a property of an item away.',
  params: { ...PATH_PARAMS, Name: { type: arrayOf(T.String), aliases: ['PSProperty'], position: 1, mandatory: true, from: 'property' }, ...ITEM_PARAMS },
  run: (p, ctx) => ({ process() { refuse(ctx, p); } }),
});
export const renameItemProperty = cmdlet({
  name: 'Rename-ItemProperty', aliases: ['rnp'], ...COMMON, synopsis: 'Names a property of an item anew.',
  params: { ...PATH_PARAMS, Name: NAME, NewName: { type: T.String, position: 2, mandatory: true, from: 'property' }, PassThru: { type: T.Switch }, ...ITEM_PARAMS },
  run: (p, ctx) => ({ process() { refuse(ctx, p); } }),
});
const passed = (name: string, alias: string, synopsis: string): Cmdlet => cmdlet({
  name, aliases: [alias], ...COMMON, synopsis,
  params: { ...PATH_PARAMS, Destination: TO, Name: { ...NAME, position: 2 }, PassThru: { type: T.Switch }, ...ITEM_PARAMS },
  run: (p, ctx) => ({ process() { refuse(ctx, p); } }),
});
/** Files have one property that can be cleared. */
export const clearItemProperty = cmdlet({
  name: 'Clear-ItemProperty', aliases: ['clp'], ...COMMON, synopsis: 'Clears a property of an item.', params: { ...PATH_PARAMS, Name: NAME, PassThru: { type: T.Switch }, ...ITEM_PARAMS },
  run: (p, ctx) => ({
    process() {
      eachPlace(ctx, p, ({ provider, path }) => {
        const item = provider.item(ctx, path), isFolder = direct(item, 'PSIsContainer') === true;
        if (provider !== fileSystem) { ctx.writeError({ id: 'NotSupported', category: 'NotImplemented', exception: 'System.Management.Automation.PSNotSupportedException', message: 'Cannot use interface. The IPropertyCmdletProvider interface is not supported by this provider.' }); return; }
        if (p.Name.toLowerCase() !== 'attributes') { ctx.writeError({ id: 'Argument', category: 'InvalidArgument', exception: 'System.Management.Automation.PSArgumentException', message: 'The property cannot be cleared because the property is not supported. Only the Attributes property can be cleared.' }); return; }
        if (!ctx.shouldProcess(`Item: ${path} Property: ${p.Name}`, `Clear Property ${isFolder ? 'Directory' : 'File'}`)) return;
        setMember(item, 'Attributes', 'Normal');
        if (p.PassThru === true) { const now = direct(provider.item(ctx, path), 'Attributes'); ctx.write(customObject([[p.Name, now === MISSING ? null : now]])); }
      });
    },
  }),
});
export const copyItemProperty = passed('Copy-ItemProperty', 'cpp', 'Copies a property of an item to another.');
export const moveItemProperty = passed('Move-ItemProperty', 'mp', 'Moves a property of an item to another.');
