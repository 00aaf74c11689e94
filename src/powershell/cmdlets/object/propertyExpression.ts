/** PSPropertyExpression: the type of `-Property` where it takes a name or a block, and no table (Measure-Object, Join-String). */
import { nullArgument } from '../../runtime/errors/raise.ts';
import { func, laterType } from '../../runtime/types/netType.ts';
import { T, named } from '../../runtime/types/t.ts';
import type { ScriptBlock } from '../../runtime/values/scriptBlock.ts';
import { NetObject } from '../../runtime/values/value.ts';

export class PropertyExpression extends NetObject {
  readonly expression: string | ScriptBlock;
  constructor(expression: string | ScriptBlock) {
    super();
    this.expression = expression;
  }
}
export const propertyExpression = named<PropertyExpression>('Microsoft.PowerShell.Commands.PSPropertyExpression');
laterType<PropertyExpression>(propertyExpression, () => ({
  text: (p) => (typeof p.expression === 'string' ? p.expression : p.expression.text),
  create: [
    func([T.String], (name) => (name === '' ? nullArgument('s') : new PropertyExpression(name))),
    func([T.ScriptBlock], (block) => new PropertyExpression(block)),
  ],
}), PropertyExpression);
