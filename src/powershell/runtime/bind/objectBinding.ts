/** One object of the pipeline to the parameters of a function, a script or a block, wherever their variables lie. */
import type { ScriptBlock } from '../values/scriptBlock.ts';
import type { Value } from '../values/value.ts';
import type { Bound, BindOptions } from './binder.ts';
import { bindError } from './bindError.ts';
import { bindValue } from './bindValue.ts';
import type { Parameter } from './parameters.ts';
import type { PipelineBinder } from './pipelineBinding.ts';

interface Call { readonly binder: PipelineBinder; readonly bound: Bound; readonly o: BindOptions; /** What no parameter takes is no error. */ readonly takesAny: boolean }
/** Raises where nothing takes the object, or something is missing still. `ask`: what a block that stands for a value gives for the object. */
export function bindObject({ binder, bound, o, takesAny }: Call, item: Value, put: (p: Parameter, v: Value) => void, ask: (block: ScriptBlock) => Value): void {
  for (const [p, block] of bound.delayed) put(p, bindValue(p, ask(block), false, o.suffix, true));
  const taken = binder.any && binder.take(item, put);
  if (!taken && bound.delayed.size === 0 && !takesAny) notTaken(o, item);
  const missing = binder.sets.stillMissing();
  if (missing.length > 0) bindError(o.suffix, 'InputObjectMissingMandatory', 'InvalidArgument', `The input object cannot be bound because it did not contain the information required to bind all mandatory parameters:  ${missing.map((p) => p.name).join(' ')}`);
}
/** An object that no parameter takes. */
export const notTaken = (o: BindOptions, item: Value): never => bindError(o.suffix, 'InputObjectNotBound', 'InvalidArgument', 'The input object cannot be bound to any parameters for the command either because the command does not take pipeline input or the input and its properties do not match any of the parameters that take pipeline input.', { target: item });
