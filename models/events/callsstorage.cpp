// SPDX-License-Identifier: Apache-2.0
#include "events/callfamilies.h"

namespace rastro {

namespace {

using enum Kind;

constexpr Call kS3[] = {
    // Objects
    {"GetObject", Take, "read object {key} from {bucketName}", ""},
    {"GetObjectTorrent", Take, "read the torrent of object {key} in {bucketName}", ""},
    {"SelectObjectContent", Take, "queried object {key} in {bucketName}", ""},
    {"RestoreObject", Take, "restored archived object {key} in {bucketName}", ""},
    {"CopyObject", Change, "copied [{x-amz-copy-source|copySource} to ]{bucketName}/{key}", ""},
    {"UploadPartCopy", Change, "copied part of [{x-amz-copy-source|copySource} to ]{bucketName}/{key}", ""},
    {"PutObject", Change,
     "wrote object {key} to {bucketName}[ with a key of their own{?x-amz-server-side-encryption-customer-algorithm}]",
     ""},
    {"PostObject", Change, "wrote object {key} to {bucketName}", ""},
    {"UploadPart", Change, "wrote part of object {key} to {bucketName}", ""},
    {"CreateMultipartUpload", Change, "began to write object {key} to {bucketName}", ""},
    {"CompleteMultipartUpload", Change, "finished writing object {key} to {bucketName}", ""},
    {"AbortMultipartUpload", Change, "gave up writing object {key} to {bucketName}", ""},
    {"DeleteObject", Change, "deleted object {key} from {bucketName}", ""},
    {"DeleteObjects", Change, "deleted objects from {bucketName}", ""},
    {"HeadObject", Read, "checked object {key} in {bucketName}", ""},
    {"GetObjectAcl", Read, "read the access list of object {key} in {bucketName}", ""},
    {"GetObjectTagging", Read, "read the tags of object {key} in {bucketName}", ""},
    {"PutObjectAcl", Change,
     "[made object {key} in {bucketName} public{?x-amz-acl=public-read}|made object {key} in {bucketName} "
     "public{?x-amz-acl=public-read-write}"
     "|changed who may read object {key} in {bucketName}]",
     ""},
    {"PutObjectTagging", Change, "tagged object {key} in {bucketName}", ""},
    {"PutObjectRetention", Change, "changed the retention of object {key} in {bucketName}", ""},
    {"PutObjectLegalHold", Change, "changed the legal hold of object {key} in {bucketName}", ""},
    // Buckets
    {"ListBuckets", Read, "listed all buckets", ""},
    {"ListObjects", Read, "listed objects in {bucketName}[ under {prefix}]", ""},
    {"ListObjectsV2", Read, "listed objects in {bucketName}[ under {prefix}]", ""},
    {"ListBucket", Read, "listed objects in {bucketName}[ under {prefix}]", ""},
    {"ListObjectVersions", Read, "listed object versions in {bucketName}[ under {prefix}]", ""},
    {"ListMultipartUploads", Read, "listed unfinished uploads to {bucketName}", ""},
    {"ListAccessPoints", Read, "listed access points[ of {bucket}]", ""},
    {"HeadBucket", Read, "checked whether {bucketName} is there", ""},
    {"CreateBucket", Change, "created bucket {bucketName}", ""},
    {"DeleteBucket", Change, "deleted bucket {bucketName}", ""},
    {"GetBucketLocation", Read, "looked up the region of {bucketName}", ""},
    {"GetBucketAcl", Read, "read the access list of {bucketName}", ""},
    {"GetBucketPolicy", Read, "read the policy of {bucketName}", ""},
    {"GetBucketPolicyStatus", Read, "checked whether {bucketName} is public", ""},
    {"GetBucketPublicAccessBlock", Read, "read the public access block of {bucketName}", ""},
    {"GetPublicAccessBlock", Read, "read the public access block of {bucketName}", ""},
    {"GetAccountPublicAccessBlock", Read, "read the public access block of the account", ""},
    {"GetBucketVersioning", Read, "read the versioning of {bucketName}", ""},
    {"GetBucketLogging", Read, "read the access logging of {bucketName}", ""},
    {"GetBucketTagging", Read, "read the tags of {bucketName}", ""},
    {"GetBucketEncryption", Read, "read the encryption of {bucketName}", ""},
    {"GetBucketLifecycle*", Read, "read the lifecycle rules of {bucketName}", ""},
    {"GetBucketReplication", Read, "read the replication of {bucketName}", ""},
    {"GetBucketCors", Read, "read the CORS rules of {bucketName}", ""},
    {"GetBucketWebsite", Read, "read the website settings of {bucketName}", ""},
    {"GetBucketRequestPayment", Read, "read who pays for requests to {bucketName}", ""},
    {"GetBucketOwnershipControls", Read, "read the ownership settings of {bucketName}", ""},
    {"GetBucketNotification*", Read, "read the notifications of {bucketName}", ""},
    {"GetBucketObjectLockConfiguration", Read, "read the object lock of {bucketName}", ""},
    {"GetObjectLockConfiguration", Read, "read the object lock of {bucketName}", ""},
    {"GetAccelerateConfiguration", Read, "read the transfer acceleration of {bucketName}", ""},
    {"GetBucketAccelerateConfiguration", Read, "read the transfer acceleration of {bucketName}", ""},
    {"PutBucketPolicy", Change, "set the policy of {bucketName}[, open to {bucketPolicy:principals}]", ""},
    {"DeleteBucketPolicy", Change, "removed the policy of {bucketName}", ""},
    {"PutBucketAcl", Change,
     "[made {bucketName} public ({x-amz-acl}){?x-amz-acl=public-read}|made {bucketName} public "
     "({x-amz-acl}){?x-amz-acl=public-read-write}"
     "|made {bucketName} open to every AWS user{?x-amz-acl=authenticated-read}"
     "|opened {bucketName} to {AccessControlPolicy.AccessControlList.Grant.Grantee.URI:leaf}|set the access list of "
     "{bucketName}[ to {x-amz-acl}]]",
     ""},
    {"PutBucketPublicAccessBlock", Change,
     "[turned off public access blocking on {bucketName}{?PublicAccessBlockConfiguration.RestrictPublicBuckets=false}"
     "{?PublicAccessBlockConfiguration.BlockPublicPolicy=false}|blocked public access to {bucketName}"
     "{?PublicAccessBlockConfiguration.RestrictPublicBuckets=true}|changed the public access block of {bucketName}]",
     ""},
    {"DeleteBucketPublicAccessBlock", Change, "removed the public access block of {bucketName}", ""},
    {"DeletePublicAccessBlock", Change, "removed the public access block of {bucketName}", ""},
    {"PutAccountPublicAccessBlock", Change, "changed the public access block of the account",
     "public access block of the account"},
    {"DeleteAccountPublicAccessBlock", Change, "removed the public access block of the account",
     "public access block of the account"},
    {"PutBucketVersioning", Change,
     "[suspended versioning of {bucketName}{?VersioningConfiguration.Status=Suspended}|turned on versioning of "
     "{bucketName}"
     "{?VersioningConfiguration.Status=Enabled}|changed the versioning of {bucketName}]",
     ""},
    {"PutBucketLifecycle*", Change,
     "set lifecycle rules of {bucketName}[, objects expire after 1 day{?LifecycleConfiguration.Rule.Expiration.Days=1}"
     "|, objects expire after {LifecycleConfiguration.Rule.Expiration.Days} days]",
     ""},
    {"DeleteBucketLifecycle", Change, "removed the lifecycle rules of {bucketName}", ""},
    {"PutBucketLogging", Change,
     "[sent the access log of {bucketName} to {BucketLoggingStatus.LoggingEnabled.TargetBucket}|turned off access "
     "logging of {bucketName}]",
     ""},
    {"PutBucketReplication", Change,
     "set replication of {bucketName}[ to {ReplicationConfiguration.Rule.Destination.Bucket}]", ""},
    {"PutBucketEncryption", Change, "set the encryption of {bucketName}", ""},
    {"DeleteBucketEncryption", Change, "removed the encryption of {bucketName}", ""},
    {"PutBucketTagging", Change, "tagged {bucketName}", ""},
    {"PutBucketCors", Change, "set the CORS rules of {bucketName}", ""},
    {"PutBucketWebsite", Change, "made {bucketName} a website", ""},
    {"PutBucketNotification*", Change, "set the notifications of {bucketName}", ""},
    {"PutBucketOwnershipControls", Change, "set the ownership settings of {bucketName}", ""},
};

constexpr Call kDynamo[] = {
    {"GetItem", Take, "read an item of table {tableName}", ""},
    {"BatchGetItem", Take, "read items of tables", ""},
    {"TransactGetItems", Take, "read items of tables", ""},
    {"Query", Take, "queried table {tableName}", ""},
    {"Scan", Take, "read table {tableName} through", ""},
    {"ExecuteStatement", Take, "ran a statement", ""},
    {"BatchExecuteStatement", Take, "ran statements", ""},
    {"ExportTableToPointInTime", Take, "exported table {tableArn} to {s3Bucket}", "table {tableArn}"},
    {"GetRecords", Take, "read records of a table's stream", ""},
    {"PutItem", Change, "wrote an item to table {tableName}", ""},
    {"UpdateItem", Change, "changed an item of table {tableName}", ""},
    {"DeleteItem", Change, "deleted an item of table {tableName}", ""},
    {"PutResourcePolicy", Change, "set the policy of {resourceArn}[, open to {policy:principals}]", "{resourceArn}"},
};

constexpr std::string_view kShareDbSnapshot =
    "[made {dBSnapshotIdentifier|dBClusterSnapshotIdentifier} public{?valuesToAdd=all}"
    "|shared snapshot {dBSnapshotIdentifier|dBClusterSnapshotIdentifier} with {valuesToAdd}"
    "|stopped sharing snapshot {dBSnapshotIdentifier|dBClusterSnapshotIdentifier} with {valuesToRemove}"
    "|changed snapshot {dBSnapshotIdentifier|dBClusterSnapshotIdentifier}]";
constexpr std::string_view kShareDbSnapshotTarget =
    "snapshot {dBSnapshotIdentifier|dBClusterSnapshotIdentifier}[ → {valuesToAdd}]";

constexpr Call kRds[] = {
    {"ModifyDBSnapshotAttribute", Change, kShareDbSnapshot, kShareDbSnapshotTarget},
    {"ModifyDBClusterSnapshotAttribute", Change, kShareDbSnapshot, kShareDbSnapshotTarget},
    {"CreateDBSnapshot", Change, "made snapshot {dBSnapshotIdentifier} of database {dBInstanceIdentifier}",
     "database {dBInstanceIdentifier}"},
    {"CreateDBClusterSnapshot", Change, "made snapshot {dBClusterSnapshotIdentifier} of cluster {dBClusterIdentifier}",
     "DB cluster {dBClusterIdentifier}"},
    {"CopyDBSnapshot", Change, "copied snapshot {sourceDBSnapshotIdentifier:leaf} to {targetDBSnapshotIdentifier}",
     "snapshot {sourceDBSnapshotIdentifier:leaf}"},
    {"CopyDBClusterSnapshot", Change,
     "copied snapshot {sourceDBClusterSnapshotIdentifier:leaf} to {targetDBClusterSnapshotIdentifier}",
     "snapshot {sourceDBClusterSnapshotIdentifier:leaf}"},
    {"RestoreDBInstanceFromDBSnapshot", Change,
     "restored database {dBInstanceIdentifier} from [snapshot {dBSnapshotIdentifier:leaf}|a snapshot][, publicly "
     "reachable{?publiclyAccessible=true}]",
     "database {dBInstanceIdentifier}"},
    {"RestoreDBClusterFromSnapshot", Change,
     "restored cluster {dBClusterIdentifier} from snapshot {snapshotIdentifier:leaf}",
     "DB cluster {dBClusterIdentifier}"},
    {"StartExportTask", Take, "exported {sourceArn} to {s3BucketName}", "{sourceArn}"},
    {"CreateDBInstance", Change,
     "created database {dBInstanceIdentifier}[, publicly reachable{?publiclyAccessible=true}]",
     "database {dBInstanceIdentifier}"},
    {"ModifyDBInstance", Change,
     "changed database {dBInstanceIdentifier}[: new master password{?masterUserPassword}][, publicly "
     "reachable{?publiclyAccessible=true}]"
     "[, deletion protection off{?deletionProtection=false}]",
     "database {dBInstanceIdentifier}"},
    {"ModifyDBCluster", Change,
     "changed cluster {dBClusterIdentifier}[: new master password{?masterUserPassword}]"
     "[, deletion protection off{?deletionProtection=false}]",
     "DB cluster {dBClusterIdentifier}"},
    {"DeleteDBInstance", Change,
     "deleted database {dBInstanceIdentifier}[ without a final snapshot{?skipFinalSnapshot=true}]",
     "database {dBInstanceIdentifier}"},
    {"DeleteDBCluster", Change,
     "deleted cluster {dBClusterIdentifier}[ without a final snapshot{?skipFinalSnapshot=true}]",
     "DB cluster {dBClusterIdentifier}"},
    {"DeleteDBSnapshot", Change, "deleted snapshot {dBSnapshotIdentifier}", "snapshot {dBSnapshotIdentifier}"},
    {"RebootDBInstance", Change, "restarted database {dBInstanceIdentifier}", "database {dBInstanceIdentifier}"},
    {"StartDBInstance", Change, "started database {dBInstanceIdentifier}", "database {dBInstanceIdentifier}"},
    {"StopDBInstance", Change, "stopped database {dBInstanceIdentifier}", "database {dBInstanceIdentifier}"},
    {"CreateDBInstanceReadReplica", Change, "made read replica {dBInstanceIdentifier} of {sourceDBInstanceIdentifier}",
     "database {sourceDBInstanceIdentifier}"},
    {"DescribeDBInstances", Read, "described [database {dBInstanceIdentifier}|databases]",
     "[database {dBInstanceIdentifier}]"},
    {"DownloadDBLogFilePortion", Take, "read log {logFileName} of database {dBInstanceIdentifier}",
     "database {dBInstanceIdentifier}"},
    {"DownloadCompleteDBLogFile", Take, "read log {logFileName} of database {dBInstanceIdentifier}",
     "database {dBInstanceIdentifier}"},
    {"ListTagsForResource", Read, "listed tags of {resourceName}", "{resourceName}"},
};

constexpr Call kRdsData[] = {
    {"ExecuteStatement", Take, "ran SQL on {resourceArn}", "{resourceArn}"},
    {"BatchExecuteStatement", Take, "ran SQL on {resourceArn}", "{resourceArn}"},
    {"ExecuteSql", Take, "ran SQL on {dbClusterOrInstanceArn}", "{dbClusterOrInstanceArn}"},
};

constexpr Call kRedshift[] = {
    {"GetClusterCredentials*", Credential, "got database credentials of cluster {clusterIdentifier}[ as {dbUser}]",
     "cluster {clusterIdentifier}"},
    {"AuthorizeSnapshotAccess", Change, "shared snapshot {snapshotIdentifier} with {accountWithRestoreAccess}",
     "snapshot {snapshotIdentifier} → {accountWithRestoreAccess}"},
    {"DisableLogging", Change, "turned off audit logging of cluster {clusterIdentifier}",
     "cluster {clusterIdentifier}"},
};

constexpr Call kRedshiftData[] = {
    {"ExecuteStatement", Take, "ran SQL[ on {clusterIdentifier|workgroupName}]", "{clusterIdentifier|workgroupName}"},
    {"GetStatementResult", Take, "read the result of statement {id}", "statement {id}"},
};

constexpr Call kAthena[] = {
    {"StartQueryExecution", Take, "ran a query[ on database {queryExecutionContext.database}]",
     "[database {queryExecutionContext.database}|work group {workGroup}]"},
    {"GetQueryResults", Take, "read the result of query {queryExecutionId}", "query {queryExecutionId}"},
};

constexpr Call kGlue[] = {
    {"CreateDevEndpoint", Change, "created development endpoint {endpointName}[ under role {roleArn}]",
     "endpoint {endpointName}"},
    {"UpdateDevEndpoint", Change, "changed development endpoint {endpointName}", "endpoint {endpointName}"},
    {"GetConnection*", Read, "", ""},
    {"PutResourcePolicy", Change, "set the policy of the data catalog[, open to {policyInJson:principals}]",
     "data catalog"},
    {"PutDataCatalogEncryptionSettings", Change, "changed the encryption of the data catalog", "data catalog"},
};

constexpr Call kEbs[] = {
    {"GetSnapshotBlock", Take, "read a block of snapshot {snapshotId}", "{snapshotId}"},
    {"ListSnapshotBlocks", Read, "listed the blocks of snapshot {snapshotId}", "{snapshotId}"},
    {"ListChangedBlocks", Read, "listed changed blocks of snapshot {secondSnapshotId|firstSnapshotId}",
     "{secondSnapshotId|firstSnapshotId}"},
};

constexpr Call kSqs[] = {
    {"ReceiveMessage", Take, "received messages from queue {queueUrl:leaf}", ""},
    {"SendMessage*", Change, "sent a message to queue {queueUrl:leaf}", ""},
    {"SetQueueAttributes", Change, "changed queue {queueUrl:leaf}[, open to {attributes.Policy:principals}]", ""},
    {"CreateQueue", Change, "created queue {queueName}", "queue {queueName}"},
    {"PurgeQueue", Change, "emptied queue {queueUrl:leaf}", ""},
};

constexpr Call kSns[] = {
    {"Publish", Change, "published to [topic {topicArn}|{targetArn|phoneNumber}]",
     "[topic {topicArn}|{targetArn|phoneNumber}]"},
    {"Subscribe", Change, "subscribed {endpoint} to topic {topicArn}", ""},
    {"Unsubscribe", Change, "ended subscription {subscriptionArn}", "subscription {subscriptionArn}"},
    {"SetTopicAttributes", Change, "set {attributeName} of topic {topicArn}[, open to {attributeValue:principals}]",
     ""},
    {"AddPermission", Change, "opened topic {topicArn} to {aWSAccountId}", ""},
    {"CreateTopic", Change, "created topic {name}[, open to {attributes.Policy:principals}]", "topic {name}"},
};

constexpr Call kKinesis[] = {
    {"GetRecords", Take, "read records of [stream {streamARN|streamName}|a stream]", "[stream {streamARN|streamName}]"},
};

constexpr Call kBackup[] = {
    {"DeleteRecoveryPoint", Change, "deleted recovery point {recoveryPointArn} from vault {backupVaultName}",
     "recovery point {recoveryPointArn}"},
    {"DeleteBackupVault", Change, "deleted backup vault {backupVaultName}", "backup vault {backupVaultName}"},
    {"StartRestoreJob", Change, "restored recovery point {recoveryPointArn}", "recovery point {recoveryPointArn}"},
};

constexpr Call kGlacier[] = {
    {"SetVaultAccessPolicy", Change, "set the access policy of vault {vaultName}[, open to {policy.policy:principals}]",
     "vault {vaultName}"},
};

constexpr Call kTransfer[] = {
    {"ImportSshPublicKey", Credential, "gave user {userName} of server {serverId} an SSH key", "user {userName}"},
};

constexpr CallFamily kFamilies[] = {
    {"s3", kS3, "[{bucketName}/{key}|{bucketName|bucket}]"},
    {"s3express", kS3, "[{bucketName}/{key}|{bucketName|bucket}]"},
    {"dynamodb", kDynamo, "table {tableName}"},
    {"rds", kRds, ""},
    {"rds-data", kRdsData, ""},
    {"redshift", kRedshift, ""},
    {"redshift-data", kRedshiftData, ""},
    {"athena", kAthena, ""},
    {"glue", kGlue, ""},
    {"ebs", kEbs, ""},
    {"sqs", kSqs, "queue {queueUrl:leaf}"},
    {"sns", kSns, "topic {topicArn}"},
    {"kinesis", kKinesis, "stream {streamName|streamARN}"},
    {"backup", kBackup, ""},
    {"glacier", kGlacier, "vault {vaultName}"},
    {"transfer", kTransfer, ""},
};

} // namespace

std::span<const CallFamily> storageCalls() {
    return kFamilies;
}

} // namespace rastro
