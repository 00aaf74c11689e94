// Members of .NET types at their edges, where PowerShell has a say of its own.
import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from '../cmdlets/inFolder.ts';
import { table } from './table.ts';

describe('Members of .NET types', () => {
  afterEach(removeFolders);
  table([
    ['what an indexer reads where nothing is, is null', "$b = [Text.StringBuilder]'abc'; $null -eq $b[9]; $null -eq $b[-1]; $b[1]; $a = [Collections.BitArray]::new(3); $null -eq $a[9]; $a[0]", 'True|True|b|True|False'],
    ['what it writes there, is refused', "$b = [Text.StringBuilder]'abc'; try { $b[9] = 'x' } catch { $_.Exception.GetBaseException().Message }; $b[1] = 'x'; \"$b\"", "Index was out of range. Must be non-negative and less than the size of the collection. (Parameter 'index')|axc"],
    ['CompareTo of texts and dates takes its own kind', "'a'.CompareTo('b'); 'a'.CompareTo($null); try { 'a'.CompareTo(5) } catch { $_.Exception.InnerException.Message }; try { (Get-Date 2024-01-01).CompareTo('2023-01-01') } catch { $_.FullyQualifiedErrorId }", '-1|1|Object must be of type String.|ArgumentException'],
    ['an address of mail is tried', "$o = $null; [Net.Mail.MailAddress]::TryCreate('X <a@b.c>', [ref]$o); \"$o\"; [Net.Mail.MailAddress]::TryCreate('x', [ref]$o); $null -eq $o; ([mailaddress]'a@b.c').Host", 'True|"X" <a@b.c>|False|True|b.c'],
  ]);
  it('special folders are those of the profile', () => {
    const { output, errors } = runInFolder("$home1 = [Environment]::GetFolderPath('UserProfile'); [Environment]::GetFolderPath('ApplicationData', 'DoNotVerify') -replace [regex]::Escape($home1); [Environment]::GetFolderPath([Environment+SpecialFolder]::MyDocuments, 'DoNotVerify') -replace [regex]::Escape($home1); [Environment]::GetFolderPath('Cookies', 'DoNotVerify') -eq ''; [enum]::GetNames([Environment+SpecialFolder]).Count; try { [IO.Directory]::SetCurrentDirectory('nope') } catch { $_.FullyQualifiedErrorId }");
    assert.deepEqual(errors, []);
    assert.deepEqual(output, ['/.config', '/Documents', 'True', '47', 'DirectoryNotFoundException']);
  });
});
