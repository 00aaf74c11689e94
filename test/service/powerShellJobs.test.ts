/** Runbooks and single commands in a PowerShell beside the engine: our engine in its place, and programs that misbehave. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AssetReply, AssetRequest } from '../../src/worker/protocol.ts';
import type { RunOptions, RunRecord, runInSandbox as Run } from '../../src/worker/local/runInSandbox.ts';
import type { PowerShellSettings } from '../../src/worker/sandbox/settings.ts';
import { eventually } from '../support/eventually.ts';
import { imposter, program } from '../support/imposter.ts';
import { cannot } from '../support/counting.ts';
import { testPowerShell } from '../support/testPowerShell.ts';
import type { TestProgram } from '../support/imposter.ts';
import { workerBundle } from '../support/workerBundle.ts';
import { WorkerDriver } from '../support/workerDriver.ts';

/** A module as Az and its kind: the engine has nothing of it. */
const MODULE = String.raw`
function global:Get-Machine {
  [CmdletBinding()] param([Parameter(Position = 0)][string[]]$Name = 'all', [switch]$Running, [ValidateSet('big', 'small')][string]$Size, [Parameter(ValueFromPipeline)]$InputObject, $Filter, [pscredential]$Credential)
  process {
    Write-Verbose "looking for $Name"
    foreach ($each in $Name) { [pscustomobject]@{ PSTypeName = 'Cloud.Machine'; Name = $each; Running = [bool]$Running; Given = $InputObject; Since = [datetime]'2020-01-02'; User = $Credential.UserName; Filter = [string]$Filter } }
    if ($Name -contains 'bad') { Write-Warning 'bad ahead'; Write-Error -Message 'is bad' -ErrorId IsBad -Category InvalidData -TargetObject bad }
    if ($Name -contains 'worse') { throw 'is worse' }
  }
}
function global:Set-Machine { [CmdletBinding()] param([Parameter(ValueFromPipeline)]$InputObject) process { "set $($InputObject.Name) $($InputObject.PSObject.TypeNames[0])" } }
function global:Stop-Everything { [CmdletBinding()] param() exit 5 }
function global:Connect-Tenant { [CmdletBinding()] param([switch]$Soft) if ($Soft) { Write-Error soft; 'went on'; return } $PSCmdlet.ThrowTerminatingError([System.Management.Automation.ErrorRecord]::new([System.IO.FileNotFoundException]::new('no account'), 'NoAccount', 'ObjectNotFound', 'x')) }
function global:Connect-Cloud { $global:account = 'me' }
function global:Get-Account { $global:account }
function global:Get-Here { "$((Get-Location).Path) [$env:SMA_TEST_FLEET] $(Get-Content -Path ./f.txt -ErrorAction SilentlyContinue)" }
function global:Select-Fitting { param([scriptblock]$By) 1..5 | Where-Object $By }
filter global:Add-One { $_ + 1 }
`;
/** A module on the disk, with names that say nothing of a verb. */
const FLEET = "function Get-Ship([string]$Name = 'any') { \"ship $Name\" }\n<#\n.SYNOPSIS\nFinds a tanker.\n.DESCRIPTION\nIt looks in every harbour.\n.PARAMETER Tons\nHow much it holds.\n.EXAMPLE\nGet-Tanker -Tons 5\n#>\nfunction Get-Tanker([int]$Tons) { $Tons }\nfunction harbour([int]$N) { \"harbour $N\" }\nSet-Alias gsh Get-Ship\nExport-ModuleMember -Function * -Alias *\n";

let runInSandbox: typeof Run;
const LONG = 240_000;
const BEREFT = 'PowerShell had ended and was started again: connections, imported modules and variables of the commands before are gone there. Connect again where a command needs it.';

async function run(script: string, powerShell: PowerShellSettings, rest: Partial<RunOptions> = {}) {
  const records: RunRecord[] = [];
  const handle = runInSandbox({ script, name: 'Test-Runbook', type: 'PowerShellScript', settings: { powerShell: { startSeconds: 200, ...powerShell } }, onRecords: (batch) => { records.push(...batch); }, ...rest });
  const result = await handle.done;
  return { result, records, lines: records.filter((r) => r.streamTypeName !== 'Progress').map((r) => `${r.streamTypeName} ${r.text}`) };
}
const value = (record: RunRecord | undefined, name: string): string | undefined => record?.nameValues?.find((pair) => pair.name === name)?.value;

describe('A PowerShell beside the engine', function () {
  this.timeout(LONG);
  let shell: TestProgram, modules = '';
  before(async () => {
    modules = mkdtempSync(join(tmpdir(), 'sma-fleet-'));
    mkdirSync(join(modules, 'Fleet'));
    writeFileSync(join(modules, 'Fleet/Fleet.psm1'), FLEET);
    mkdirSync(join(modules, 'Convoy'));
    writeFileSync(join(modules, 'Convoy/Convoy.psm1'), 'function Get-Barge([string]$Name) { "barge $Name" }');
    writeFileSync(join(modules, 'Convoy/Convoy.psd1'), "@{ RootModule = 'Convoy.psm1'; ModuleVersion = '1.2'; FunctionsToExport = @('Get-Barge'); CmdletsToExport = @(); AliasesToExport = @() }");
    ({ runInSandbox } = createRequire(import.meta.url)(join(await workerBundle(), 'runInSandbox.cjs')) as { runInSandbox: typeof Run });
    shell = await testPowerShell({ prelude: `${MODULE}\n$env:PSModulePath = '${modules}'\n` });
  });
  after(() => {
    shell[Symbol.dispose]();
    rmSync(modules, { recursive: true, force: true });
  });

  describe('for commands that the engine does not have', () => {
    it('knows what an imported module exports, whatever its name, and takes it away with the module', async () => {
      const { lines, result } = await run([
        '$m = Import-Module Fleet -PassThru; ($m.ExportedCommands.Keys | Sort-Object) -join ","', '(Get-Command -Module Fleet).Name -join ","',
        'harbour 3; gsh -Name tug; Fleet\\harbour 4; (Get-Command harbour).Parameters.ContainsKey("N")',
        'Remove-Module Fleet; (Get-Module -Name Fleet | Measure-Object).Count', 'Import-Module Fleet -Prefix Old -Function Get-Ship; Get-OldShip; (Get-Command -Module Fleet).Name',
      ].join('\n'), { engine: 'auto', path: shell.path });
      assert.deepEqual(lines, ['Output Get-Ship,Get-Tanker,gsh,harbour', 'Output Get-Ship,Get-Tanker,gsh,harbour', 'Output harbour 3', 'Output ship tug', 'Output harbour 4', 'Output True', 'Output 0', 'Output ship any', 'Output Get-OldShip']);
      assert.equal(result.status, 'Completed');
    });
    it('runs where the runbook stands, with the environment it has set, as often as that changes', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'sma-here-'));
      try {
        writeFileSync(join(folder, 'f.txt'), 'mine');
        const { lines } = await run(`Set-Location '${folder}'\nGet-Here\n$env:SMA_TEST_FLEET = 'set'\nGet-Here\nSet-Location /\n$env:SMA_TEST_FLEET = $null\nGet-Here\nSet-Location env:\nGet-Here`, { engine: 'auto', path: shell.path });
        assert.deepEqual(lines, [`Output ${folder} [] mine`, `Output ${folder} [set] mine`, 'Output / [] ', 'Output / [] ']);
      } finally { rmSync(folder, { recursive: true }); }
    });
    it('is handed the variables that a block reads, however they are named; filters are commands too', async () => {
      const { lines } = await run("$min = 3; $table = @{ k = 1 }\n(Select-Fitting { $_ -gt $min }) -join ','\n(Select-Fitting -By { $_ -gt $using:min -or $_ -eq ${using:table}.k }) -join ','\nfunction f { $min = 4; (Select-Fitting { $_ -ge $min -and 'using:x' -ne $null }) -join ',' }\nf\n(1..3 | Add-One) -join ','\n(Select-Fitting { $nobody = $_; $nobody -eq $table['k'] -and $null -eq $unknown }) -join ','", { engine: 'auto', path: shell.path });
      assert.deepEqual(lines, ['Output 4,5', 'Output 1,4,5', 'Output 4,5', 'Output 2,3,4', 'Output 1']);
    });
    it('tells of modules that could be imported, of what is in them, and of those that it has imported for a command', async () => {
      const { lines } = await run(`if (-not (Get-Module -ListAvailable -Name Convoy)) { throw 'Install Convoy first' }
Get-Module -ListAvailable -Name Convo* | ForEach-Object { "$($_.Name) $($_.ExportedCommands.ContainsKey('Get-Barge'))" }
[bool](Get-Module -ListAvailable -Name NoSuchConvoy); [bool](Get-Module -Name Convoy)
(Get-Command -Module Convoy -Name Get-*).Name -contains 'Get-Barge'; [bool](Get-Command -Module NoSuchConvoy)
Get-Barge -Name one; (Get-Module -Name Convoy).Name; (Get-Command -Module Convoy).Name -contains 'Get-Barge'
Remove-Module Convoy; [bool](Get-Module -Name Convoy)`, { engine: 'auto', path: shell.path });
      assert.deepEqual(lines, ['Output Convoy True', 'Output False', 'Output False', 'Output True', 'Output False', 'Output barge one', 'Output Convoy', 'Output True', 'Output False']);
    });
    it('helps with what PowerShell itself knows of a command, whole, by parameter and by view', async () => {
      const { lines } = await run([
        'Import-Module Fleet', '$h = Get-Help Get-Tanker; $h.Synopsis; $h.description[0].Text; $h.ModuleName; $h.examples.example.code', '(Get-Help Get-Tanker -Parameter Tons).description[0].Text',
        '(Get-Help Get-Tanker -Full | Out-String) -match "NAME\\s+Get-Tanker\\s+SYNOPSIS\\s+Finds a tanker\\.[\\s\\S]+How much it holds\\."', '(Get-Help Get-Machine).Synopsis.Trim() -replace "\\s+", " "', '(Get-Help Get-Machine).details.name',
      ].join('\n'), { engine: 'auto', path: shell.path });
      assert.deepEqual(lines, ['Output Finds a tanker.', 'Output It looks in every harbour.', 'Output Fleet', 'Output Get-Tanker -Tons 5', 'Output How much it holds.', 'Output True', 'Output Get-Machine [[-Name] <string[]>] [-Running] [-Size <string>] [-InputObject <Object>] [-Filter <Object>] [-Credential <pscredential>] [<CommonParameters>]', 'Output Get-Machine']);
    });
    it('catches an error that ends the command, as in one PowerShell; one that ends nothing is none to catch', async () => {
      const { lines, result } = await run([
        'try { Connect-Tenant; "went on" } catch { "caught $_ $($_.FullyQualifiedErrorId)" }', 'try { Connect-Tenant } catch [System.IO.FileNotFoundException] { "typed" }', 'try { Connect-Tenant -Soft; "soft" } catch { "never" }',
        'function F { trap { "trapped $_"; continue }\n Connect-Tenant\n "behind" }\nF', 'try { Get-Machine | Connect-Tenant -ErrorAction SilentlyContinue } catch { "silently" }', 'Connect-Tenant', '"at the end"', 'try { Connect-Tenant } catch { throw }', '"never reached"',
      ].join('\n'), { engine: 'auto', path: shell.path });
      assert.deepEqual(lines.map((line) => line.replace(/NoAccount,.*/, 'NoAccount')), ['Output caught no account NoAccount', 'Output typed', 'Error soft', 'Output went on', 'Output soft', 'Output trapped no account', 'Output behind', 'Output silently', 'Error no account', 'Output at the end', 'Error no account']);
      assert.equal(result.status, 'Failed');
      const flow = await run('workflow Test-Runbook {\n  try { Connect-Tenant; "went on" } catch { "caught $($_.Message)" }\n  Connect-Tenant\n  "never"\n}', { engine: 'auto', path: shell.path }, { type: 'Script' });
      assert.deepEqual([flow.lines[0], flow.lines.includes('Output never'), flow.result.status === 'Completed'], ['Output caught no account', false, false]);
    });
    it('follows aliases to them, and says of PowerShell only what is so', async () => {
      const { lines } = await run('Set-Alias gm2 Get-Machine; (gm2 web).Name\ntry { nosuchword } catch { "$_" }\ntry { Get-NoSuchThing } catch { "$_" }', { engine: 'auto', path: shell.path });
      assert.equal(lines[0], 'Output web');
      assert.match(lines[1] ?? '', /'nosuchword' is not recognized/);
      assert.match(lines[2] ?? '', /'Get-NoSuchThing' is not recognized/);
    });
    it('binds there, and gives deserialised objects here', async () => {
      const { lines, result } = await run([
        '$m = Get-Machine web, db -Running -Size big',
        '"$($m.Count) $($m[1].Name) $($m[0].Running) $($m[0].Since.Year) $($m[0].PSObject.TypeNames[0])"',
        '(1, 2 | Get-Machine -Name n).Given -join ","',
        '$given = @{ Name = "splatted"; Filter = { Name -eq 5 } }; $s = Get-Machine @given; "$($s.Name) [$($s.Filter)]"',
        '(Get-Machine -Credential (New-Object PSCredential "user", (ConvertTo-SecureString "pass-word-1" -AsPlainText -Force))).User',
        'Get-Machine a, b | Where-Object Name -eq b | Set-Machine',
        'Get-Machine x, y | ForEach-Object { (Get-Machine -Name "$($_.Name)2").Name }',
        'Get-Machine 1, 2, 3 | Select-Object -First 1 -ExpandProperty Name',
        'Connect-Cloud; Get-Account',
        'Get-Machine q | Set-Machine',
        '5 | Get-Machine -Name p | Set-Machine | ForEach-Object { "<$_>" }',
        'Get-Machine r -OutVariable kept | Set-Machine; $kept.Name',
        "Get-Machine \"it's\" | Set-Machine | Set-Machine",
      ].join('\n'), { engine: 'auto', path: shell.path });
      assert.deepEqual(lines, ['Output 2 db True 2020 Deserialized.Cloud.Machine', 'Output 1,2', 'Output splatted [ Name -eq 5 ]', 'Output user', 'Output set b Deserialized.Cloud.Machine', 'Output x2', 'Output y2', 'Output 1', 'Output me', 'Output set q Cloud.Machine', 'Output <set p Cloud.Machine>', 'Output set r Deserialized.Cloud.Machine', 'Output r', 'Output set  System.String']);
      assert.equal(result.status, 'Completed');
    });

    it('keeps the common parameters, preferences, and errors with their place here', async () => {
      const { records, lines, result } = await run([
        'Get-Machine bad -WarningAction SilentlyContinue | Out-Null',
        'Get-Machine bad -ErrorAction SilentlyContinue -ErrorVariable e -WarningVariable w -OutVariable o | Out-Null; "$($e[0].FullyQualifiedErrorId) $w $($o.Count)"',
        'Get-Machine v -Verbose | Out-Null',
        'try { Get-Machine bad -ErrorAction Stop -WarningAction SilentlyContinue | Out-Null } catch { "caught $($_.Exception.Message) $($_.CategoryInfo.Category)" }',
        'try { Get-Machine worse | Out-Null } catch { "caught $_" }',
        'Get-Machine a -Size huge',
        '"on"',
      ].join('\n'), { engine: 'auto', path: shell.path });
      assert.deepEqual(lines.slice(0, -2), ['Error is bad', 'Warning bad ahead', 'Output IsBad,Get-Machine bad ahead 1', 'Verbose looking for v', 'Output caught is bad InvalidData', 'Output caught is worse']);
      assert.match(lines.at(-2) ?? '', /^Error .*"huge"/);
      assert.equal(lines.at(-1), 'Output on');
      const [first] = records.filter((r) => r.streamTypeName === 'Error');
      assert.deepEqual(['FullyQualifiedErrorId', 'Category', 'Line'].map((name) => value(first, name)), ['IsBad,Get-Machine', 'InvalidData', '1']);
      assert.equal(result.status, 'Completed');
    });

    it('is found by Get-Command, with what it takes; a name that is nowhere ends the runbook as before', async () => {
      const { lines, result } = await run('$c = Get-Command Get-Machine; "$($c.CommandType) $($c.Parameters.ContainsKey("Running"))"\nGet-NothingOfThatName\n"never"', { engine: 'auto', path: shell.path });
      assert.deepEqual(lines.slice(0, 1), ['Output Cmdlet True']);
      assert.equal(result.status, 'Failed');
      assert.match(result.exception ?? '', /Get-NothingOfThatName[\s\S]*nor has a PowerShell on this machine/);
    });

    it('has remoting where the engine has none: the block, its arguments and what it uses go there', async () => {
      using remoting = await testPowerShell({ prelude: 'function global:Invoke-Command { [CmdletBinding()] param([string[]]$ComputerName, [scriptblock]$ScriptBlock, [object[]]$ArgumentList, [pscredential]$Credential) "on $ComputerName as $($Credential.UserName): $($ScriptBlock.ToString().Trim()) with $($ArgumentList -join ",")" }\nfunction global:New-PSSession { [CmdletBinding()] param($ComputerName) "session on $ComputerName" }' });
      const { lines } = await run('$c = New-Object PSCredential "admin", (ConvertTo-SecureString "pass-word-1" -AsPlainText -Force)\nInvoke-Command -ComputerName a, b -Credential $c -ArgumentList 1, 2 -ScriptBlock { Get-Date }\nNew-PSSession -ComputerName c\nInvoke-Command { "here" }', { engine: 'auto', path: remoting.path });
      assert.deepEqual(lines, ['Output on a b as admin: Get-Date with 1,2', 'Output session on c', 'Output here']);
    });

    it('ends an activity whose only machine cannot be reached, tries it again as it is told, and holds its time there', async () => {
      using remoting = await testPowerShell({ prelude: `$global:n = 0
function global:Invoke-Command { [CmdletBinding()] param([string[]]$ComputerName, [scriptblock]$ScriptBlock, [object[]]$ArgumentList) foreach ($c in $ComputerName) {
  $global:n++
  if ($c -like 'bad*' -and -not ($c -eq 'bad3' -and $global:n -ge 7)) { Write-Error -Message "[$c] no path, try $global:n" -ErrorId 'NetworkPathNotFound,PSSessionStateBroken' -Category OpenError -TargetObject $c } else { "on $c"; & $ScriptBlock @ArgumentList } } }` });
      const text = ["try { InlineScript { 'never' } -PSComputerName bad1; 'went on' } catch { \"1 $($_.Message)\" }", "try { Get-Date -PSComputerName bad1 -PSActionRetryCount 1 -PSActionRetryIntervalSec 0 } catch { \"2 $($_.Message)\" }",
        "InlineScript { 'x' } -PSComputerName good1, bad2", "InlineScript { 'third' } -PSComputerName bad3 -PSConnectionRetryCount 2",
        "try { InlineScript { Start-Sleep 20; 'late' } -PSComputerName good1 -PSActionRunningTimeoutSec 1; 'no limit' } catch { \"4 $($_.GetType().Name)\" }", "'alive'", "InlineScript { 'y' } -PSComputerName bad1", "'never'"].join('\n');
      const began = Date.now(), { lines, result } = await run(`workflow Test-Runbook {\n${text}\n}`, { engine: 'auto', path: remoting.path }, { type: 'Script' });
      assert.ok(Date.now() - began < 60_000);
      const told = lines.map((line) => line.replace(/try \d+/, 'try').replace(/^(Warning PowerShell had ended and was started again):.*$/s, '$1').replace(/^Error The activity '.*? failed and is tried again.*$/s, 'Error again'));
      assert.deepEqual(told, ['Output 1 [bad1] no path, try', 'Error again', 'Output 2 [bad1] no path, try', 'Output on good1', 'Output x', 'Error [bad2] no path, try', 'Output on bad3', 'Output third', 'Output on good1', 'Output 4 TimeoutException', 'Output alive', 'Warning PowerShell had ended and was started again', 'Error [bad1] no path, try']);
      assert.notEqual(result.status, 'Completed');
    });
    it('reaches other machines for the activities and InlineScript blocks of a workflow', async () => {
      // Remoting sends the values of what `$using:` names with the block.
      using remoting = await testPowerShell({ prelude: `function global:Invoke-Command { [CmdletBinding()] param([string[]]$ComputerName, [scriptblock]$ScriptBlock, [object[]]$ArgumentList, [pscredential]$Credential, [int]$Port, [Parameter(ValueFromPipeline)]$InputObject)
        begin { $all = @() } process { if ($null -ne $InputObject) { $all += $InputObject } }
        end { if ($ComputerName -contains 'down') { throw 'no route to down' }; foreach ($c in $ComputerName) { $there = [scriptblock]::Create(($ScriptBlock.ToString() -replace '\\$using:', '$')); $found = $all | & $there @ArgumentList; "$c/$($Credential.UserName)/$($Port): $($found -join ',')" } } }` });
      const body = ["$n = 5; $p = ConvertTo-SecureString -String 'pass-word-1' -AsPlainText -Force; $c = New-Object PSCredential ('admin', $p)",
        'InlineScript { $using:n + 1 } -PSComputerName a, b -PSCredential $c', "Join-Path -Path 'x' -ChildPath 'y' -PSComputerName c -PSPort 99", "1..3 | Select-Object -Last 1 -PSComputerName c", "'p', 'q' | Join-Path -ChildPath z -PSComputerName d",
        'InlineScript { 1 } -PSComputerName localhost', 'try { InlineScript { 1 } -PSComputerName down } catch { "caught $($_.Message)" }', 'Set-PSWorkflowData -PSComputerName e; InlineScript { "all" }; Write-Output -InputObject here'].join('\n');
      const { lines } = await run(`workflow Test-Runbook { ${body} }`, { engine: 'auto', path: remoting.path }, { type: 'Script' });
      assert.deepEqual(lines, ['Output a/admin/0: 6', 'Output b/admin/0: 6', 'Output c//99: x/y', 'Output 3', 'Output d//0: p/z,q/z', 'Output 1', 'Output caught no route to down', 'Output e//0: all', 'Output here']);
    });

    it('serves a workflow, in its activities and in InlineScript', async () => {
      const { lines, result } = await run('workflow Test-Runbook { $m = Get-Machine -Name web -Running\n $m.Name\n InlineScript { (Get-Machine -Name inline).Name } }', { engine: 'auto', path: shell.path }, { type: 'Script' });
      assert.deepEqual([lines, result.status], [['Output web', 'Output inline'], 'Completed']);
    });

    it('runs each InlineScript as if it had a runspace of its own, and pipes into it', async () => {
      const { lines, result } = await run(`workflow Test-Runbook {
        InlineScript { $global:g = 1; $g2 = 2; function global:Get-Left { 1 }; Set-Alias -Name left -Value Get-Date -Scope Global; $env:SMA_LEFT = 'x'; Set-Location -Path /; Import-Module Fleet; harbour 5 }
        InlineScript { "[$global:g$g2] [$(Get-Command -Name Get-Left, left -ErrorAction SilentlyContinue)$((Get-Module -Name Fleet).Name)] [$env:SMA_LEFT] [$($PWD.Path -eq '/')]" }
        1..2 | InlineScript { $input }
        $l = 1..3 | InlineScript { $input | ForEach-Object { "in $_" } }
        "[$l]"
        'a', 'b' | InlineScript { foreach ($f in $input) { "$($f.Length) $using:l" } }
        InlineScript { "[$input]" }
      }`, { engine: 'powershell', path: shell.path }, { type: 'Script' });
      assert.deepEqual([lines, result.status], [['Output harbour 5', 'Output [] [] [] [False]', 'Output 1', 'Output 2', 'Output [in 1 in 2 in 3]', 'Output 1 in 1 in 2 in 3', 'Output 1 in 1 in 2 in 3', 'Output []'], 'Completed']);
    });

    it('works in the branches of a workflow at the same time, each with its own process; errors stand on their lines', async () => {
      // Each of the two ends only when the other one has begun.
      using meeting = await testPowerShell({ prelude: `${MODULE}
        function global:Meet-Other { [CmdletBinding()] param($Folder, $Me, $Other)
          Set-Content -Path "$Folder/$Me" -Value here
          for ($i = 0; $i -lt 2000 -and -not (Test-Path -Path "$Folder/$Other"); $i++) { Start-Sleep -Milliseconds 50 }
          if ($i -eq 2000) { throw "nobody came to $Me" }
          [pscustomobject]@{ Me = $Me }
        }` });
      const folder = mkdtempSync(join(tmpdir(), 'sma-meet-'));
      try {
        const { lines, records, result } = await run(`workflow Test-Runbook {
 parallel {
  sequence { $a = Meet-Other -Folder '${folder}' -Me a -Other b; "met $($a.Me)" }
  sequence { try { Get-Machine -Name worse | Select-Object -ExpandProperty Name } catch { "caught $($_.Message)" }
   Meet-Other -Folder '${folder}' -Me b -Other a | ForEach-Object -Process { "met $($_.Me)" } }
  sequence { Get-Machine -Name bad -WarningAction SilentlyContinue |
    Select-Object -ExpandProperty Name }
 }
}`, { engine: 'auto', path: meeting.path }, { type: 'Script' });
        assert.equal(result.status, 'Completed', result.exception ?? '');
        assert.deepEqual(lines.toSorted(), ['Error is bad', 'Output bad', 'Output caught is worse', 'Output met a', 'Output met b']);
        assert.equal(value(records.find((r) => r.streamTypeName === 'Error'), 'Line'), '6');
      } finally { rmSync(folder, { recursive: true, force: true }); }
    });

    it('changes nothing where it is off, or where there is no PowerShell', async () => {
      const off = await run('Get-Machine web', { engine: 'builtIn', path: shell.path });
      assert.equal(off.result.status, 'Failed');
      assert.match(off.result.exception ?? '', /This engine has no command 'Get-Machine'\. Import/);
      const { PATH } = process.env;
      process.env['PATH'] = shell.folder.concat('-nothing-here');
      try {
        const none = await run('"begun"\nGet-Machine web', { engine: 'auto' });
        assert.deepEqual([none.lines[0], none.result.status], ['Output begun', 'Failed']);
        assert.match(none.result.exception ?? '', /'Get-Machine' is not recognized/);
        const needed = await run('"never"', { engine: 'powershell' });
        assert.deepEqual(needed.lines, []);
        assert.match(needed.result.exception ?? '', /sma\.engine is 'powershell'.*none on PATH.*Install PowerShell.*sma\.powerShellPath/s);
      } finally { process.env['PATH'] = PATH; }
    });
  });

  describe('for whole runbooks', () => {
    it('knows where the file of a run lies, and names the runbook in errors all the same', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'sma-file-')), path = join(folder, 'Test-Runbook.ps1');
      try {
        const script = '"$PSScriptRoot|$PSCommandPath"\nfunction F { throw "oops" }\nF', { lines, records } = await run(script, { engine: 'powershell', path: shell.path }, { directory: folder, path });
        assert.equal(lines[0], `Output ${folder}|${path}`);
        assert.deepEqual([value(records.at(-1), 'ScriptName'), value(records.at(-1), 'Line'), value(records.at(-1), 'ScriptStackTrace')], ['Test-Runbook', '2', 'at F, Test-Runbook: line 2\nat <ScriptBlock>, Test-Runbook: line 3']);
        assert.equal((await run('"[$PSScriptRoot$PSCommandPath]"', { engine: 'powershell', path: shell.path })).lines[0], 'Output []');
        const broken = await run('"a', { engine: 'powershell', path: shell.path }, { path });
        assert.match(broken.result.exception ?? '', /terminator/);
      } finally { rmSync(folder, { recursive: true, force: true }); }
    });
    it('runs them with typed parameters, all streams, and errors with their lines', async () => {
      const { lines, records, result } = await run([
        'param([int]$Days, [string[]]$Names, [switch]$All)',
        '"$($Days + 1) $($Names.Count) $All"',
        'Get-Machine web | Select-Object Name, Running',
        '1..2 | ForEach-Object { [pscustomobject]@{ N = $_ } } | Format-Table',
        'Write-Warning "careful"; Write-Host "shown"; Write-Verbose "more"',
        'Write-Error "wrong"',
        '[int]"x"',
        'throw "the end"',
      ].join('\n'), { engine: 'powershell', path: shell.path }, { verbose: true, parameters: [{ name: 'Days', value: '6', type: 'System.Int32' }, { name: 'Names', value: '["a","b"]', type: 'System.String[]' }, { name: 'All', value: 'true', type: 'System.Management.Automation.SwitchParameter' }] });
      assert.deepEqual(lines.slice(0, -2), ['Output 7 2 True', 'Verbose looking for web', 'Output Name Running\n---- -------\nweb    False', 'Output N\n-\n1\n2', 'Warning careful', 'Information shown', 'Verbose more', 'Error wrong']);
      assert.deepEqual(records.filter((r) => r.streamTypeName === 'Error').map((r) => value(r, 'Line')), ['6', '7', '8']);
      assert.equal(result.status, 'Failed');
      assert.match(result.exception ?? '', /^the end\nAt Test-Runbook:8 char:1\n\+ throw "the end"/);
    });

    it('serves assets over the same pipe, and masks what is secret', async () => {
      const { lines } = await run('$v = Get-AutomationVariable -Name Key\n"value $v"\n$c = Get-AutomationPSCredential -Name Login\n"$($c.UserName) $($c.GetNetworkCredential().Password)"\n[pscustomobject]@{ Secret = $v }\nSet-AutomationVariable -Name Key -Value 5\nGet-AutomationVariable -Name None -ErrorAction SilentlyContinue\nWrite-Error "told $v"', { engine: 'powershell', path: shell.path }, {
        assets: (asset) => {
          if (asset.name === 'Key') return { found: true, value: '"very-secret-1"', secrets: ['very-secret-1'] };
          return asset.name === 'Login' ? { found: true, value: '{"userName":"me","password":"pass-word-2"}', secrets: ['pass-word-2'] } : { found: false, message: 'none' };
        },
      });
      assert.deepEqual(lines, ['Output value ********', 'Output me ********', 'Output Secret\n------\n********', 'Error told ********']);
    });

    it('calls other runbooks by their files, and theirs, whose errors have their own lines; a workflow is none', async () => {
      const runbooks: Readonly<Record<string, { readonly type: string; readonly script: string }>> = {
        'Greet-Child': { type: 'PowerShellScript', script: 'param([string]$Who)\n"child of $Who, \u00e4\u{1f600}"\n. .\\Common-Part.ps1\nGet-Shared' }, 'Common-Part': { type: 'PowerShellScript', script: 'function Get-Shared { "shared" }' },
        'Bad-Child': { type: 'PowerShellScript', script: '\n\nthrow "bad child"' }, 'Flow-Child': { type: 'Script', script: 'workflow Flow-Child { }' },
      };
      const assets = (asset: AssetRequest): AssetReply => {
        const found = asset.kind === 'runbook' ? runbooks[asset.name] : undefined;
        return found === undefined ? { found: false, message: 'none' } : { found: true, value: JSON.stringify({ name: asset.name, ...found }), secrets: [] };
      };
      const settings = { engine: 'powershell', path: shell.path } as const;
      const { lines, result } = await run('$r = .\\Greet-Child.ps1 -Who Ann\n$r\nTest-Path .\\Flow-Child.ps1\n(Get-Location).Path', settings, { assets });
      assert.deepEqual([result.exception, lines.slice(0, 3)], [null, ['Output child of Ann, \u00e4\u{1f600}', 'Output shared', 'Output False']]);
      assert.equal(existsSync(lines[3]?.replace('Output ', '') ?? ''), false, 'the files are gone with the run');
      const bad = await run('"a"\n.\\Bad-Child.ps1', settings, { assets });
      assert.equal(bad.result.status, 'Failed');
      assert.match(bad.result.exception ?? '', /^bad child\nAt Bad-Child\.ps1:3 char:1/);
    });

    it('places what a module says in the module, and begins a text with using', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'sma-zed-')), module = join(folder, 'Zed.psm1');
      try {
        writeFileSync(module, "function Get-Zed($q) {\n\n  throw \"zed $q\"\n}\nfunction Get-ZedE {\n  Get-Item -Path /nope\n}\n");
        const { records, result } = await run(`using namespace System.Collections.Generic\nImport-Module ${module}\n[List[int]]::new().Count\nGet-ZedE\n'five'\nGet-Zed 2`, { engine: 'powershell', path: shell.path }, { directory: folder, path: join(folder, 'Test-Runbook.ps1') });
        assert.deepEqual(records.filter((r) => r.streamTypeName === 'Output').map(({ text }) => text), ['0', 'five']);
        assert.deepEqual(records.filter((r) => r.streamTypeName === 'Error').map((r) => [value(r, 'ScriptName'), value(r, 'Line')]), [[module, '6'], [module, '3']]);
        assert.match(result.exception ?? '', /^zed 2\nAt \S+Zed\.psm1:3 char:3\n\+ {3}throw "zed \$q"/);
        const flow = await run(`workflow Test-Runbook {\n  InlineScript { Import-Module ${module}; Get-ZedE }\n}`, { engine: 'powershell', path: shell.path }, { type: 'Script' });
        assert.deepEqual(flow.records.filter((r) => r.streamTypeName === 'Error').map((r) => [value(r, 'ScriptName'), value(r, 'Line')]), [[module, '6']]);
      } finally { rmSync(folder, { recursive: true, force: true }); }
    });
    it('names no runbook where an error is in a text of its own, and the line that has run it in the record', async () => {
      const script = '"a"\nInvoke-Expression "`n`n`nWrite-Error one"\n& ([scriptblock]::Create("`nGet-Item -Path /nope"))\nInvoke-Expression "`n  throw \'last\'"', folder = mkdtempSync(join(tmpdir(), 'sma-text-'));
      try {
        for (const path of [undefined, join(folder, 'Test-Runbook.ps1')]) {
          const { records, result } = await run(script, { engine: 'powershell', path: shell.path }, path === undefined ? {} : { directory: folder, path });
          assert.deepEqual(records.filter((r) => r.streamTypeName === 'Error').slice(1).map((r) => [value(r, 'ScriptName'), value(r, 'Line')]), [['Test-Runbook', '3'], ['Test-Runbook', '4']]);
          assert.match(result.exception ?? '', /^last\nAt line:2 char:3\n\+ {3}throw 'last'/);
        }
      } finally { rmSync(folder, { recursive: true, force: true }); }
    });
    it('asks for jobs of the service and what they wrote', async () => {
      const asked: unknown[] = [];
      const { lines } = await run("$id = Start-SmaRunbook -Name Child -Parameters @{ N = 1 }\n$job = Get-SmaJob -Id $id\n\"$($job.JobStatus) $($job.CreationTime.Year)\"\n(Get-SmaJobOutput -Id $id -Stream Output).StreamText\nGet-SmaRunbook -Name Nobody", { engine: 'powershell', path: shell.path }, {
        assets: (asset) => {
          asked.push(asset.operation === 'query' ? asset.query : asset.operation);
          if (asset.operation === 'start') return { found: true, value: '"11111111-2222-3333-4444-555555555555"', secrets: [] };
          if (asset.operation !== 'query' || asset.query.of === 'runbooks') return { found: false, message: "The runbook 'Nobody' was not found." };
          return { found: true, secrets: [], value: JSON.stringify(asset.query.of === 'jobs' ? { rows: [{ JobStatus: 'Running', CreationTime: '2024-03-01T10:00:00.1234567' }] } : { rows: [{ StreamText: 'one' }, { StreamText: 'two' }] }) };
        },
      });
      assert.deepEqual(lines, ['Output Running 2024', 'Output one', 'Output two', "Error The runbook 'Nobody' was not found."]);
      assert.deepEqual(asked, ['start', { of: 'jobs', by: 'id', values: ['11111111-2222-3333-4444-555555555555'] }, { of: 'records', jobId: '11111111-2222-3333-4444-555555555555', stream: 'Output', since: '' }, { of: 'runbooks', by: 'name', values: ['Nobody'] }]);
    });

    it('runs a workflow whole where PowerShell has them, says that it cannot be suspended, and keeps one here that needs the service', async function () {
      if (process.env['SMA_REAL_POWERSHELL'] !== undefined) cannot(this, 'PowerShell 7 has no workflows');
      using windows = await testPowerShell({ prelude: "$PSVersionTable['PSEdition'] = 'Desktop'; $global:IsOverThere = $true" });
      await using worker = await WorkerDriver.start('--engine', 'powershell', '--powershell', windows.path);
      using folder = program('none', '');
      const file = join(folder.folder, 'go');
      const whole = worker.start(`workflow W { 'began'; $go = $false; while (-not $go) { $go = Test-Path -Path '${file}'; Start-Sleep -Milliseconds 50 }; 'end' }`, { runbookType: 'Script' });
      await eventually(() => whole.texts('Output').includes('began'), 60_000);
      worker.send({ type: 'suspend', jobId: whole.assignment.jobId });
      await eventually(() => whole.texts('Warning').length > 0, 60_000);
      writeFileSync(file, '');
      assert.deepEqual([(await whole.finished).status, whole.texts('Output')], ['Completed', ['began', 'end']]);
      assert.match(whole.texts('Warning').join(), /^This workflow cannot be suspended.*Checkpoint-Workflow/);
      worker.assets = (asset) => (asset.name === 'Go' ? { found: true, value: '"an asset"', secrets: [] } : { found: false, message: 'none' });
      const asking = worker.start('workflow W { Get-AutomationVariable -Name Go }', { runbookType: 'Script' });
      assert.deepEqual([(await asking.finished).status, asking.texts('Output')], ['Completed', ['an asset']]);
      const kept = worker.start("workflow W { 'a'; Suspend-Workflow; 'b' }", { runbookType: 'Script' });
      assert.deepEqual([(await kept.finished).status, kept.texts('Output')], ['Suspended', ['a']]);
    });

    it('ends with exit, with a text that cannot run, and with arguments that do not fit', async () => {
      const left = await run('"before"\nexit 3\n"never"', { engine: 'powershell', path: shell.path });
      assert.deepEqual([left.lines, left.result.status], [['Output before'], 'Completed']);
      const broken = await run('"a', { engine: 'powershell', path: shell.path });
      assert.equal(broken.result.status, 'Failed');
      assert.match(broken.result.exception ?? '', /terminator/);
      const unfit = await run('param([ValidateRange(1, 5)][int]$N) "never"', { engine: 'powershell', path: shell.path }, { parameters: [{ name: 'N', value: '9', type: 'System.Int32' }] });
      assert.deepEqual([unfit.lines.filter((line) => line.startsWith('Output')), unfit.result.status], [[], 'Failed']);
      assert.match(unfit.result.exception ?? '', /9/);
    });

    it('runs a workflow by the built-in engine where PowerShell has none, and its InlineScript blocks there, side by side', async () => {
      const { lines, result } = await run('workflow Test-Runbook {\n param([int]$N)\n $a = $N + 1\n $r = InlineScript { "$using:a $((Get-Machine -Name in).Name)"; $null -ne (Get-Variable -Name SmaBridge -Scope Global -ValueOnly) }\n $r[0]\n $r[1]\n Checkpoint-Workflow\n parallel { InlineScript { "one" }\n InlineScript { "two" } }\n InlineScript {\n throw "inside" } }', { engine: 'powershell', path: shell.path }, { type: 'Script', parameters: [{ name: 'N', value: '4', type: 'System.Int32' }] });
      assert.deepEqual(lines.slice(0, 2), ['Output 5 in', 'Output True']);
      assert.deepEqual(lines.slice(2, 4).toSorted(), ['Output one', 'Output two']);
      assert.equal(result.status, 'Suspended');
      assert.match(result.exception ?? '', /^inside\nAt Test-Runbook:11/);
    });

    it('passes over what else is printed', async () => {
      using noisy = await testPowerShell({ noise: 'Welcome!\r\nno newline at the end' });
      const { lines, result } = await run('"a"\n[Console]::WriteLine("beside")\n"b"', { engine: 'powershell', path: noisy.path });
      assert.deepEqual([lines, result.status], [['Output a', 'Information beside', 'Output b'], 'Completed']);
    });
  });

  describe('that is stopped or fails', () => {
    /** A runbook that has begun and never ends, with the process it runs in. */
    const endless = async (test: (pid: number, handle: ReturnType<typeof Run>) => Promise<void>): Promise<void> => {
      using folder = program('none', '');
      const pidFile = join(folder.folder, 'pid');
      using own = await testPowerShell({ pidFile });
      const begun = Promise.withResolvers<void>();
      const handle = runInSandbox({ script: '"begun"\nwhile ($true) { }', name: 'X', type: 'PowerShellScript', settings: { powerShell: { engine: 'powershell', path: own.path, startSeconds: 200 } }, onRecords: () => begun.resolve() });
      await Promise.race([begun.promise, handle.done.then(({ exception }) => assert.fail(exception ?? 'It ended.'))]);
      await test(Number(readFileSync(pidFile, 'utf8')), handle);
    };

    it('stops with the job, also where it cannot hear', async () => {
      await endless(async (pid, handle) => {
        handle.stop(60_000);
        assert.equal((await handle.done).status, 'Stopped');
        await eventually(() => !isAlive(pid), 60_000, 'its process is gone');
      });
    });

    it('that is killed ends the runbook with one clear error', async () => {
      await endless(async (pid, handle) => {
        assert.ok(pid > 1 && isAlive(pid));
        process.kill(pid, 'SIGKILL');
        const { status, exception } = await handle.done;
        assert.deepEqual([status, exception], ['Failed', 'PowerShell ended while the runbook needed it: its process ended (SIGKILL).']);
      });
    });

    it('that ends under a single command is an error which the script may catch; the next command has a new one', async () => {
      const { lines } = await run('try { Stop-Everything } catch { "caught $_" }\n(Get-Machine -Name next).Name', { engine: 'auto', path: shell.path });
      assert.deepEqual(lines, ['Output caught PowerShell ended while the runbook needed it: it left with exit.', `Warning ${BEREFT}`, 'Output next']);
    });

    it('that is begun anew is told once, to the next command: what was connected in the one before is gone', async () => {
      const { lines } = await run('Connect-Cloud; "as $(Get-Account)"\ntry { Stop-Everything } catch { "left" }\n"as $(Get-Account)"; (Get-Machine -Name a).Name; try { Stop-Everything } catch { "left" }; Get-Account; Get-Account -WarningAction Ignore', { engine: 'auto', path: shell.path });
      assert.deepEqual(lines, ['Output as me', 'Output left', `Warning ${BEREFT}`, 'Output as ', 'Output a', 'Output left', `Warning ${BEREFT}`]);
    });

    it('that a workflow has lost is told to its next block', async () => {
      const { lines } = await run('workflow Test-Runbook { InlineScript { $global:x = 1 }; InlineScript { "x $global:x" }; InlineScript { exit 3 }; InlineScript { "y $global:x" }; InlineScript { "z" } }', { engine: 'powershell', path: shell.path }, { type: 'Script' });
      assert.deepEqual(lines, ['Output x ', `Warning ${BEREFT}`, 'Output y ', 'Output z']);
    });

    const one = async (bad: TestProgram, settings: Partial<PowerShellSettings> = {}): Promise<string> => {
      using _ = bad;
      const { lines, result } = await run('"never"', { engine: 'powershell', path: bad.path, ...settings });
      assert.deepEqual(lines, []);
      assert.equal(result.status, 'Failed');
      return result.exception ?? '';
    };

    it('is named where its path leads nowhere or to something else', async () => {
      const missing = await run('"never"', { engine: 'powershell', path: '/nowhere/pwsh' });
      assert.match(missing.result.exception ?? '', /sma\.powerShellPath names '\/nowhere\/pwsh', which is no program/);
      // Also where only a command is looked for: the setting is wrong, whoever asks.
      const asked = await run('Get-Machine', { engine: 'auto', path: '/nowhere/pwsh' });
      assert.match(asked.result.exception ?? '', /sma\.powerShellPath names '\/nowhere\/pwsh'/);
      assert.match(await one(program('pwsh', '#!/bin/sh\necho "I am a shell" >&2\nexit 4\n')), /ended \(exit code 4\) before it answered as a PowerShell does\. It printed: I am a shell Is it a PowerShell/);
      assert.match(await one(program('pwsh', '#!/bin/sh\nexec >&-\nexec sleep 1000\n'), { startSeconds: 600 }), /closed its output and went on without it\./);
      assert.match(await one(program('pwsh', '#!/bin/sh\necho "Hello"\nexec sleep 1000\n'), { startSeconds: 1 }), /did not answer as a PowerShell does within 1 s\..* Is it a PowerShell/s);
    });

    it('is in a group of its own, which a signal to ours does not reach, and ends with what it has started', async function () {
      if (!existsSync('/proc/self/stat')) this.skip();
      const folder = mkdtempSync(join(tmpdir(), 'sma-group-'));
      try {
        assert.match(await one(imposter(`cut -d' ' -f1,5 /proc/$$/stat > '${folder}/own'\nsleep 1000 &\necho $! > '${folder}/child'\nprintf '%s{"type":"output","value":\\n' "$mark"\nexec sleep 1000`)), /sent something that is no message/);
        const [own, group] = readFileSync(join(folder, 'own'), 'utf8').trim().split(' ');
        assert.equal(group, own);
        const child = Number(readFileSync(join(folder, 'child'), 'utf8'));
        await eventually(() => Promise.resolve(isAlive(child) && !/^\d+ \(\w+\) Z/.test(readFileSync(`/proc/${child}/stat`, 'utf8')) ? undefined : true), 10_000, 'the end of what it has started');
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });

    it('is told where it sends what is no message, or far too much', async () => {
      assert.match(await one(imposter(`printf '%s{"type":"output","value":\\n' "$mark"\nexec sleep 1000`)), /sent something that is no message \(25 characters, beginning with/);
      assert.match(await one(imposter(`printf '%s{"type":"output","value":"' "$mark"\nhead -c 100000000 /dev/zero | tr '\\0' x\nprintf '"}\\n'\nexec sleep 1000`)), /sent a record of more than 64 MB/);
      assert.match(await one(imposter(`printf '%s{"type":"output","clixml":"<Objs><no>"}\\n' "$mark"\nexec sleep 1000`)), /no XML|cannot be read/);
      assert.match(await one(imposter('exit 7')), /ended while the runbook needed it: its process ended \(exit code 7\)/);
    });
  });

  it('runs the jobs of a worker that is told to, prepared ahead, and is off by itself', async () => {
    await using worker = await WorkerDriver.start('--engine', 'powershell', '--powershell', shell.path, '--prepared', '1');
    const first = worker.start('(Get-Machine -Name one).Name'), second = worker.start('(Get-Machine -Name two).Name');
    assert.deepEqual([(await first.finished).status, (await second.finished).status, first.texts(), second.texts()], ['Completed', 'Completed', ['one'], ['two']]);
    await using off = await WorkerDriver.start();
    assert.equal((await off.start('Get-Machine').finished).status, 'Failed');
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
