/** Get-ItemProperty, Get-ItemPropertyValue, Set-ItemProperty: properties of items; files have those of their objects. */
import { NOT_EMPTY, cmdlet } from '../../runtime/cmdlet.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { MISSING, direct, getMember } from '../../runtime/members/get.ts';
import { listProperties } from '../../runtime/members/list.ts';
import { setMember } from '../../runtime/members/set.ts';
import { hasWildcard } from '../../runtime/operators/wildcard.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { customObject } from '../../runtime/values/psObject.ts';
import type { Value } from '../../runtime/values/value.ts';
import { ITEM_PARAMS, MANAGEMENT, PATH_PARAMS, SETS, eachPlace } from './paths/itemSteps.ts';
import { fileSystem } from './fileSystem/fileSystem.ts';
import { reachedBy } from './fileSystem/fileTypes.ts';
import { ItemError } from './providers/provider.ts';
import type { ItemProvider } from './providers/provider.ts';
import { noteDefinition } from '../../runtime/members/definition.ts';
import type { CmdletContext, ErrorSpec } from '../../runtime/run/pipeline/cmdletContext.ts';

const missing = (id: string, name: string): ErrorSpec => ({ id, category: 'ReadError', target: name, exception: 'System.IO.IOException', message: `The property ${name} does not exist or was not found.` });
/** Only files and folders have properties of their own (IPropertyCmdletProvider). */
function needProperties(provider: ItemProvider): void {
  if (provider !== fileSystem) throw new ItemError({ id: 'NotSupported', category: 'NotImplemented', target: null, exception: 'System.Management.Automation.PSNotSupportedException', message: 'Cannot use interface. The IPropertyCmdletProvider interface is not supported by this provider.' });
}
/** The properties asked for that are there; one that is not is told, and the others are given. */
function picked(ctx: CmdletContext, item: Value, names: readonly string[]): [string, Value][] {
  return names.flatMap((name): [string, Value][] => {
    const value = direct(item, name);
    if (value !== MISSING) return [[name, value]];
    ctx.writeError(missing('GetValueError', name));
    return [];
  });
}

export const getItemProperty = cmdlet({
  name: 'Get-ItemProperty', aliases: ['gp'], module: MANAGEMENT, defaultSet: SETS.path, synopsis: 'Gets the properties of an item.',
  params: { ...PATH_PARAMS, Name: { type: arrayOf(T.String), aliases: ['PSProperty'], position: 1 }, ...ITEM_PARAMS },
  run: (p, ctx) => ({
    process() {
      eachPlace(ctx, p, ({ provider, drive, path }) => {
        needProperties(provider);
        const item = reachedBy(provider.item(ctx, path), drive), names = p.Name?.filter((n) => n !== '*') ?? [];
        if (names.length === 0 || names.some(hasWildcard)) { ctx.write(item); return; }
        const found = picked(ctx, item, names);
        if (found.length === 0) return;
        const made = customObject(found);
        for (const name of ['PSPath', 'PSParentPath', 'PSChildName', 'PSDrive', 'PSProvider']) { const v = direct(item, name); if (v !== MISSING) made.set(name, v); }
        ctx.write(made);
      });
    },
  }),
});
export const getItemPropertyValue = cmdlet({
  name: 'Get-ItemPropertyValue', aliases: ['gpv'], module: MANAGEMENT, defaultSet: SETS.path, synopsis: 'Gets the value of a property of an item.',
  params: { ...PATH_PARAMS, Path: { ...PATH_PARAMS.Path, mandatory: false, validate: NOT_EMPTY }, Name: { type: arrayOf(T.String), aliases: ['PSProperty'], position: 1, mandatory: true }, ...ITEM_PARAMS },
  run: (p, ctx) => ({
    process() {
      eachPlace(ctx, p.Path === undefined && p.LiteralPath === undefined ? { Path: ['.'], LiteralPath: undefined } : p, ({ provider, path }) => {
        needProperties(provider);
        for (const [, value] of picked(ctx, provider.item(ctx, path), p.Name)) if (value !== null && value !== undefined) ctx.write(value);
      });
    },
  }),
});
const PROPERTY_SETS = { value: 'propertyValuePathSet', object: 'propertyPSObjectPathSet', literal: 'propertyValueLiteralPathSet', objectLiteral: 'propertyPSObjectLiteralPathSet' } as const;
export const setItemProperty = cmdlet({
  name: 'Set-ItemProperty', aliases: ['sp'], module: MANAGEMENT, defaultSet: PROPERTY_SETS.value, supportsShouldProcess: true, synopsis: 'Changes a property of an item.',
  params: {
    Path: { ...PATH_PARAMS.Path, from: 'property', sets: [PROPERTY_SETS.value, PROPERTY_SETS.object], mandatory: true, position: 0 }, LiteralPath: { ...PATH_PARAMS.LiteralPath, sets: [PROPERTY_SETS.literal, PROPERTY_SETS.objectLiteral], mandatory: true },
    Name: { type: T.String, aliases: ['PSProperty'], sets: [PROPERTY_SETS.value, PROPERTY_SETS.literal], position: 1, mandatory: true, from: 'property' },
    Value: { type: T.Object, sets: [PROPERTY_SETS.value, PROPERTY_SETS.literal], position: 2, mandatory: true, from: 'property', allowNull: true, allowEmpty: true },
    InputObject: { type: T.PSObject, sets: [PROPERTY_SETS.object, PROPERTY_SETS.objectLiteral], mandatory: true, from: 'both', help: 'An object whose properties the item gets.' }, PassThru: { type: T.Switch }, Type: { type: T.String }, ...ITEM_PARAMS,
  },
  run: (p, ctx) => ({
    process() {
      eachPlace(ctx, p, ({ provider, path }) => {
        needProperties(provider);
        const item = provider.item(ctx, path);
        const given: readonly (readonly [string, Value])[] = p.InputObject === undefined ? [[p.Name ?? '', p.Value]] : listProperties(p.InputObject).map((each): [string, Value] => [each.name, getMember(p.InputObject, each.name)]), set: [string, Value][] = [];
        for (const [name, value] of given) {
          if (!ctx.shouldProcess(`Item: ${path} Property: ${name} Value: ${toText(value)}`, `Set Property ${direct(item, 'PSIsContainer') === true ? 'Directory' : 'File'}`)) continue;
          if (direct(item, name) === MISSING) { ctx.writeError(missing('SetPropertyError', noteDefinition(name, value))); continue; }
          setMember(item, name, value);
          set.push([name, p.InputObject === undefined ? toText(value) : value]);
        }
        if (p.PassThru === true && set.length > 0) ctx.write(customObject(set));
      });
    },
  }),
});
