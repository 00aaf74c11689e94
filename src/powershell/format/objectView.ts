/**
 * What formatting asks of the language about a value. runtimeView.ts is the one implementation; the
 * rest of the room knows nothing of scopes, members or conversion.
 */
import type { TextStyles } from '../runtime/types/automation/psStyle.ts';
import type { ScriptBlock } from '../runtime/values/scriptBlock.ts';
import type { Value } from '../runtime/values/value.ts';

export interface ObjectView {
  /** `PSTypeNames`: the most derived type first. */
  typeNames(value: Value): readonly string[];
  /** Names of the properties a person sees, in order: the type's own, then added ones. */
  propertyNames(value: Value): readonly string[];
  /** The same with the type's own before what was added: the order of an object shown whole. */
  ownFirst(value: Value): readonly string[];
  /** The names of `PSStandardMembers.DefaultDisplayPropertySet`; empty where the type has none. */
  defaultProperties(value: Value): readonly string[];
  hasProperty(value: Value, name: string): boolean;
  /** The property's value. Throws what the getter throws; undefined where there is no such property. */
  property(value: Value, name: string): Value;
  /** `ToString()` as PowerShell converts a value to text. */
  text(value: Value): string;
  /** What a method of the value gives for a text, as text. */
  called(value: Value, method: string, argument: string): string;
  /** Text by a .NET format string (`N2`), or undefined where the value takes none. */
  formatted(value: Value, format: string): string | undefined;
  /** The item of a key, as text. */
  item(value: Value, key: string): string;
  /** The items of a collection, dictionaries by entry; undefined for what counts as one thing. */
  enumerate(value: Value): Iterable<Value> | undefined;
  /** A variable of the script as text; undefined where it has none. */
  variable(name: string): string | undefined;
  /** The folder the script stands in. */
  location(): string;
  /** The decorations of formatted text; undefined where it is to be free of escape sequences. */
  styles(): TextStyles | undefined;
  /** Runs a calculated property's block with `$_`; gives its last result. Throws what it throws. */
  evaluate(block: ScriptBlock, item: Value): Value;
}
