/** What the frames of calls say, and times with a zone. */
import { table } from '../runtime/table.ts';

describe('The arguments of a call', () => table([
  ['are those of parameters, then those that no parameter took', '& { (Get-PSCallStack)[0].Arguments } foo b; & { param($x) (Get-PSCallStack)[0].Arguments } foo b; function g($p) { (Get-PSCallStack)[0].Arguments }; g $false $null', '{foo, b}|{x=foo, b}|{p=, $null}'],
]));
describe('Dates with a zone and no time', () => table([
  ['are times of that zone', '"Jan 1, 2020Z", "2020-01-01Z", "01/02/2020 GMT", "1 Jan 2020 GMT" | ForEach-Object { ([datetimeoffset] $_).UtcDateTime.ToString("s") }; ([datetime] "2020-01-01Z").Kind', '2020-01-01T00:00:00|2020-01-01T00:00:00|2020-01-02T00:00:00|2020-01-01T00:00:00|Local'],
]));
describe('[TimeZone]', () => table([
  ['is the zone of this place', '$z = [TimeZone]::CurrentTimeZone; $d = Get-Date "2020-07-01"; $z.GetUtcOffset($d) -eq [TimeZoneInfo]::Local.GetUtcOffset($d); $z.ToUniversalTime($d) -eq $d.ToUniversalTime(); $z.ToLocalTime($d.ToUniversalTime()) -eq $d; $z.IsDaylightSavingTime($d) -eq $d.IsDaylightSavingTime()', 'True|True|True|True'],
]));
