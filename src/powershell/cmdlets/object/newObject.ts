import { cmdlet } from '../../runtime/cmdlet.ts';
import { toItems } from '../../runtime/convert/enumerate.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { fold } from '../../runtime/values/folding.ts';
import { raise } from '../../runtime/errors/raise.ts';
import { construct } from '../../runtime/members/overloads.ts';
import { MISSING, direct } from '../../runtime/members/get.ts';
import { setMember } from '../../runtime/members/set.ts';
import { resolveTypeName } from '../../runtime/types/resolve.ts';
import { T } from '../../runtime/types/t.ts';
import { Dictionary } from '../../runtime/values/dictionary.ts';
import { PowerShellError } from '../../runtime/values/errorRecord.ts';
import { PSObject } from '../../runtime/values/psObject.ts';
import type { Value } from '../../runtime/values/value.ts';

const SETS = { net: 'Net', com: 'Com' } as const;
/** Names of PSObject: the type that is called PSCustomObject in full has no constructor. */
const CUSTOM = new Set(['psobject', 'pscustomobject', 'system.management.automation.psobject', 'management.automation.psobject']);

const NOT_MADE = /^(?:System\.)?Management\.Automation\.PSCustomObject$/i;

export const newObject = cmdlet({
  name: 'New-Object', defaultSet: SETS.net, synopsis: 'Makes an object of a .NET type.',
  params: {
    TypeName: { type: T.String, sets: [SETS.net], mandatory: [SETS.net], position: { [SETS.net]: 0 } },
    ComObject: { type: T.String, sets: [SETS.com], mandatory: [SETS.com], position: { [SETS.com]: 0 } },
    ArgumentList: { type: T.Object, aliases: ['Args'], sets: [SETS.net], position: { [SETS.net]: 1 }, allowEmpty: true, allowNull: true },
    Strict: { type: T.Switch, sets: [SETS.com] },
    Property: { type: T.IDictionary },
  },
  run: (p, ctx) => ({
    process() {
      if (p.ComObject !== undefined) {
        return ctx.fail({
          id: 'NoCOMClassIdentified', category: 'ResourceUnavailable', target: p.ComObject, exception: 'System.Runtime.InteropServices.COMException',
          message: `Retrieving the COM class factory for component '${p.ComObject}' failed: the built-in engine has no COM; run this part in PowerShell on Windows.`,
        });
      }
      const name = p.TypeName ?? '';
      let made: Value | undefined;
      try { made = make(name, p.ArgumentList); } catch (e) {
        if (!(e instanceof PowerShellError)) throw e;
        // Without arguments there is one constructor that may be meant; what cannot be made has none.
        if (e.record.fullyQualifiedErrorId === 'ConstructorNotFound' || ((p.ArgumentList == null || (Array.isArray(p.ArgumentList) && p.ArgumentList.length === 0)) && e.record.fullyQualifiedErrorId === 'MethodCountCouldNotFindBest')) {
          return ctx.fail({ id: 'CannotFindAppropriateCtor', category: 'ObjectNotFound', target: null, exception: 'System.Management.Automation.PSArgumentException', message: `A constructor was not found. Cannot find an appropriate constructor for type ${name}.` });
        }
        // What a class of the script throws is wrapped here, as .NET's own is before.
        if (ctx.session.scriptType(fold(name)) !== undefined && !/\.Method(?:Invocation)?Exception$/.test(e.record.exception.netType.name)) return ctx.fail({ id: 'ConstructorInvokedThrowException', category: 'InvalidOperation', exception: 'System.Management.Automation.MethodInvocationException', message: `Exception calling ".ctor" with "${p.ArgumentList == null ? 0 : toItems(p.ArgumentList).length}" argument(s): "${e.record.message}"`, inner: e.record.exception });
        return ctx.fail({ id: 'ConstructorInvokedThrowException', category: 'InvalidOperation', message: e.record.message.replace('overload for "new"', () => `overload for "${clrShort(name)}"`), exception: e.record.exception.netType.name, ...(e.record.exception.inner === undefined ? {} : { inner: e.record.exception.inner }) });
      }
      if (made === undefined) {
        return ctx.fail({ id: 'TypeNotFound', category: 'InvalidType', target: null, exception: 'System.Management.Automation.PSArgumentException', message: `Cannot find type [${name}]: verify that the assembly containing this type is loaded.` });
      }
      for (const entry of p.Property?.entries.values() ?? []) {
        if (made instanceof PSObject && made.isCustom) made.set(toText(entry.key), entry.value);
        else if (made instanceof Dictionary || direct(made, toText(entry.key)) !== MISSING) {
          try { setMember(made, toText(entry.key), entry.value); } catch (e) {
            if (!(e instanceof PowerShellError)) throw e;
            return ctx.fail({ id: 'SetValueException', category: 'InvalidData', target: null, exception: 'System.Exception', message: 'The value supplied is not valid, or the property is read-only. Change the value, and then try again.' });
          }
        }
        else return ctx.fail({ id: 'InvalidOperationException', category: 'InvalidOperation', exception: 'System.InvalidOperationException', message: `The member "${toText(entry.key)}" was not found for the specified .NET object.` });
      }
      ctx.write(made);
      return undefined;
    },
  }),
});

function make(name: string, args: Value): Value | undefined {
  if (CUSTOM.has(name.toLowerCase()) && args == null) return new PSObject();
  if (NOT_MADE.test(name)) return raise({ id: 'ConstructorNotFound', category: 'InvalidOperation', message: name });
  const type = resolveTypeName(name);
  // Null for the list is no list: the constructor without parameters (NewObjectCommand.ProcessRecord).
  return type === undefined ? undefined : construct(type, args == null ? [] : Array.isArray(args) ? args : [args]);
}
/** A type's name as reflection has it: without its namespace, a generic one with the number of its arguments. */
const clrShort = (name: string): string => { const type = resolveTypeName(name); return type === undefined || !name.includes('[') ? name.replace(/^.*\./, '') : type.name.replace(/\[\[.*$/s, '').replace(/^.*\./, ''); };
