import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from './inFolder.ts';

describe('Definitions of methods', () => {
  afterEach(removeFolders);
  const gives = (script: string): readonly string[] => runInFolder(script).output;
  it('name all overloads as .NET has them', () => {
    assert.deepEqual(gives("'a'.Substring.OverloadDefinitions; 'a'.Split.OverloadDefinitions.Count; (Get-Date).Subtract.OverloadDefinitions; @{}.Add.OverloadDefinitions; [System.Collections.Generic.List[int]]::new().Add.OverloadDefinitions; \"$((1.5).CompareTo)\""), [
      'string Substring(int startIndex)', 'string Substring(int startIndex, int length)', '11', 'timespan Subtract(datetime value)', 'datetime Subtract(timespan value)', 'void Add(System.Object key, System.Object value)', 'void IDictionary.Add(System.Object key, System.Object value)',
      'void Add(int item)', 'void ICollection[int].Add(int item)', 'int IList.Add(System.Object value)', 'int CompareTo(System.Object value), int CompareTo(double value), int IComparable.CompareTo(System.Object obj), int IComparable[double].CompareTo(double other)',
    ]);
  });
  it('stand in Get-Member, which leaves the parts of properties out', () => {
    assert.deepEqual(gives("('a' | Get-Member Trim).Definition; ('a' | Get-Member -MemberType ParameterizedProperty).Definition; @('a' | Get-Member get_*).Count; ('a' | Get-Member ToBoolean).Definition; ([System.Collections.ArrayList]::new(), 1 | Get-Member Add).Count"), [
      'string Trim(), string Trim(char trimChar), string Trim(Params char[] trimChars)', 'char Chars(int index) {get;}', '0', 'bool IConvertible.ToBoolean(System.IFormatProvider provider)', '1',
    ]);
  });
});
