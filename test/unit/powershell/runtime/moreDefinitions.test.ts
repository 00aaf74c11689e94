/** What Get-Member tells of types whose methods are all known. */
import { table } from './table.ts';

describe('Get-Member of common types', () => {
  table([
    ['overloads with those of interfaces', `
      ([timespan]::Zero | Get-Member Divide).Definition; ([guid]::Empty | Get-Member ToByteArray).Definition; ([version]'1.2' | Get-Member Equals).Definition; ('a'[0] | Get-Member CompareTo).Definition`,
      'timespan Divide(double divisor), double Divide(timespan ts)|byte[] ToByteArray(), byte[] ToByteArray(bool bigEndian)|bool Equals(System.Object obj), bool Equals(version obj), bool IEquatable[version].Equals(version other)|int CompareTo(System.Object value), int CompareTo(char value), int IComparable.CompareTo(System.Object obj), int IComparable[char].CompareTo(char other)'],
    ['generic types say what they are of', `
      $d = [Collections.Generic.Dictionary[string, int]]::new(); (Get-Member -InputObject $d TryGetValue).Definition; (Get-Member -InputObject $d -Name AddOrUpdate).Count`,
      'bool TryGetValue(string key, [ref] int value), bool IDictionary[string,int].TryGetValue(string key, [ref] int value), bool IReadOnlyDictionary[string,int].TryGetValue(string key, [ref] int value)|0'],
    ['arrays have what IList has', `(Get-Member -InputObject @(1) Add).Definition; (Get-Member -InputObject ([int[]] @(1)) Set).Definition`, 'int IList.Add(System.Object value)|void Set(int , int )'],
    ['properties have their types', `
      ([exception]::new() | Get-Member TargetSite, Data).Definition; ([regex]::Match('a', 'a') | Get-Member Groups).Definition; ([guid]::Empty | Get-Member Guid | ForEach-Object { "$($_.MemberType) $($_.Definition)" })`,
      'System.Reflection.MethodBase TargetSite {get;}|System.Collections.IDictionary Data {get;}|System.Text.RegularExpressions.GroupCollection Groups {get;}|ScriptProperty System.Object Guid {get=$this.ToString();}'],
    ['a method value writes its overloads', `([regex]'a').Split.OverloadDefinitions -join ';'; ({}).GetNewClosure.OverloadDefinitions`, 'string[] Split(string input);string[] Split(string input, int count);string[] Split(string input, int count, int startat)|scriptblock GetNewClosure()'],
  ]);
});
