/** The `-Property` arguments of the Format cmdlets, and the columns they become for an object. */
import { Dictionary } from '../runtime/values/dictionary.ts';
import { ScriptBlock } from '../runtime/values/scriptBlock.ts';
import type { Value } from '../runtime/values/value.ts';
import type { ObjectView } from './objectView.ts';
import type { Alignment } from './tableWriter.ts';

/** One argument: a name (wildcards allowed), or a block that computes. */
export interface PropertySpec {
  readonly expression: string | ScriptBlock;
  readonly label?: string;
  readonly width?: number;
  readonly alignment?: Alignment;
  readonly format?: string;
}
/** A property of a certain object: wildcards are resolved. */
export interface Column extends PropertySpec { readonly heading: string }

/** A key or value that a Format cmdlet does not take; `errorId` is PowerShell's. */
export class FormatParameterError extends Error {
  readonly code = 'FormatParameterError';
  readonly errorId: string;
  constructor(errorId: string, message: string) { super(message); this.errorId = errorId; }
}

const KEYS = ['expression', 'label', 'name', 'width', 'alignment', 'formatstring', 'depth'] as const;
type Key = (typeof KEYS)[number];

/** Reads one `-Property` argument (about_Calculated_Properties). Key names may be shortened. */
export function propertySpec(argument: Value, view: ObjectView): PropertySpec {
  if (argument instanceof ScriptBlock) return { expression: argument };
  if (!(argument instanceof Dictionary)) {
    const name = view.text(argument);
    if (name === '') throw new FormatParameterError('EmptyStringAsExpression', 'An empty string cannot be used as an expression.');
    return { expression: name };
  }
  const found = new Map<Key, Value>();
  for (const key of argument.keys()) {
    const text = view.text(key), match = KEYS.filter((k) => k.startsWith(text.toLowerCase()));
    if (text === '' || match.length === 0) throw new FormatParameterError('DictionaryKeyUnknown', `The ${text} key is not valid.`);
    if (match.length > 1) throw new FormatParameterError('DictionaryKeyAmbiguous', `The ${text} key can match more than one of: ${match.join(', ')}.`);
    found.set(match[0] === 'name' ? 'label' : (match[0] as Key), argument.get(key));
  }
  const expression = found.get('expression') ?? found.get('label');
  if (expression === undefined || expression === null) throw new FormatParameterError('DictionaryKeyMissing', 'The expression key is missing.');
  const text = (key: Key): string | undefined => (found.has(key) ? view.text(found.get(key)) : undefined);
  const label = text('label'), format = text('formatstring'), width = text('width'), alignment = text('alignment');
  return {
    expression: expression instanceof ScriptBlock ? expression : view.text(expression),
    ...(label === undefined ? {} : { label }),
    ...(format === undefined ? {} : { format }),
    ...(width === undefined ? {} : { width: Number(width) }),
    ...(alignment === undefined ? {} : { alignment: alignmentOf(alignment) }),
  };
}

function alignmentOf(text: string): Alignment {
  const found = (['Left', 'Center', 'Right'] as const).find((a) => a.toLowerCase().startsWith(text.toLowerCase()));
  if (found === undefined) throw new FormatParameterError('InvalidAlignmentValue', `The alignment ${text} is not valid. Use left, center or right.`);
  return found;
}

const hasWildcards = (name: string): boolean => /[*?[]/.test(name);
function wildcardPattern(name: string): RegExp {
  const source = name.replace(/[.+^${}()|\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.');
  return new RegExp(`^${source}$`, 'is');
}

/**
 * The columns of an object for the arguments. `keepMissing`: a plain name the object does not have stays as an empty
 * column (tables), else it is left out (lists).
 */
export function resolveColumns(specs: readonly PropertySpec[], target: Value, view: ObjectView, keepMissing: boolean): Column[] {
  return specs.flatMap((spec): Column[] => {
    if (typeof spec.expression !== 'string') return [{ ...spec, heading: spec.label ?? spec.expression.text }];
    const name = spec.expression;
    if (hasWildcards(name)) {
      const pattern = wildcardPattern(name);
      return view.propertyNames(target).filter((n) => pattern.test(n)).map((n) => ({ ...spec, expression: n, heading: spec.label ?? n }));
    }
    if (!view.hasProperty(target, name)) return keepMissing ? [{ ...spec, heading: spec.label ?? name }] : [];
    const exact = view.propertyNames(target).find((n) => n.toLowerCase() === name.toLowerCase()) ?? name;
    return [{ ...spec, expression: exact, heading: spec.label ?? exact }];
  });
}

/** The columns of an object nobody named any for: its default set, else all its properties. */
export function defaultColumns(target: Value, view: ObjectView): Column[] {
  const set = view.defaultProperties(target);
  return (set.length > 0 ? set : view.ownFirst(target)).map((n) => ({ expression: n, heading: n }));
}

/** The value of a column; undefined where the getter or the block fails. */
export function columnValue(column: PropertySpec, target: Value, view: ObjectView): Value {
  try {
    return typeof column.expression === 'string' ? view.property(target, column.expression) : view.evaluate(column.expression, target);
  } catch (error) {
    if (isStop(error)) throw error;
    return undefined;
  }
}
/** A stop must go through; everything else a getter throws shows as an empty field. */
const isStop = (error: unknown): boolean => typeof error === 'object' && error !== null && 'code' in error && error.code === 'PipelineStopped';
