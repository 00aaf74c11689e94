/** Script files that are run by their path, and files as objects. */
import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from './inFolder.ts';

describe('Script files', () => {
  afterEach(removeFolders);
  it('run by a path that begins with a drive of the session', () => {
    const { output, errors } = runInFolder("$null = New-PSDrive -Name Own -PSProvider FileSystem -Root $PWD/sub; & Own:\\say.ps1 1; Own:/say.ps1 2; . 'Own:say.ps1' 3; try { Own:\\none.ps1 } catch { $_.FullyQualifiedErrorId }", { files: { 'sub/say.ps1': '"said $args"' } });
    assert.deepEqual([output, errors], [['said 1', 'said 2', 'said 3', 'CommandNotFoundException'], []]);
  });
  it('run by a path without their ending, but for a name with an ending that is there itself', () => {
    const files = { 'Child.ps1': '"child $args"', 'sub/say.ps1': '"said $args"', 'own.v2.ps1': '"own $args"', 'Plain': 'none', 'note.txt': 'text', 'note.txt.ps1': '"never"' };
    const { output, errors } = runInFolder(".\\Child 1; & ./Child.ps1 2; & \"$PWD\\Child\" 3; . .\\sub\\say 4; sub/say 5; ./own.v2 6; foreach ($n in '.\\Plain', 'Child', './note.txt', './sub', './sub/') { try { & $n } catch { $_.FullyQualifiedErrorId } }; (Get-Command ./Child).CommandType", { files });
    assert.deepEqual([output, errors], [['child 1', 'child 2', 'child 3', 'said 4', 'said 5', 'own 6', ...Array.from({ length: 5 }, () => 'CommandNotFoundException'), 'ExternalScript'], []]);
  });
  it('run by a path with wildcards that fits one file, and is no name of another', () => {
    const files = { 'alpha.ps1': '"alpha $args"', 'beta.ps1': '"beta $args"', 'x[1].ps1': '"brackets $args"', 'x1.ps1': '"x1 $args"', 'sub/only.ps1': '"only $args"' };
    const { output, errors } = runInFolder("& './al*.ps1' 1; & \"$PWD/a*\" 2; & './s*/*.ps1' 3; & './x[1].ps1' 4; . ./b?ta.ps1 5; foreach ($n in './*.ps1', 'al*.ps1', './none*.ps1', '/none/*.ps1', './su*', './[.ps1') { try { & $n } catch { $_.FullyQualifiedErrorId } }", { files });
    assert.deepEqual([output, errors], [['alpha 1', 'alpha 2', 'only 3', 'brackets 4', 'beta 5', ...Array.from({ length: 5 }, () => 'CommandNotFoundException'), 'RuntimeException'], []]);
  });
  it('are read in every encoding that runbooks come in', () => {
    const wide = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le');
    const files = { 'wide.ps1': wide('"wïde"'), 'big.ps1': wide('"bïg"').swap16(), 'old.ps1': Buffer.from('"\xEFld"', 'latin1'), 'marked.ps1': '\uFEFF"marked ï"', 'module.psm1': Buffer.from('function Get-Old { "m\xF6dule" }', 'latin1'), 'lines.txt': wide('ä\r\nö\r\n') };
    const { output, errors } = runInFolder('./wide.ps1; & ./big.ps1; . ./old.ps1; ./marked.ps1; Import-Module ./module.psm1; Get-Old; switch -File ./lines.txt { default { "line $_" } }', { files });
    assert.deepEqual([output, errors], [['wïde', 'bïg', 'ïld', 'marked ï', 'mödule', 'line ä', 'line ö'], []]);
  });
  it('that a switch names and that cannot be read are told as PowerShell tells them', () => {
    const { output } = runInFolder("$null = New-Item d -ItemType Directory; foreach ($f in './none.txt', './d', '') { try { switch -File $f { default { 1 } } } catch { \"$($_.FullyQualifiedErrorId) $($_.CategoryInfo.Category) $($_.Exception.GetType().Name): $_\" } }");
    assert.deepEqual(output, [
      "PathNotFound ObjectNotFound ItemNotFoundException: Cannot find path '<F>/none.txt' because it does not exist.",
      "FileReadError InvalidOperation RuntimeException: The file could not be read: Access to the path '<F>/d' is denied..",
      'InvalidFilenameOption InvalidOperation RuntimeException: The file name argument to -file in the switch statement is not valid.',
    ]);
  });
  it('whose lines a switch goes through pass on what leaves its body as an error of reading', () => {
    const files = { 'lines.txt': 'a\nb\n' };
    const { output, errors } = runInFolder(`try { switch -File ./lines.txt { a { throw 'oh' } } } catch { "$($_.FullyQualifiedErrorId) $($_.CategoryInfo.Category): $_ / $($_.Exception.InnerException.Message)"; $_.InvocationInfo.ScriptLineNumber }
      switch -File ./lines.txt { a { throw 'goes on behind it' } b { 'not read' } }
      'behind'; try { switch -File ./lines.txt { default { Get-Item ./none -ErrorAction Stop } } } catch [System.Management.Automation.ItemNotFoundException] { 'item' } catch { $_.FullyQualifiedErrorId; $_.Exception.InnerException.GetType().Name }
      switch -File ./lines.txt { a { 1/0; 'next' } b { break } }
      function f { switch -File ./lines.txt { a { return 'out' } } }; f; foreach ($i in 1, 2) { switch -File ./lines.txt { a { continue } b { "b$i" } } }`, { files });
    assert.deepEqual(output, ['FileReadError InvalidOperation: The file could not be read: oh. / oh', '1', 'behind', 'FileReadError', 'ActionPreferenceStopException', 'next', 'out', 'b1', 'b2']);
    assert.deepEqual(errors, ['FileReadError: The file could not be read: goes on behind it.', 'RuntimeException: Attempted to divide by zero.']);
  });
  it('that do not parse say where in the file', () => {
    const { output } = runInFolder("\n\ntry { ./wrong.ps1 } catch { $_.InvocationInfo.ScriptLineNumber; $_.InvocationInfo.ScriptName; $_.FullyQualifiedErrorId }", { files: { 'wrong.ps1': '1\n2)\n' } });
    assert.deepEqual(output, ['2', '<F>/wrong.ps1', 'UnexpectedToken']);
  });
  it('that are modules name their own classes in attributes', () => {
    const text = 'class Words : System.Management.Automation.IValidateSetValuesGenerator { [string[]] GetValidValues() { return "hello", "world" } }\nfunction Say { param([ValidateSet([Words])] [string] $word) $word }';
    const { output } = runInFolder("Import-Module ./words.psm1; Say hello; try { Say bye } catch { $_.FullyQualifiedErrorId }", { files: { 'words.psm1': text } });
    assert.deepEqual(output, ['hello', 'ParameterArgumentValidationError,Say']);
  });
  it('that are modules get their arguments', () => {
    const files = { 'plain.psm1': '$given = $args\nclass Keeper { $kept = $given }\nfunction Get-Given { "$given/$([Keeper]::new().kept)" }', 'named.psm1': 'param($one)\nfunction Get-Named { $one }' };
    const { output } = runInFolder("Import-Module ./plain.psm1 -ArgumentList a, b; Get-Given; Import-Module ./plain.psm1 -ArgumentList c -Force; Get-Given; Import-Module ./named.psm1 -ArgumentList d; Get-Named", { files });
    assert.deepEqual(output, ['a b/a b', 'c/c', 'd']);
  });
  it('as objects have the text they were made of', () => {
    const { output } = runInFolder("[IO.FileInfo] 'a/b.txt' | ForEach-Object { \"$_ $($_.Name) $($_.FullName)\" }; \"$([IO.DirectoryInfo] 'a')\"; \"$((Get-Item a/b.txt))\"", { files: { 'a/b.txt': 'x' } });
    assert.deepEqual(output, ['a/b.txt b.txt <F>/a/b.txt', 'a', '<F>/a/b.txt']);
  });
});
