CREATE TABLE "Jobs" (
  job_key INTEGER PRIMARY KEY AUTOINCREMENT,
  "JobID" TEXT NOT NULL,
  "JobContextID" TEXT NOT NULL,
  "TenantID" TEXT NOT NULL,
  "JobStatus" TEXT COLLATE NOCASE NOT NULL,
  "StartTime" TEXT,
  "EndTime" TEXT,
  "CreationTime" TEXT NOT NULL,
  "LastModifiedTime" TEXT NOT NULL,
  "ErrorCount" INTEGER,
  "WarningCount" INTEGER,
  "JobException" TEXT COLLATE NOCASE,
  runbook_id TEXT NOT NULL,
  is_test INTEGER NOT NULL DEFAULT 0,
  attempt INTEGER NOT NULL DEFAULT 0,
  worker TEXT,
  lease_until INTEGER,
  last_batch INTEGER NOT NULL DEFAULT 0,
  last_record_time TEXT NOT NULL DEFAULT '',
  started_by TEXT,
  UNIQUE ("JobID"),
  FOREIGN KEY ("JobContextID") REFERENCES "JobContexts" ("JobContextID") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE "Runbooks" (
  "TenantID" TEXT NOT NULL,
  "RunbookID" TEXT NOT NULL,
  "RunbookName" TEXT COLLATE NOCASE NOT NULL,
  "CreationTime" TEXT NOT NULL,
  "LastModifiedTime" TEXT NOT NULL,
  "LastModifiedBy" TEXT COLLATE NOCASE,
  "Description" TEXT COLLATE NOCASE,
  "IsApiOnly" INTEGER NOT NULL,
  "IsGlobal" INTEGER NOT NULL,
  "PublishedRunbookVersionID" TEXT,
  "DraftRunbookVersionID" TEXT,
  "Tags" TEXT COLLATE NOCASE,
  "LogDebug" INTEGER NOT NULL,
  "LogVerbose" INTEGER NOT NULL,
  "LogProgress" INTEGER NOT NULL,
  "RunbookWorker" TEXT COLLATE NOCASE,
  "RunbookType" TEXT COLLATE NOCASE,
  PRIMARY KEY ("RunbookID"),
  FOREIGN KEY ("DraftRunbookVersionID") REFERENCES "RunbookVersions" ("RunbookVersionID") ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY ("PublishedRunbookVersionID") REFERENCES "RunbookVersions" ("RunbookVersionID") ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE "RunbookVersions" (
  "TenantID" TEXT NOT NULL,
  "RunbookVersionID" TEXT NOT NULL,
  "RunbookID" TEXT NOT NULL,
  "VersionNumber" INTEGER NOT NULL,
  "IsDraft" INTEGER NOT NULL,
  "CreationTime" TEXT NOT NULL,
  "LastModifiedTime" TEXT NOT NULL,
  PRIMARY KEY ("RunbookVersionID"),
  FOREIGN KEY ("RunbookID") REFERENCES "Runbooks" ("RunbookID") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE "JobContexts" (
  "JobContextID" TEXT NOT NULL,
  "RunbookVersionID" TEXT NOT NULL,
  "TenantID" TEXT NOT NULL,
  "ScheduleID" TEXT,
  PRIMARY KEY ("JobContextID"),
  FOREIGN KEY ("ScheduleID") REFERENCES "Schedules" ("ScheduleID") ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE "JobParameters" (
  "JobContextID" TEXT NOT NULL,
  "Name" TEXT COLLATE NOCASE NOT NULL,
  "Value" TEXT COLLATE NOCASE,
  "Type" TEXT COLLATE NOCASE NOT NULL,
  PRIMARY KEY ("JobContextID", "Name"),
  FOREIGN KEY ("JobContextID") REFERENCES "JobContexts" ("JobContextID") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE "Schedules" (
  "ScheduleID" TEXT NOT NULL,
  "TenantID" TEXT NOT NULL,
  "Name" TEXT COLLATE NOCASE NOT NULL,
  "Description" TEXT COLLATE NOCASE,
  "StartTime" TEXT NOT NULL,
  "ExpiryTime" TEXT,
  "CreationTime" TEXT NOT NULL,
  "LastModifiedTime" TEXT NOT NULL,
  "IsEnabled" INTEGER NOT NULL,
  "NextRun" TEXT,
  "DayInterval" INTEGER,
  type_name TEXT NOT NULL,
  PRIMARY KEY ("ScheduleID")
);
CREATE TABLE "Modules" (
  "ModuleID" TEXT NOT NULL,
  "ModuleName" TEXT COLLATE NOCASE,
  "TenantID" TEXT NOT NULL,
  "Version" INTEGER NOT NULL,
  "CreationTime" TEXT NOT NULL,
  "LastModifiedTime" TEXT NOT NULL,
  PRIMARY KEY ("ModuleID")
);
CREATE TABLE "ConnectionFields" (
  "TenantID" TEXT NOT NULL,
  "ConnectionFieldID" TEXT NOT NULL,
  "ConnectionTypeID" TEXT NOT NULL,
  "Name" TEXT COLLATE NOCASE NOT NULL,
  "Type" TEXT COLLATE NOCASE NOT NULL,
  "IsEncrypted" INTEGER NOT NULL,
  "IsOptional" INTEGER NOT NULL,
  "CreationTime" TEXT NOT NULL,
  "LastModifiedTime" TEXT NOT NULL,
  PRIMARY KEY ("ConnectionFieldID"),
  FOREIGN KEY ("ConnectionTypeID") REFERENCES "ConnectionTypes" ("ConnectionTypeID") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE "ConnectionFieldValues" (
  "TenantID" TEXT NOT NULL,
  "ConnectionFieldValueID" TEXT NOT NULL,
  "ConnectionID" TEXT NOT NULL,
  "ConnectionName" TEXT COLLATE NOCASE,
  "ConnectionTypeID" TEXT NOT NULL,
  "ConnectionTypeName" TEXT COLLATE NOCASE,
  "Value" TEXT COLLATE NOCASE,
  "ConnectionFieldID" TEXT NOT NULL,
  "ConnectionFieldName" TEXT COLLATE NOCASE,
  "IsEncrypted" INTEGER NOT NULL,
  "IsOptional" INTEGER,
  "Type" TEXT COLLATE NOCASE,
  "CreationTime" TEXT NOT NULL,
  "LastModifiedTime" TEXT NOT NULL,
  secret TEXT,
  PRIMARY KEY ("ConnectionFieldValueID"),
  CHECK (IsEncrypted = 0 OR Value IS NULL),
  FOREIGN KEY ("ConnectionID") REFERENCES "Connections" ("ConnectionID") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE "Connections" (
  "TenantID" TEXT NOT NULL,
  "ConnectionID" TEXT NOT NULL,
  "ConnectionTypeID" TEXT NOT NULL,
  "Name" TEXT COLLATE NOCASE NOT NULL,
  "Description" TEXT COLLATE NOCASE,
  "CreationTime" TEXT NOT NULL,
  "LastModifiedTime" TEXT NOT NULL,
  PRIMARY KEY ("ConnectionID"),
  FOREIGN KEY ("ConnectionTypeID") REFERENCES "ConnectionTypes" ("ConnectionTypeID") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE "ConnectionTypes" (
  "TenantID" TEXT NOT NULL,
  "ConnectionTypeID" TEXT NOT NULL,
  "Name" TEXT COLLATE NOCASE NOT NULL,
  "IsBeingCreated" INTEGER NOT NULL,
  "CreationTime" TEXT NOT NULL,
  "LastModifiedTime" TEXT NOT NULL,
  PRIMARY KEY ("ConnectionTypeID")
);
CREATE TABLE "Variables" (
  "VariableID" TEXT NOT NULL,
  "TenantID" TEXT NOT NULL,
  "Name" TEXT COLLATE NOCASE NOT NULL,
  "Value" TEXT COLLATE NOCASE,
  "Description" TEXT COLLATE NOCASE,
  "IsEncrypted" INTEGER NOT NULL,
  "CreationTime" TEXT NOT NULL,
  "LastModifiedTime" TEXT NOT NULL,
  secret TEXT,
  PRIMARY KEY ("VariableID"),
  CHECK (IsEncrypted = 0 OR Value IS NULL)
);
CREATE TABLE "Credentials" (
  "CredentialID" TEXT NOT NULL,
  "TenantID" TEXT NOT NULL,
  "Name" TEXT COLLATE NOCASE NOT NULL,
  "UserName" TEXT COLLATE NOCASE NOT NULL,
  "RawValue" TEXT COLLATE NOCASE,
  "Value" TEXT COLLATE NOCASE,
  "Description" TEXT COLLATE NOCASE,
  "CreationTime" TEXT NOT NULL,
  "LastModifiedTime" TEXT NOT NULL,
  secret TEXT,
  PRIMARY KEY ("CredentialID"),
  CHECK (RawValue IS NULL AND Value IS NULL)
);
CREATE TABLE "Certificates" (
  "CertificateID" TEXT NOT NULL,
  "TenantID" TEXT NOT NULL,
  "Name" TEXT COLLATE NOCASE NOT NULL,
  "RawValue" TEXT COLLATE NOCASE,
  "Value" TEXT COLLATE NOCASE,
  "Description" TEXT COLLATE NOCASE,
  "Thumbprint" TEXT COLLATE NOCASE NOT NULL,
  "ExpiryTime" TEXT NOT NULL,
  "CreationTime" TEXT NOT NULL,
  "LastModifiedTime" TEXT NOT NULL,
  secret TEXT,
  PRIMARY KEY ("CertificateID"),
  CHECK (RawValue IS NULL)
);
CREATE TABLE "Activities" (
  "ActivityID" TEXT NOT NULL,
  "TenantID" TEXT NOT NULL,
  "Name" TEXT COLLATE NOCASE NOT NULL,
  "Definition" TEXT COLLATE NOCASE NOT NULL,
  "Tags" TEXT COLLATE NOCASE,
  "CreationTime" TEXT NOT NULL,
  "LastModifiedTime" TEXT NOT NULL,
  "ModuleID" TEXT NOT NULL,
  "Description" TEXT COLLATE NOCASE,
  "Type" TEXT COLLATE NOCASE,
  "ModuleName" TEXT COLLATE NOCASE NOT NULL,
  PRIMARY KEY ("ActivityID"),
  FOREIGN KEY ("ModuleID") REFERENCES "Modules" ("ModuleID") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE "ActivityParameterSets" (
  "ActivityParameterSetID" TEXT NOT NULL,
  "Name" TEXT COLLATE NOCASE NOT NULL,
  "TenantID" TEXT NOT NULL,
  "IsDefault" INTEGER NOT NULL,
  "ActivityID" TEXT NOT NULL,
  PRIMARY KEY ("ActivityParameterSetID"),
  FOREIGN KEY ("ActivityID") REFERENCES "Activities" ("ActivityID") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE "ActivityParameters" (
  "ActivityParameterID" TEXT NOT NULL,
  "TenantID" TEXT NOT NULL,
  "Name" TEXT COLLATE NOCASE NOT NULL,
  "Type" TEXT COLLATE NOCASE NOT NULL,
  "IsMandatory" INTEGER,
  "IsDynamic" INTEGER,
  "Position" INTEGER,
  "ValueFromPipeline" INTEGER,
  "ValueFromPipelineByPropertyName" INTEGER,
  "ValueFromRemainingArguments" INTEGER,
  "ActivityParameterSetID" TEXT NOT NULL,
  PRIMARY KEY ("ActivityParameterID"),
  FOREIGN KEY ("ActivityParameterSetID") REFERENCES "ActivityParameterSets" ("ActivityParameterSetID") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE "ActivityOutputTypes" (
  "ActivityOutputTypeID" TEXT NOT NULL,
  "Name" TEXT COLLATE NOCASE NOT NULL,
  "Type" TEXT COLLATE NOCASE NOT NULL,
  "TenantID" TEXT NOT NULL,
  "ActivityID" TEXT NOT NULL,
  PRIMARY KEY ("ActivityOutputTypeID"),
  FOREIGN KEY ("ActivityID") REFERENCES "Activities" ("ActivityID") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE "RunbookParameters" (
  "RunbookVersionID" TEXT NOT NULL,
  "Name" TEXT COLLATE NOCASE NOT NULL,
  "Type" TEXT COLLATE NOCASE NOT NULL,
  "IsMandatory" INTEGER NOT NULL,
  "Position" INTEGER NOT NULL,
  PRIMARY KEY ("RunbookVersionID", "Name"),
  FOREIGN KEY ("RunbookVersionID") REFERENCES "RunbookVersions" ("RunbookVersionID") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE "Statistics" (
  "RunbookID" TEXT NOT NULL,
  "TenantID" TEXT,
  "CompletedCount" INTEGER,
  "FailedCount" INTEGER,
  "RunningCount" INTEGER,
  "TotalJobCount" INTEGER,
  "SuspendedCount" INTEGER,
  "StoppedCount" INTEGER,
  "LastStart" TEXT,
  PRIMARY KEY ("RunbookID"),
  FOREIGN KEY ("RunbookID") REFERENCES "Runbooks" ("RunbookID") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE "AdminConfigurations" (
  "Name" TEXT COLLATE NOCASE NOT NULL,
  "Value" TEXT COLLATE NOCASE NOT NULL,
  "LastModifiedTime" TEXT NOT NULL,
  PRIMARY KEY ("Name")
);
CREATE TABLE "Deployment" (
  "InstanceId" INTEGER NOT NULL,
  "ComputerName" TEXT COLLATE NOCASE NOT NULL,
  "LookupName" TEXT COLLATE NOCASE,
  "LowKey" INTEGER NOT NULL,
  "HighKey" INTEGER NOT NULL,
  "CreationTime" TEXT NOT NULL,
  "LastModifiedTime" TEXT NOT NULL,
  PRIMARY KEY ("InstanceId")
);
CREATE TABLE "link_FK_Schedule_Runbook" (
  "ScheduleID" TEXT NOT NULL REFERENCES "Schedules" ("ScheduleID") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "RunbookID" TEXT NOT NULL REFERENCES "Runbooks" ("RunbookID") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("ScheduleID", "RunbookID")
) WITHOUT ROWID;
CREATE INDEX "link_FK_Schedule_Runbook_back" ON "link_FK_Schedule_Runbook" ("RunbookID", "ScheduleID");
CREATE INDEX "Jobs_JobContextID" ON "Jobs" ("JobContextID", "JobID");
CREATE INDEX "Jobs_CreationTime" ON "Jobs" ("CreationTime", "JobID");
CREATE INDEX "Jobs_StartTime" ON "Jobs" ("StartTime", "JobID");
CREATE INDEX "Jobs_LastModifiedTime" ON "Jobs" ("LastModifiedTime", "JobID");
CREATE INDEX "Jobs_JobStatus_CreationTime" ON "Jobs" ("JobStatus", "CreationTime", "JobID");
CREATE INDEX "Jobs_runbook_id_CreationTime" ON "Jobs" ("runbook_id", "CreationTime", "JobID");
CREATE UNIQUE INDEX "Runbooks_name" ON "Runbooks" ("RunbookName");
CREATE INDEX "Runbooks_DraftRunbookVersionID" ON "Runbooks" ("DraftRunbookVersionID", "RunbookID");
CREATE INDEX "Runbooks_PublishedRunbookVersionID" ON "Runbooks" ("PublishedRunbookVersionID", "RunbookID");
CREATE INDEX "Runbooks_LastModifiedTime" ON "Runbooks" ("LastModifiedTime", "RunbookID");
CREATE INDEX "RunbookVersions_RunbookID" ON "RunbookVersions" ("RunbookID", "RunbookVersionID");
CREATE INDEX "JobContexts_RunbookVersionID" ON "JobContexts" ("RunbookVersionID", "JobContextID");
CREATE INDEX "JobContexts_ScheduleID" ON "JobContexts" ("ScheduleID", "JobContextID");
CREATE UNIQUE INDEX "Schedules_name" ON "Schedules" ("Name");
CREATE UNIQUE INDEX "Modules_name" ON "Modules" ("ModuleName");
CREATE INDEX "ConnectionFields_ConnectionTypeID" ON "ConnectionFields" ("ConnectionTypeID", "ConnectionFieldID");
CREATE INDEX "ConnectionFieldValues_ConnectionID" ON "ConnectionFieldValues" ("ConnectionID", "ConnectionFieldValueID");
CREATE UNIQUE INDEX "Connections_name" ON "Connections" ("Name");
CREATE INDEX "Connections_ConnectionTypeID" ON "Connections" ("ConnectionTypeID", "ConnectionID");
CREATE UNIQUE INDEX "ConnectionTypes_name" ON "ConnectionTypes" ("Name");
CREATE UNIQUE INDEX "Variables_name" ON "Variables" ("Name");
CREATE UNIQUE INDEX "Credentials_name" ON "Credentials" ("Name");
CREATE UNIQUE INDEX "Certificates_name" ON "Certificates" ("Name");
CREATE INDEX "Activities_ModuleID" ON "Activities" ("ModuleID", "ActivityID");
CREATE INDEX "ActivityParameterSets_ActivityID" ON "ActivityParameterSets" ("ActivityID", "ActivityParameterSetID");
CREATE INDEX "ActivityParameters_ActivityParameterSetID" ON "ActivityParameters" ("ActivityParameterSetID", "ActivityParameterID");
CREATE INDEX "ActivityOutputTypes_ActivityID" ON "ActivityOutputTypes" ("ActivityID", "ActivityOutputTypeID");
CREATE TABLE media (
    set_name TEXT NOT NULL, entity_id TEXT NOT NULL, content_type TEXT NOT NULL, bytes BLOB NOT NULL,
    PRIMARY KEY (set_name, entity_id)
  );
CREATE TABLE stream_record (
    sequence INTEGER PRIMARY KEY,
    job_key INTEGER NOT NULL REFERENCES "Jobs" (job_key) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    time TEXT NOT NULL, type TEXT NOT NULL, text TEXT NOT NULL, name_values TEXT
  );
CREATE INDEX stream_record_job ON stream_record (job_key, time);
CREATE TABLE audit (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    time TEXT NOT NULL, user_name TEXT NOT NULL, request_id TEXT NOT NULL, action TEXT NOT NULL, target TEXT NOT NULL, detail TEXT
  );
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
