/** The type that scripts ask whether another one is there. */
import { table } from './table.ts';

describe('Types asked for by name', () => table([
  ['PSTypeName has the type, or none', '([System.Management.Automation.PSTypeName] "System.String").Type.Name; $null -eq ([System.Management.Automation.PSTypeName] "Nope.Never").Type; ("Nope" -as [System.Management.Automation.PSTypeName]).Name', 'String|True|Nope'],
  ['a collection of texts is made like any other', '$l = [System.Collections.ObjectModel.Collection[string]]::new(); $l.Add("ab"); $l[0]; $o = [pscustomobject] @{ a = 1 }; $o.PSTypeNames.Insert(0, "X.Y"); $o.PSTypeNames[0]; $o.PSTypeNames.GetType().Name', 'ab|X.Y|Collection`1'],
]));
