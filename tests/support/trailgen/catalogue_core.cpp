// SPDX-License-Identifier: Apache-2.0
//
// The services every account is full of. Only tables.
#include "support/trailgen/catalogue.h"

namespace rastro::trailgen {

std::vector<Service> coreServices() {
    return {
        {.name = "ec2",
         .weight = 150,
         .listRequest =
             R"({"maxResults":1000,"filterSet":{"items":[{"name":"tag:environment","valueSet":{"items":[{"value":"$e"}]}}]}})",
         .readRequest = R"({"instanceId":"$i"})",
         .writeRequest = R"({"resourcesSet":{"items":[{"resourceId":"$i"}]},"dryRun":false})",
         .writeResponse = R"({"requestId":"$U","_return":true})",
         .notFound = "Client.InvalidInstanceID.NotFound",
         .calls = "DescribeInstances*60 DescribeVolumes*14 DescribeSnapshots*9 DescribeSecurityGroups*20 "
                  "DescribeSubnets*15 DescribeVpcs*13 "
                  "DescribeNetworkInterfaces*20 DescribeTags*12 DescribeImages*8 DescribeRouteTables*9 "
                  "DescribeAddresses*5 DescribeKeyPairs*2 "
                  "DescribeNatGateways*4 DescribeInternetGateways*4 DescribeVpcEndpoints*5 DescribeInstanceStatus*14 "
                  "DescribeInstanceAttribute*5 "
                  "DescribeInstanceTypes*3 DescribeAvailabilityZones*7 DescribeRegions*6 DescribeAccountAttributes*4 "
                  "DescribeNetworkAcls*3 "
                  "DescribeDhcpOptions*2 DescribeFlowLogs*2 DescribeLaunchTemplates*5 DescribeLaunchTemplateVersions*5 "
                  "DescribeSpotPriceHistory*2 "
                  "DescribeReservedInstances DescribeHosts DescribePlacementGroups DescribeVpcAttribute*6 "
                  "DescribeVolumeStatus*3 "
                  "DescribeVolumesModifications DescribeVpcPeeringConnections DescribeTransitGateways "
                  "DescribeIamInstanceProfileAssociations*2 "
                  "DescribeSpotInstanceRequests*2 GetConsoleOutput GetPasswordData GetEbsEncryptionByDefault "
                  "DescribeSnapshotAttribute "
                  "RunInstances*6 TerminateInstances*5 StartInstances*2 StopInstances*2 RebootInstances CreateTags*14 "
                  "DeleteTags*2 CreateVolume*3 "
                  "AttachVolume*3 DetachVolume*2 DeleteVolume*2 CreateSnapshot*5 DeleteSnapshot*3 "
                  "ModifySnapshotAttribute CreateImage DeregisterImage "
                  "ModifyImageAttribute CreateSecurityGroup*2 DeleteSecurityGroup AuthorizeSecurityGroupIngress*3 "
                  "AuthorizeSecurityGroupEgress "
                  "RevokeSecurityGroupIngress*2 CreateNetworkInterface*8 DeleteNetworkInterface*6 "
                  "AttachNetworkInterface ModifyInstanceAttribute "
                  "AssociateIamInstanceProfile AllocateAddress AssociateAddress ReleaseAddress CreateKeyPair "
                  "ImportKeyPair CreateLaunchTemplateVersion "
                  "ModifyNetworkInterfaceAttribute CreateFleet RequestSpotInstances CreateRoute DeleteFlowLogs "
                  "CreateFlowLogs"},
        {.name = "s3",
         .weight = 220,
         .listRequest =
             R"({"list-type":"2","bucketName":"$b","encoding-type":"url","prefix":"$p/","delimiter":"/","Host":"$b.s3.$R.amazonaws.com"})",
         .readRequest = R"({"bucketName":"$b","Host":"$b.s3.$R.amazonaws.com","location":""})",
         .writeRequest = R"({"bucketName":"$b","Host":"$b.s3.$R.amazonaws.com"})",
         .resourceType = "AWS::S3::Bucket",
         .resourceArn = "arn:aws:s3:::$b",
         .notFound = "NoSuchBucket",
         .calls = "GetObject*200 PutObject*150 HeadObject*80 ListObjects*60 DeleteObject*20 CopyObject*5 UploadPart*20 "
                  "GetBucketLocation*16 "
                  "GetBucketAcl*14 GetBucketPolicy*10 GetBucketPolicyStatus*6 GetBucketTagging*9 GetBucketVersioning*9 "
                  "GetBucketEncryption*12 "
                  "GetBucketPublicAccessBlock*10 GetBucketLogging*5 GetBucketLifecycle*4 GetBucketReplication*3 "
                  "GetBucketCors*2 GetBucketWebsite*2 "
                  "GetBucketNotification*3 GetBucketOwnershipControls*4 GetBucketObjectLockConfiguration*3 "
                  "GetAccelerateConfiguration*2 "
                  "GetBucketRequestPayment*2 ListBuckets*14 ListAccessPoints*2 GetStorageLensConfiguration "
                  "CreateBucket DeleteBucket PutBucketPolicy*2 "
                  "PutBucketTagging PutBucketLifecycle PutBucketVersioning PutBucketEncryption PutBucketAcl "
                  "PutBucketPublicAccessBlock "
                  "PutBucketNotification DeleteBucketPolicy"},
        {.name = "iam",
         .scope = Scope::Global,
         .weight = 110,
         .listRequest = R"({"maxItems":1000})",
         .readRequest = R"({"roleName":"$r"})",
         .writeRequest = R"({"roleName":"$r","policyArn":"arn:aws:iam::$A:policy/$p"})",
         .notFound = "NoSuchEntityException",
         .calls = "GetRole*30 GetUser*20 ListRoles*14 ListUsers*12 ListGroups*3 ListPolicies*6 GetPolicy*14 "
                  "GetPolicyVersion*14 ListAttachedRolePolicies*16 "
                  "ListRolePolicies*12 GetRolePolicy*9 ListAttachedUserPolicies*5 ListUserPolicies*4 GetUserPolicy*2 "
                  "ListAccessKeys*12 "
                  "GetAccessKeyLastUsed*7 ListMFADevices*7 GetLoginProfile*4 ListGroupsForUser*4 GetAccountSummary*6 "
                  "GetAccountPasswordPolicy*8 "
                  "ListAccountAliases*6 GetCredentialReport*3 GenerateCredentialReport*2 "
                  "GenerateServiceLastAccessedDetails*2 "
                  "GetServiceLastAccessedDetails*3 ListInstanceProfiles*3 ListInstanceProfilesForRole*4 "
                  "ListOpenIDConnectProviders*2 ListSAMLProviders "
                  "ListVirtualMFADevices*2 ListEntitiesForPolicy*2 ListPolicyVersions*4 SimulatePrincipalPolicy "
                  "GetAccountAuthorizationDetails "
                  "ListSSHPublicKeys ListServiceSpecificCredentials ListSigningCertificates CreateUser CreateRole*3 "
                  "DeleteRole*2 DeleteUser CreateAccessKey*2 "
                  "DeleteAccessKey*2 UpdateAccessKey AttachRolePolicy*4 DetachRolePolicy*2 AttachUserPolicy "
                  "AttachGroupPolicy PutRolePolicy*3 PutUserPolicy "
                  "DeleteRolePolicy CreatePolicy*2 CreatePolicyVersion*3 DeletePolicyVersion SetDefaultPolicyVersion "
                  "AddUserToGroup UpdateAssumeRolePolicy "
                  "CreateLoginProfile UpdateLoginProfile CreateInstanceProfile AddRoleToInstanceProfile TagRole*2 "
                  "CreateServiceLinkedRole "
                  "DeactivateMFADevice EnableMFADevice ChangePassword"},
        {.name = "sts",
         .weight = 80,
         .readRequest = "null",
         .writeRequest = "null",
         .notFound = "ValidationError",
         .calls = "AssumeRole*60 GetCallerIdentity*30 GetSessionToken*2 GetFederationToken AssumeRoleWithWebIdentity*8 "
                  "AssumeRoleWithSAML*5 "
                  "DecodeAuthorizationMessage"},
        {.name = "kms",
         .weight = 110,
         .listRequest = R"({"limit":100})",
         .readRequest = R"({"keyId":"arn:aws:kms:$R:$A:key/$K"})",
         .writeRequest =
             R"({"keyId":"arn:aws:kms:$R:$A:key/$K","granteePrincipal":"arn:aws:iam::$A:role/$r","operations":["Decrypt","GenerateDataKey"]})",
         .writeResponse = R"({"grantId":"$h$h$h$h$h$h$h$h","keyId":"arn:aws:kms:$R:$A:key/$K"})",
         .resourceType = "AWS::KMS::Key",
         .resourceArn = "arn:aws:kms:$R:$A:key/$K",
         .notFound = "NotFoundException",
         .calls = "Decrypt*120 GenerateDataKey*90 Encrypt*20 DescribeKey*14 ListAliases*6 ListKeys*2 GetKeyPolicy*4 "
                  "GetKeyRotationStatus*5 "
                  "ListResourceTags*3 ListGrants CreateGrant*5 RetireGrant*2 RevokeGrant CreateKey ScheduleKeyDeletion "
                  "DisableKey PutKeyPolicy CreateAlias"},
        {.name = "lambda",
         .weight = 48,
         .listRequest = R"({"maxItems":50,"functionName":"$f"})",
         .readRequest = R"({"functionName":"arn:aws:lambda:$R:$A:function:$f"})",
         .writeRequest = R"({"functionName":"$f","dryRun":false,"publish":true,"architectures":["x86_64"]})",
         .writeResponse =
             R"({"functionName":"$f","functionArn":"arn:aws:lambda:$R:$A:function:$f","runtime":"python3.13","role":"arn:aws:iam::$A:role/$r","handler":"app.handler","codeSize":$N,"timeout":30,"memorySize":512,"lastModified":"$T","version":"$n","revisionId":"$U","state":"Active","lastUpdateStatus":"InProgress"})",
         .resourceType = "AWS::Lambda::Function",
         .resourceArn = "arn:aws:lambda:$R:$A:function:$f",
         .calls = "Invoke*60 GetFunction20150331v2*14 GetFunctionConfiguration20150331v2*14 ListFunctions20150331*12 "
                  "GetPolicy20150331v2*6 "
                  "ListVersionsByFunction20150331*5 ListTags20170331*6 GetFunctionCodeSigningConfig*3 "
                  "ListEventSourceMappings20150331*4 "
                  "ListAliases20150331*2 GetAccountSettings20160819*2 UpdateFunctionCode20150331v2*4 "
                  "UpdateFunctionConfiguration20150331v2*3 "
                  "CreateFunction20150331 DeleteFunction20150331 AddPermission20150331v2*2 RemovePermission20150331v2 "
                  "PublishVersion20150331*2 "
                  "CreateFunctionUrlConfig"},
        {.name = "logs",
         .weight = 50,
         .listRequest = R"({"logGroupName":"$l","descending":true,"orderBy":"LastEventTime","limit":50})",
         .readRequest = R"({"logGroupName":"$l","startTime":$E,"endTime":$E,"filterPattern":"ERROR"})",
         .writeRequest = R"({"logGroupName":"$l","logStreamName":"$D/[$$LATEST]$h$h$h$h"})",
         .calls = "CreateLogStream*60 CreateLogGroup*8 DescribeLogGroups*20 DescribeLogStreams*14 FilterLogEvents*12 "
                  "GetLogEvents*8 StartQuery*4 "
                  "GetQueryResults*6 DescribeMetricFilters*4 ListTagsLogGroup*5 PutRetentionPolicy*3 DeleteLogStream "
                  "DeleteLogGroup DescribeSubscriptionFilters*2 "
                  "PutSubscriptionFilter TagResource"},
        {.name = "ssm",
         .weight = 55,
         .listRequest = R"({"maxResults":50,"filters":[{"key":"InstanceIds","valueSet":["$i"]}]})",
         .readRequest = R"({"name":"/$e/$w/$u","withDecryption":true})",
         .writeRequest =
             R"({"instanceId":"$i","agentVersion":"3.3.1802.0","agentStatus":"Active","platformType":"Linux","platformName":"Amazon Linux","platformVersion":"2023","iPAddress":"$P","computerName":"ip-10-2-$n-17.ec2.internal","agentName":"amazon-ssm-agent"})",
         .notFound = "ParameterNotFound",
         .calls = "UpdateInstanceInformation*80 GetParameter*30 GetParameters*14 GetParametersByPath*10 "
                  "DescribeInstanceInformation*8 DescribeParameters*5 "
                  "ListInstanceAssociations*12 PutInventory*10 PutComplianceItems*4 UpdateInstanceAssociationStatus*8 "
                  "SendCommand*2 GetCommandInvocation*4 "
                  "ListCommands*2 StartSession*2 TerminateSession PutParameter*2 DeleteParameter GetDocument*5 "
                  "DescribeDocument*2 OpenDataChannel*2 "
                  "ListTagsForResource*4"},
        {.name = "secretsmanager",
         .weight = 28,
         .listRequest = R"({"maxResults":100})",
         .readRequest = R"({"secretId":"arn:aws:secretsmanager:$R:$A:secret:$e/$w/$u-$h"})",
         .writeRequest = R"({"secretId":"arn:aws:secretsmanager:$R:$A:secret:$e/$w/$u-$h","clientRequestToken":"$V"})",
         .writeResponse = R"({"arn":"arn:aws:secretsmanager:$R:$A:secret:$e/$w/$u-$h","versionId":"$V"})",
         .calls = "GetSecretValue*80 DescribeSecret*20 ListSecrets*8 GetResourcePolicy*4 PutSecretValue*3 CreateSecret "
                  "DeleteSecret UpdateSecret "
                  "BatchGetSecretValue*2 RotateSecret GetRandomPassword"},
        {.name = "cloudtrail",
         .weight = 14,
         .listRequest = R"({"trailNameList":[],"includeShadowTrails":true})",
         .readRequest = R"({"name":"arn:aws:cloudtrail:$R:$A:trail/organization"})",
         .writeRequest = R"({"name":"arn:aws:cloudtrail:$R:$A:trail/organization"})",
         .notFound = "TrailNotFoundException",
         .calls = "DescribeTrails*20 GetTrailStatus*18 GetEventSelectors*12 LookupEvents*25 ListTags*6 ListTrails*3 "
                  "GetTrail*3 GetInsightSelectors*2 "
                  "UpdateTrail StopLogging StartLogging PutEventSelectors CreateTrail DeleteTrail"},
        {.name = "rds",
         .weight = 26,
         .listRequest = R"({"dBInstanceIdentifier":"$w-$e","maxRecords":100})",
         .readRequest = R"({"dBInstanceIdentifier":"$w-$e"})",
         .writeRequest =
             R"({"dBInstanceIdentifier":"$w-$e","dBSnapshotIdentifier":"$w-$e-$h","applyImmediately":true})",
         .writeResponse =
             R"({"dBInstanceIdentifier":"$w-$e","dBInstanceClass":"db.r6g.large","engine":"postgres","dBInstanceStatus":"available","allocatedStorage":$n,"dBInstanceArn":"arn:aws:rds:$R:$A:db:$w-$e","storageEncrypted":true,"kmsKeyId":"arn:aws:kms:$R:$A:key/$K"})",
         .notFound = "DBInstanceNotFoundFault",
         .calls = "DescribeDBInstances*50 DescribeDBClusters*25 DescribeDBSnapshots*8 DescribeDBClusterSnapshots*5 "
                  "DescribeDBEngineVersions*5 "
                  "DescribeDBParameterGroups*3 DescribeDBSubnetGroups*4 DescribeEvents*5 ListTagsForResource*16 "
                  "DescribeOrderableDBInstanceOptions*2 "
                  "DescribePendingMaintenanceActions*4 DescribeCertificates CreateDBSnapshot*3 DeleteDBSnapshot*2 "
                  "ModifyDBInstance CreateDBInstance "
                  "DeleteDBInstance ModifyDBSnapshotAttribute StartExportTask RestoreDBInstanceFromDBSnapshot"},
        {.name = "dynamodb",
         .weight = 26,
         .listRequest = R"({"limit":100,"tableName":"$w-$e"})",
         .readRequest = R"({"tableName":"$w-$e","key":{"pk":"HIDDEN_DUE_TO_SECURITY_REASONS"}})",
         .writeRequest =
             R"({"tableName":"$w-$e","key":{"pk":"HIDDEN_DUE_TO_SECURITY_REASONS"},"returnConsumedCapacity":"TOTAL"})",
         .resourceType = "AWS::DynamoDB::Table",
         .resourceArn = "arn:aws:dynamodb:$R:$A:table/$w-$e",
         .calls = "DescribeTable*50 ListTables*10 DescribeTimeToLive*6 DescribeContinuousBackups*6 "
                  "ListTagsOfResource*8 UpdateTable*2 CreateTable DeleteTable "
                  "UpdateTimeToLive CreateBackup DescribeStream*4 DescribeLimits"},
        {.name = "signin",
         .scope = Scope::Global,
         .weight = 3,
         .calls = "ConsoleLogin*8 CheckMfa*4 SwitchRole*3 GetSigninToken"},
    };
}

} // namespace rastro::trailgen
