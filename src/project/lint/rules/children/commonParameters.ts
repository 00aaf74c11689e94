import { words } from '../../words.ts';

const common = words('Verbose Debug ErrorAction ErrorVariable WarningAction WarningVariable InformationAction InformationVariable OutVariable OutBuffer PipelineVariable AsJob JobName InputObject');

/** Parameters that every workflow has (workflow-semantics.md 7): the common ones, and all that begin with PS. */
export const isCommonParameter = (name: string): boolean => /^ps/i.test(name) || [...common].some((known) => known.startsWith(name.toLowerCase()));
