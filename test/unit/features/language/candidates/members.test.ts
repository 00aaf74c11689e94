import assert from 'node:assert/strict';
import { candidatesAt } from '../../../../../src/features/language/candidates/candidates.ts';
import type { Candidate, KnowledgeView } from '../../../../../src/features/language/candidates/candidate.ts';
import { ParsedText } from '../../../../../src/features/language/parsedText.ts';

const knowledge: KnowledgeView = {
  connectionName: 'Prod', cmdlets: [], runbooks: [], command: () => undefined, loadedFunctions: () => [], commonParameters: () => [], assets: () => undefined, folderAssets: () => new Map(),
  connectionFields: (of) => ('connection' in of && of.connection === 'Mail' ? ['Host', 'Port No'] : []),
};

/** Candidates where the bar stands; undefined where no member is written. */
function members(marked: string, general = true): readonly Candidate[] | undefined {
  const offset = marked.indexOf('¦'), found = candidatesAt(new ParsedText(marked.replace('¦', '')), offset, knowledge, general);
  return found?.place === 'member' ? [...found.items].sort((a, b) => (a.order < b.order ? -1 : 1)) : undefined;
}
const names = (marked: string): string[] => members(marked)?.map(({ label }) => label) ?? ['no place'];
const has = (marked: string, ...wanted: string[]): void => {
  const there = names(marked);
  assert.deepEqual(wanted.filter((name) => !there.includes(name)), [], `${marked}: ${there.slice(0, 12).join(' ')}`);
};
const hasNot = (marked: string, ...unwanted: string[]): void => assert.deepEqual(unwanted.filter((name) => names(marked).includes(name)), [], marked);

describe('members that can be written', () => {
  it('stand in order: properties, then methods; of a list that was made its own before those of its items', () => {
    const list = names('$l = [System.Collections.Generic.List[string]]::new()\n$l.¦'), place = (name: string): number => list.indexOf(name);
    assert.ok(place('Count') < place('Add()') && place('Add()') < place('ToUpper()'), list.join(' '));
    const date = names('(Get-Date).¦');
    assert.ok(date.indexOf('Year') < date.indexOf('AddDays()'), date.join(' '));
    const texts = names("$x = 'a,b' -split ','\n$x.¦");
    assert.ok(texts.indexOf('ToUpper()') < texts.indexOf('Rank'), texts.join(' '));
  });

  it('are those of the items of a drive: files only where files are', () => {
    for (const [path, ...wanted] of [
      ['Cert:\\CurrentUser\\My', 'Thumbprint', 'Subject', 'NotAfter', 'PSPath'], ['-Path cert:\\LocalMachine\\My\\ -Recurse', 'Thumbprint'], ['env:', 'Name', 'Value'], ['-LiteralPath HKLM:\\Software', 'GetValue()', 'PSChildName', 'Property'],
      ['Registry::HKEY_LOCAL_MACHINE\\Software', 'GetValue()'], ['Microsoft.PowerShell.Core\\Registry::HKEY_USERS', 'GetValue()'], ['function:', 'ScriptBlock'], ['variable:', 'Value', 'Name'], ['alias:', 'Definition'], ['"HKCU:\\$name"', 'GetValue()'], ['(Join-Path HKLM:\\Software $name)', 'GetValue()'], ['Cert:\\CurrentUser', 'Certificates'],
    ] as const) {
      has(`Get-ChildItem ${path} | ForEach-Object { $_.¦ }`, ...wanted);
      hasNot(`Get-ChildItem ${path} | ForEach-Object { $_.¦ }`, 'CreationTime', 'BaseName');
    }
    has("$p = 'HKLM:\\Software'; $q = \"$p\\Contoso\"; $k = Get-Item -Path $q; $k.¦", 'GetValue()');
    has("foreach ($p in 'env:', 'env:a') { (Get-Item $p).¦ }", 'Value');
    has("(Get-ChildItem cert:\\CurrentUser\\My\\ | Where-Object {$_.Subject -match 'x'}).¦", 'Thumbprint');
    assert.deepEqual(names('Get-ChildItem SQLSERVER:\\SQL | ForEach-Object { $_.¦ }'), []);
    for (const path of ['', 'C:\\Temp', '-Path $where', '"$root\\a"', 'FileSystem::\\\\server\\share', '\\\\server\\share', '.\\a:b', '$env:TEMP']) has(`Get-ChildItem ${path} | ForEach-Object { $_.¦ }`, 'CreationTime', 'BaseName');
    has('$d = New-Item -ItemType Directory -Path C:\\x\n$d.¦', 'GetFiles()');
    hasNot('$d = New-Item -ItemType Directory -Path C:\\x\n$d.¦', 'DirectoryName');
  });

  it('are those that the caught or made exception has', () => {
    has('try { } catch [System.Net.WebException] { $_.Exception.¦ }', 'Response', 'Status', 'Message', 'InnerException');
    has('try { } catch [System.Net.WebException] { $_.Exception.Response.¦ }', 'Headers', 'StatusCode', 'GetResponseStream()');
    has('try { } catch [System.IO.FileNotFoundException] { $PSItem.Exception.¦ }', 'FileName', 'Message');
    has('using namespace System.IO\ntry { } catch [FileNotFoundException] { $_.Exception.¦ }', 'FileName');
    has('trap [System.ArgumentException] { $_.Exception.¦ }', 'ParamName');
    has('$e = [System.ComponentModel.Win32Exception]::new(2)\n$e.¦', 'NativeErrorCode', 'ErrorCode', 'Message');
    has("$e = New-Object System.Net.WebException 'x'\n$e.¦", 'Response');
    has('try { } catch [System.Data.SqlClient.SqlException] { $_.Exception.¦ }', 'Number', 'Message');
    has('try { } catch [Contoso.FullException] { $_.Exception.¦ }', 'Message');
    has('try { } catch [System.Net.WebException] { $_.¦ }', 'Exception', 'InvocationInfo');
    has('try { } catch [System.Management.Automation.CommandNotFoundException] { $_.Exception.¦ }', 'CommandName', 'ErrorRecord');
    for (const clause of ['catch', 'catch [System.Net.WebException], [System.IO.IOException]']) hasNot(`try { } ${clause} { $_.Exception.¦ }`, 'Response', 'FileName', 'ErrorRecord');
  });

  it('are those of types by the namespaces that the text uses', () => {
    has('using namespace System.Collections.Generic\n$l = [List[string]]::new()\n$l.¦', 'Add()', 'Count');
    has('using namespace System.Collections.Generic\n$l = [List[string]]::new()\n$l[0].¦', 'ToUpper()');
    has('using namespace System.IO\n[Path]::¦', 'GetFileName()');
    has('using namespace System.Net\n$w = New-Object WebClient\n$w.¦', 'DownloadString()');
    has('using namespace System.IO\nparam([FileInfo[]]$All)\n$All[0].¦', 'FullName');
    hasNot('[Path]::¦', 'GetFileName()');
  });

  it('are those of the type of a text, a number, a date, a type in brackets', () => {
    has('"a".¦', 'Length', 'ToUpper()', 'Split()', 'GetType()');
    has("'a'.Tr¦", 'Trim()');
    has('(Get-Date).¦', 'DayOfWeek', 'AddDays()', 'ToString()');
    has('(1 + 2).¦', 'ToString()');
    has('[datetime]::¦', 'Now', 'UtcNow', 'Parse()', 'new()');
    has('[System.Math]::¦', 'PI', 'Round()');
    has('[math]::Ro¦', 'Round()');
    has('[System.DayOfWeek]::¦', 'Monday');
    has('[IO.Path]::¦', 'Combine()', 'GetFileName()');
    has('[System.Guid]::NewGuid().¦', 'ToString()');
    has('$PSCmdlet.¦', 'ParameterSetName', 'ShouldProcess()', 'ThrowTerminatingError()', 'SessionState');
    has('$PSCmdlet.SessionState.PSVariable.¦', 'GetValue()', 'Set()');
    has('$PSCmdlet.MyInvocation.¦', 'BoundParameters');
    has('$ExecutionContext.InvokeCommand.¦', 'ExpandString()', 'NewScriptBlock()');
    hasNot('[datetime]::¦', 'AddDays()', 'Day');
    hasNot('(Get-Date).¦', 'Now');
  });

  it('follow properties, methods, casts and operators', () => {
    has('$x = (Get-Date).AddDays(1).Date\n$x.¦', 'DayOfYear');
    has("$x = 'a,b' -split ','\n$x[0].¦", 'ToUpper()');
    has("$x = 'a,b' -split ','\n$x.¦", 'ToUpper()', 'Count');
    has("$x = 'a'.Split('b')\n$x[0].¦", 'Trim()');
    has('$x = [xml] $text\n$x.¦', 'DocumentElement', 'SelectNodes()');
    has('$x = $y -as [timespan]\n$x.¦', 'TotalSeconds');
    has('$x = (Get-Date) - (Get-Date)\n$x.¦', 'TotalDays');
    has('$x = "{0}" -f 1\n$x.¦', 'Length');
    has('$x = [System.Text.StringBuilder]::new()\n$x.¦', 'Append()');
    has('$x = New-Object System.Collections.ArrayList\n$x.¦', 'Add()', 'Count');
    has('$x = New-Object -TypeName System.Net.WebClient\n$x.¦', 'DownloadString()');
    has('$x = [System.Collections.Generic.List[string]]::new()\n$x.¦', 'AddRange()');
    has('$x = [System.Collections.Generic.List[string]]::new()\n$x[0].¦', 'ToUpper()');
    has('$x = @(Get-ChildItem)\n$x[0].¦', 'FullName');
  });

  it('follow what methods give, static ones and those of collections, as far as the types tell', () => {
    for (const text of ["[regex]::Match('a', 'b')", "([regex] 'a').Match('b')", "[regex]::Matches('a', 'b')[0]", "foreach ($m in [regex]::Matches('a', 'b')) { $m.¦ }"]) has(text.includes('¦') ? text : `${text}.¦`, 'Groups', 'Success', 'Value', 'NextMatch()');
    has("[regex]::Match('a', 'b').Groups['x'].¦", 'Value', 'Index');
    for (const text of ['[Text.Encoding]::UTF8', '[System.Text.Encoding]::GetEncoding(1252)']) has(`${text}.¦`, 'GetBytes()', 'GetString()', 'WebName');
    has('[Text.Encoding]::UTF8.GetBytes("a").¦', 'Length', 'Count');
    has('[IO.File]::ReadAllLines("x")[0].¦', 'ToUpper()');
    has('[IO.Directory]::GetFiles("x").¦', 'ToUpper()', 'Count');
    has('$w = [Diagnostics.Stopwatch]::StartNew()\n$w.Elapsed.¦', 'TotalSeconds');
    has('[Environment]::OSVersion.Version.¦', 'Major');
    has('$PSVersionTable.PSVersion.¦', 'Major', 'Minor');
    has('([xml] $t).DocumentElement.ChildNodes[0].¦', 'InnerText', 'Attributes');
    has('[Convert]::ToDateTime("1").¦', 'AddDays()');
    has('[Security.Cryptography.SHA256]::Create().¦', 'ComputeHash()');
    has('$b = [Text.StringBuilder]::new()\n$b.Append("a").AppendLine("b").¦', 'Insert()', 'Length');
    has('(Get-Service)[0].¦', 'Status', 'Stop()');
    has('(Get-Item x)[0].Directory.¦', 'FullName');
    has('[datetime]::Parse("1").¦', 'AddDays()');
    has('[guid]::NewGuid().¦', 'ToByteArray()');
    has('[Diagnostics.Process]::GetProcesses()[0].StartTime.¦', 'AddDays()');
  });

  it('are those of a data section', () => {
    has('data D { @{ Title = 1 } }\n$D.¦', 'Title', 'Keys');
    has("data D { ConvertFrom-StringData @'\nTitle = Words\n# not = this\n Other=1\n'@ }\n$D.¦", 'Title', 'Other');
    hasNot("data D { ConvertFrom-StringData @'\nTitle = Words\n# not = this\n'@ }\n$D.¦", '# not', 'not');
  });

  it('are those of a variable by what was assigned last above, its type or its loop', () => {
    has('param([datetime] $When)\n$When.¦', 'AddDays()');
    has('function F { param([string] $Text) $Text.¦ }', 'ToUpper()');
    has('[string] $x = Get-It\n$x.¦', 'ToUpper()');
    has('foreach ($f in Get-ChildItem) { $f.¦ }', 'FullName', 'LastWriteTime');
    has('$d = 1..3\nforeach ($i in $d) { $i.¦ }', 'ToString()');
    has("$x = Get-Date\n$x = 'a'\n$x.¦", 'ToUpper()');
    has("$x = Get-Date\n$x.¦\n$x = 'a'", 'AddDays()');
    hasNot("$x = Get-Date\n$x.¦\n$x = 'a'", 'ToUpper()');
    has('workflow W { $d = Get-Date; InlineScript { $using:d.¦ } }', 'AddDays()');
    for (const text of ['workflow W { $d = Get-Date; InlineScript { $d = $using:d; $d.¦ } }', 'workflow W { param([datetime] $d) InlineScript { $d = $using:d; $d.¦ } }', '$d = Get-Date; Invoke-Command { $d = $using:d; $d.¦ }', "workflow W { $d = Get-Date; InlineScript { $d = 'a'; $using:d.¦ } }", 'workflow W { $d = Get-Date; InlineScript { & { $d = $using:d; $d.¦ } } }']) has(text, 'AddDays()');
    hasNot("workflow W { $d = Get-Date; InlineScript { $d = 'a'; $d.¦ } }", 'AddDays()');
    has('$env:TEMP.¦', 'Replace()');
    has('$PSVersionTable.¦', 'PSVersion');
    has('$PSPrivateMetadata.¦', 'JobId');
    has('$Error[0].¦', 'Exception', 'FullyQualifiedErrorId');
  });

  it('are those of what comes down a pipeline', () => {
    has('Get-Process | Where-Object { $_.¦ }', 'Id', 'Name', 'CPU', 'Kill()');
    has('Get-ChildItem | Where-Object Length -gt 1 | Sort-Object Name | ForEach-Object { $_.¦ }', 'FullName', 'Delete()');
    has('Get-Service | ? { $PSItem.St¦ }', 'Status', 'Stop()');
    has('$p = Get-Process\n$p | ForEach-Object { $_.¦ }', 'ProcessName');
    has('Get-ChildItem | Select-Object -Property Name, @{ Name = "Size"; Expression = { $_.¦ } }', 'Length');
    has('Get-ChildItem | Select-Object Name, @{ n = "Size"; e = { $_.Length } } | Where-Object { $_.¦ }', 'Name', 'Size');
    hasNot('Get-ChildItem | Select-Object Name | Where-Object { $_.¦ }', 'FullName');
    has('Get-ChildItem | Select-Object -ExpandProperty Name | ForEach-Object { $_.¦ }', 'ToUpper()');
    has('Get-ChildItem | ForEach-Object { $_.LastWriteTime } | ForEach-Object { $_.¦ }', 'AddDays()');
    has('Get-ChildItem | Group-Object Extension | ForEach-Object { $_.¦ }', 'Count', 'Group', 'Name');
    has('$m = Get-ChildItem | Measure-Object Length -Sum\n$m.¦', 'Sum', 'Average');
    has('1..3 | % { $_.¦ }', 'ToString()');
    has("@('a').Where({ $_.¦ })", 'ToUpper()');
    has('try { 1 } catch { $_.¦ }', 'Exception', 'InvocationInfo');
    has('try { 1 } catch { $_.Exception.¦ }', 'Message', 'InnerException');
    has("switch ('a') { 'b' { $_.¦ } }", 'ToUpper()');
  });

  it('are the keys of what the text builds, and members of its classes and enums', () => {
    has('$h = @{ Name = 1; "Other One" = 2 }\n$h.¦', 'Name', 'Other One', 'Keys', 'ContainsKey()');
    assert.equal(members('$h = @{ "Other One" = 2 }\n$h.¦')?.[0]?.insert, "'Other One'");
    has("$h = @{ When = Get-Date; Text = 'a' }\n$h.When.¦", 'AddDays()');
    has("$h = @{ Text = 'a' }\n$h['Text'].¦", 'ToUpper()');
    has('$o = [pscustomobject] @{ Id = 1 }\n$o.¦', 'Id', 'ToString()');
    hasNot('$o = [pscustomobject] @{ Id = 1 }\n$o.¦', 'ContainsKey()');
    has('$o = New-Object PSObject -Property @{ Id = 1 }\n$o.¦', 'Id');
    has('$o = [ordered] @{ Id = 1 }\n$o.¦', 'Id', 'Insert()');
    const text = 'class Base { [int] $Low }\nclass Disk : Base { [string] $Path; static [int] $Count; [datetime] Age() { return Get-Date } }\nenum Level { Low; High }\n';
    has(`${text}[Disk]::¦`, 'Count', 'new()');
    has(`${text}$d = [Disk]::new()\n$d.¦`, 'Path', 'Age()', 'Low');
    has(`${text}$d = [Disk]::new()\n$d.Age().¦`, 'AddDays()');
    has('class Disk { [string] $Path; [void] Do() { $this.¦ } }', 'Path', 'Do()');
    has(`${text}[Level]::¦`, 'Low', 'High');
    has('function F { [OutputType([datetime])] param() Get-It }\n$x = F\n$x.¦', 'AddDays()');
  });

  it('are not looked for without end, whatever leads to what', () => {
    const text = Array.from({ length: 40 }, (_, i) => `$a${i} = if ($x) { ($y ? $a${i + 1} : $a${i + 1}) } else { $y ? $a${i + 1} : $a${i + 1} }`).reverse().join('\n'), parsed = new ParsedText(`${text}\n$a0.`);
    let asked = 0;
    const { values } = parsed, variable = values.variable.bind(values);
    values.variable = (node) => {
      asked++;
      return variable(node);
    };
    assert.ok(candidatesAt(parsed, parsed.result.text.length, knowledge) !== undefined);
    assert.ok(asked > 1 && asked < 5_000, String(asked));
  });

  it('are those that SMA has', () => {
    assert.deepEqual(names('$c = Get-AutomationConnection -Name Mail\n$c.¦').slice(0, 2), ['Host', 'Port No']);
    assert.deepEqual(members("$c = Get-AutomationConnection -Name 'Mail'\n$c.¦", false)?.map(({ insert }) => insert), ['Host', "'Port No'"]);
    has('$c = Get-AutomationPSCredential -Name A\n$c.¦', 'UserName', 'GetNetworkCredential()');
    has('(Get-AutomationPSCredential -Name A).GetNetworkCredential().¦', 'Password', 'Domain');
    has('$j = Get-SmaJob -Id $id\n$j.¦', 'JobStatus', 'JobException');
    has('workflow W { $r = InlineScript { Get-Date }; $r.¦ }', 'Day');
  });

  it('are those that the text takes of the same variable elsewhere, where nobody knows better', () => {
    assert.deepEqual(names('$vm = Get-SCVirtualMachine\n$vm.HostName\n$VM.Refresh()\n$other.Name\n$vm.¦').sort(), ['HostName', 'Refresh()']);
    assert.deepEqual(names('Get-VM | ForEach-Object { $_.One; $_.¦ }\nGet-It | ForEach-Object { $_.Two }'), ['One']);
    has('$r = Invoke-RestMethod x\n$r.value.id\n$r.value.¦', 'id');
    has('$a = @(1)\n$a.¦', 'Where()', 'Count');
  });

  it('stand in brackets where they are methods, with the cursor between', () => {
    const insert = (marked: string, label: string): readonly unknown[] => {
      const found = members(marked)?.find((one) => one.label === label);
      return [found?.insert, found?.isSnippet];
    };
    assert.deepEqual(insert("'a'.¦", 'Replace()'), ['Replace($1)', true]);
    assert.deepEqual(insert('(Get-Date).¦', 'ToShortDateString()'), ['ToShortDateString()', false]);
    assert.deepEqual(insert("'a'.¦", 'Length'), ['Length', undefined]);
  });

  it('are looked for at a dot of an expression alone, in broken texts too', () => {
    for (const text of ['.¦', 'a.¦', 'foo.ps1¦', '"a.¦"', '"$x.¦"', '1..¦', '# $x.¦', '.\\¦', 'Get-Item a.¦', "'$x.¦'"]) assert.equal(members(text), undefined, text);
    has('if ((Get-Date).¦', 'Day');
    has('Write-Output (Get-Date).¦', 'Day');
    has('$d = Get-Date\nWrite-Output $d.¦', 'Day');
    has('$d = Get-Date\n"it is $($d.¦)"', 'Day');
    has('$d = Get-Date\n$d.¦\n}\n', 'Day');
    has('$d = Get-Date\n${d}?.¦', 'Day');
    assert.deepEqual(names('$x = Get-Unknown\n$x.¦'), []);
    assert.deepEqual(names('$a = $b\n$b = $a\n$a.¦'), []);
    assert.deepEqual(names('$x = $x.Foo\n$x.¦'), ['Foo']);
  });
});
