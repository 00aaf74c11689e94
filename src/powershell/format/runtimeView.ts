/** Values as formatting sees them, by the runtime's own members and conversions. */
import { enumerate, isEnumerable } from '../runtime/convert/enumerate.ts';
import { culturalText } from '../runtime/convert/culturalText.ts';
import { toText } from '../runtime/convert/toText.ts';
import { MISSING, direct } from '../runtime/members/get.ts';
import { invokeMember } from '../runtime/members/invoke.ts';
import { getIndex } from '../runtime/members/index.ts';
import { allProperties, shownProperties } from '../runtime/members/list.ts';
import { typeNames } from '../runtime/types/typeOf.ts';
import { pairsOf } from '../runtime/types/collections/dictionary.ts';
import { BoundParameters, Dictionary, GenericDictionary } from '../runtime/values/dictionary.ts';
import { PowerShellError } from '../runtime/values/errorRecord.ts';
import { PSObject, unwrap } from '../runtime/values/psObject.ts';
import type { ScriptBlock } from '../runtime/values/scriptBlock.ts';
import type { Value } from '../runtime/values/value.ts';
import { PSStyle } from '../runtime/types/automation/psStyle.ts';
import { current } from '../runtime/run/current.ts';
import { shownSet } from './shownSet.ts';
import './standardMembers.ts';
import type { ObjectView } from './objectView.ts';

/** `evaluate` runs a calculated property's block; formatting outside a running script has no blocks to run. */
export function runtimeView(evaluate: (block: ScriptBlock, item: Value) => Value): ObjectView {
  return {
    typeNames,
    propertyNames: (value) => allProperties(value).filter((p) => p.isGettable && p.memberType !== 'PropertySet').map((p) => p.name),
    ownFirst: (value) => shownProperties(value).filter((p) => p.isGettable && p.memberType !== 'PropertySet').map((p) => p.name),
    defaultProperties: shownSet,
    hasProperty: (value, name) => direct(value, name) !== MISSING,
    property: (value, name) => { const found = direct(value, name); return found === MISSING ? undefined : found; },
    text: culturalText,
    called: (value, method, argument) => toText(invokeMember(value, method, [argument])),
    item: (value, key) => toText(getIndex(value, key)),
    formatted: (value, format) => {
      const text = format.includes('{0') || format.includes('}') ? undefined : format;
      if (text === undefined) return toText(value) === '' ? '' : format.replace(/\{0(?:,-?\d+)?(?::([^}]*))?\}/g, (_, inner: string | undefined) => (inner === undefined ? toText(value) : (byFormat(value, inner) ?? toText(value))));
      return byFormat(value, text);
    },
    enumerate: (value) => {
      const plain = value instanceof PSObject ? unwrap(value) : value;
      if (plain instanceof GenericDictionary || plain instanceof BoundParameters) return pairsOf(plain);
      if (plain instanceof Dictionary) return plain.entries.values();
      return typeof plain === 'string' || !isEnumerable(plain) ? undefined : enumerate(plain);
    },
    variable: (name) => { const v = current().variable(name); return v === undefined || v === null ? undefined : toText(v); },
    location: () => current().location,
    styles: () => { const style = current().variable('PSStyle'); return style instanceof PSStyle ? style.styles : undefined; },
    evaluate,
  };
}

function byFormat(value: Value, format: string): string | undefined {
  try {
    return toText(invokeMember(value, 'ToString', [format]));
  } catch (error) {
    // A value that takes no format is shown as it is.
    if (error instanceof PowerShellError) return undefined;
    throw error;
  }
}
