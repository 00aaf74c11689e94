import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from './inFolder.ts';

describe('CLIXML', () => {
  afterEach(removeFolders);
  it('brings back what it stored: known types whole, collections as what they were', () => {
    const { output, errors } = runInFolder("[pscustomobject] @{ By = [byte[]] (1, 2); Sb = { 1 + 1 }; X = [xml] '<a b=\"1\"/>'; H = @{ k = 1 }; A = 1, 'x' } | Export-Clixml o.xml; $r = Import-Clixml o.xml; $r.By.GetType().FullName; & $r.Sb; $r.X.a.b; $r.H.PSObject.TypeNames[0]; $r.H['k']; $r.A.PSObject.TypeNames[0]; $r.A -join ','");
    assert.deepEqual([output, errors], [['System.Byte[]', '2', '1', 'Deserialized.System.Collections.Hashtable', '1', 'Deserialized.System.Object[]', '1,x'], []]);
  });
  it('names types before it refers to their names, in tables of tables too: PowerShell reads no others', () => {
    const { output, errors } = runInFolder("$o = [pscustomobject]@{ P = @{ q = [ordered]@{ r = @{ s = 1 } } } }; [System.Management.Automation.PSSerializer]::Serialize(@{ a = @{ b = @($o, @{ c = [ordered]@{ d = 1 } }); e = [exception]::new('x') } }, 5)");
    assert.deepEqual(errors, []);
    const named = new Set<string>();
    for (const [, tag, id = ''] of output.join('').matchAll(/<(TN|TNRef) RefId="(\d+)"/g)) {
      if (tag === 'TN') named.add(id);
      assert.ok(named.has(id), `<TNRef RefId="${id}" /> comes before its names`);
    }
    assert.ok(named.size > 3);
  });
  it('reads an object around an object as what the outer one says it is', () => {
    const text = '<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04"><Obj RefId="0"><TN RefId="0"><T>My.Help#inner</T></TN><ToString>@{a=1}</ToString><Obj RefId="1"><TN RefId="1"><T>System.Management.Automation.PSCustomObject</T><T>System.Object</T></TN><MS><I32 N="a">1</I32></MS></Obj></Obj></Objs>';
    const { output, errors } = runInFolder(`$x = [System.Management.Automation.PSSerializer]::Deserialize('${text}'); $x.a; $x.PSObject.TypeNames -join ','`);
    assert.deepEqual([output, errors], [['1', 'Deserialized.My.Help#inner'], []]);
  });
  it('keeps keys that differ by letter case alone, and those that are there twice', () => {
    const dup = "<Objs Version='1.1.0.1'><Obj><TN><T>System.Collections.Specialized.OrderedDictionary</T></TN><DCT>" + "<En><S N='Key'>a</S><I32 N='Value'>1</I32></En>".repeat(2) + '</DCT></Obj></Objs>';
    const { output, errors } = runInFolder(`$d = New-Object hashtable; $d['a'] = 1; $d['A'] = 2; $d | Export-Clixml o.xml; $r = Import-Clixml o.xml; $r.Count; $r['A']; @{ a = 1 } | Export-Clixml o.xml; (Import-Clixml o.xml)['A']; Set-Content o.xml "${dup}"; $r = Import-Clixml o.xml; "$($r.GetType().Name) $($r.Count) $($r.Keys)"`);
    assert.deepEqual([output, errors], [['2', '2', '1', 'OrderedDictionary 2 a a'], []]);
  });
  it('gives a part of what it stored, of collections too, and says that it knows no total', () => {
    const { output, errors } = runInFolder("1..4 | Export-Clixml o.xml; \"$(Import-Clixml o.xml -First 2 -Skip 1)\"; $all = Import-Clixml o.xml -IncludeTotalCount; $all[0].ToString(); $all.Count; , (5..9) | Export-Clixml o.xml; \"$(Import-Clixml o.xml -First 2 -Skip 1)\"; [ordered] @{ a = 1; b = 2; c = 3 } | Export-Clixml o.xml; (Import-Clixml o.xml -Skip 1).Key -join ','");
    assert.deepEqual([output, errors], [['2 3', 'Unknown total count', '5', '6 7', 'b,c'], []]);
  });
  const ROUND = 'function Round($v, $depth = 2) { , [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($v, $depth)) }; ';
  it('counts as depth only what a type has as properties: custom objects, tables and lists go whole', () => {
    const { output, errors } = runInFolder(`${ROUND}$l = [pscustomobject]@{ N = [pscustomobject]@{ X = [pscustomobject]@{ Y = [pscustomobject]@{ Z = 1 } } } }; (Round $l 1).N.X.Y.Z; (Round @{ a = @{ b = @{ c = @{ d = 2 } } } } 1).a.b.c.d
      (Round @(, @(, @(, @(, @(3, 4))))) 1)[0][0][0][0][1]; $l | Export-Clixml o.xml -Depth 1; (Import-Clixml o.xml).N.X.Y.Z; ('{"a":{"b":{"c":{"d":{"e":5}}}}}' | ConvertFrom-Json | ConvertTo-CliXml -Depth 1 | ConvertFrom-CliXml).a.b.c.d.e`);
    assert.deepEqual([output, errors], [['1', '2', '4', '1', '5'], []]);
  });
  it('escapes what PowerShell escapes: any _x, control characters up to 9F and surrogates; and reads all that XmlConvert does', () => {
    const { output, errors } = runInFolder(`$s = "a_xb_X0041_ _x_$([char]9)$([char]0x7F)$([char]0x85)$([char]0x9F)$([char]0xA0)\u{1F600}é"; $x = [System.Management.Automation.PSSerializer]::Serialize($s); [regex]::Match($x, '<S>(.*)</S>').Groups[1].Value
      [System.Management.Automation.PSSerializer]::Deserialize($x) -ceq $s; $head = '<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04"><S>'; [System.Management.Automation.PSSerializer]::Deserialize("$head" + '_X0041__x0001F600__xFFFFFFFF_</S></Objs>')
      $o = [pscustomobject]@{ 'n_x' = 1 }; [System.Management.Automation.PSSerializer]::Serialize($o) -match 'N="n_x005F_x"'; [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($o)).n_x`.replace('\u{1F600}', '😀'));
    assert.deepEqual([output, errors], [['a_x005F_xb_x005F_X0041_ _x005F_x__x0009__x007F__x0085__x009F_\u00a0_xD83D__xDE00_é', 'True', 'A😀_xFFFFFFFF_', 'True', '1'], []]);
  });
  it('makes a text of what is deeper, and of the values of enums there', () => {
    const { output, errors } = runInFolder(`${ROUND}$i = Get-Item .; foreach ($n in 1, 2) { $r = Round $i $n; $r.Parent.GetType().Name, $r.Attributes.GetType().Name, $r.LastWriteTime.GetType().Name, ($r.Parent -is [string] -and $r.Parent -eq $i.Parent.ToString()) -join ' ' }; (Round ([pscustomobject]@{ T = @{ I = $i } }) 1).T.I.Parent.GetType().Name`);
    assert.deepEqual([output, errors], [['String String DateTime True', 'PSCustomObject Int32 DateTime False', 'String'], []]);
  });
  it('writes an object once and refers to it from then on, so that one may hold itself; and no more than 50 levels', () => {
    const { output, errors } = runInFolder(`${ROUND}$a = [System.Collections.ArrayList] @(1); [void] $a.Add($a); (Round $a)[1][1][0]; $h = @{ n = 2 }; $h.me = $h; (Round $h).me.me.n; $p = [pscustomobject]@{ n = 3 }; $p | Add-Member me $p; (Round $p).me.me.n
      $one = [pscustomobject]@{ n = 1 }; $two = Round ($one, $one); $two[0].n = 4; $two[1].n; $deep = 1; 1..70 | ForEach-Object { $deep = [pscustomobject]@{ d = $deep } }; $x = Round $deep; $n = 0; while ($x.d) { $x = $x.d; $n++ }; "$n $x"; $t = 1; 1..70 | ForEach-Object { $t = @{ d = , $t } }; (Round $t).Count`);
    assert.deepEqual([output, errors], [['1', '2', '3', '4', '50 Serialized XML is nested too deeply.', '1'], []]);
  });
  it('keeps what was added to a list or a table', () => {
    const { output, errors } = runInFolder(`${ROUND}$l = Add-Member -InputObject (1, 2) -NotePropertyName Tag -NotePropertyValue hot -PassThru; (Round $l).Tag; (Round (@{ a = 1 } | Add-Member -NotePropertyName Tag -NotePropertyValue cold -PassThru)).Tag`);
    assert.deepEqual([output, errors], [['hot', 'cold'], []]);
  });
  it('says so of a document that is too deep', () => {
    const { errors } = runInFolder(`'<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">' + ('<Obj><MS>' * 300) + ('</MS></Obj>' * 300) + '</Objs>' | ConvertFrom-CliXml`);
    assert.deepEqual(errors, ['System.Xml.XmlException,Microsoft.PowerShell.Commands.ConvertFromClixmlCommand: Serialized XML is nested too deeply.']);
  });
});
describe('Jobs by their place', () => {
  afterEach(removeFolders);
  it('are numbers and names; where it says that a job is given, it must be one', () => {
    const { errors } = runInFolder('Receive-Job 99; Remove-Job nosuch; Wait-Job 98; Stop-Job -Job 1');
    assert.deepEqual(errors, ['JobWithSpecifiedSessionNotFound,Microsoft.PowerShell.Commands.ReceiveJobCommand: The command cannot find a job with the job ID 99. Verify the value of the Id parameter and then try the command again.',
      'JobWithSpecifiedNameNotFound,Microsoft.PowerShell.Commands.RemoveJobCommand: The command cannot find the job because the job name nosuch was not found. Verify the value of the Name parameter, and then try the command again.',
      'JobWithSpecifiedSessionNotFound,Microsoft.PowerShell.Commands.WaitJobCommand: The command cannot find a job with the job ID 98. Verify the value of the Id parameter and then try the command again.',
      'CannotConvertArgumentNoMessage,Microsoft.PowerShell.Commands.StopJobCommand: Cannot bind parameter \'Job\'. Cannot convert the "1" value of type "System.Int32" to type "System.Management.Automation.Job".']);
  });
});
