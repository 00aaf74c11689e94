import type { App } from '../../app/app.ts';
import type { RunbookDocuments } from './documents.ts';
import type { PublishProblems } from './publishProblems.ts';
import type { PublishedTexts } from './publishedTexts.ts';
import type { RunbookFiles } from './runbookFiles.ts';

/** What the parts of this feature share. */
export interface RunbookDeps {
  readonly app: App;
  readonly files: RunbookFiles;
  readonly documents: RunbookDocuments;
  /** What the published versions say, to tell which files differ. */
  readonly published: PublishedTexts;
  /** What kept a runbook from being published, in the Problems panel. */
  readonly problems: PublishProblems;
}
