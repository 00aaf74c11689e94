/**
 * A pipeline with -Sequence or -PipelineVariable does not go stage by stage: it is nested loops, in which each record of one element
 * goes through all that follow before the next one is taken.
 */
import type { CommandAst, CommandBaseAst, CommandElementAst, PipelineAst, ScriptBlockAst } from '../../syntax/ast.ts';
import { commandNameOf } from '../../syntax/commandName.ts';
import { argumentsOf } from '../../analysis/commands/arguments.ts';
import { isSequence as isSequenceCall } from '../../analysis/workflowRules/sequence.ts';
import { fold } from '../../runtime/values/folding.ts';
import { Sequence } from '../activities/branches.ts';
import { Iteration, Sieve } from '../activities/iteration.ts';
import { Statements } from '../activities/statements.ts';
import type { Activity } from './activity.ts';
import type { PlanCompiler, Source } from './planCompiler.ts';

/** Makes the activity of one command that gets `$_`; the compiler of pipelines. */
export type CommandMaker = (n: CommandAst) => Activity;

const isPipelineVariable = (e: CommandElementAst): boolean => e.kind === 'CommandParameterAst' && (fold(e.parameterName) === 'pv' || (e.parameterName.length > 8 && 'pipelinevariable'.startsWith(fold(e.parameterName))));

/** A display name that could be a variable's is one too, for what stands behind it (VisitPipeline). */
function namedByDisplay(n: CommandBaseAst): string | undefined {
  if (n.kind !== 'CommandAst') return undefined;
  const at = n.elements.findIndex((e) => e.kind === 'CommandParameterAst' && fold(e.parameterName) === 'displayname'), parameter = n.elements[at];
  const given = parameter?.kind === 'CommandParameterAst' ? parameter.argument ?? n.elements[at + 1] : undefined;
  return given?.kind === 'StringConstantExpressionAst' && /^[a-z][a-z0-9_-]*$/i.test(given.value) ? given.value : undefined;
}

const isSequence = (n: CommandBaseAst): boolean => n.kind === 'CommandAst' && isSequenceCall(n);

/** Whether a pipeline goes item by item. */
export const iterates = (n: PipelineAst): boolean => n.elements.some((e, i) => isSequence(e) || namesVariable(e) || (i + 1 < n.elements.length && namedByDisplay(e) !== undefined));
const namesVariable = (e: CommandBaseAst): boolean => e.kind === 'CommandAst' && e.elements.some(isPipelineVariable);

/** The nested loops of such a pipeline. */
export function compileIteration(n: PipelineAst, c: PlanCompiler, command: CommandMaker): Activity {
  const at = n.elements.findIndex((e, i) => (i > 0 && isSequence(e)) || namesVariable(e) || (i + 1 < n.elements.length && namedByDisplay(e) !== undefined));
  // What comes before goes stage by stage; an element with a variable belongs to it, one with a sequence does not.
  const first = n.elements[at] as CommandBaseAst, own = isSequence(first), place = c.place(n);
  const head = own ? n.elements.slice(0, at) : n.elements.slice(0, at + 1), rest = n.elements.slice(head.length).filter((e) => e.kind === 'CommandAst');
  const { variable, element } = own ? { variable: undefined, element: first } : withoutVariable(first as CommandAst, c);
  const source: PipelineAst = { ...n, elements: own ? head : [...head.slice(0, -1), element] };
  if (rest.length === 0) return c.statement(source);
  const loops = new Loops(c, rest, command), begins = loops.edges('begin');
  const loop = loops.over(place, c.source(source, true), variable, 0);
  return c.keep(new Statements(c.place(n), [...begins, loop, ...loops.edges('end')]));
}

class Loops {
  private readonly c: PlanCompiler;
  private readonly elements: readonly CommandAst[];
  private readonly command: CommandMaker;
  constructor(c: PlanCompiler, elements: readonly CommandAst[], command: CommandMaker) {
    this.c = c;
    this.elements = elements;
    this.command = command;
  }
  /** A loop over a source whose body is the elements from `k` on. */
  over(place: ReturnType<PlanCompiler['place']>, source: Source, variable: string | undefined, k: number): Activity {
    const slot = variable === undefined ? -1 : this.c.expressions.slot(fold(variable));
    return this.c.keep(new Iteration(place, { source, slots: slot > 0 ? [0, slot] : [0], body: this.c.scopes.loop(place.id, variable === undefined ? ['_'] : ['_', variable], () => this.from(k)) }));
  }
  /** What -Begin or -End of each element writes, handed on to the elements behind it. */
  edges(which: 'begin' | 'end'): Activity[] {
    return this.elements.flatMap((n, k) => {
      const block = isSequence(n) ? blockOf(n, which) : undefined;
      return block === undefined ? [] : [this.handedOn(n, this.body(n, block), k)];
    });
  }
  /** The elements from `k` on, for the record that is in `$_`. */
  private from(k: number): Activity {
    const n = this.elements[k] as CommandAst;
    if (!isSequence(n)) { const { element, variable } = withoutVariable(n, this.c); return this.handedOn(n, this.command(element), k, variable); }
    const block = blockOf(n, 'sequence'), variable = withoutVariable(n, this.c).variable;
    const body = block === undefined ? this.c.keep(new Statements(this.c.place(n), [])) : this.body(n, block);
    return this.handedOn(n, /^(?:where|\?)/i.test(commandNameOf(n) ?? '') ? this.c.keep(new Sieve(this.c.place(n), body)) : body, k, variable);
  }
  private handedOn(n: CommandAst, made: Activity, k: number, variable?: string): Activity {
    return k + 1 < this.elements.length ? this.over(this.c.place(n), { activity: made }, variable, k + 1) : made;
  }
  /** Each block is a `sequence`, with variables of its own (GenerateIterativePipelineElementForForEach). */
  private body(n: CommandAst, block: ScriptBlockAst): Activity {
    return this.c.keep(new Sequence(this.c.place(n), this.c.scopes.own(undefined, () => this.c.statements(block.endBlock?.statements ?? [], block))));
  }
}
function blockOf(n: CommandAst, which: string): ScriptBlockAst | undefined {
  const found = argumentsOf(n).find(({ parameter }) => parameter !== undefined && parameter !== '' && which.startsWith(fold(parameter)))?.value;
  return found?.kind === 'ScriptBlockExpressionAst' ? found.scriptBlock : undefined;
}
/** The command without -PipelineVariable, and the name that it gives. */
function withoutVariable(n: CommandAst, c: PlanCompiler): { readonly element: CommandAst; readonly variable: string | undefined } {
  const at = n.elements.findIndex(isPipelineVariable), parameter = n.elements[at];
  if (parameter?.kind !== 'CommandParameterAst') return { element: n, variable: namedByDisplay(n) };
  const given = parameter.argument ?? n.elements[at + 1], taken = parameter.argument === undefined ? 2 : 1;
  const variable = given?.kind === 'StringConstantExpressionAst' ? given.value : undefined;
  if (variable === undefined) c.refuse(parameter, 'MissingValueForParameter', '-PipelineVariable takes the name of a variable, as it is written.');
  return { element: { ...n, elements: n.elements.filter((_, i) => i < at || i >= at + taken) }, variable };
}
