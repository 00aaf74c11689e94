import { scopeAround, scopeAt, type Scope } from '../names/symbols.ts';

/** A variable that can be read at a place. */
export interface VisibleVariable {
  readonly name: string;
  readonly isParameter: boolean;
  /** It lies outside the InlineScript around the place, where it is read as `$using:name`. */
  readonly throughUsing: boolean;
}

/** Variables that the text assigns and that can be read at a place, nearest first; what is only read there is no proof of a variable. */
export function variablesInScope(root: Scope, offset: number): VisibleVariable[] {
  const found = new Map<string, VisibleVariable>();
  let throughUsing = false;
  for (let scope: Scope | undefined = scopeAt(root, offset); scope !== undefined; scope = scopeAround(scope)) {
    for (const [key, { name, isParameter, occurrences, written }] of scope.variables) {
      // `__error__` stands in the tree for a parameter that has no name yet.
      if (key === '__error__' || found.has(key) || ![...occurrences, ...written].some(({ access, end }) => access !== 'read' && end !== offset)) continue;
      found.set(key, { name, isParameter, throughUsing });
    }
    if (scope.kind === 'inlineScript') throughUsing = true;
  }
  return [...found.values()];
}
