import type { Report, Rule } from '../../rule.ts';

export const mandatoryDefault: Rule = {
  id: 'SMA5007', name: 'mandatory-with-default', category: 'file', severity: 'warning', appliesTo: 'both',
  summary: 'A mandatory parameter has a default value.',
  documentation: 'The default is never used, since a value must always be given. Remove the default, or make the parameter optional.',
  check: ({ facts }) => facts.parameters.filter(({ name, isMandatory, defaultText }) => isMandatory && defaultText !== undefined && facts.sets.every(({ mandatory }) => mandatory.includes(name.toLowerCase()))).map(({ name, nameStart, nameEnd }): Report => ({
    start: nameStart, end: nameEnd, message: `${name} is mandatory, so its default is never used. Remove the default, or make the parameter optional.`,
  })),
};
