/** Update-List: adds to and removes from a list that is a property of an object, or says as a table what to add and to remove. */
import { NOT_EMPTY, cmdlet } from '../../runtime/cmdlet.ts';
import { MISSING, direct } from '../../runtime/members/get.ts';
import { invokeMember } from '../../runtime/members/invoke.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { typeOf } from '../../runtime/types/typeOf.ts';
import { Hashtable } from '../../runtime/values/dictionary.ts';
import { unwrap } from '../../runtime/values/psObject.ts';
import type { Value } from '../../runtime/values/value.ts';

const CHANGES = ['Add', 'Remove', 'Replace'] as const;
const WRONG = 'System.InvalidOperationException';

export const updateList = cmdlet({
  name: 'Update-List', module: 'Microsoft.PowerShell.Utility', defaultSet: 'AddRemoveSet', synopsis: 'Adds items to and removes items from a property that holds a list.',
  params: {
    Property: { type: T.String, position: 0, validate: NOT_EMPTY }, InputObject: { type: T.Object, from: 'pipeline', validate: NOT_EMPTY },
    Add: { type: arrayOf(T.Object), sets: ['AddRemoveSet'], validate: NOT_EMPTY }, Remove: { type: arrayOf(T.Object), sets: ['AddRemoveSet'], validate: NOT_EMPTY }, Replace: { type: arrayOf(T.Object), sets: ['ReplaceSet'], mandatory: true, validate: NOT_EMPTY },
  },
  run(p, ctx) {
    let hasInput = false;
    const change = (list: Value): void => {
      if (p.Replace !== undefined) invokeMember(list, 'Clear', []);
      for (const item of p.Remove ?? []) invokeMember(list, 'Remove', [item]);
      for (const item of p.Replace ?? p.Add ?? []) invokeMember(list, 'Add', [item]);
    };
    return {
      process() {
        hasInput ||= p.InputObject !== undefined;
        if (p.Property === undefined) return;
        if (p.InputObject === undefined) { ctx.writeError({ id: 'MissingInputObjectParameter', category: 'InvalidOperation', exception: WRONG, message: 'You must specify the InputObject parameter when the Property parameter is specified.' }); return; }
        const held = direct(p.InputObject, p.Property), list = held === MISSING ? null : unwrap(held);
        if (held === MISSING) { ctx.writeError({ id: 'MemberDoesntExist', category: 'InvalidOperation', target: p.InputObject, exception: WRONG, message: `The property '${p.Property}' cannot be found on this object` }); return; }
        if (Array.isArray(list)) ctx.fail({ id: 'System.NotSupportedException', category: 'NotSpecified', exception: 'System.NotSupportedException', message: 'Collection was of a fixed size.' });
        if (list == null || !typeOf(list).is(T.IList)) { ctx.writeError({ id: 'ApplyFailed', category: 'InvalidOperation', exception: 'System.Management.Automation.PSInvalidOperationException', message: 'Cannot apply the update because the object is not a supported collection type.' }); return; }
        change(list);
        ctx.write(p.InputObject);
      },
      end() {
        if (p.Property !== undefined) return;
        if (hasInput) ctx.fail({ id: 'MissingPropertyParameter', category: 'InvalidOperation', exception: WRONG, message: 'You must specify the Property parameter when the InputObject parameter is specified.' });
        const table = new Hashtable();
        for (const name of CHANGES) if (p[name] !== undefined) table.set(name, Array.from(p[name]));
        ctx.write(table);
      },
    };
  },
});
