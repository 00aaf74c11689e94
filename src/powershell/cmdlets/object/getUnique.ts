import { cmdlet } from '../../runtime/cmdlet.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { compareText } from '../../runtime/operators/collation.ts';
import { T } from '../../runtime/types/t.ts';
import { typeNames } from '../../runtime/types/typeOf.ts';
import type { Value } from '../../runtime/values/value.ts';
import { compareLoosely } from './ordering.ts';

export const getUnique = cmdlet({
  name: 'Get-Unique', aliases: ['gu'], defaultSet: 'AsString', synopsis: 'Drops what is equal to the object before it.',
  params: { InputObject: { type: T.Object, from: 'pipeline', allowNull: true, allowEmpty: true }, AsString: { type: T.Switch, sets: ['AsString'] }, OnType: { type: T.Switch, sets: ['UniqueByType'] }, CaseInsensitive: { type: T.Switch } },
  run(p, ctx) {
    let last: { readonly value: Value } | undefined;
    const same = (a: Value, b: Value): boolean => {
      if (p.OnType === true) return typeNames(a)[0] === typeNames(b)[0];
      const ignoreCase = p.CaseInsensitive === true;
      if (p.AsString !== true) return compareLoosely(a, b, ignoreCase) === 0;
      return ignoreCase ? compareText(toText(a), toText(b), true) === 0 : toText(a) === toText(b);
    };
    return {
      process() {
        const value = p.InputObject;
        // Behind a null everything is written, a null too.
        if (last?.value != null && value != null && same(last.value, value)) return;
        last = { value };
        ctx.write(value);
      },
    };
  },
});
