import { INVARIANT, currentCulture } from '../../runtime/convert/culture.ts';
import { cmdlet } from '../../runtime/cmdlet.ts';
import { toItems } from '../../runtime/convert/enumerate.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { composite } from '../../runtime/operators/format.ts';
import { T } from '../../runtime/types/t.ts';
import { DateTime } from '../../runtime/values/dateTime.ts';
import { isNumber } from '../../runtime/values/numbers.ts';
import { unwrap } from '../../runtime/values/psObject.ts';
import type { Value } from '../../runtime/values/value.ts';
import { propertyExpression } from '../object/propertyExpression.ts';
import { select, selectors } from '../object/propertyValue.ts';

export const joinString = cmdlet({
  name: 'Join-String', className: 'Microsoft.PowerShell.Commands.Utility.JoinStringCommand', defaultSet: 'default', synopsis: 'Joins objects to one text.', outputType: [T.String],
  params: {
    Property: { type: propertyExpression, position: 0, help: 'A property, or a block that gives what is joined.' },
    Separator: { type: T.String, position: 1, allowEmpty: true },
    OutputPrefix: { type: T.String, aliases: ['op'], allowEmpty: true },
    OutputSuffix: { type: T.String, aliases: ['os'], allowEmpty: true },
    SingleQuote: { type: T.Switch, sets: ['SingleQuote'] },
    DoubleQuote: { type: T.Switch, sets: ['DoubleQuote'] },
    FormatString: { type: T.String, sets: ['Format'] },
    UseCulture: { type: T.Switch },
    InputObject: { type: T.Object, from: 'pipeline', allowNull: true, allowEmpty: true },
  },
  run(p, ctx) {
    // Numbers and dates are the current culture's where it is asked for, the invariant one's where not.
    const provider = p.UseCulture === true ? currentCulture() : INVARIANT;
    const text = (v: Value): string => (p.UseCulture === true && (isNumber(unwrap(v)) || unwrap(v) instanceof DateTime) ? composite('{0}', [v], provider) : toText(v));
    const parts: string[] = [], [by] = p.Property === undefined || p.Property === null ? [] : selectors(ctx, p.Property, []);
    return {
      process() {
        for (const item of toItems(p.InputObject)) {
          if (item === null || item === undefined) continue;
          const value = by === undefined ? item : select(ctx, by, item)[0]?.value ?? null;
          if (p.SingleQuote === true) parts.push(`'${text(value)}'`);
          else if (p.DoubleQuote === true) parts.push(`"${text(value)}"`);
          else parts.push(p.FormatString === undefined || p.FormatString === '' ? text(value) : composite(p.FormatString, [value], provider));
        }
      },
      end() { ctx.write(`${p.OutputPrefix ?? ''}${parts.join(p.Separator ?? (ctx.session.variable('OFS') === undefined ? '' : toText(ctx.session.variable('OFS'))))}${p.OutputSuffix ?? ''}`); },
    };
  },
});
