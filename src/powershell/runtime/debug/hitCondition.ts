/** Why a breakpoint cannot have such a hit condition, for the person who wrote it; undefined where it can. Hits are counted from 1: what asks for an earlier one would never stop. */
export function hitProblem(text: string): string | undefined {
  const given = HIT.exec(text);
  if (given === null) return `The hit count '${text}' is not understood. Write 5, >5, >=5, <5, <=5 or %5.`;
  const [, operator, digits] = given, n = Number(digits), isNever = operator === '>' || operator === '>=' ? false : operator === '<' ? n <= 1 : n === 0;
  return isNever ? `With the hit count '${text}' the breakpoint would never stop: hits are counted from 1. Write 5, >5, >=5, <5, <=5 or %5.` : undefined;
}
const HIT = /^\s*(>=|<=|==|=|>|<|%)?\s*(\d+)\s*$/;

/** Which of a breakpoint's hits stop: `5`, `>5`, `>=5`, `<5`, `<=5`, `==5`, `%5`. */
export function hitTest(text: string): ((hits: number) => boolean) | undefined {
  const found = HIT.exec(text);
  if (found === null) return undefined;
  const n = Number(found[2]);
  switch (found[1]) {
    case '>': return (hits) => hits > n;
    case '>=': return (hits) => hits >= n;
    case '<': return (hits) => hits < n;
    case '<=': return (hits) => hits <= n;
    case '%': return (hits) => n > 0 && hits % n === 0;
    default: return (hits) => hits === n;
  }
}
