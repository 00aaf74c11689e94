/** The names of parameters that error texts of failed argument conversions tell. */
import { nameTable } from '../values/nameTable.ts';


/** By method, as its overloads have them; a method with other names on other types stands under `Type.Method` too. */
const NAMES: Readonly<Record<string, readonly string[]>> = nameTable({
  Substring: ['startIndex', 'length'], PadLeft: ['totalWidth', 'paddingChar'], PadRight: ['totalWidth', 'paddingChar'], Insert: ['index', 'item'], 'String.Insert': ['startIndex', 'value'], 'StringBuilder.Insert': ['index', 'value'], Remove: ['item'], 'String.Remove': ['startIndex', 'count'], 'StringBuilder.Remove': ['startIndex', 'length'],
  Add: ['item'], 'ArrayList.Add': ['value'], 'Hashtable.Add': ['key', 'value'], 'Dictionary`2.Add': ['key', 'value'], 'SortedDictionary`2.Add': ['key', 'value'], 'SortedList`2.Add': ['key', 'value'], 'TimeSpan.Add': ['ts'], 'DateTime.Add': ['value'], AddRange: ['collection'], RemoveAt: ['index'], InsertRange: ['index', 'collection'], RemoveRange: ['index', 'count'], GetRange: ['index', 'count'],
  Push: ['item'], Enqueue: ['item'], Contains: ['item'], 'String.Contains': ['value', 'comparisonType'], ContainsKey: ['key'], ContainsValue: ['value'], TryGetValue: ['key', 'value'], TryAdd: ['key', 'value'], IndexOf: ['item', 'index'], 'String.IndexOf': ['value', 'startIndex', 'count'], 'String.LastIndexOf': ['value', 'startIndex', 'count'],
  AddDays: ['value'], AddHours: ['value'], AddMinutes: ['value'], AddSeconds: ['value'], AddMilliseconds: ['value'], AddTicks: ['value'], AddMonths: ['months'], AddYears: ['value'], Subtract: ['value'], DaysInMonth: ['year', 'month'], IsLeapYear: ['year'], FromDays: ['value'], FromHours: ['value'], FromMinutes: ['value'], FromSeconds: ['value'], FromMilliseconds: ['value'], FromTicks: ['value'], FromUnixTimeSeconds: ['seconds'], FromUnixTimeMilliseconds: ['milliseconds'],
  Round: ['value', 'digits', 'mode'], 'Math.Round': ['a', 'decimals', 'mode'], Abs: ['value'], Sqrt: ['d'], Pow: ['x', 'y'], Floor: ['d'], Ceiling: ['a'], Truncate: ['d'], Max: ['val1', 'val2'], Min: ['val1', 'val2'], Sin: ['a'], Cos: ['d'], Tan: ['a'], Log: ['d', 'newBase'], Log10: ['d'], Exp: ['d'], Sign: ['value'],
  ToInt32: ['value', 'fromBase'], ToString: ['format', 'provider'], FromBase64String: ['s'], ToBase64String: ['inArray', 'options'], ChangeType: ['value', 'conversionType'], Parse: ['s', 'style', 'provider'], ParseExact: ['s', 'format', 'provider', 'style'], Equals: ['value', 'comparisonType'], StartsWith: ['value', 'comparisonType'], EndsWith: ['value', 'comparisonType'], Replace: ['oldValue', 'newValue', 'comparisonType'], Split: ['separator', 'count', 'options'], Next: ['minValue', 'maxValue'], GetBytes: ['s'], GetString: ['bytes', 'index', 'count'], Append: ['value', 'repeatCount'], Sleep: ['millisecondsTimeout'], CompareTo: ['value'], ToChar: ['value'], IsMatch: ['input', 'pattern', 'options'], Match: ['input', 'pattern', 'options'],
});
/** The name of a parameter by its place; the place itself where it is not known. */
export function parameterName(typeName: string, method: string, index: number): string {
  const short = typeName.replace(/\[\[.*$/, '').replace(/^.*\./, '');
  return (NAMES[`${short}.${method}`] ?? NAMES[method])?.[index] ?? String(index);
}
