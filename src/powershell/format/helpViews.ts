/** The views of help: Get-Help says with the type's name which of them it was asked for. */
import { helpText } from './helpText.ts';
import type { CustomView } from './views.ts';

const view = (type: string, name: string): CustomView => ({ kind: 'custom', types: [type], outOfBand: false, field: (help, of) => helpText(name, help, of) });
export const HELP_VIEWS: readonly CustomView[] = [
  ...['', 'DetailedView', 'FullView', 'ExamplesView'].map((name) => view(name === '' ? 'MamlCommandHelpInfo' : `MamlCommandHelpInfo#${name}`, name)),
  view('ExtendedCmdletHelpInfo', '#reduced'), view('MamlCommandHelpInfo#parameter', '#parameter'),
];
