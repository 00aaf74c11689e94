import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from './inFolder.ts';

const ran = (script: string): { readonly output: readonly string[]; readonly errors: readonly string[] } => {
  const { output, errors, ended } = runInFolder(script);
  assert.equal(ended, undefined);
  return { output: output.map((text) => text.trim()), errors };
};
const ENTRY = "[pscustomobject]@{ CommandLine = '''hi'''; ExecutionStatus = 'Completed'; StartExecutionTime = [datetime]'2020-01-01'; EndExecutionTime = [datetime]'2020-01-01 00:01:01' }";

describe('The history', () => {
  afterEach(removeFolders);
  it('holds what a script adds to it, and runs it again', () => {
    assert.deepEqual(ran(`@(Get-History).Count; $e = Add-History (${ENTRY}) -Passthru; "$($e.Id) $e $($e.Duration)"; Get-History | Out-String; Invoke-History 1; Invoke-History "'h"; Clear-History; @(Get-History).Count`).output,
      ['0', "1 'hi' 00:01:01", "Id     Duration CommandLine\n  --     -------- -----------\n   1     1:01.000 'hi'", 'hi', 'hi', '0']);
  });
  it('tells what it does not hold', () => {
    assert.deepEqual(ran(`Get-History -Id 9; Add-History 5; Clear-History -CommandLine zz; try { Invoke-History } catch { $_.FullyQualifiedErrorId }; try { Invoke-History 4 } catch { $_.Exception.Message }`), {
      output: ['InvokeHistoryNoLastHistoryEntryFound,Microsoft.PowerShell.Commands.InvokeHistoryCommand', 'Cannot locate the history for Id 4.'],
      errors: ['GetHistoryNoHistoryForId,Microsoft.PowerShell.Commands.GetHistoryCommand: Cannot locate the history for Id 9.', 'AddHistoryInvalidInput,Microsoft.PowerShell.Commands.AddHistoryCommand: Cannot add history because the input object has a format that is not valid.', 'NoHistoryForCommandline,Microsoft.PowerShell.Commands.ClearHistoryCommand: Cannot locate the history for command line zz.'],
    });
  });
});

describe('What scripts gave to types', () => {
  afterEach(removeFolders);
  it('is an object that can be taken back', () => {
    assert.deepEqual(ran("Update-TypeData -TypeName Foo -MemberType AliasProperty -MemberName L -Value Length; Get-TypeData F* | Out-String; (Get-TypeData Foo).Members['l'].ReferencedMemberName; Get-TypeData Foo | Remove-TypeData; @(Get-TypeData).Count; 'Nope' | Remove-TypeData"), {
      output: ['TypeName Members\n-------- -------\nFoo      {[L, System.Management.Automation.Runspaces.AliasPropertyData]}', 'Length', '0'],
      errors: ['TypesDynamicRemoveException,Microsoft.PowerShell.Commands.RemoveTypeDataCommand: Error in TypeData "Nope": The type "Nope" was not found. The type name value must be the full name of the type. Verify the type name and run the command again.'],
    });
  });
});

describe('Encodings', () => {
  afterEach(removeFolders);
  it('go by the name or the number of a code page', () => {
    assert.deepEqual(ran("foreach ($e in 'ansi', 'bigendianutf32', 'utf7', 1251, 'koi8-r', 'oem') { Set-Content f.txt 'aж€' -NoNewline -Encoding $e; \"$((Get-Content f.txt -AsByteStream) -join ' ') $(Get-Content f.txt -Encoding $e)\" }; (Get-Content f.txt -AsByteStream -Raw).GetType().FullName").output,
      ['97 63 128 a?€', '0 0 254 255 0 0 0 97 0 0 4 54 0 0 32 172 aж€', '97 43 66 68 89 103 114 65 45 aж€', '97 230 136 aж€', '97 214 63 aж?', '97 208 182 226 130 172 aж€', 'System.Byte[]']);
  });
  it('of names nobody knows are refused when the argument is bound', () => {
    assert.deepEqual(ran("Set-Content f.txt x -Encoding nope; 'x' | Out-File f.txt -Encoding 99999; Test-Path f.txt"), {
      output: ['False'],
      errors: ["ParameterArgumentTransformationError,Microsoft.PowerShell.Commands.SetContentCommand: Cannot process argument transformation on parameter 'Encoding'. 'nope' is not a supported encoding name. For information on defining a custom encoding, see the documentation for the Encoding.RegisterProvider method. (Parameter 'name')",
        "ParameterArgumentTransformationError,Microsoft.PowerShell.Commands.OutFileCommand: Cannot process argument transformation on parameter 'Encoding'. No data is available for encoding 99999. For information on defining a custom encoding, see the documentation for the Encoding.RegisterProvider method."],
    });
  });
});
