import { table } from './table.ts';

describe('Letters', () => {
  table([
    ['are compared with texts and with each other as texts are', `$c = 'aKé'.ToCharArray(); $c[0] -eq 'A'; $c[0] -ceq 'A'; $c[0] -ceq 'a'; $c[1] -eq 'k'; $c[2] -eq 'É'; $c[2] -ceq 'É'; $c[0] -eq 'ab'; $c[0] -eq ''; 'A' -eq $c[0]; $c[0] -eq [char] 'A'; $c[0] -ceq [char] 'A'; $c[0] -eq 97; [char] '@' -eq '\`'; [char] '[' -eq '{'; $c[0] -ne 'b'; $c -contains 'k'`,
      'True|False|True|True|True|False|False|False|True|True|False|True|False|False|True|True'],
    ['of a text, all or some', `$t = 'abcdef'; ($t.ToCharArray(1, 3)) -join ','; $t.ToCharArray().GetType().Name; ''.ToCharArray().Count; 'x'.ToCharArray().Count; ([char[]] 'é€').ForEach({ [int] $_ }) -join ','`, 'b,c,d|Char[]|0|1|233,8364'],
    ['are keys of their own', `$h = @{}; foreach ($c in 'hello'.ToCharArray()) { $h[$c]++ }; $h.Count; $h[[char] 'l']; $null -eq $h['l']; $h.ContainsKey([char] 'h')`, '4|2|True|True'],
  ]);
});
