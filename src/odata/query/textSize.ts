/** How long the texts can become that the functions of an expression make: what a few nested calls multiply, a database has to write. */
import type { Expression } from './expression.ts';

/** Of a property: what texts mostly have. One that is longer is not made so by the expression. */
const USUAL = 64;

/** About the most characters an expression's value can have. */
export function mostCharacters(expression: Expression): number {
  switch (expression.kind) {
    case 'literal': return typeof expression.value === 'string' ? expression.value.length : USUAL;
    case 'call': return ofCall(expression);
    case 'cast': return Math.max(USUAL, mostCharacters(expression.operand));
    default: return USUAL;
  }
}

function ofCall({ function: name, arguments: given }: Extract<Expression, { kind: 'call' }>): number {
  const [first, second, third] = given;
  const [text, part] = [first, second].map((one) => (one === undefined ? 0 : mostCharacters(one))) as [number, number];
  switch (name) {
    case 'concat': return text + part;
    case 'replace': {
      const least = second?.kind === 'literal' && typeof second.value === 'string' ? second.value.length : USUAL;
      const longer = (third === undefined ? 0 : mostCharacters(third)) - least;
      return text + (least === 0 ? 0 : Math.floor(text / least) * Math.max(0, longer));
    }
    case 'tolower': case 'toupper': case 'trim': case 'substring': return text;
    default: return USUAL;
  }
}
