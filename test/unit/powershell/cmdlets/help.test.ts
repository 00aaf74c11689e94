import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from './inFolder.ts';

const DEMO = `function Get-Demo {
<#
.SYNOPSIS
 Short one.
.DESCRIPTION
 Longer text
 on two lines.
.PARAMETER Name
 The name.
.EXAMPLE
 PS> Get-Demo a

 Shows a.
.INPUTS
 System.String
.NOTES
 Some notes
.LINK
 https://example.com
.LINK
 Get-Other
#>
 [CmdletBinding(SupportsShouldProcess)] param([Parameter(Mandatory, Position = 0, ValueFromPipeline)] [string] $Name, [int] $Count = 3, [switch] $Flag) }
`;
const lines = (script: string): readonly string[] => {
  const { output, errors, ended } = runInFolder(DEMO + script);
  assert.deepEqual([errors, ended], [[], undefined]);
  return output.flatMap((text) => text.split('\n')).map((line) => line.trimEnd());
};

describe('Get-Help', () => {
  afterEach(removeFolders);
  it('is none where PowerShell reads none, and of filters and workflows as of functions', () => {
    const synopsis = (text: string, name: string): string => lines(`${text}\n$s = (Get-Help ${name}).Synopsis; if ($s.Trim().StartsWith('${name}')) { 'none' } else { $s }`).join();
    const block = '<#\n.SYNOPSIS\nIt.\n#>\n';
    assert.equal(synopsis(`1 > $null\n\n\n${block}# Version\nfunction Get-B { 1 }`, 'Get-B'), 'It.,, Version');
    assert.equal(synopsis(`# Copyright\n${block}function Get-D { 1 }`, 'Get-D'), 'none');
    assert.equal(synopsis('<#\n.SYNOPSIS\nIt.\n.AUTHOR\nme\n#>\nfunction Get-C { 1 }', 'Get-C'), 'none');
    assert.equal(synopsis(`${block}filter Get-E { 1 }`, 'Get-E'), 'It.');
    assert.equal(synopsis(`${block}workflow Get-W { 1 }`, 'Get-W'), 'It.');
    assert.equal(synopsis(`# functional\n\n\nSet-Item function:Get-S { ${block} 1 }`, 'Get-S'), 'It.');
  });
  it('shows what the comment of a function says', () => {
    assert.deepEqual(lines('Get-Help Get-Demo | Out-String'), ['', 'NAME', '    Get-Demo', '', 'SYNOPSIS', '    Short one.', '', '', 'SYNTAX', '    Get-Demo [-Name] <String> [-Count <Int32>] [-Flag] [-WhatIf] [-Confirm] [<CommonParameters>]', '', '',
      'DESCRIPTION', '    Longer text', '    on two lines.', '', '', 'RELATED LINKS', '    https://example.com', '    Get-Other', '', 'REMARKS', '    To see the examples, type: "Get-Help Get-Demo -Examples"', '    For more information, type: "Get-Help Get-Demo -Detailed"',
      '    For technical information, type: "Get-Help Get-Demo -Full"', '    For online help, type: "Get-Help Get-Demo -Online"', '', '']);
  });
  it('shows all there is, the examples alone, or a parameter', () => {
    const full = lines('Get-Help Get-Demo -Full | Out-String').join('\n');
    for (const part of ['-Count <Int32>\n\n        Required?                    false\n        Position?                    named\n        Default value                3\n        Accept pipeline input?       false', 'INPUTS\n    System.String\n', 'NOTES\n\n    Some notes\n', '    PS>Get-Demo a\n\n    Shows a.\n', '-Flag [<SwitchParameter>]']) assert.ok(full.includes(part), part);
    assert.deepEqual(lines("(Get-Help Get-Demo -Parameter n* | Out-String).Trim(); (Get-Help Get-Demo -Examples).PSObject.TypeNames -join ' '"), ['-Name <String>', '    The name.', '', '    Required?                    true', '    Position?                    1', '    Default value', '    Accept pipeline input?       true (ByValue)', '    Aliases', '    Accept wildcard characters?  false', 'MamlCommandHelpInfo#ExamplesView HelpInfo#ExamplesView MamlCommandHelpInfo HelpInfo']);
  });
  it('is an object of sections', () => {
    assert.deepEqual(lines("$h = Get-Help Get-Demo; $h.Synopsis; $h.description.Text; $h.examples.example.code; $h.examples.example.remarks[0].Text.Trim(); $h.parameters.parameter[0].pipelineInput; $h.relatedLinks.navigationLink[0].uri; $h.relatedLinks.navigationLink[1].linkText; $h.inputTypes.inputType.type.name; $h.alertSet.alert.Text; $h.Category"),
      ['Short one.', 'Longer text', 'on two lines.', 'Get-Demo a', 'Shows a.', 'true (ByValue)', 'https://example.com', 'Get-Other', 'System.String', 'Some notes', 'Function']);
  });
  it('shows how a function is called that nobody wrote help for', () => {
    assert.deepEqual(lines('function plain($a, [int] $b) { }; Get-Help plain | Out-String; (Get-Help plain).Synopsis.Trim()'), ['', 'NAME', '    plain', '', 'SYNTAX', '    plain [[-a] <Object>] [[-b] <int>]', '', '', 'ALIASES', '    None', '', '', 'REMARKS', '    None', '', '', '', 'plain [[-a] <Object>] [[-b] <int>]']);
  });
  it('has the parts of examples as they are, the prompt with its blank', () => {
    const text = "function e {\n<#\n.SYNOPSIS\n s\n.EXAMPLE\n e 1\n e 2\n.EXAMPLE\n C:\\PS> e 3\n out\n\n Says.\n\n More.\n\n#>\nparam() }";
    assert.deepEqual(lines(`${text}\n(Get-Help e).examples.example | ForEach-Object { "[$($_.introduction[0].Text)][$($_.code)][$($_.remarks[0].Text)]" }`), ['[PS > ][e 1', 'e 2][]', '[C:\\PS>][e 3', 'out][Says.', '', 'More.]']);
  });
  it('tells what attributes say of parameters: patterns, and the value where none is given', () => {
    assert.deepEqual(lines("function w { param([SupportsWildcards()] $p, [PSDefaultValue(Help = 'all of them')] $q = 1, [PSDefaultValue(Value = 7)] $r = 2, $s = 3) }; (Get-Help w).parameters.parameter | ForEach-Object { \"$($_.globbing) $($_.defaultValue)\" }"), ['true', 'false all of them', 'false 7', 'false 3']);
  });
  it('is that of another command where it says so, and of the component, role and functionality that are asked for', () => {
    assert.deepEqual(lines("function f { # .FORWARDHELPTARGETNAME Get-Demo\n }; (Get-Help f).Name; function c {\n<#\n.SYNOPSIS\n s\n.COMPONENT\n Disks\n.ROLE\n Admin\n#>\nparam() }\n(Get-Help c -Component d*).Name; (Get-Help c -Role x, ADMIN).Name; Get-Help c -Functionality any -ErrorAction SilentlyContinue -ErrorVariable told; $told.FullyQualifiedErrorId; try { Get-Help c -Component Nets -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }"),
      ['Get-Demo', 'c', 'c', 'HelpNotFound,Microsoft.PowerShell.Commands.GetHelpCommand', 'HelpNotFound,Microsoft.PowerShell.Commands.GetHelpCommand']);
  });
  it('says types as short as they are written', () => {
    assert.deepEqual(lines("function a([System.IO.FileInfo] $f, [System.Collections.Generic.List[string]] $l, [float] $g, [object[]] $z, [DayOfWeek] $d) { }; (Get-Command a -Syntax).Trim(); function b { [OutputType([int], 'My.Type')] param() }; \"$((Get-Command b).OutputType)\""),
      ['a [[-f] <FileInfo>] [[-l] <List[string]>] [[-g] <float>] [[-z] <Object[]>] [[-d] <DayOfWeek>]', 'System.Int32 My.Type']);
  });
});
