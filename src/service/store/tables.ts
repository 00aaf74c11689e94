/**
 * What the tables hold, for queries that kysely checks. Rows are the entities of src/sma as SQLite keeps them
 * (booleans as 0 and 1) with our own columns; sets that are pure data are only reached through the generic store.
 */
import type { ColumnType, Generated } from 'kysely';
import type { AdminConfigurationEntity, DeploymentEntity } from '../../sma/entities/administration.ts';
import type { VariableEntity } from '../../sma/entities/asset.ts';
import type { JobContextEntity, JobEntity, JobParameterEntity } from '../../sma/entities/job.ts';
import type { RunbookEntity, RunbookParameterEntity, RunbookVersionEntity, StatisticsEntity } from '../../sma/entities/runbook.ts';

/** A boolean is 0 or 1 when read; either form may be written. */
type Flag = ColumnType<number, number | boolean, number | boolean>;
type Stored<T> = { readonly [K in keyof T]-?: boolean extends T[K] ? Flag : Exclude<T[K], undefined> };

interface JobOwn {
  readonly job_key: Generated<number>;
  readonly runbook_id: string;
  readonly is_test: Flag;
  readonly attempt: Generated<number>;
  readonly worker: string | null;
  readonly lease_until: number | null;
  readonly last_batch: Generated<number>;
  readonly last_record_time: Generated<string>;
  readonly started_by: string | null;
}
interface StreamRecordTable {
  readonly sequence: Generated<number>;
  readonly job_key: number;
  readonly time: string;
  readonly type: string;
  readonly text: string;
  readonly name_values: string | null;
}
interface AuditTable {
  readonly sequence: Generated<number>;
  readonly time: string;
  readonly user_name: string;
  readonly request_id: string;
  readonly action: string;
  readonly target: string;
  readonly detail: string | null;
}

export interface Tables {
  readonly Runbooks: Stored<RunbookEntity>;
  readonly RunbookVersions: Stored<RunbookVersionEntity>;
  readonly RunbookParameters: Stored<RunbookParameterEntity>;
  readonly Statistics: Stored<StatisticsEntity>;
  readonly Jobs: Stored<JobEntity> & JobOwn;
  readonly JobContexts: Stored<JobContextEntity>;
  readonly JobParameters: Stored<JobParameterEntity>;
  readonly Variables: Stored<VariableEntity> & { readonly secret: string | null };
  readonly AdminConfigurations: Stored<AdminConfigurationEntity>;
  readonly Deployment: Stored<DeploymentEntity>;
  readonly media: { readonly set_name: string; readonly entity_id: string; readonly content_type: string; readonly bytes: Uint8Array };
  readonly stream_record: StreamRecordTable;
  readonly audit: AuditTable;
  readonly meta: { readonly name: string; readonly value: string };
}
