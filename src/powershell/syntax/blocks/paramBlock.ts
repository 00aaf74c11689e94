import type { AttributeAst, AttributeBaseAst, ParamBlockAst, ParameterAst } from '../ast.ts';
import { Kind } from '../kinds.ts';
import { Mode, type Parser } from '../parser.ts';
import { syncOnError } from '../recovery.ts';
import { expression } from '../expressions/expression.ts';
import { attributeList } from '../types/attributes.ts';
import { typeFullName } from '../types/fullName.ts';
import { noItems } from '../lists.ts';

/**
 * param-block: new-lines:opt attribute-list:opt new-lines:opt 'param' new-lines:opt '(' parameter-list:opt new-lines:opt ')'
 * Undefined where none follows; then what was taken has to be scanned again.
 */
export function paramBlock(p: Parser): ParamBlockAst | undefined {
  p.skipNewlines();
  const attributes = attributeList(p, false);
  p.skipNewlines();
  if (p.peek() !== Kind.Param) return undefined;
  const { start } = p;
  p.skip();
  p.skipNewlines();
  if (p.next() !== Kind.LParen) {
    p.unget(); // a command named `param`
    return undefined;
  }
  const openEnd = p.end;
  const parameters = parameterList(p);
  p.skipNewlines();
  let end = 0;
  if (p.next() === Kind.RParen) {
    end = p.end;
  } else {
    p.unget();
    const after = parameters.at(-1)?.end ?? openEnd;
    end = Math.max(p.start - 1, 0);
    p.reportIncomplete(after, after, 'MissingEndParenthesisInFunctionParameterList');
  }
  return { kind: 'ParamBlockAst', start, end, attributes: onlyAttributes(p, attributes), parameters };
}

function onlyAttributes(p: Parser, found: readonly AttributeBaseAst[] | undefined): AttributeAst[] {
  const attributes: AttributeAst[] = [];
  for (const attribute of found ?? []) {
    if (attribute.kind === 'AttributeAst') attributes.push(attribute);
    else p.report(attribute.start, attribute.end, 'TypeNotAllowedBeforeParam', typeFullName(attribute.typeName));
  }
  return attributes;
}

/** parameter-list: parameter | parameter-list new-lines:opt ',' parameter */
export function parameterList(p: Parser): ParameterAst[] {
  const parameters: ParameterAst[] = [];
  for (let commaEnd = -1; ;) {
    const found = parameter(p);
    if (found === undefined) {
      if (commaEnd >= 0) p.reportIncomplete(commaEnd, commaEnd, 'MissingExpressionAfterToken', ',');
      break;
    }
    parameters.push(found);
    p.skipNewlines();
    if (p.peek() !== Kind.Comma) break;
    commaEnd = p.end;
    p.skip();
  }
  if (parameters.length > 0) p.mark(parameters[0]!.start);
  for (const { start, attributes } of parameters) {
    // `[ordered]` is no type of a parameter, and very long types are looked at.
    if (attributes.some((one) => one.kind === 'TypeConstraintAst' && (one.end - one.start === '[ordered]'.length || one.end - one.start > 400))) p.mark(start);
  }
  return parameters;
}

/** parameter: new-lines:opt attribute-list:opt new-lines:opt variable (new-lines:opt '=' new-lines:opt expression):opt */
function parameter(p: Parser): ParameterAst | undefined {
  const { disableComma, mode } = p;
  p.disableComma = true;
  p.setMode(Mode.Expression);
  const found = parameterParts(p);
  p.disableComma = disableComma;
  p.setMode(mode);
  return found;
}

function parameterParts(p: Parser): ParameterAst | undefined {
  p.skipNewlines();
  const attributes = attributeList(p, false) ?? noItems;
  p.skipNewlines();
  const kind = p.next();
  if (kind !== Kind.Variable && kind !== Kind.SplattedVariable) {
    p.unget();
    const first = attributes[0], last = attributes.at(-1);
    if (first === undefined || last === undefined) return undefined;
    p.reportIncomplete(last.end, last.end, 'InvalidFunctionParameter');
    syncOnError(p, true, [Kind.RParen]);
    // Keep the attributes: an editor may complete something in them.
    const { start } = first, { end } = last;
    return { kind: 'ParameterAst', start, end, name: { kind: 'VariableExpressionAst', start, end, variablePath: '__error__', splatted: false }, attributes, defaultValue: undefined };
  }
  const { start, end, value: variablePath } = p;
  const splatted = kind === Kind.SplattedVariable;
  if (splatted) p.mark(start);
  p.skipNewlines();
  let defaultValue;
  if (p.peek() === Kind.Equals) {
    const equalsEnd = p.end;
    p.skip();
    p.skipNewlines();
    defaultValue = expression(p);
    if (defaultValue === undefined) p.reportIncomplete(equalsEnd, equalsEnd, 'MissingExpressionAfterToken', '=');
  }
  return {
    kind: 'ParameterAst', start: attributes[0]?.start ?? start, end: defaultValue?.end ?? end,
    name: { kind: 'VariableExpressionAst', start, end, variablePath, splatted }, attributes, defaultValue,
  };
}
