import { scopeAt } from '../../powershell/index.ts';
import type { Scope, VariableExpressionAst } from '../../powershell/index.ts';
import { parameterLine, plain, shortType } from './describe.ts';
import type { ParsedText } from './parsedText.ts';

/** What a hover says of a variable: its type as far as the text tells, and as a parameter what it is for. Undefined where nothing is known. */
export function variableText(node: VariableExpressionAst, parsed: ParsedText): string | undefined {
  const value = parsed.values.variable(node), name = node.variablePath.replace(/^(?:using|script|global|local|private|workflow):/i, '');
  const type = value?.own?.name ?? (value?.type === undefined ? undefined : shortType(value.type));
  let help: string | undefined;
  for (let scope: Scope | undefined = scopeAt(parsed.scope, node.start); scope !== undefined; scope = scope.parent) {
    const symbol = scope.variables.get(name.toLowerCase());
    if (symbol === undefined) continue;
    const parameter = symbol.isParameter && scope.name !== undefined ? parsed.functionFacts(scope.name)?.parameters.find((one) => one.name.toLowerCase() === name.toLowerCase()) : undefined;
    help = parameter && `${parameterLine(parameter)}\n\nParameter of ${plain(scope.name ?? '')}`;
    break;
  }
  if (type === undefined && help === undefined && value?.keys === undefined) return undefined;
  const keys = value?.keys === undefined || value.keys.length === 0 ? '' : `Keys: ${value.keys.map(plain).join(', ')}`;
  return [`\`\`\`powershell\n${type === undefined ? '' : `[${type}] `}$${name}\n\`\`\``, help ?? '', keys].filter((part) => part !== '').join('\n\n');
}
