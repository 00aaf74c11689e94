/** The variable, with its members up to the pointer, at a place of a line; undefined where there is none. */
export function expressionAt(line: string, character: number): { readonly start: number; readonly end: number } | undefined {
  for (const { 0: variable, index } of line.matchAll(/\$(?:\{[^}]+\}|\w[\w:]*)/g)) {
    let end = index + variable.length;
    const members = /^(?:\.\w+|\[(?:-?\d+|'[^']*'|\$\w+)\])+/.exec(line.slice(end))?.[0] ?? '';
    if (character < index || character > end + members.length) continue;
    // Only what stands up to the pointer: in `$a.b.c` a pointer on b shows $a.b.
    for (const { 0: member } of members.matchAll(/\.\w+|\[[^\]]*\]/g)) {
      if (character <= end) break;
      end += member.length;
    }
    // A method is not looked up: it would be called.
    return line[end] === '(' ? undefined : { start: index, end };
  }
  return undefined;
}
