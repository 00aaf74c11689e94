/** What error records and exceptions tell about the way they came: StackTrace, Source, PipelineIterationInfo. */
import { table } from './table.ts';

describe('the way an error came', () => {
  table([
    ['what a throw statement is given was never thrown itself', `
      $ex = [InvalidOperationException]::new('x'); try { throw $ex } catch { $null -eq $_.Exception.StackTrace; $null -eq $_.Exception.Source }; $null -eq [Exception]::new('y').StackTrace`, 'True|True|True'],
    ['what PowerShell throws has frames, one a line', `
      try { throw 'x' } catch { $_.Exception.StackTrace.StartsWith('   at System.Management.Automation.'); $_.Exception.StackTrace.GetType().Name }
      try { Get-NoSuchThing } catch { ($_.Exception.StackTrace -split "\`n")[0] -match 'CommandDiscovery' }; try { [int]::Parse('x') } catch { $_.Exception.StackTrace -match '^   at '; $_.Exception.InnerException.StackTrace -match '^   at '; $_.Exception.InnerException.Source }`,
      'True|String|True|True|True|System.Private.CoreLib'],
    ['what a cmdlet only writes has none', `Write-Error 'x' -ErrorAction SilentlyContinue; $null -eq $Error[0].Exception.StackTrace`, 'True'],
    ['the count of objects that each command of the pipeline had taken', `
      function F { [CmdletBinding()] param([Parameter(ValueFromPipeline)] $x) begin { Write-Error 'b' } process { Write-Error "e$x" } }
      1..2 | ForEach-Object { $_ } | F -ErrorAction SilentlyContinue; $Error[2..0] | ForEach-Object { "$($_.PipelineIterationInfo)" }; F -ErrorAction SilentlyContinue; "$($Error[0].PipelineIterationInfo)"
      $Error[0].PipelineIterationInfo.GetType().Name; try { throw 1 } catch { $_.PipelineIterationInfo.Count }; try { Get-Date -Nope } catch { "$($_.PipelineIterationInfo)" }`,
      '0 0 0|1 1 1|2 2 2|0 1|ReadOnlyCollection`1|0|0 0'],
  ]);
});
