/** How much of a workflow is done between two checkpoints: work that a resumed job does again. */
import { childrenOf, constantValue, savesState, type Ast, type CommandAst, type PipelineBaseAst, type ScriptBlockAst } from '../../../powershell/index.ts';
import type { Steps } from '../../turns.ts';
import { followSteps, type Followed, type LoopAst, type Reached } from './follow.ts';

/** Work behind the last checkpoint. */
export interface Stretch {
  /** How often something is created or removed. */
  readonly works: number;
  readonly first: CommandAst | undefined;
  /** Set where a loop makes it many. */
  readonly turns: number | undefined;
}

/** Verbs of work that cannot simply be done twice; cmdlets that only make objects in memory do not count. */
const creates = /^(new|add|remove|install|uninstall|publish|move|rename)-/;
const harmless = /^(new-(object|timespan|guid|cimsession\w*|pssession\w*|item|webserviceproxy|variable|azurestoragecontext|az\w*storagecontext)|add-(member|type|content|\w*account)|remove-(variable|pssession|item|cimsession|module))$/;
/** What only puts a value together, by its noun. */
const values = /^new-\w*(exception|string|text|line|name|tag|guid|id|password|query|filter|config|configuration|options?|parameters?|hashtable|list|table|message|body|spec|specification|rule|info|details?|property|properties|entry|token|header|headers|context)$/;
/** In a loop over what there is, what is gone is not met again; add-… mostly puts together what one command sends. */
const repeats = /^(new|install|publish)-/;
/** A loop whose turns cannot be counted. */
const SEVERAL = 3;

const nothing: Stretch = { works: 0, first: undefined, turns: undefined };
const heavier = (a: Stretch, b: Stretch): Stretch => (b.works > a.works ? b : a);
const isWork = (key: string): boolean => creates.test(key) && !harmless.test(key) && !values.test(key);

/** Number of items that a loop is written for; undefined where it depends. */
function turnsOf(condition: PipelineBaseAst): number | undefined {
  const [only] = condition.kind === 'PipelineAst' && condition.elements.length === 1 ? condition.elements : [];
  if (only?.kind !== 'CommandExpressionAst') return undefined;
  let { expression } = only;
  if (expression.kind === 'ArrayExpressionAst') {
    const [inner] = expression.subExpression.statements;
    return expression.subExpression.statements.length === 0 ? 0 : expression.subExpression.statements.length > 1 ? undefined : inner?.kind === 'PipelineAst' ? turnsOf(inner) : undefined;
  }
  if (expression.kind === 'ParenExpressionAst') return turnsOf(expression.pipeline);
  if (expression.kind === 'ConvertExpressionAst') expression = expression.child;
  if (expression.kind === 'ArrayLiteralAst') return expression.elements.length;
  const from = expression.kind === 'BinaryExpressionAst' && expression.operator === 'DotDot' ? constantValue(expression.left) : undefined, to = expression.kind === 'BinaryExpressionAst' ? constantValue(expression.right) : undefined;
  return typeof from === 'number' && typeof to === 'number' ? Math.abs(to - from) + 1 : constantValue(expression) === undefined ? undefined : 1;
}

/** `$i -lt $count`. */
function counts(condition: PipelineBaseAst): boolean {
  const [only] = condition.kind === 'PipelineAst' && condition.elements.length === 1 ? condition.elements : [];
  return only?.kind === 'CommandExpressionAst' && only.expression.kind === 'BinaryExpressionAst' && /^[IC](lt|le|gt|ge|ne)$/.test(only.expression.operator) && only.expression.left.kind === 'VariableExpressionAst';
}

/** A loop that counts does its turns many times; any other `while` mostly tries until it is done. */
function turnsIn(loop: LoopAst): number | undefined {
  switch (loop.kind) {
    case 'ForEachStatementAst': return turnsOf(loop.condition);
    case 'ForStatementAst': return undefined;
    default: return counts(loop.condition) ? undefined : 1;
  }
}

/** The heaviest stretch, and what is unsaved at each place. */
class Counter implements Followed<Stretch> {
  readonly #isActivity: (node: CommandAst) => boolean;
  readonly #cmdlet: (node: CommandAst) => string;
  readonly #added = new Set<string>();
  heaviest = nothing;
  #checkpoints = 0;

  constructor(isActivity: (node: CommandAst) => boolean, cmdlet: (node: CommandAst) => string) {
    this.#isActivity = isActivity;
    this.#cmdlet = cmdlet;
  }

  join(a: Stretch, b: Stretch): Stretch {
    return heavier(a, b);
  }

  after(node: Ast, before: Stretch): Stretch {
    if (node.kind !== 'CommandAst' || !this.#isActivity(node)) return before;
    if (savesState(node)) {
      this.#checkpoints++;
      return nothing;
    }
    const key = this.#cmdlet(node);
    if (!isWork(key) || (key.startsWith('add-') && this.#added.has(key))) return before;
    if (key.startsWith('add-')) this.#added.add(key);
    return this.#counted({ ...before, works: before.works + 1, first: before.first ?? node });
  }

  loop(node: LoopAst, before: Stretch, turn: (state: Stretch) => Reached<Stretch>): Reached<Stretch> {
    const known = this.#checkpoints, once = turn(before);
    if (once === undefined) return before;
    // A checkpoint in the loop: what stands behind it and what stands before it come together.
    if (this.#checkpoints > known) return once.works > before.works ? turn(once) ?? once : once;
    const turns = turnsIn(node), repeated = commandsOf(node.body).filter((node) => this.#isActivity(node) && repeats.test(this.#cmdlet(node)) && isWork(this.#cmdlet(node))), [first] = repeated, more = repeated.length * ((turns ?? SEVERAL) - 1);
    if (first === undefined || more <= 0) return once;
    // Where the loop alone is many, it is what has to be told.
    const isLoop = before.works === 0 && repeated.length === 1;
    return this.#counted({ works: once.works + more, first: isLoop ? first : once.first ?? first, turns: isLoop ? turns ?? SEVERAL : undefined });
  }

  #counted(now: Stretch): Stretch {
    this.heaviest = heavier(this.heaviest, now);
    return now;
  }
}

function commandsOf(root: Ast): CommandAst[] {
  const found: CommandAst[] = [], open: Ast[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.kind === 'CommandAst') found.push(node);
    if (node.kind !== 'ScriptBlockExpressionAst' && node.kind !== 'FunctionDefinitionAst') for (const child of childrenOf(node).toReversed()) open.push(child);
  }
  return found;
}

/** The stretch without a checkpoint in which a workflow's body does most. */
export function* heaviestStretch(body: ScriptBlockAst, isActivity: (node: CommandAst) => boolean, cmdlet: (node: CommandAst) => string): Steps<Stretch> {
  const counter = new Counter(isActivity, cmdlet);
  yield* followSteps(body, nothing, counter);
  return counter.heaviest;
}
