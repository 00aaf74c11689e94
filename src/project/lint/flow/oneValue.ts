/** Which conditions are always exactly one value: a list that may be empty runs nothing of a `switch`. */
import { variableParts, type Ast } from '../../../powershell/index.ts';
import type { NameUses } from '../context.ts';
import type { Site } from '../sites.ts';

/** Types whose values no switch takes apart; what is converted to one is one (about_Type_Accelerators). */
const single = /^(?:system\.)?(?:string|char|byte|sbyte|u?int(?:16|32|64)?|u?short|u?long|single|float|double|decimal|bigint|bool(?:ean)?|switch|datetime|timespan|guid|version|uri|regex|scriptblock|hashtable|pscredential)$/i;

/** The names of variables that the text may be given by other ways than those that its tree shows. */
export type MayBeSet = (key: string) => boolean;

export class OneValue {
  readonly #names: ReadonlyMap<string, NameUses>;
  readonly #mayBeSet: MayBeSet;

  constructor(names: ReadonlyMap<string, NameUses>, mayBeSet: MayBeSet) {
    this.#names = names;
    this.#mayBeSet = mayBeSet;
  }

  is(condition: Ast): boolean {
    if (isWritten(condition)) return true;
    const node = withoutBrackets(condition);
    if (node.kind !== 'VariableExpressionAst') return false;
    const { name, isDrive } = variableParts(node.variablePath), key = name.toLowerCase(), writes = this.#names.get(key)?.writes ?? [];
    return !isDrive && writes.length > 0 && !this.#mayBeSet(key) && writes.every(givesOne);
  }
}

/** In brackets a value is itself; a cast says its type. */
const withoutBrackets = (node: Ast): Ast => (node.kind === 'ConvertExpressionAst' ? node : node.kind === 'CommandExpressionAst' ? withoutBrackets(node.expression) : node.kind === 'ParenExpressionAst' ? withoutBrackets(node.pipeline) : node.kind === 'PipelineAst' && node.elements.length === 1 ? withoutBrackets(node.elements[0]!) : node);

function isWritten(value: Ast): boolean {
  const node = withoutBrackets(value);
  if (node.kind === 'ConvertExpressionAst') return single.test(node.type.typeName.text);
  return /^(?:StringConstant|ExpandableString|Constant|Hashtable)(?:Expression)?Ast$/.test(node.kind);
}

/** Whether a place gives its variable one value: by its type, or since one is written there. */
function givesOne({ node, parent }: Site): boolean {
  switch (parent?.node.kind) {
    case 'ParameterAst': return parent.node.attributes.some((one) => one.kind === 'TypeConstraintAst' && single.test(one.typeName.text));
    case 'ConvertExpressionAst': return single.test(parent.node.type.typeName.text);
    case 'AssignmentStatementAst': return parent.node.left === node && parent.node.operator === 'Equals' && isWritten(parent.node.right);
    default: return false;
  }
}
