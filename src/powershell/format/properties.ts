/** The `-Property` arguments of the Format cmdlets, and the columns they become for an object. */
import { wildcard } from '../runtime/operators/wildcard.ts';
import type { ScriptBlock } from '../runtime/values/scriptBlock.ts';
import type { Value } from '../runtime/values/value.ts';
import type { ObjectView } from './objectView.ts';
import { EXPRESSION, FormatParameterError, LABEL, propertyKeys } from './propertyKeys.ts';
import type { KeyDefinition } from './propertyKeys.ts';
import type { Alignment } from './tableWriter.ts';

/** One argument: a name (wildcards allowed), or a block that computes. */
export interface PropertySpec {
  readonly expression: string | ScriptBlock;
  readonly label?: string;
  readonly width?: number;
  readonly alignment?: Alignment;
  readonly format?: string;
  /** What is left out of the properties that a wildcard gives, and of those named. */
  readonly exclude?: readonly RegExp[];
  /** Format-Custom: how deep the tree goes here. */
  readonly depth?: number;
  /** What is shown where the value cannot be worked out. */
  readonly whenFailed?: string;
}
/** A property of a certain object: wildcards are resolved. */
export interface Column extends PropertySpec {
  readonly heading: string;
  /** The first object has the property: every later one is asked for it as a script asks, by which all things have a Count and a Length. */
  readonly isResolved?: boolean;
}

const WIDTH: KeyDefinition = { name: 'width', kinds: ['int'] }, ALIGNMENT: KeyDefinition = { name: 'alignment', kinds: ['string'] }, FORMAT: KeyDefinition = { name: 'formatString', kinds: ['string'] };
const DEPTH: KeyDefinition = { name: 'depth', kinds: ['int'] };
/** The keys of each Format cmdlet's tables. */
export const PROPERTY_KEYS = {
  table: [EXPRESSION, FORMAT, WIDTH, ALIGNMENT, LABEL], list: [EXPRESSION, FORMAT, LABEL], wide: [EXPRESSION, FORMAT], custom: [EXPRESSION, DEPTH], groupBy: [EXPRESSION, FORMAT, LABEL],
} as const;

/** Reads one `-Property` argument (about_Calculated_Properties). Throws FormatParameterError for what is none. */
export function propertySpec(argument: Value, keys: readonly KeyDefinition[]): PropertySpec {
  const found = propertyKeys(argument, keys), expression = found.get('expression') as string | ScriptBlock;
  const label = found.get('label'), format = found.get('formatString'), width = found.get('width'), depth = found.get('depth'), alignment = found.get('alignment');
  if (format === '') throw new FormatParameterError('FormatStringEmpty', 'Cannot have an empty formatting string for key "formatString".');
  if (typeof width === 'number' && width <= 0) throw new FormatParameterError('WidthOutOfRange', `The value "${width}" for key "width" should be greater than 0.`);
  return {
    expression,
    ...(typeof label === 'string' ? { label } : {}),
    ...(typeof format === 'string' ? { format } : {}),
    ...(typeof width === 'number' ? { width } : {}),
    ...(typeof depth === 'number' ? { depth } : {}),
    ...(typeof alignment === 'string' ? { alignment: alignmentOf(alignment) } : {}),
  };
}

function alignmentOf(text: string): Alignment {
  const found = text === '' ? undefined : (['Left', 'Center', 'Right'] as const).find((a) => a.toLowerCase().startsWith(text.toLowerCase()));
  if (found === undefined) throw new FormatParameterError('AlignmentIllegalValue', `The value "${text}" for key "alignment" is not valid; valid values are {left, center, right}.`);
  return found;
}

const hasWildcards = (name: string): boolean => /[*?[]/.test(name);

/**
 * The columns of an object for the arguments. `keepMissing`: a plain name the object does not have stays as an empty
 * column (tables), else it is left out (lists).
 */
export function resolveColumns(specs: readonly PropertySpec[], target: Value, view: ObjectView, keepMissing: boolean): Column[] {
  const kept = (columns: Column[]): Column[] => withoutMachine(columns, target, view).filter(({ expression, exclude }) => typeof expression !== 'string' || exclude?.some((x) => x.test(expression)) !== true);
  return kept(specs.flatMap((spec): Column[] => {
    if (typeof spec.expression !== 'string') return [{ ...spec, heading: spec.label ?? spec.expression.text }];
    const name = spec.expression;
    if (hasWildcards(name)) {
      const pattern = wildcard(name);
      return view.propertyNames(target).filter((n) => pattern.test(n)).map((n) => ({ ...spec, expression: n, heading: spec.label ?? n, isResolved: true }));
    }
    if (!view.hasProperty(target, name)) return keepMissing ? [{ ...spec, heading: spec.label ?? name }] : [];
    const exact = view.propertyNames(target).find((n) => n.toLowerCase() === name.toLowerCase()) ?? name;
    return [{ ...spec, expression: exact, heading: spec.label ?? exact, isResolved: true }];
  }));
}

/** The columns of an object nobody named any for: its default set, else all its properties. */
export function defaultColumns(target: Value, view: ObjectView): Column[] {
  const set = view.defaultProperties(target);
  return withoutMachine((set.length > 0 ? set : view.ownFirst(target)).map((n) => ({ expression: n, heading: n, isResolved: true })), target, view);
}
/** PSShowComputerName is for the display alone: it is never shown, and says whether PSComputerName is (AssociationManager.HandleComputerNameProperties). */
function withoutMachine(columns: Column[], target: Value, view: ObjectView): Column[] {
  if (!view.hasProperty(target, 'PSShowComputerName')) return columns;
  const hidden = view.property(target, 'PSShowComputerName') === false ? /^PS(?:Show)?ComputerName$/i : /^PSShowComputerName$/i;
  return columns.filter(({ expression }) => typeof expression !== 'string' || !hidden.test(expression));
}

/** The value of a column; undefined, or what the column has for it, where the getter or the block fails. */
export function columnValue(column: PropertySpec & Partial<Column>, target: Value, view: ObjectView): Value {
  try {
    if (typeof column.expression !== 'string') return view.evaluate(column.expression, target);
    // PSPropertyExpression.GetValue reads a resolved name by the binder of `$x.Name`.
    if (column.isResolved === true && /^(?:count|length)$/i.test(column.expression) && !view.hasProperty(target, column.expression)) return 1;
    return view.property(target, column.expression);
  } catch (error) {
    if (isStop(error)) throw error;
    return column.whenFailed;
  }
}
/** A stop must go through; everything else a getter throws shows as an empty field. */
const isStop = (error: unknown): boolean => typeof error === 'object' && error !== null && 'code' in error && error.code === 'PipelineStopped';
