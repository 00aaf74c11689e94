/** A number given as an argument of any type: text becomes the number it spells. */
import { toText } from '../../runtime/convert/toText.ts';
import { convertTo } from '../../runtime/convert/convert.ts';
import { numberToken } from '../../runtime/convert/readNumber.ts';
import { T } from '../../runtime/types/t.ts';
import { isNumber } from '../../runtime/values/numbers.ts';
import type { NumberValue } from '../../runtime/values/numbers.ts';
import { unwrap } from '../../runtime/values/psObject.ts';
import type { Value } from '../../runtime/values/value.ts';

export function toNumberValue(v: Value): NumberValue {
  const plain = unwrap(v);
  if (isNumber(plain)) return plain;
  // Text is read as PowerShell reads a number in a script: `1tb`, `0xff`, `5l` (GetRandomCommandBase.ProcessOperand).
  return numberToken(toText(plain)) ?? convertTo(plain, T.Int32) as NumberValue;
}
