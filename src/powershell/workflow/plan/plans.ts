/** Plans of the workflows of a session: each is made once, those it calls with it. */
import type { FunctionDefinitionAst } from '../../syntax/ast.ts';
import { CompiledBlock } from '../../runtime/compile/compiledBlock.ts';
import type { FunctionEntry } from '../../runtime/run/commands.ts';
import type { Session } from '../../runtime/run/session.ts';
import { fold } from '../../runtime/values/folding.ts';
import type { Plan } from './plan.ts';
import { PlanCompiler } from './planCompiler.ts';

export class Plans {
  private readonly session: Session;
  private readonly made = new Map<CompiledBlock, Plan>();
  private readonly making = new Set<CompiledBlock>();
  constructor(session: Session) { this.session = session; }

  of(entry: FunctionEntry, around: ReadonlyMap<string, FunctionEntry> = new Map(), prefix = ''): Plan | undefined {
    const known = this.made.get(entry.block);
    if (known !== undefined) return known;
    if (this.making.has(entry.block)) return undefined;
    this.making.add(entry.block);
    try {
      const key = `${prefix}${fold(entry.name)}`, definitions = new Map([...around, ...this.definedIn(entry)]);
      const c: PlanCompiler = new PlanCompiler({ session: this.session, entry, key, definitions, planOf: (called) => this.of(called, definitions, definitions.get(fold(called.name)) === called ? `${key}/` : '') });
      const { ast } = entry.block, end = ast.endBlock;
      const body = c.statements(end?.statements ?? [], ast);
      const nested = [...c.nested];
      const plan: Plan = { key, name: entry.name, entry, block: entry.block, body, activities: c.activities, nested, errors: [...c.errors, ...nested.flatMap((p) => p.errors)] };
      this.made.set(entry.block, plan);
      return plan;
    } finally { this.making.delete(entry.block); }
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
    const { block, module } = entry, found = new Map<string, FunctionEntry>();
    for (const n of block.ast.endBlock?.statements ?? []) {
      if (n.kind !== 'FunctionDefinitionAst') continue;
      found.set(fold(n.name), { kind: kindOf(n), name: n.name, module, block: new CompiledBlock(n.body, block.source, { definition: n, namespaces: [...block.namespaces] }) });
    }
    return found;
  }
}
const kindOf = (n: FunctionDefinitionAst): FunctionEntry['kind'] => (n.isWorkflow ? 'Workflow' : n.isFilter ? 'Filter' : 'Function');
