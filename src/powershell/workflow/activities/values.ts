/** Statements that ask another one for its value: conditions, collections, the right side of an assignment. */
import type { Value } from '../../runtime/values/value.ts';
import { Collection } from '../run/fiber.ts';
import type { Fiber, Position } from '../run/fiber.ts';
import type { Source } from '../plan/planCompiler.ts';

/** What an activity gave, as one value: nothing, the one thing, or an array. */
export function valueOf(collection: Collection): Value {
  const { items } = collection;
  return items.length === 0 ? null : items.length === 1 ? items[0] : items;
}
/** The value at once, or undefined: then the activity was begun, and `given` has what it wrote when the position is on top again. */
export function ask(source: Source, at: Position, fiber: Fiber): { readonly value: Value } | undefined {
  source.place?.(at.scope);
  if ('value' in source) return { value: source.value(at.scope) };
  const made = new Collection();
  at.data['given'] = made;
  fiber.push(source.activity, at.scope, made);
  return undefined;
}
export function given(at: Position): Value {
  const made = at.data['given'];
  delete at.data['given'];
  return made instanceof Collection ? valueOf(made) : null;
}
