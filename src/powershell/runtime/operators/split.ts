/** `-split`: by a pattern (with its groups), a plain text, or a block that is asked about each character. */
import { enumerate } from '../convert/enumerate.ts';
import { toBoolean } from '../convert/toBoolean.ts';
import { toText } from '../convert/toText.ts';
import { guardArray } from '../run/budget.ts';
import { current } from '../run/current.ts';
import type { Frame } from '../run/frame.ts';
import { toNumber } from '../values/numbers.ts';
import type { NumberValue } from '../values/numbers.ts';
import { ScriptBlock } from '../values/scriptBlock.ts';
import { unwrap } from '../values/psObject.ts';
import { convertTo } from '../convert/convert.ts';
import { T } from '../types/t.ts';
import type { Value } from '../values/value.ts';
import { isMany } from './collections.ts';
import { splitText } from './regexMatch.ts';
import { EXPLICIT, IGNORE_CASE, MULTILINE, RIGHT_TO_LEFT, SINGLELINE, WHITESPACE, translate } from './regexTranslate.ts';
import { typedArray } from '../values/arrays.ts';
import { raise } from '../errors/raise.ts';
import { splitOptions } from '../types/system/enums.ts';

/** Without a right side: by white space, leading and trailing blanks dropped. */
export function split(a: Value, b: Value, ignoreCase: boolean, f?: Frame): Value {
  if (typeof a === 'string' && typeof b === 'string') {
    const separator = plainSeparator(b);
    if (separator !== undefined) {
      const pieces = a.split(separator);
      guardArray(current(), pieces.length);
      return typedArray(T.String, pieces);
    }
  }
  const texts = isMany(a) ? Array.from(enumerate(a), toText) : [toText(a)], out: string[] = [];
  if (b === undefined) { for (const t of texts) out.push(...t.trim().split(/\s+/)); return typedArray(T.String, out); }
  const parts = Array.isArray(b) ? b : [b];
  const by = unwrap(parts[0]), max = parts[1] == null ? 0 : toNumber(convertTo(parts[1], T.Int32) as NumberValue);
  const options = parts[2] == null ? '' : toText(convertTo(parts[2], splitOptions)).toLowerCase();
  if (options.includes('simplematch') && /regexmatch|culture|pattern|line|capture/.test(options)) raise({ id: 'InvalidSplitOptionCombination', category: 'InvalidOperation', exception: 'System.Management.Automation.ParseException', message: 'The combination of options with the -split operator is not valid.' });
  if (options !== '' && by instanceof ScriptBlock) raise({ id: 'InvalidSplitOptionWithPredicate', category: 'InvalidOperation', exception: 'System.Management.Automation.ParseException', message: 'Options are not allowed on the -split operator with a predicate.' });
  for (const t of texts) out.push(...(by instanceof ScriptBlock ? byBlock(t, by, max, f) : byPattern(t, toText(by), max, options, ignoreCase)));
  guardArray(current(), out.length);
  return typedArray(T.String, out);
}
const separators = new Map<string, string | undefined>();
/** The text that a pattern stands for, where it is one without letters: signs that mean themselves, or are escaped. */
function plainSeparator(pattern: string): string | undefined {
  if (separators.has(pattern)) return separators.get(pattern);
  const plain = /^(?:[ !"#%&',\-/0-9:;<=>@_`~]|\\[\\^$.*+?()[\]{}|])+$/.test(pattern) && pattern.length <= 8 ? pattern.replace(/\\(.)/g, '$1') : undefined;
  if (separators.size > 200) separators.clear();
  separators.set(pattern, plain);
  return plain;
}
function byPattern(text: string, pattern: string, max: number, options: string, ignoreCase: boolean): string[] {
  const simple = options.includes('simplematch');
  let flags = ignoreCase ? IGNORE_CASE : 0;
  if (options.includes('ignorecase')) flags |= IGNORE_CASE;
  if (options.includes('multiline')) flags |= MULTILINE;
  if (options.includes('singleline')) flags |= SINGLELINE;
  if (options.includes('ignorepatternwhitespace')) flags |= WHITESPACE;
  if (options.includes('explicitcapture')) flags |= EXPLICIT;
  if (max < 0) flags |= RIGHT_TO_LEFT;
  return splitText(translate(simple ? pattern.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&') : pattern, flags), text, Math.abs(max));
}
function byBlock(text: string, block: ScriptBlock, max: number, f: Frame | undefined): string[] {
  const out: string[] = [], session = f?.session ?? current(), cuts: number[] = [], back = max < 0, most = max === 0 ? Infinity : Math.abs(max) - 1;
  for (let i = 0; i < text.length && cuts.length < most; i++) {
    const at = back ? text.length - 1 - i : i, asked = session.runBlock(block, { item: text.charAt(at), args: [text, at] });
    if (toBoolean(asked.length === 1 ? asked[0] : asked)) cuts.push(at);
  }
  let from = 0;
  for (const at of back ? cuts.reverse() : cuts) { out.push(text.slice(from, at)); from = at + 1; }
  out.push(text.slice(from));
  return out;
}
