import { parse } from '../../powershell/index.ts';
import { walk } from '../../powershell/syntax/children.ts';

export interface VariablePlace { readonly name: string; readonly start: number; readonly end: number }

/** Variables that are named between two offsets, each once a line; automatic constants show nothing new. */
export function variablesIn(text: string, from: number, to: number): VariablePlace[] {
  const out: VariablePlace[] = [], seen = new Set<string>();
  walk(parse(text).ast, (n) => {
    if (n.end < from || n.start > to) return false;
    if (n.kind !== 'VariableExpressionAst' || CONSTANTS.has(n.variablePath.toLowerCase())) return true;
    const line = text.lastIndexOf('\n', n.start), key = `${line} ${n.variablePath.toLowerCase()}`;
    if (n.start < from || n.end > to || seen.has(key)) return true;
    seen.add(key);
    out.push({ name: n.variablePath, start: n.start, end: n.end });
    return true;
  });
  return out;
}
const CONSTANTS: ReadonlySet<string> = new Set(['true', 'false', 'null']);
