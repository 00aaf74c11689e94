import { argumentFor, possibleNames, textOf, typeFullName, variableParts, walk, type Ast, type CommandAst, type PipelineBaseAst, type StatementAst, type VariableExpressionAst } from '../../../../powershell/index.ts';
import type { LintContext } from '../../context.ts';
import { followSteps, type Followed } from '../../flow/follow.ts';
import { hasPassed, Joined, type Passing, type Timed } from '../../flow/passed.ts';
import { isSavedBehind, preferenceOf, savesAnywhere, type Preferring } from '../../flow/persisting.ts';
import { SharedMap } from '../../flow/sharedMap.ts';
import type { Report, Rule } from '../../rule.ts';
import { bare } from '../../sites.ts';
import { words } from '../../words.ts';

const credentials = words('Get-AutomationPSCredential Get-Credential');
const sessions = words('New-PSSession New-CimSession New-WebServiceProxy');
const liveTypes = /^(System\.)?(Data\.\w+\.\w*(Connection|Command|Transaction)|IO\.(\w*Stream\w*|\w*Reader|\w*Writer)|Net\.(WebClient|Sockets\.\w+|Mail\.SmtpClient)|Diagnostics\.Process|Threading\.\w+)$/i;

const credentialTypes = /^(System\.Management\.Automation\.)?PSCredential$/i;
/** Methods of `[IO.File]` that give a stream. */
const opening = words('Open OpenRead OpenWrite OpenText Create CreateText AppendText');

/** A value that cannot be saved, by the variable that it was fetched into, and when; `isInside` a list or table. */
interface Kept extends Timed { readonly isInside?: boolean | undefined; /** Saving it fails the job. */ readonly isLive?: boolean | undefined; readonly fetched: VariableExpressionAst; readonly isCredential: boolean }
/** How many values of one variable are followed beside each other. */
const MOST_VALUES = 32;
/** What variables hold, by the numbers of their names. Of each value at most one has come through a checkpoint and one has not: states do not grow with the text. */
interface Values extends Passing, Preferring { readonly held: SharedMap<readonly Kept[]>; /** Those that fail the next checkpoint, by the numbers of their variables. */ readonly live: ReadonlyMap<number, VariableExpressionAst> }
const none: ReadonlyMap<number, VariableExpressionAst> = new Map();

/** The command that alone gives a value, and the type of what `New-Object`, `[Type]::new()` or `[IO.File]::OpenRead()` makes. */
function madeBy(made: Ast, cmdlet: LintContext['cmdlet']): { readonly command: string; readonly type: string | undefined } | undefined {
  if (made.kind === 'InvokeMemberExpressionAst') {
    if (!made.isStatic || made.expression.kind !== 'TypeExpressionAst') return undefined;
    const type = typeFullName(made.expression.typeName), method = textOf(made.member)?.toLowerCase() ?? '';
    return method === 'new' ? { command: '', type } : opening.has(method) && /^(System\.)?IO\.File$/i.test(type) ? { command: '', type: 'System.IO.FileStream' } : undefined;
  }
  if (made.kind !== 'CommandAst') return undefined;
  const command = cmdlet(made);
  return { command, type: command === 'new-object' ? textOf(argumentFor(made, 'TypeName', 0)) : undefined };
}

/** What an array or a table is written with, one deep. */
function contentOf(made: Ast): readonly Ast[] {
  switch (made.kind) {
    case 'HashtableAst': return made.pairs.map(({ value }) => value);
    case 'ArrayLiteralAst': return made.elements;
    case 'ArrayExpressionAst': return made.subExpression.statements.flatMap((statement): readonly Ast[] => { const one = bare(statement); return one.kind === 'ArrayLiteralAst' ? one.elements : [one]; });
    default: return [];
  }
}

const isNull = (node: Ast): boolean => node.kind === 'VariableExpressionAst' && node.variablePath.toLowerCase() === 'null';

/** The variable whose being there is all that a condition asks for, and whether it holds where the variable is there. */
function asksFor(condition: Ast): { readonly variable: VariableExpressionAst; readonly isThere: boolean } | undefined {
  const asked = bare(condition);
  if (asked.kind === 'VariableExpressionAst') return { variable: asked, isThere: true };
  if (asked.kind === 'UnaryExpressionAst' && (asked.operator === 'Not' || asked.operator === 'Exclaim')) {
    const inner = asksFor(asked.child);
    return inner && { ...inner, isThere: !inner.isThere };
  }
  if (asked.kind !== 'BinaryExpressionAst' || !/^I(eq|ne)$/.test(asked.operator)) return undefined;
  const variable = isNull(asked.left) ? asked.right : isNull(asked.right) ? asked.left : undefined;
  return variable?.kind === 'VariableExpressionAst' ? { variable, isThere: asked.operator === 'Ine' } : undefined;
}

class KeptValues implements Followed<Values> {
  readonly #context: LintContext;
  readonly #numbers = new Map<string, number>();
  #clock = 0;
  /** What was used behind a checkpoint, by where it was fetched: the first use of each. */
  readonly lost = new Map<VariableExpressionAst, { readonly used: VariableExpressionAst; readonly point: CommandAst }>();

  constructor(context: LintContext) {
    this.#context = context;
  }

  /** What a checkpoint fails on, by where it was fetched: the first of them. */
  readonly failing = new Map<VariableExpressionAst, CommandAst>();

  #number(node: VariableExpressionAst): number {
    const name = variableParts(node.variablePath).name.toLowerCase(), number = this.#numbers.get(name) ?? this.#numbers.size;
    this.#numbers.set(name, number);
    return number;
  }

  readonly #now = (): number => ++this.#clock;

  join(a: Values, b: Values): Values {
    const joined = new Joined(a, b, this.#now), from = (list: readonly Kept[], side: Values): readonly Kept[] => {
      const settled = list.map((one) => joined.from(one, side));
      return settled.every((one, i) => one === list[i]) ? list : settled;
    };
    const held = a.held.merge(b.held, (one, other) => {
      const known = from(one, a), all = [...known];
      for (const kept of from(other, b)) if (!all.some((own) => own.fetched === kept.fetched && hasPassed(own, joined) === hasPassed(kept, joined))) all.push(kept);
      return all.length === known.length || known.length >= MOST_VALUES ? known : all;
    }, (list, isOther) => from(list, isOther ? b : a));
    return { held, point: joined.point, isOn: a.isOn || b.isOn, live: a.live === b.live || b.live.size === 0 ? a.live : a.live.size === 0 ? b.live : new Map([...b.live, ...a.live]) };
  }

  after(node: Ast, state: Values): Values {
    switch (node.kind) {
      case 'VariableExpressionAst': return this.#use(node, state);
      case 'ScriptBlockExpressionAst': this.#useInside(node, state); return state;
      case 'CommandAst': return isSavedBehind(this.#context, node, state) ? this.#saved(node, state) : state;
      case 'AssignmentStatementAst': {
        const isOn = preferenceOf(node);
        return isOn !== undefined ? { ...state, isOn } : node.operator === 'Equals' ? this.#assigned(bare(node.left), node.right, state) : state;
      }
      default: return state;
    }
  }

  assigned(variable: VariableExpressionAst, state: Values): Values {
    return { ...state, held: state.held.with(this.#number(variable), undefined), live: this.#livingWith(state, variable, undefined) };
  }

  /** A credential is not kept: one that is there has not come through a checkpoint with its job. */
  assume(condition: PipelineBaseAst, holds: boolean, state: Values): Values {
    const asked = asksFor(condition), key = asked && this.#number(asked.variable), kept = key === undefined ? undefined : state.held.get(key);
    if (asked?.isThere !== holds || key === undefined || !kept?.some(({ isCredential }) => isCredential)) return state;
    return { ...state, held: state.held.with(key, kept.filter(({ isCredential }) => !isCredential)) };
  }

  /** A checkpoint: what cannot be written down fails it, whether it is used behind it or not. */
  #saved(node: CommandAst, state: Values): Values {
    for (const fetched of state.live.values()) if (!this.failing.has(fetched)) this.failing.set(fetched, node);
    return { ...state, point: { node, when: this.#now() }, live: none };
  }

  /** What fails the next checkpoint once a variable holds something else. */
  #livingWith({ live }: Values, variable: VariableExpressionAst, value: VariableExpressionAst | undefined): ReadonlyMap<number, VariableExpressionAst> {
    const key = this.#number(variable);
    if (live.get(key) === value) return live;
    const changed = new Map(live);
    if (value === undefined) changed.delete(key);
    else if (changed.size < MOST_VALUES) changed.set(key, value);
    return changed;
  }

  /** What is told needs not be followed any more. */
  #use(node: VariableExpressionAst, state: Values): Values {
    const key = this.#number(node), kept = state.held.get(key), { point } = state;
    if (point === undefined || kept?.some((one) => hasPassed(one, state)) !== true || this.#isAskedFor(node)) return state;
    const isPart = this.#isPartOf(node);
    for (const one of kept) if (hasPassed(one, state) && !(isPart && one.isInside === true) && !this.lost.has(one.fetched)) this.lost.set(one.fetched, { used: node, point: point.node });
    return { ...state, held: state.held.with(key, kept.filter(({ fetched }) => !this.lost.has(fetched))) };
  }

  /** Whether it is only asked whether a variable has a value. */
  #isAskedFor(node: VariableExpressionAst): boolean {
    for (let site = this.#context.sites.site(node)?.parent; site !== undefined; site = site.parent) {
      if (site.node.kind === 'IfStatementAst' || site.node.kind === 'WhileStatementAst') return true;
      if (asksFor(site.node)?.variable !== node) return false;
    }
    return false;
  }

  /** Whether one part of a list or table is asked for: nobody knows which. */
  #isPartOf(node: VariableExpressionAst): boolean {
    const around = this.#context.sites.site(node)?.parent?.node;
    return ((around?.kind === 'MemberExpressionAst' || around?.kind === 'InvokeMemberExpressionAst') && around.expression === node) || (around?.kind === 'IndexExpressionAst' && around.target === node);
  }

  /** A block of an activity sees the workflow's variables; an InlineScript those that it names with `$using:`. */
  #useInside(block: Ast, state: Values): void {
    const site = this.#context.sites.site(block);
    if (site?.parent?.place !== 'workflow') return;
    const use = (root: Ast): void => walk(root, (node) => void (node.kind === 'VariableExpressionAst' && this.#use(node, state)));
    if (site.place !== 'inlineScript') use(block);
    else walk(block, (node) => void (node.kind === 'UsingExpressionAst' && use(node)));
  }

  #assigned(left: Ast, right: StatementAst, state: Values): Values {
    if (left.kind !== 'VariableExpressionAst') return state;
    const value = bare(right.kind === 'AssignmentStatementAst' ? right.left : right), content = contentOf(value);
    const kept = content.length === 0 ? this.#held(value, left, state) : content.flatMap((one) => this.#held(bare(one), left, state).map((held) => ({ ...held, isCredential: false, isInside: true })));
    return { ...state, held: state.held.with(this.#number(left), kept.length === 0 ? undefined : kept.slice(0, MOST_VALUES)), live: this.#livingWith(state, left, kept.find(({ isLive }) => isLive === true)?.fetched) };
  }

  /** What cannot be saved of a value that is written into a variable. */
  #held(value: Ast, target: VariableExpressionAst, state: Values): readonly Kept[] {
    if (value.kind === 'VariableExpressionAst') return state.held.get(this.#number(value)) ?? [];
    const made = madeBy(value, this.#context.cmdlet);
    if (made === undefined) return [];
    const is = (types: RegExp): boolean => made.type !== undefined && possibleNames(made.type, this.#context.result.ast).some((name) => types.test(name));
    const isCredential = credentials.has(made.command) || is(credentialTypes);
    const isLive = is(liveTypes);
    return isCredential || isLive || sessions.has(made.command) ? [{ fetched: target, isCredential, ...(isLive && { isLive }), when: this.#now() }] : [];
  }
}

export const stateAcrossCheckpoint: Rule = {
  id: 'SMA3002', name: 'state-across-checkpoint', category: 'state', severity: 'warning', appliesTo: 'workflow',
  summary: 'A value that cannot be saved lives across a checkpoint.',
  documentation: 'A checkpoint writes all variables down. Credentials are not kept, nor those in a list or table, and connections, streams and sessions cannot be saved: the checkpoint fails the job, or the value is dead after a resume. Fetch it again behind the checkpoint, and set it to $null before. A checkpoint in a loop stands before the next turn too: what is used in each turn is fetched in each turn.',
  *check(context): Generator<Report | undefined> {
    if (!savesAnywhere(context)) return;
    for (const { node: { isWorkflow, body } } of context.sites.of('FunctionDefinitionAst')) {
      if (!isWorkflow) continue;
      const values = new KeptValues(context);
      yield* followSteps(body, { held: new SharedMap<readonly Kept[]>(), live: none, isOn: false, point: undefined }, values);
      for (const [fetched, { used, point }] of values.lost) yield { start: used.start, end: used.end, message: told(fetched, used, point, context) };
      for (const [fetched, point] of values.failing) if (!values.lost.has(fetched)) yield { start: fetched.start, end: fetched.end, message: `$${variableParts(fetched.variablePath).name} holds something that cannot be saved, so the checkpoint in line ${context.lines.line(point.start)} fails the job. Set it to $null before.` };
    }
  },
};

function told(fetched: VariableExpressionAst, used: VariableExpressionAst, point: CommandAst, { lines }: LintContext): string {
  const name = `$${variableParts(fetched.variablePath).name}`, line = lines.line(point.start);
  return used.start < point.start
    ? `${name} was fetched before the loop, and in each turn but the first the checkpoint in line ${line} lies between: it cannot be saved. Fetch it again in every turn.`
    : `${name} was fetched before the checkpoint in line ${line} and cannot be saved with it. Fetch it again behind the checkpoint.`;
}
