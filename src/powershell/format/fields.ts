/** The text of a view's field. */
import type { Value } from '../runtime/values/value.ts';
import { displayValue } from './displayValue.ts';
import type { ObjectView } from './objectView.ts';
import type { Field } from './views.ts';

/** What a field shows of an object; empty where it cannot be read. */
export function fieldText(field: Field, target: Value, view: ObjectView, enumerationLimit: number, format?: string): string {
  let value: Value;
  try {
    value = typeof field === 'string' ? view.property(target, field) : field(target, view);
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'PipelineStopped') throw error;
    return '';
  }
  return displayValue(value, view, { enumerationLimit, format });
}
