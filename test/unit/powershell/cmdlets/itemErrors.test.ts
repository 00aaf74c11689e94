/** What item commands say where they fail: the words, ids and categories of PowerShell's providers. */
import assert from 'node:assert/strict';
import { cannot } from '../../../support/counting.ts';
import { removeFolders, runInFolder } from './inFolder.ts';

const tell = 'process { if ($_ -is [System.Management.Automation.ErrorRecord]) { "{0} {1} {2} [{3}] {4}" -f ($_.FullyQualifiedErrorId -replace ",.*"), $_.CategoryInfo.Category, $_.Exception.GetType().Name, $_.TargetObject, $_ } else { "out $_" } }';
const told = (script: string): readonly string[] => runInFolder(`function tell { ${tell} }; Set-Content a.txt 1; $null = mkdir d/e, full; Set-Content d/e/f.txt 2; Set-Content full/x 3\n& { ${script} } 2>&1 | tell`).output;

describe('Errors of item commands', () => {
  afterEach(removeFolders);
  for (const [what, script, expected] of [
    ['a folder that is not there', 'Copy-Item a.txt none/b; Move-Item a.txt none/b; Move-Item d none/d; New-Item none/b; Set-Content none/b 1', [
      "CopyFileInfoItemIOError WriteError DirectoryNotFoundException [<F>/a.txt] Could not find a part of the path '<F>/none/b'.",
      "MoveFileInfoItemIOError WriteError DirectoryNotFoundException [<F>/a.txt] Could not find a part of the path '<F>/none/b'.",
      "MoveDirectoryItemIOError WriteError DirectoryNotFoundException [<F>/d] Could not find a part of the path '<F>/none/d'.",
      "NewItemIOError WriteError DirectoryNotFoundException [<F>/none/b] Could not find a part of the path '<F>/none/b'.",
      "GetContentWriterDirectoryNotFoundError ObjectNotFound DirectoryNotFoundException [<F>/none/b] Could not find a part of the path '<F>/none/b'."]],
    ['a file where a folder is meant', 'New-Item a.txt/x; New-Item a.txt/x -ItemType Directory', ["NewItemIOError WriteError DirectoryNotFoundException [<F>/a.txt/x] Could not find a part of the path '<F>/a.txt/x'.", "CreateDirectoryIOError WriteError DirectoryNotFoundException [<F>/a.txt/x] Could not find a part of the path '<F>/a.txt/x'."]],
    ['what is there already', 'New-Item d -Force; Copy-Item d a.txt; Copy-Item d two -Recurse; Copy-Item d two -Recurse; Copy-Item d two -Recurse; Rename-Item d full; Rename-Item d d', [
      "NewItemUnauthorizedAccessError PermissionDenied UnauthorizedAccessException [<F>/d] Access to the path '<F>/d' is denied.",
      'CopyContainerItemToLeafError InvalidArgument PSArgumentException [<F>/d] Container cannot be copied onto existing leaf item.',
      'DirectoryExist ResourceExists IOException [<F>/two/d] An item with the specified name <F>/two/d already exists.',
      'DirectoryExist ResourceExists IOException [<F>/two/d/e] An item with the specified name <F>/two/d/e already exists.',
      "RenameItemIOError WriteError IOException [<F>/d] Cannot create '<F>/full' because a file or directory with the same name already exists.",
      'RenameItemIOError WriteError IOException [<F>/d] Source and destination path must be different.']],
    ['another provider, several at once', 'Copy-Item a.txt env:x; Move-Item a.txt env:x; Set-Content b.txt 1; Move-Item *.txt b.txt; Move-Item a.txt *.txt; Rename-Item *.txt c; Remove-Item variable:true', [
      "CopyItemSourceAndDestinationNotSameProvider InvalidArgument PSArgumentException [System.Object[]] Source and destination path did not resolve to the same provider.",
      "System.Management.Automation.PSArgumentException InvalidArgument PSArgumentException [System.Object[]] Cannot move the item because the source and destination paths did not resolve to the same provider.",
      "System.Management.Automation.PSArgumentException InvalidArgument PSArgumentException [<F>/b.txt] Cannot move the item because the source path points to one or more items and the destination path is not a container. Validate that the destination path is a container and try again.",
      "System.Management.Automation.PSArgumentException InvalidArgument PSArgumentException [*.txt] Cannot move the item because the destination resolved to multiple paths. Specify a destination path that resolves to a single destination and try again.",
      "InvalidOperation InvalidOperation PSInvalidOperationException [] Cannot rename because item at '*.txt' does not exist.",
      'VariableNotRemovable WriteError SessionStateUnauthorizedAccessException [true] Cannot remove variable true because it is constant or read-only. If the variable is read-only, try the operation again specifying the Force option.']],
    ['content', "Get-Content a.txt -Delimiter x -AsByteStream; Set-Content b 65 -AsByteStream; Get-ChildItem a.txt, full/x | Add-Content -Value 9; (Get-Content a.txt, full/x) -join ' '; Set-Content d, b 7 -PassThru", [
      "GetContentReaderArgumentError InvalidArgument ArgumentException [<F>/a.txt] A delimiter cannot be specified when reading the stream one byte at a time. (Parameter 'delimiter')",
      "Argument InvalidArgument ProviderInvocationException [] The invocation of Write on the 'FileSystem' provider's content writer failed for path '<F>/b'. Cannot proceed with byte encoding. When using byte encoding the content must be of type byte.",
      'out 1 9 3 9', "System.NotSupportedException NotSpecified NotSupportedException [] Unable to clear content of '<F>/d' because it is a directory. Clear-Content is only supported on files."]],
    ['files that no path or pattern names', 'foreach ($b in { 1 | Out-File no* }, { Set-Content b.txt 1; 1 | Out-File *.txt }, { 1 | Export-Csv no* }, { 1 | Export-Clixml no* }, { 1 | Out-File env:x }, { Import-Clixml a.txt }) { try { & $b } catch { $_ } }', [
      'FileOpenFailure OpenError FileNotFoundException [no*] Cannot perform operation because the wildcard path no* did not resolve to a file.',
      'ReadWriteMultipleFilesNotSupported InvalidArgument PSInvalidOperationException [] Cannot perform operation because the path resolved to more than one file. This command cannot operate on multiple files.',
      'FileOpenFailure OpenError FileNotFoundException [no*] Cannot perform operation because the wildcard path no* did not resolve to a file.', 'FileOpenFailure OpenError FileNotFoundException [no*] Cannot perform operation because the wildcard path no* did not resolve to a file.',
      'ReadWriteFileNotFileSystemProvider InvalidArgument PSInvalidOperationException [] Cannot open file because the current provider (Microsoft.PowerShell.Core\\Environment) cannot open a file.',
      'System.Xml.XmlException NotSpecified XmlException [] Data at the root level is invalid. Line 1, position 1.']],
    ['streams of files', 'foreach ($b in { Get-Content a.txt -Stream x }, { Set-Content a.txt 1 -Stream x }, { Get-Item a.txt -Stream x }, { Remove-Item a.txt -Stream x }) { try { & $b } catch { $_.FullyQualifiedErrorId } }; Test-Path a.txt', [...['GetContent', 'SetContent', 'GetItem', 'RemoveItem'].map((x) => `out NotSupported,Microsoft.PowerShell.Commands.${x}Command`), 'out True']],
    ['parts of paths', 'Split-Path FileSystem::/a -Qualifier; Split-Path a -Qualifier; $env:H = 1; (Resolve-Path env:H).ProviderPath; Resolve-Path x -RelativeBasePath a.txt; Get-PSProvider no; Get-Location -PSProvider no; Get-Location -PSDrive no; (Get-Location -PSDrive env).Path; (Get-ChildItem -Attributes !Directory, ReadOnly).Name', [
      'out FileSystem::', "ParsePathFormatError InvalidArgument FormatException [a] Cannot parse path because path 'a' does not have a qualifier specified.", 'out H',
      "PathNotFound ObjectNotFound ItemNotFoundException [<F>/a.txt] Cannot find path '<F>/a.txt' because it does not exist.",
      "ProviderNotFound ObjectNotFound ProviderNotFoundException [no] Cannot find a provider with the name 'no'.", "GetLocationNoMatchingProvider ObjectNotFound ProviderNotFoundException [no] Cannot find a provider with the name 'no'.",
      "GetLocationNoMatchingDrive ObjectNotFound DriveNotFoundException [no] Cannot find drive. A drive with the name 'no' does not exist.", 'out Env:/', 'out a.txt']],
    ['properties', 'Get-ItemProperty a.txt Nope; Get-ItemPropertyValue a.txt Length, Nope; Set-ItemProperty a.txt Nope 5; Get-ItemProperty variable:PWD; Set-Item a.txt 1', [
      'GetValueError ReadError IOException [Nope] The property Nope does not exist or was not found.', 'GetValueError ReadError IOException [Nope] The property Nope does not exist or was not found.', 'out 2',
      'SetPropertyError ReadError IOException [int Nope=5] The property int Nope=5 does not exist or was not found.',
      'NotSupported NotImplemented PSNotSupportedException [] Cannot use interface. The IPropertyCmdletProvider interface is not supported by this provider.',
      'NotSupported NotImplemented PSNotSupportedException [] Provider operation stopped because the provider does not support this operation.']],
    ['other providers', 'Get-Item env:none; Remove-Item function:none; $v = 1; New-Item variable:v -Value 2; New-Item env:q; $env:a1 = 1; $env:a2 = 2; Rename-Item env:a1 a2; $null = New-PSDrive W FileSystem d; Get-Item W:none', [
      "PathNotFound ObjectNotFound ItemNotFoundException [Env:/none] Cannot find path 'Env:/none' because it does not exist.",
      "PathNotFound ObjectNotFound ItemNotFoundException [Function:/none] Cannot find path 'Function:/none' because it does not exist.",
      "Argument InvalidArgument PSArgumentException [] The item at path 'v' already exists.",
      'NewItemValueNotSpecified InvalidArgument PSArgumentNullException [q] Cannot process argument because the value of argument "value" is null. Change the value of argument "value" to a non-null value.',
      "Argument InvalidArgument PSArgumentException [] The item at path 'a2' already exists.",
      "PathNotFound ObjectNotFound ItemNotFoundException [W:/none] Cannot find path 'W:/none' because it does not exist."]],
    ['what is hidden or read-only', 'Set-Content .h 1; Remove-Item .h; Test-Path .h; Remove-Item .h -Force; (Get-Item a.txt).IsReadOnly = $true; Remove-Item a.txt', [
      'RemoveFileSystemItemUnAuthorizedAccess PermissionDenied IOException [<F>/.h] You do not have sufficient access rights to perform this operation or the item is hidden, system, or read only.', 'out True',
      'RemoveFileSystemItemUnAuthorizedAccess PermissionDenied IOException [<F>/a.txt] You do not have sufficient access rights to perform this operation or the item is hidden, system, or read only.']],
    ['content', 'Get-Content d', ["GetContainerContentException InvalidOperation InvalidOperationException [] Unable to get content because it is a directory: '<F>/d'. Please use 'Get-ChildItem' instead."]],
  ] as const) it(`say of ${what} what PowerShell says`, () => { assert.deepEqual(told(script), expected); });
  it('end commands that cannot open the file they write', () => {
    const { output } = runInFolder("$null = mkdir d; foreach ($b in { 1 | Out-File none/x }, { 1 > d }, { 1 | Export-Csv none/x }, { 1 | Export-Clixml none/x }) { try { & $b; 'not reached' } catch { \"$($_.FullyQualifiedErrorId) $($_.CategoryInfo.Category) $_\" } }");
    const failed = (command: string, text: string): string => `FileOpenFailure,Microsoft.PowerShell.Commands.${command}Command OpenError ${text}`, none = "Could not find a part of the path '<F>/none/x'.";
    assert.deepEqual(output, [failed('OutFile', none), failed('OutFile', "Access to the path '<F>/d' is denied."), failed('ExportCsv', none), failed('ExportClixml', none)]);
  });
  it('let a folder that is moved join the one that is there', () => {
    const { output, errors } = runInFolder("$null = mkdir to/d, d; Set-Content d/a 1; Set-Content d/b 2; Set-Content to/d/b 3; Move-Item d to; Get-ChildItem . -Recurse -File -Name | Sort-Object");
    assert.deepEqual([output, errors], [['d/b', 'to/d/a', 'to/d/b'], ["MoveFileInfoItemIOError,Microsoft.PowerShell.Commands.MoveItemCommand: The file '<F>/to/d/b' already exists."]]);
  });
});
describe('Properties as objects', () => {
  it('are told as Get-Member tells them', () => {
    const { output } = runInFolder("([pscustomobject]@{ A = 1; B = 1, 2; C = $null }).psobject.Properties | ForEach-Object { \"$_\" }; \"$('abc'.psobject.Properties['Length'])\"");
    assert.deepEqual(output, ['int A=1', 'Object[] B=System.Object[]', 'object C=null', 'int Length {get;}']);
  });
});
describe('Folders', () => {
  afterEach(removeFolders);
  const calls = "Set-Content a.txt 1; foreach ($p in 'new/one/two', 'new/one', 'a.txt', 'a.txt/b', 'a.txt/b/c', ('x' * 300)) { try { [IO.Directory]::CreateDirectory($p).FullName } catch { \"$($_.Exception.InnerException.GetType().Name) $($_.Exception.InnerException.Message -replace 'x{99,}', 'x..x')\" } }";
  it('are made with those above them, and say which of them cannot be', () => {
    assert.deepEqual(runInFolder(calls).output, ['<F>/new/one/two', '<F>/new/one', "IOException The file '<F>/a.txt' already exists.", "DirectoryNotFoundException Could not find a part of the path '<F>/a.txt/b'.",
      "DirectoryNotFoundException Could not find a part of the path '<F>/a.txt/b/c'.", "PathTooLongException The path '<F>/x..x' is too long, or a component of the specified path is too long."]);
  });
  // Node's own way to make several folders at once never ended here.
  it('that can hold none say so', function () {
    if (process.platform !== 'linux') cannot(this, 'it writes to /proc, which only Linux has');
    const script = `try { New-Item /proc/x/y -ItemType Directory -Force -ErrorAction Stop } catch { "$($_.FullyQualifiedErrorId) $_" }\n${calls.replace(/'new.*\)\)/, "'/proc/x', '/proc/x/y')")}`;
    assert.deepEqual(runInFolder(script).output, ["CreateDirectoryIOError,Microsoft.PowerShell.Commands.NewItemCommand Could not find file '/proc/x'.", ...[1, 2].map(() => "FileNotFoundException Could not find file '/proc/x'.")]);
  });
});
describe('Exceptions', () => {
  afterEach(removeFolders);
  it('say which file they are of, and which parameters are missing', () => {
    const { output } = runInFolder("[System.IO.FileNotFoundException]::new('gone', 'f.txt').ToString(); [System.IO.FileNotFoundException]::new('gone').ToString(); function f { param([Parameter(Mandatory)] $A, [Parameter(Mandatory)] $B) }; try { f } catch { \"[$($_.Exception.ParameterName)]\" }");
    assert.deepEqual(output, ["System.IO.FileNotFoundException: gone\nFile name: 'f.txt'", 'System.IO.FileNotFoundException: gone', '[ A B]']);
  });
});
describe('Errors of binding', () => {
  afterEach(removeFolders);
  it('stand at the parameter or its argument, and at the command where neither is meant', () => {
    const { output } = runInFolder("function f { [CmdletBinding()] param([Parameter(Mandatory)] $A, [int] $Max) }\n$at = { param($e) \"$($e.InvocationInfo.ScriptLineNumber):$($e.InvocationInfo.OffsetInLine) $(($e.InvocationInfo.PositionMessage -split '\\n')[-1].Replace('+', '').Trim().Length) $($e.Exception.Offset)\" }\ntry { f 1 `\n  -Max zz } catch { & $at $_ }\ntry { f 1 -Max:zz } catch { & $at $_ }\ntry { f 1 -Nope 2 } catch { & $at $_ }\ntry { f 1 -M } catch { & $at $_ }\ntry { f } catch { & $at $_ }\n$p = @{ A = 1; Max = 'q' }; try { f @p } catch { & $at $_ }");
    assert.deepEqual(output, ['4:8 2 8', '5:16 2 16', '6:11 5 11', '7:11 2 11', '8:7 1 7', '9:37 2 37']);
  });
});
describe('What a person at a screen would see', () => {
  afterEach(removeFolders);
  it('is refused, or is only the text; files tell what versions they have', () => {
    const { output } = runInFolder("prompt; foreach ($b in { Invoke-Item x.txt -ErrorAction Stop }, { ii x.txt -ErrorAction Stop }) { try { & $b } catch { $_.FullyQualifiedErrorId } }; Set-Content x.txt 1; $v = [Diagnostics.FileVersionInfo]::GetVersionInfo((Get-Item x.txt).FullName); $v.FileName -eq (Get-Item x.txt).FullName; $null -eq $v.FileVersion; try { [Diagnostics.FileVersionInfo]::GetVersionInfo('/nowhere') } catch { $_.FullyQualifiedErrorId }");
    assert.match(output[0] ?? '', /^PS .+> $/);
    assert.deepEqual(output.slice(1), ['ScreenNotAvailable,Microsoft.PowerShell.Commands.InvokeItemCommand', 'ScreenNotAvailable,Microsoft.PowerShell.Commands.InvokeItemCommand', 'True', 'True', 'FileNotFoundException']);
  });
});
describe('Unblock-File', () => {
  afterEach(removeFolders);
  it('tells of files that are not there, and says nothing of those that are, nor of folders', () => {
    const { output, errors } = runInFolder('Set-Content a.txt 1; $null = mkdir d; Unblock-File none.txt; Unblock-File -LiteralPath none.txt; Unblock-File *.none; Get-ChildItem | Unblock-File; (Get-Command Unblock-File).Source');
    assert.deepEqual([output, errors.map((e) => e.replace(/:.*/, ''))], [['Microsoft.PowerShell.Utility'], ['', ''].map(() => 'FileNotFound,Microsoft.PowerShell.Commands.UnblockFileCommand')]);
  });
});
