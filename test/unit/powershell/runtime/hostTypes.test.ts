/** Types of screens and of the platform, which scripts for consoles name too. */
import { table } from './table.ts';

describe('Sizes and places of a screen', () => table([
  ['are made and changed, though no screen takes them', "$s = New-Object System.Management.Automation.Host.Size(500, 25); $s.Width = 120; \"$s $($s.Height)\"; $c = [System.Management.Automation.Host.Coordinates]::new(1, 2); \"$c\"; \"$([System.Management.Automation.Host.Rectangle]::new($c, [System.Management.Automation.Host.Coordinates]::new(3, 4)))\"; (New-Object Management.Automation.Host.Coordinates).X; $c -eq [System.Management.Automation.Host.Coordinates]::new(1, 2); try { $Host.UI.RawUI.BufferSize = $s } catch { $_.Exception.InnerException.GetType().Name }", '120,25 25|1,2|1,2 ; 3,4|0|True|HostException'],
]));
describe('The platform', () => table([
  ['is told by a type too', '[System.Management.Automation.Platform]::IsWindows -eq $IsWindows; [System.Management.Automation.Platform]::IsLinux -eq $IsLinux; [System.Management.Automation.Platform]::IsCoreCLR; [ExperimentalFeature]::IsEnabled("x")', 'True|True|True|False'],
]));
describe('Conversions and dates by more arguments', () => table([
  ['take a culture, milliseconds and microseconds', '$x = 0; [System.Management.Automation.LanguagePrimitives]::TryConvertTo("1.5", [double], [cultureinfo]::InvariantCulture, [ref] $x); $x; [DateTimeOffset]::new(2022, 11, 2, 12, 1, 44, 580, 138, [timespan] "04:00").ToString("o"); [datetime]::new(1970, 1, 1, 0, 0, 0, 5, 6, "Utc").ToString("o"); [datetime]::new(1970, 1, 1, 0, 0, 0, 5, 6).Microsecond', 'True|1.5|2022-11-02T12:01:44.5801380+04:00|1970-01-01T00:00:00.0050060Z|6'],
]));
