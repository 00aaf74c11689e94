/**
 * Which variable a name means where it is assigned (workflow-semantics.md section 3). The variable of a loop is another one than the
 * variable of its name: an assignment in the body writes the variable, and reading still gives the item.
 */
import { fold } from '../../runtime/values/folding.ts';

/** Which variable an assignment writes. */
export interface Place {
  /** The workflow's own scope: `$WORKFLOW:x` and parameters. */
  readonly ofWorkflow: boolean;
  /** In a statement of a parallel block: its variables are the block's, and its loop variables its own. */
  readonly ofBlock: boolean;
  /** A loop variable of that name stands in the way: the number of the loop that has put the variable away, or nothing that could be read. */
  readonly behind: number | 'nothing' | undefined;
}

interface Scope {
  /** Statements of parallel run beside each other over one scope. */
  readonly isBlock: boolean;
  /** The variable of the foreach -parallel whose body this is: each turn has a scope of its own, and what is assigned to that name is gone with it. */
  readonly item: string | undefined;
  /** The numbers of the loops that are open, by the names of their variables; the outermost one has the variable itself. */
  readonly loops: Map<string, number>;
}

/** The scopes around the statement that is being compiled. */
export class TextScopes {
  private readonly scopes: Scope[] = [{ isBlock: false, item: undefined, loops: new Map() }];
  /** Compiles the body of a loop. */
  loop<T>(id: number, names: readonly string[], work: () => T): T {
    const { loops } = this.innermost, added = names.map((name) => fold(name)).filter((name) => !loops.has(name));
    for (const name of added) loops.set(name, id);
    try { return work(); } finally { for (const name of added) loops.delete(name); }
  }
  /** Compiles sequence, or a turn of foreach -parallel over `item`. */
  own<T>(item: string | undefined, work: () => T): T { return this.inside({ isBlock: false, item: item === undefined ? undefined : fold(item), loops: new Map() }, work); }
  /** Compiles the statements of parallel. */
  block<T>(work: () => T): T { return this.inside({ isBlock: true, item: undefined, loops: new Map() }, work); }
  placeOf(name: string, ofWorkflow: boolean): Place {
    const { isBlock, item, loops } = ofWorkflow ? this.scopes[0] as Scope : this.innermost, folded = fold(name);
    // A loop of a statement of parallel has its variable where only that statement looks.
    return { ofWorkflow, ofBlock: isBlock, behind: isBlock ? undefined : item === folded ? 'nothing' : loops.get(folded) };
  }
  private get innermost(): Scope { return this.scopes.at(-1) as Scope; }
  private inside<T>(scope: Scope, work: () => T): T {
    this.scopes.push(scope);
    try { return work(); } finally { this.scopes.pop(); }
  }
}
