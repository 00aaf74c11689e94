/** How PowerShell writes all overloads of the methods that scripts ask about most: in .NET's order, with those of interfaces (PSMethod.OverloadDefinitions). */

/** `C` a StringComparison, `P` an IFormatProvider, `K` a CultureInfo, `O` an object, `N` the options that may be left out. */
const SHORT: Readonly<Record<string, string>> = { $C: 'System.StringComparison comparisonType', $P: 'System.IFormatProvider provider', $K: 'cultureinfo culture', $O: 'System.Object', $N: 'System.StringSplitOptions options = System.StringSplitOptions.None', $S: 'System.StringSplitOptions options' };
const told = (text: string, more: Readonly<Record<string, string>> = {}): Readonly<Record<string, readonly string[]>> => {
  const found: Record<string, string[]> = {};
  for (const line of text.trim().split('\n')) {
    const full = line.trim().replace(/\$\w/g, (name) => more[name] ?? SHORT[name] ?? name), name = /([\w]+)\(/.exec(full)?.[1] ?? '';
    (found[name] ??= []).push(full);
  }
  return found;
};
const CONVERTS = ['bool Boolean', 'byte Byte', 'char Char', 'datetime DateTime', 'decimal Decimal', 'double Double', 'short Int16', 'int Int32', 'long Int64', 'sbyte SByte', 'float Single', 'ushort UInt16', 'uint UInt32', 'ulong UInt64']
  .map((pair) => { const [short = '', name = ''] = pair.split(' '); return `${short} IConvertible.To${name}($P)`; }).concat('$O IConvertible.ToType(type conversionType, $P)').join('\n');
const searched = (name: string): string => ['(char value)', '(char value, int startIndex)', ...(name === 'IndexOf' ? ['(char value, $C)'] : []), '(char value, int startIndex, int count)', '(string value)', '(string value, int startIndex)', '(string value, int startIndex, int count)', '(string value, $C)', '(string value, int startIndex, $C)', '(string value, int startIndex, int count, $C)'].map((p) => `int ${name}${p}`).join('\n');
const ends = (name: string): string => ['(string value)', '(string value, $C)', '(string value, bool ignoreCase, $K)', '(char value)'].map((p) => `bool ${name}${p}`).join('\n');
const anyOf = (name: string): string => ['(char[] anyOf)', '(char[] anyOf, int startIndex)', '(char[] anyOf, int startIndex, int count)'].map((p) => `int ${name}${p}`).join('\n');
const TEXT = (): string => `
  $O Clone()\n$O ICloneable.Clone()
  int CompareTo($O value)\nint CompareTo(string strB)\nint IComparable.CompareTo($O obj)\nint IComparable[string].CompareTo(string other)
  bool Contains(string value)\nbool Contains(string value, $C)\nbool Contains(char value)\nbool Contains(char value, $C)
  void CopyTo(int sourceIndex, char[] destination, int destinationIndex, int count)\nvoid CopyTo(System.Span[char] destination)
  ${ends('EndsWith')}\nSystem.Text.StringRuneEnumerator EnumerateRunes()\nbool Equals($O obj)\nbool Equals(string value)\nbool Equals(string value, $C)\nbool IEquatable[string].Equals(string other)
  System.CharEnumerator GetEnumerator()\nSystem.Collections.IEnumerator IEnumerable.GetEnumerator()\nSystem.Collections.Generic.IEnumerator[char] IEnumerable[char].GetEnumerator()
  int GetHashCode()\nint GetHashCode($C)\ntype GetType()\nSystem.TypeCode GetTypeCode()\nSystem.TypeCode IConvertible.GetTypeCode()
  ${searched('IndexOf')}\n${anyOf('IndexOfAny')}\nstring Insert(int startIndex, string value)\nbool IsNormalized()\nbool IsNormalized(System.Text.NormalizationForm normalizationForm)
  ${searched('LastIndexOf')}\n${anyOf('LastIndexOfAny')}\nstring Normalize()\nstring Normalize(System.Text.NormalizationForm normalizationForm)
  string PadLeft(int totalWidth)\nstring PadLeft(int totalWidth, char paddingChar)\nstring PadRight(int totalWidth)\nstring PadRight(int totalWidth, char paddingChar)\nstring Remove(int startIndex, int count)\nstring Remove(int startIndex)
  string Replace(string oldValue, string newValue, bool ignoreCase, $K)\nstring Replace(string oldValue, string newValue, $C)\nstring Replace(char oldChar, char newChar)\nstring Replace(string oldValue, string newValue)\nstring ReplaceLineEndings()\nstring ReplaceLineEndings(string replacementText)
  string[] Split(char separator, $N)\nstring[] Split(char separator, int count, $N)\nstring[] Split(Params char[] separator)\nstring[] Split(Params System.ReadOnlySpan[char] separator)\nstring[] Split(char[] separator, int count)\nstring[] Split(char[] separator, $S)
  string[] Split(char[] separator, int count, $S)\nstring[] Split(string separator, $N)\nstring[] Split(string separator, int count, $N)\nstring[] Split(string[] separator, $S)\nstring[] Split(string[] separator, int count, $S)
  ${ends('StartsWith')}\nstring Substring(int startIndex)\nstring Substring(int startIndex, int length)\n${CONVERTS}\nchar[] ToCharArray()\nchar[] ToCharArray(int startIndex, int length)
  string ToLower()\nstring ToLower($K)\nstring ToLowerInvariant()\nstring ToString()\nstring ToString($P)\nstring IConvertible.ToString($P)\nstring ToUpper()\nstring ToUpper($K)\nstring ToUpperInvariant()
  string Trim()\nstring Trim(char trimChar)\nstring Trim(Params char[] trimChars)\nstring TrimEnd()\nstring TrimEnd(char trimChar)\nstring TrimEnd(Params char[] trimChars)\nstring TrimStart()\nstring TrimStart(char trimChar)\nstring TrimStart(Params char[] trimChars)\nbool TryCopyTo(System.Span[char] destination)`;
const NUMBER = `
  int CompareTo($O value)\nint CompareTo($T value)\nint IComparable.CompareTo($O obj)\nint IComparable[$T].CompareTo($T other)\nbool Equals($O obj)\nbool Equals($T obj)\nbool IEquatable[$T].Equals($T other)
  System.TypeCode GetTypeCode()\nSystem.TypeCode IConvertible.GetTypeCode()\n${CONVERTS}
  string ToString()\nstring ToString(string format)\nstring ToString($P)\nstring ToString(string format, $P)\nstring IConvertible.ToString($P)\nstring IFormattable.ToString(string format, System.IFormatProvider formatProvider)`;
const DATE = `
  datetime Add(timespan value)\ndatetime AddDays(double value)\ndatetime AddHours(double value)\ndatetime AddMicroseconds(double value)\ndatetime AddMilliseconds(double value)\ndatetime AddMinutes(double value)\ndatetime AddMonths(int months)\ndatetime AddSeconds(double value)
  datetime AddTicks(long value)\ndatetime AddYears(int value)\nint CompareTo($O value)\nint CompareTo(datetime value)\nint IComparable.CompareTo($O obj)\nint IComparable[datetime].CompareTo(datetime other)
  bool Equals($O value)\nbool Equals(datetime value)\nbool IEquatable[datetime].Equals(datetime other)\nstring[] GetDateTimeFormats()\nstring[] GetDateTimeFormats($P)\nstring[] GetDateTimeFormats(char format)\nstring[] GetDateTimeFormats(char format, $P)
  System.TypeCode GetTypeCode()\nSystem.TypeCode IConvertible.GetTypeCode()\nbool IsDaylightSavingTime()\ntimespan Subtract(datetime value)\ndatetime Subtract(timespan value)\nlong ToBinary()\nlong ToFileTime()\nlong ToFileTimeUtc()\ndatetime ToLocalTime()
  string ToLongDateString()\nstring ToLongTimeString()\ndouble ToOADate()\nstring ToShortDateString()\nstring ToShortTimeString()
  string ToString()\nstring ToString(string format)\nstring ToString($P)\nstring ToString(string format, $P)\nstring IConvertible.ToString($P)\nstring IFormattable.ToString(string format, System.IFormatProvider formatProvider)\ndatetime ToUniversalTime()`;
const TABLE = `
  void Add($O key, $O value)\nvoid IDictionary.Add($O key, $O value)\nvoid Clear()\nvoid IDictionary.Clear()\n$O Clone()\n$O ICloneable.Clone()\nbool Contains($O key)\nbool IDictionary.Contains($O key)\nbool ContainsKey($O key)\nbool ContainsValue($O value)
  void CopyTo(array array, int arrayIndex)\nvoid ICollection.CopyTo(array array, int index)\nSystem.Collections.IDictionaryEnumerator GetEnumerator()\nSystem.Collections.IDictionaryEnumerator IDictionary.GetEnumerator()\nSystem.Collections.IEnumerator IEnumerable.GetEnumerator()
  void Remove($O key)\nvoid IDictionary.Remove($O key)`;
const ARRAY_LIST = `
  int Add($O value)\nint IList.Add($O value)\nvoid AddRange(System.Collections.ICollection c)\nvoid Clear()\nvoid IList.Clear()\n$O Clone()\n$O ICloneable.Clone()\nbool Contains($O item)\nbool IList.Contains($O value)\nSystem.Collections.ArrayList GetRange(int index, int count)
  int IndexOf($O value)\nint IndexOf($O value, int startIndex)\nint IndexOf($O value, int startIndex, int count)\nint IList.IndexOf($O value)\nvoid Insert(int index, $O value)\nvoid IList.Insert(int index, $O value)\nvoid InsertRange(int index, System.Collections.ICollection c)
  void Remove($O obj)\nvoid IList.Remove($O value)\nvoid RemoveAt(int index)\nvoid IList.RemoveAt(int index)\nvoid RemoveRange(int index, int count)\nvoid Reverse()\nvoid Reverse(int index, int count)
  void Sort()\nvoid Sort(System.Collections.IComparer comparer)\nvoid Sort(int index, int count, System.Collections.IComparer comparer)\n$O[] ToArray()\narray ToArray(type type)\nvoid TrimToSize()`;
const LIST = `
  void Add($T item)\nvoid ICollection[$T].Add($T item)\nint IList.Add($O value)\nvoid AddRange(System.Collections.Generic.IEnumerable[$T] collection)\nvoid Clear()\nvoid ICollection[$T].Clear()\nvoid IList.Clear()\nbool Contains($T item)\nbool ICollection[$T].Contains($T item)\nbool IList.Contains($O value)
  int IndexOf($T item)\nint IndexOf($T item, int index)\nint IndexOf($T item, int index, int count)\nint IList[$T].IndexOf($T item)\nint IList.IndexOf($O value)\nvoid Insert(int index, $T item)\nvoid IList[$T].Insert(int index, $T item)\nvoid IList.Insert(int index, $O value)
  bool Remove($T item)\nbool ICollection[$T].Remove($T item)\nvoid IList.Remove($O value)\nvoid RemoveAt(int index)\nvoid IList[$T].RemoveAt(int index)\nvoid IList.RemoveAt(int index)\nvoid RemoveRange(int index, int count)\nvoid Reverse()\nvoid Reverse(int index, int count)
  void Sort()\nvoid Sort(System.Collections.Generic.IComparer[$T] comparer)\nvoid Sort(int index, int count, System.Collections.Generic.IComparer[$T] comparer)\nvoid Sort(System.Comparison[$T] comparison)\n$T[] ToArray()`;
const NUMBERS: Readonly<Record<string, string>> = { Int32: 'int', Int64: 'long', Double: 'double', Decimal: 'decimal', Single: 'float', Byte: 'byte', Int16: 'short', UInt32: 'uint', UInt64: 'ulong' };
const made = new Map<string, Readonly<Record<string, readonly string[]>> | undefined>();

/** The definitions of a type's methods by name; undefined where they are not known. `element` is how the type of a list's items is written. */
export function exactDefinitions(typeName: string, element: string): Readonly<Record<string, readonly string[]>> | undefined {
  if (!made.has(typeName)) {
    const number = NUMBERS[typeName.replace(/^System\./, '')];
    made.set(typeName, typeName === 'System.String' ? told(TEXT()) : typeName === 'System.DateTime' ? told(DATE) : typeName === 'System.Collections.Hashtable' ? told(TABLE) : typeName === 'System.Collections.ArrayList' ? told(ARRAY_LIST)
      : typeName.startsWith('System.Collections.Generic.List`1') ? told(LIST, { $T: element }) : number === undefined ? undefined : told(NUMBER, { $T: number }));
  }
  return made.get(typeName);
}
