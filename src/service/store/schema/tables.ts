/**
 * What the tables hold, for queries that kysely checks. Rows are the entities of src/sma as SQLite keeps them
 * (booleans as 0 and 1) with our own columns; sets that are pure data are only reached through the generic store.
 */
import type { ColumnType, Generated } from 'kysely';
import type { ActivityEntity, ActivityOutputTypeEntity, ActivityParameterEntity, ActivityParameterSetEntity } from '../../../sma/entities/activity.ts';
import type { AdminConfigurationEntity, DeploymentEntity } from '../../../sma/entities/administration.ts';
import type { CertificateEntity, CredentialEntity, VariableEntity } from '../../../sma/entities/asset.ts';
import type { ConnectionEntity, ConnectionFieldEntity, ConnectionFieldValueEntity, ConnectionTypeEntity } from '../../../sma/entities/connection.ts';
import type { JobContextEntity, JobEntity, JobParameterEntity } from '../../../sma/entities/job.ts';
import type { ModuleEntity } from '../../../sma/entities/module.ts';
import type { RunbookEntity, RunbookParameterEntity, RunbookVersionEntity, StatisticsEntity } from '../../../sma/entities/runbook.ts';
import type { ScheduleEntity } from '../../../sma/entities/schedule.ts';

/** A boolean is 0 or 1 when read; either form may be written. */
type Flag = ColumnType<number, number | boolean, number | boolean>;
type Stored<T> = { readonly [K in keyof T]-?: boolean extends T[K] ? Flag : Exclude<T[K], undefined> };

interface JobOwn {
  readonly job_key: Generated<number>;
  readonly runbook_id: string;
  readonly is_test: Flag;
  readonly attempt: Generated<number>;
  readonly worker: string | null;
  /** Not used any more: how long a worker may be silent is reckoned by a clock that nobody sets. */
  readonly lease_until: Generated<number | null>;
  readonly last_batch: Generated<number>;
  readonly last_record_time: Generated<string>;
  readonly started_by: string | null;
  /** The job that started it by Start-SmaRunbook. */
  readonly parent_job: string | null;
  readonly kept_until: Generated<string>;
  readonly kept_errors: Generated<number>;
  readonly was_lost: ColumnType<number, number | undefined, number>;
  readonly kept_warnings: Generated<number>;
  readonly cpu_ms: number | null;
  readonly peak_memory_kb: number | null;
  /** The text it was started with, where its draft has another one since (domain/jobs/jobTexts.ts). */
  readonly text_id: string | null;
}
/** Where a workflow goes on. */
interface JobCheckpointTable {
  readonly job_key: number;
  readonly number: number;
  readonly time: string;
  readonly secret: string;
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

type Secret = { readonly secret: string | null };

export interface Tables {
  readonly Runbooks: Stored<RunbookEntity>;
  readonly RunbookVersions: Stored<RunbookVersionEntity>;
  readonly RunbookParameters: Stored<RunbookParameterEntity>;
  readonly Statistics: Stored<StatisticsEntity>;
  readonly Jobs: Stored<JobEntity> & JobOwn;
  readonly JobContexts: Stored<JobContextEntity>;
  /** Who reads sees `Value` opened, and no `secret` (sealedValues.ts); who writes has both. */
  readonly JobParameters: Stored<JobParameterEntity> & Secret;
  readonly Variables: Stored<VariableEntity> & Secret;
  readonly Credentials: Stored<CredentialEntity> & Secret;
  readonly Certificates: Stored<CertificateEntity> & Secret;
  readonly Connections: Stored<ConnectionEntity>;
  readonly ConnectionFields: Stored<ConnectionFieldEntity>;
  readonly ConnectionFieldValues: Stored<ConnectionFieldValueEntity> & Secret;
  readonly ConnectionTypes: Stored<ConnectionTypeEntity> & { readonly module_id: string | null };
  readonly Modules: Stored<ModuleEntity>;
  readonly Activities: Stored<ActivityEntity>;
  readonly ActivityParameterSets: Stored<ActivityParameterSetEntity>;
  readonly ActivityParameters: Stored<ActivityParameterEntity>;
  readonly ActivityOutputTypes: Stored<ActivityOutputTypeEntity>;
  readonly Schedules: Stored<ScheduleEntity> & { readonly type_name: string; readonly DayInterval: number | null };
  /** `context_id`: what the schedule starts the runbook with; `linked_by`: who wanted that. */
  readonly link_FK_Schedule_Runbook: { readonly ScheduleID: string; readonly RunbookID: string; readonly context_id: string | null; readonly linked_by: string | null };
  readonly AdminConfigurations: Stored<AdminConfigurationEntity>;
  readonly Deployment: Stored<DeploymentEntity>;
  readonly media: { readonly set_name: string; readonly entity_id: string; readonly content_type: string; readonly bytes: Uint8Array };
  readonly stream_record: StreamRecordTable;
  readonly job_checkpoint: JobCheckpointTable;
  readonly audit: AuditTable;
  readonly meta: { readonly name: string; readonly value: string };
}
