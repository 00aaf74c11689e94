/** Which of a breakpoint's hits stop: `5`, `>5`, `>=5`, `<5`, `<=5`, `==5`, `%5`. */
export function hitTest(text: string): ((hits: number) => boolean) | undefined {
  const found = /^\s*(>=|<=|==|=|>|<|%)?\s*(\d+)\s*$/.exec(text);
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
