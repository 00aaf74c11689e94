/** Plans of the workflows of a session: each is made once, those it calls with it. */
import type { FunctionDefinitionAst } from '../../syntax/ast.ts';
import { definitionsIn } from '../../syntax/definitionsIn.ts';
import { parse } from '../../syntax/index.ts';
import { CompiledBlock } from '../../runtime/compile/compiledBlock.ts';
import type { FunctionEntry } from '../../runtime/run/commands/commands.ts';
import type { RunbookText } from '../../runtime/host.ts';
import type { Session } from '../../runtime/run/session.ts';
import { SourceText } from '../../runtime/run/source.ts';
import { fold } from '../../runtime/values/folding.ts';
import type { Plan } from './plan.ts';
import { makePlan } from './makePlan.ts';

/** A runbook of the service that a workflow calls by its name. */
interface Child { readonly entry: FunctionEntry; readonly definitions: ReadonlyMap<string, FunctionEntry> }

export class Plans {
  /** Texts of other runbooks that were fetched; a job that goes on finds those it began with. */
  readonly texts: Map<string, RunbookText> = new Map();
  private readonly children = new Map<string, Child | undefined>();
  private readonly session: Session;
  private readonly made = new Map<CompiledBlock, Plan>();
  private readonly making = new Set<CompiledBlock>();
  constructor(session: Session) { this.session = session; }

  of(entry: FunctionEntry, around: ReadonlyMap<string, FunctionEntry> = new Map(), prefix = ''): Plan | undefined {
    const known = this.made.get(entry.block);
    // A text that is run again defines other things beside it.
    if (known !== undefined && known.entry.around === entry.around) return known;
    if (this.making.has(entry.block)) return undefined;
    this.making.add(entry.block);
    try {
      const key = `${prefix}${fold(entry.name)}`, definitions = new Map([...around, ...this.definedIn(entry)]);
      const planOf = (called: FunctionEntry): Plan | undefined => {
        const child = this.children.get(fold(called.name));
        if (child?.entry === called) return this.of(called, child.definitions);
        return this.of(called, definitions, definitions.get(fold(called.name)) === called ? `${key}/` : '');
      };
      const plan = makePlan({ session: this.session, entry, key, definitions, planOf, childOf: (name) => this.child(name)?.entry });
      this.made.set(entry.block, plan);
      return plan;
    } finally { this.making.delete(entry.block); }
  }
  /** The workflow of another runbook, with the functions its text defines for it. */
  private child(name: string): Child | undefined {
    const folded = fold(name);
    if (!/^[\w-]+$/.test(name)) return undefined;
    if (this.children.has(folded)) return this.children.get(folded);
    const text = this.texts.get(folded) ?? this.session.host.runbooks?.find(name);
    let made: Child | undefined;
    if (text?.isWorkflow === true) {
      this.texts.set(folded, text);
      const { ast } = parse(text.script), source = new SourceText(text.script, text.path ?? text.name), module = this.session.top;
      (this.session.debug ?? this.session.dormant)?.load(source.file, text.script, true);
      const definitions = new Map(definitionsIn(ast).map((n): [string, FunctionEntry] => [fold(n.name), { kind: kindOf(n), name: n.name, module, block: new CompiledBlock(n.body, source, { definition: n }) }]));
      const entry = definitions.get(fold(text.name)) ?? [...definitions.values()].findLast((e) => e.kind === 'Workflow');
      if (entry?.kind === 'Workflow') made = { entry, definitions };
    }
    this.children.set(folded, made);
    return made;
  }
  /** A plan and all that it calls, by key. */
  static reachable(plan: Plan, found: Map<string, Plan> = new Map()): ReadonlyMap<string, Plan> {
    if (found.has(plan.key)) return found;
    found.set(plan.key, plan);
    for (const one of plan.nested) Plans.reachable(one, found);
    return found;
  }
  /** Functions and workflows written in a workflow: registered, not run, and known only there. */
  private definedIn(entry: FunctionEntry): Map<string, FunctionEntry> {
    const { block, module } = entry, around = entry.around === undefined ? {} : { around: entry.around }, found = new Map<string, FunctionEntry>();
    for (const n of definitionsIn(block.ast)) {
      found.set(fold(n.name), { kind: kindOf(n), name: n.name, module, block: new CompiledBlock(n.body, block.source, { definition: n, namespaces: [...block.namespaces] }), ...around });
    }
    return found;
  }
}
const kindOf = (n: FunctionDefinitionAst): FunctionEntry['kind'] => (n.isWorkflow ? 'Workflow' : n.isFilter ? 'Filter' : 'Function');
