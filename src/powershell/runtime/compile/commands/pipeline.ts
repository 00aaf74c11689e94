/** Several commands: each stage pushes into the next. */
import type { PipelineAst } from '../../../syntax/ast.ts';
import type { Argument } from '../../bind/argument.ts';
import { runPipeline } from '../../run/pipeline/pipeline.ts';
import type { StageMaker } from '../../run/pipeline/pipeline.ts';
import type { Eval, Exec } from '../code.ts';
import type { Compiler } from '../compiler.ts';
import { makeArguments } from './arguments.ts';
import { rangeSource } from '../expressions/rangeSource.ts';
import { redirectedValue } from '../statements/value.ts';
import { commandSite } from './command.ts';
import { withStreams } from './redirect.ts';

export function pipelineOf(n: PipelineAst, c: Compiler): Exec {
  const [first] = n.elements;
  let source: Eval | undefined;
  if (first?.kind === 'CommandExpressionAst') source = first.redirections.length > 0 ? redirectedValue(first, c) : rangeSource(first.expression, c);
  const stages = stageMakers(n, c);
  return (f) => runPipeline(f, source, stages);
}
/** What makes the stages of a pipeline's commands. */
export function stageMakers(n: PipelineAst, c: Compiler): StageMaker[] {
  const stages: StageMaker[] = [];
  for (const element of n.elements) {
    if (element.kind !== 'CommandAst') continue;
    const site = commandSite(element, c);
    const streams = element.redirections.length === 0 ? undefined : withStreams(element.redirections, c);
    stages.push({ site, streams, prepare: (f): readonly Argument[] => makeArguments(site.makers, f) });
  }
  return stages;
}
