import { table } from './table.ts';

describe('What is made for questions and credentials', () => {
  table([
    ['choices are made, and the question is refused', `$yes = New-Object System.Management.Automation.Host.ChoiceDescription '&Yes', 'Goes on'; $no = [System.Management.Automation.Host.ChoiceDescription]::new('&No'); "$($yes.Label) $($yes.HelpMessage)|$($no.HelpMessage)"; $no.HelpMessage = 'h'; $no.HelpMessage; try { [System.Management.Automation.Host.ChoiceDescription]::new('') } catch { $_.FullyQualifiedErrorId }
      try { $Host.UI.PromptForChoice('t', 'm', [System.Management.Automation.Host.ChoiceDescription[]] ($yes, $no), 0) } catch { 'refused' }`, '&Yes Goes on||h|PSArgumentException|refused'],
    ['an empty credential has none for the network', '$null -eq [pscredential]::Empty.GetNetworkCredential()', 'True'],
    ['an ordered table of a capacity', '[System.Management.Automation.OrderedHashtable]::new(10).Count', '0'],
  ]);
});
