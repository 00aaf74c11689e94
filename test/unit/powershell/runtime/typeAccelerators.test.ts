/** Types that assemblies give by name, short names that scripts add, and versions with labels. */
import { table } from './table.ts';

describe('types by name and the labels of versions', () => {
  table([
    ['an assembly gives its types by their full names alone', `[psobject].Assembly.GetType('System.Management.Automation.PSObject') -eq [psobject]; $null -eq [psobject].Assembly.GetType('int'); $null -eq [int].Assembly.GetType('System.Management.Automation.PSObject'); [int].Assembly.GetType('system.int32', $false, $true).Name
      try { [int].Assembly.GetType('No.Such', $true) } catch { $_.FullyQualifiedErrorId }`, 'True|True|True|Int32|TypeLoadException'],
    ['a script adds a short name for its class, and takes it away', `
      $of = [psobject].Assembly.GetType('System.Management.Automation.TypeAccelerators'); class Box { [int] $Size = 3 }
      $of::Add('ShortBox', [Box]); [ShortBox]::new().Size; ('ShortBox' -as [type]).Name; $of::Get['ShortBox'].Name; $of::Get['int'].FullName
      $null = $of::Remove('ShortBox'); try { [ShortBox] } catch { $_.FullyQualifiedErrorId }`, '3|Box|Box|System.Int32|TypeNotFound'],
    ['the engine\'s own short names come first', `$of = [psobject].Assembly.GetType('System.Management.Automation.TypeAccelerators'); $of::Add('int', [string]); [int].Name`, 'Int32'],
    ['a Version keeps the labels of a semantic version', `$v = [version][semver]'1.2.3-rc.1+b7'; $v.ToString(); $v.PSSemVerPreReleaseLabel; $v.PSSemVerBuildLabel; $v.PSObject.TypeNames[0]; "$([semver]$v)"; ([version][semver]'1.2.3').PSObject.TypeNames[0]`, '1.2.3-rc.1+b7|rc.1|b7|System.Version#IncludeLabel|1.2.3-rc.1+b7|System.Version'],
    ['nothing stands behind the last mark of a semantic version', `foreach ($t in '1.0.0+-', '1.0.0-a-', '1.0.0.') { $null -eq ($t -as [semver]) }; try { [semver]::new($null) } catch { $_.FullyQualifiedErrorId }`, 'True|True|True|PSArgumentNullException'],
    ['options of wildcard patterns', `$o = [System.Management.Automation.WildcardOptions]; [int] $o::IgnoreCase; [wildcardpattern]::new('A*', $o::IgnoreCase).IsMatch('abc'); [wildcardpattern]::new('A*', $o::CultureInvariant).IsMatch('abc'); [wildcardpattern]::Get('A*', 'IgnoreCase, Compiled').IsMatch('abc')`, '2|True|False|True'],
    ['a ToString that was added to an object of .NET is its text', `$d = [datetime]'2020-01-02' | Add-Member ScriptMethod ToString { "day $($this.Day)" } -Force -PassThru; "$d"; [string] $d; "$(@($d))"`, 'day 2|day 2|day 2'],
    ['several items of a tuple', `$t = [tuple]::Create(10, 'x', 3); $t[0..1] -join ','; $t[-1, 0] -join ','; @($t[0, 9]).Count`, '10,x|3,10|1'],
  ]);
});
