import { table } from './table.ts';

describe('using namespace', () => {
  table([
    ['holds for names of types that are texts', `using namespace System.Collections.Generic
using namespace System.Text
$l = New-Object 'List[string]'; $l.Add('a'); $l.Count; ('StringBuilder' -as [type]).FullName; ([type] 'StringBuilder').Name; function F { (New-Object 'Stack[int]').GetType().Name }; F; $l -is 'List[string]'; & { (New-Object StringBuilder 'x').ToString() }`, '1|System.Text.StringBuilder|StringBuilder|Stack`1|True|x'],
    ['and not where a text does not say it, nor for what .NET looks up itself', `$null -eq ('StringBuilder' -as [type]); & ([scriptblock]::Create("using namespace System.Text; 'StringBuilder' -as [type] | ForEach-Object Name; \`$null -eq [type]::GetType('StringBuilder')")); $null -eq ('StringBuilder' -as [type])`, 'True|StringBuilder|True|True'],
  ]);
});
