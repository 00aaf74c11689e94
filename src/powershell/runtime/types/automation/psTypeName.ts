/** System.Management.Automation.PSTypeName: scripts ask with it whether a type is there (`([System.Management.Automation.PSTypeName] 'X').Type`). */
import type { AnyType } from '../netType.ts';
import { from, func, laterType } from '../netType.ts';
import { resolveTypeName } from '../resolve.ts';
import { T, named } from '../t.ts';
import { NetObject } from '../../values/value.ts';

export class PSTypeName extends NetObject {
  readonly name: string;
  readonly type: AnyType | undefined;
  constructor(name: string, type: AnyType | undefined) { super(); this.name = name; this.type = type; }
  override toString(): string { return this.name; }
}
const ofText = (name: string): PSTypeName => new PSTypeName(name, resolveTypeName(name));
laterType<PSTypeName>(named<PSTypeName>('System.Management.Automation.PSTypeName'), () => ({
  text: (t) => t.name,
  props: { Name: [T.String, (t) => t.name], Type: [T.Type, (t) => t.type ?? null], TypeDefinitionAst: [undefined, () => null] },
  create: [func([T.String], ofText), func([T.Type], (t) => new PSTypeName(t.name, t))],
  convert: [from(T.String, ofText), from(T.Type, (t) => new PSTypeName(t.name, t))],
}), PSTypeName);
