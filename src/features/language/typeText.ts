import { nodesAt, simpleNameAt } from '../../powershell/index.ts';
import type { TypeDefinitionAst } from '../../powershell/index.ts';
import type { ParsedText } from './parsedText.ts';

interface Said { readonly text: string; readonly start: number; readonly end: number }

const block = (text: string): string => `\`\`\`powershell\n${text}\n\`\`\``;

function ofOwn({ name, typeKind, baseTypes, members }: TypeDefinitionAst): string {
  const bases = baseTypes.map(({ typeName }) => typeName.text).join(', ');
  return `${typeKind.toLowerCase()} ${name}${bases === '' ? '' : ` : ${bases}`}${typeKind === 'Enum' ? ` { ${members.map((member) => member.name).join('; ')} }` : ''}`;
}

/** What a hover says of the type that is named at a place: its full name, or how the text defines it. Undefined for a type that nobody knows. */
export function typeTextAt(parsed: ParsedText, offset: number): Said | undefined {
  for (const node of nodesAt(parsed.result.ast, offset).reverse()) {
    if (node.kind !== 'TypeExpressionAst' && node.kind !== 'TypeConstraintAst') continue;
    const name = simpleNameAt(node.typeName, offset), value = name && parsed.values.named(name);
    if (name === undefined || value === undefined) return undefined;
    const place = { start: name.start, end: name.end };
    if (value.own !== undefined) return { text: block(ofOwn(value.own)), ...place };
    const facts = value.type === undefined ? undefined : parsed.values.types.type(value.type);
    if (facts === undefined) return undefined;
    const full = facts.name.replace(/`\d+$/, ''), base = facts.base === undefined || facts.base === 'System.Object' ? '' : ` : ${facts.base}`;
    return { text: block(facts.values.length > 0 ? `enum ${full} { ${facts.values.join('; ')} }` : `[${full}]${base}`), ...place };
  }
  return undefined;
}
