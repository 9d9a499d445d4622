// SPDX-License-Identifier: Apache-2.0
#include "report/ledgercalls.h"

#include <algorithm>
#include <array>

namespace rastro {

namespace {

using enum LedgerClass;
using enum LedgerCall::Effect;

// Of ec2's permissions of a security group, told as "tcp 22 from 0.0.0.0/0" each.
constexpr std::string_view kPermissions = "*";

constexpr LedgerCall kCalls[] = {
    // Users and what lets them in
    {"iam", "CreateUser", User, Makes, "userName|^user.userName", "", ""},
    {"iam", "DeleteUser", User, Ends, "userName", "", ""},
    {"iam", "CreateAccessKey", AccessKey, Makes, "^accessKey.accessKeyId", "", ""},
    {"iam", "UpdateAccessKey", AccessKey, Makes, "accessKeyId", "", "status=Active"},
    {"iam", "UpdateAccessKey", AccessKey, Ends, "accessKeyId", "", "status=Inactive"},
    {"iam", "DeleteAccessKey", AccessKey, Ends, "accessKeyId", "", ""},
    {"iam", "CreateLoginProfile", Password, Sets, "userName|^loginProfile.userName", "", ""},
    {"iam", "UpdateLoginProfile", Password, Sets, "userName", "", ""},
    {"iam", "DeleteLoginProfile", Password, Ends, "userName", "", ""},
    {"iam", "UploadSSHPublicKey", Credential, Makes, "^sSHPublicKey.sSHPublicKeyId|^sshPublicKey.sshPublicKeyId", "", ""},
    {"iam", "DeleteSSHPublicKey", Credential, Ends, "sSHPublicKeyId|sshPublicKeyId", "", ""},
    {"iam", "UploadSigningCertificate", Credential, Makes, "^certificate.certificateId", "", ""},
    {"iam", "DeleteSigningCertificate", Credential, Ends, "certificateId", "", ""},
    {"iam", "CreateServiceSpecificCredential", Credential, Makes, "^serviceSpecificCredential.serviceSpecificCredentialId", "", ""},
    {"iam", "DeleteServiceSpecificCredential", Credential, Ends, "serviceSpecificCredentialId", "", ""},
    {"iam", "DeactivateMFADevice", Mfa, Makes, "userName", "", ""},
    {"iam", "EnableMFADevice", Mfa, Ends, "userName", "", ""},
    // Roles and rights
    {"iam", "CreateRole", Role, Makes, "roleName|^role.roleName", "", ""},
    {"iam", "DeleteRole", Role, Ends, "roleName", "", ""},
    {"iam", "UpdateAssumeRolePolicy", Trust, Sets, "roleName", "", ""},
    {"iam", "DeleteRole", Trust, Ends, "roleName", "", ""},
    {"iam", "AttachUserPolicy", Rights, Makes, "policyArn", "userName", ""},
    {"iam", "DetachUserPolicy", Rights, Ends, "policyArn", "userName", ""},
    {"iam", "AttachRolePolicy", Rights, Makes, "policyArn", "roleName", ""},
    {"iam", "DetachRolePolicy", Rights, Ends, "policyArn", "roleName", ""},
    {"iam", "AttachGroupPolicy", Rights, Makes, "policyArn", "groupName", ""},
    {"iam", "DetachGroupPolicy", Rights, Ends, "policyArn", "groupName", ""},
    {"iam", "PutUserPolicy", Rights, Sets, "policyName", "userName", ""},
    {"iam", "DeleteUserPolicy", Rights, Ends, "policyName", "userName", ""},
    {"iam", "PutRolePolicy", Rights, Sets, "policyName", "roleName", ""},
    {"iam", "DeleteRolePolicy", Rights, Ends, "policyName", "roleName", ""},
    {"iam", "PutGroupPolicy", Rights, Sets, "policyName", "groupName", ""},
    {"iam", "DeleteGroupPolicy", Rights, Ends, "policyName", "groupName", ""},
    {"iam", "AddUserToGroup", Rights, Makes, "groupName", "userName", ""},
    {"iam", "RemoveUserFromGroup", Rights, Ends, "groupName", "userName", ""},
    {"iam", "AddRoleToInstanceProfile", Rights, Makes, "roleName", "instanceProfileName", ""},
    {"iam", "RemoveRoleFromInstanceProfile", Rights, Ends, "roleName", "instanceProfileName", ""},
    {"ec2", "AssociateIamInstanceProfile", Rights, Makes,
     "^iamInstanceProfileAssociation.associationId|^AssociateIamInstanceProfileResponse.iamInstanceProfileAssociation.associationId", "", ""},
    {"ec2", "DisassociateIamInstanceProfile", Rights, Ends, "associationId|DisassociateIamInstanceProfileRequest.AssociationId", "", ""},
    {"iam", "CreatePolicy", Policy, Makes, "^policy.arn|policyName", "", ""},
    {"iam", "DeletePolicy", Policy, Ends, "policyArn", "", ""},
    {"iam", "CreatePolicyVersion", Policy, Makes, "^policyVersion.versionId", "policyArn", ""},
    {"iam", "DeletePolicyVersion", Policy, Ends, "versionId", "policyArn", ""},
    // Doors of federation
    {"iam", "CreateSAMLProvider", Federation, Makes, "^sAMLProviderArn|^samlProviderArn|name", "", ""},
    {"iam", "UpdateSAMLProvider", Federation, Sets, "sAMLProviderArn|samlProviderArn", "", ""},
    {"iam", "DeleteSAMLProvider", Federation, Ends, "sAMLProviderArn|samlProviderArn", "", ""},
    {"iam", "CreateOpenIDConnectProvider", Federation, Makes, "^openIDConnectProviderArn|url", "", ""},
    {"iam", "DeleteOpenIDConnectProvider", Federation, Ends, "openIDConnectProviderArn", "", ""},
    {"rolesanywhere", "CreateTrustAnchor", Federation, Makes, "^trustAnchor.trustAnchorId|name", "", ""},
    {"rolesanywhere", "DeleteTrustAnchor", Federation, Ends, "trustAnchorId", "", ""},
    {"rolesanywhere", "CreateProfile", Federation, Makes, "^profile.profileId|name", "", ""},
    {"rolesanywhere", "DeleteProfile", Federation, Ends, "profileId", "", ""},
    {"sso", "CreateAccountAssignment", Federation, Makes, "principalId", "permissionSetArn", ""},
    {"sso", "DeleteAccountAssignment", Federation, Ends, "principalId", "permissionSetArn", ""},
    {"eks", "CreateAccessEntry", Federation, Makes, "principalArn", "name|clusterName", ""},
    {"eks", "DeleteAccessEntry", Federation, Ends, "principalArn", "name|clusterName", ""},
    // Code and what starts it
    {"lambda", "CreateFunction", Function, Makes, "functionName", "", ""},
    {"lambda", "UpdateFunctionCode", Function, Sets, "functionName", "", ""},
    {"lambda", "DeleteFunction", Function, Ends, "functionName", "", ""},
    {"lambda", "AddPermission", Trigger, Makes, "statementId", "functionName", ""},
    {"lambda", "RemovePermission", Trigger, Ends, "statementId", "functionName", ""},
    {"lambda", "CreateFunctionUrlConfig", Trigger, Makes, "functionName", "", ""},
    {"lambda", "DeleteFunctionUrlConfig", Trigger, Ends, "functionName", "", ""},
    {"lambda", "CreateEventSourceMapping", Trigger, Makes, "^uUID|^uuid", "", ""},
    {"lambda", "DeleteEventSourceMapping", Trigger, Ends, "uUID|uuid", "", ""},
    {"events", "PutRule", Trigger, Sets, "name", "", ""},
    {"events", "DeleteRule", Trigger, Ends, "name", "", ""},
    {"events", "PutTargets", Trigger, Makes, "targets.id", "rule", ""},
    {"events", "RemoveTargets", Trigger, Ends, "ids", "rule", ""},
    {"scheduler", "CreateSchedule", Trigger, Makes, "name", "", ""},
    {"scheduler", "DeleteSchedule", Trigger, Ends, "name", "", ""},
    // Machines and networks
    {"ec2", "RunInstances", Instance, Makes, "^instancesSet.instanceId", "", ""},
    {"ec2", "TerminateInstances", Instance, Ends, "instancesSet.instanceId|^instancesSet.instanceId", "", ""},
    {"ec2", "CreateKeyPair", KeyPair, Makes, "keyName", "", ""},
    {"ec2", "ImportKeyPair", KeyPair, Makes, "keyName", "", ""},
    {"ec2", "DeleteKeyPair", KeyPair, Ends, "keyName", "", ""},
    {"ec2", "AuthorizeSecurityGroupIngress", Opening, Makes, kPermissions, "groupId|groupName", ""},
    {"ec2", "RevokeSecurityGroupIngress", Opening, Ends, kPermissions, "groupId|groupName", ""},
    // Copies, and what is given to others
    {"ec2", "CreateSnapshot", Copy, Makes, "^snapshotId", "", ""},
    {"ec2", "CopySnapshot", Copy, Makes, "^snapshotId", "", ""},
    {"ec2", "CreateSnapshots", Copy, Makes, "^snapshotSet.snapshotId|^CreateSnapshotsResponse.snapshotSet.item.snapshotId", "", ""},
    {"ec2", "SharedSnapshotCopyInitiated", Copy, Makes, ".serviceEventDetails.snapshotId", ".userIdentity.accountId", ""},
    {"ec2", "DeleteSnapshot", Copy, Ends, "snapshotId", "", ""},
    {"ec2", "CreateImage", Copy, Makes, "^imageId", "", ""},
    {"ec2", "CopyImage", Copy, Makes, "^imageId", "", ""},
    {"ec2", "DeregisterImage", Copy, Ends, "imageId", "", ""},
    {"rds", "CreateDBSnapshot", Copy, Makes, "dBSnapshotIdentifier", "", ""},
    {"rds", "CopyDBSnapshot", Copy, Makes, "targetDBSnapshotIdentifier", "", ""},
    {"rds", "DeleteDBInstance", Copy, Makes, "finalDBSnapshotIdentifier", "", "skipFinalSnapshot!=true"},
    {"rds", "DeleteDBInstance", Destruction, Makes, "dBInstanceIdentifier", "", "skipFinalSnapshot=true"},
    {"rds", "DeleteDBSnapshot", Copy, Ends, "dBSnapshotIdentifier", "", ""},
    {"rds", "CreateDBClusterSnapshot", Copy, Makes, "dBClusterSnapshotIdentifier", "", ""},
    {"rds", "DeleteDBCluster", Copy, Makes, "finalDBSnapshotIdentifier|finalSnapshotIdentifier", "", "skipFinalSnapshot!=true"},
    {"rds", "DeleteDBCluster", Destruction, Makes, "dBClusterIdentifier", "", "skipFinalSnapshot=true"},
    {"rds", "DeleteDBClusterSnapshot", Copy, Ends, "dBClusterSnapshotIdentifier", "", ""},
    {"ec2", "ModifySnapshotAttribute", Share, Makes, "createVolumePermission.add.userId|createVolumePermission.add.group", "snapshotId", ""},
    {"ec2", "ModifySnapshotAttribute", Share, Ends, "createVolumePermission.remove.userId|createVolumePermission.remove.group", "snapshotId", ""},
    {"ec2", "ModifyImageAttribute", Share, Makes, "launchPermission.add.userId|launchPermission.add.group|launchPermission.add.organizationArn", "imageId", ""},
    {"ec2", "ModifyImageAttribute", Share, Ends, "launchPermission.remove.userId|launchPermission.remove.group|launchPermission.remove.organizationArn", "imageId", ""},
    {"rds", "ModifyDBSnapshotAttribute", Share, Makes, "valuesToAdd", "dBSnapshotIdentifier", "attributeName=restore"},
    {"rds", "ModifyDBSnapshotAttribute", Share, Ends, "valuesToRemove", "dBSnapshotIdentifier", "attributeName=restore"},
    {"rds", "ModifyDBClusterSnapshotAttribute", Share, Makes, "valuesToAdd", "dBClusterSnapshotIdentifier", "attributeName=restore"},
    {"rds", "ModifyDBClusterSnapshotAttribute", Share, Ends, "valuesToRemove", "dBClusterSnapshotIdentifier", "attributeName=restore"},
    {"s3", "PutBucketPolicy", Share, Sets, "bucketName", "", "bucketPolicy:open"},
    {"s3", "PutBucketPolicy", Share, Ends, "bucketName", "", "bucketPolicy:closed"},
    {"s3", "DeleteBucketPolicy", Share, Ends, "bucketName", "", ""},
    {"s3", "PutBucketAcl", Share, Sets, "bucketName", "=access list", "acl:public"},
    {"s3", "PutBucketAcl", Share, Ends, "bucketName", "=access list", "acl:private"},
    {"s3", "CreateBucket", Share, Sets, "bucketName", "=access list", "acl:public"},
    {"s3", "PutObjectAcl", Share, Sets, "key", "bucketName", "acl:public"},
    {"s3", "PutObjectAcl", Share, Ends, "key", "bucketName", "acl:private"},
    {"s3", "PutBucketReplication", Share, Sets, "bucketName", "=replication", ""},
    {"s3", "DeleteBucketReplication", Share, Ends, "bucketName", "=replication", ""},
    {"s3", "DeleteBucketPublicAccessBlock", Blinding, Makes, "bucketName", "", ""},
    {"s3", "PutBucketPublicAccessBlock", Blinding, Ends, "bucketName", "", ""},
    {"kms", "PutKeyPolicy", Share, Sets, "keyId", "", "policy:open"},
    {"kms", "PutKeyPolicy", Share, Ends, "keyId", "", "policy:closed"},
    {"kms", "CreateGrant", Share, Makes, "^grantId", "", ""},
    {"kms", "RevokeGrant", Share, Ends, "grantId", "", ""},
    {"kms", "RetireGrant", Share, Ends, "grantId", "", ""},
    {"secretsmanager", "PutResourcePolicy", Share, Sets, "secretId", "", "resourcePolicy:open"},
    {"secretsmanager", "PutResourcePolicy", Share, Ends, "secretId", "", "resourcePolicy:closed"},
    {"secretsmanager", "DeleteResourcePolicy", Share, Ends, "secretId", "", ""},
    {"ecr", "SetRepositoryPolicy", Share, Sets, "repositoryName", "", "policyText:open"},
    {"ecr", "SetRepositoryPolicy", Share, Ends, "repositoryName", "", "policyText:closed"},
    {"ecr", "DeleteRepositoryPolicy", Share, Ends, "repositoryName", "", ""},
    {"ram", "CreateResourceShare", Share, Makes, "^resourceShare.resourceShareArn|name", "", ""},
    {"ram", "DeleteResourceShare", Share, Ends, "resourceShareArn", "", ""},
    // Deadlines
    {"kms", "ScheduleKeyDeletion", Deletion, Sets, "keyId", "", ""},
    {"kms", "CancelKeyDeletion", Deletion, Ends, "keyId", "", ""},
    {"kms", "DisableKey", Deletion, Sets, "keyId", "=use", ""},
    {"kms", "EnableKey", Deletion, Ends, "keyId", "=use", ""},
    {"secretsmanager", "DeleteSecret", Deletion, Sets, "secretId", "", "forceDeleteWithoutRecovery!=true"},
    {"secretsmanager", "DeleteSecret", Destruction, Makes, "secretId", "", "forceDeleteWithoutRecovery=true"},
    {"secretsmanager", "RestoreSecret", Deletion, Ends, "secretId", "", ""},
    // Logs and guards
    {"cloudtrail", "StopLogging", Blinding, Makes, "name", "", ""},
    {"cloudtrail", "StartLogging", Blinding, Ends, "name", "", ""},
    {"cloudtrail", "DeleteTrail", Blinding, Makes, "name", "=existence", ""},
    {"cloudtrail", "CreateTrail", Blinding, Ends, "name", "=existence", ""},
    {"cloudtrail", "PutEventSelectors", Blinding, Ends, "trailName", "=event selectors",
     "eventSelectors.includeManagementEvents=true&eventSelectors.readWriteType=All"},
    {"cloudtrail", "PutEventSelectors", Blinding, Sets, "trailName", "=event selectors",
     "eventSelectors.includeManagementEvents!=true"},
    {"cloudtrail", "PutEventSelectors", Blinding, Sets, "trailName", "=event selectors",
     "eventSelectors.includeManagementEvents=true&eventSelectors.readWriteType!=All"},
    {"s3", "PutBucketLifecycle", Blinding, Sets, "bucketName", "=lifecycle", ""},
    {"s3", "PutBucketLifecycleConfiguration", Blinding, Sets, "bucketName", "=lifecycle", ""},
    {"s3", "DeleteBucketLifecycle", Blinding, Ends, "bucketName", "=lifecycle", ""},
    {"guardduty", "DeleteDetector", Blinding, Makes, "detectorId", "", ""},
    {"guardduty", "UpdateDetector", Blinding, Makes, "detectorId", "", "enable=false"},
    {"guardduty", "UpdateDetector", Blinding, Ends, "detectorId", "", "enable=true"},
    {"config", "StopConfigurationRecorder", Blinding, Makes, "configurationRecorderName", "", ""},
    {"config", "StartConfigurationRecorder", Blinding, Ends, "configurationRecorderName", "", ""},
    {"config", "DeleteConfigurationRecorder", Blinding, Makes, "configurationRecorderName", "=existence", ""},
    {"config", "PutConfigurationRecorder", Blinding, Ends, "configurationRecorder.name", "=existence", ""},
    {"ec2", "DeleteFlowLogs", Blinding, Makes, "DeleteFlowLogsRequest.FlowLogId.content|flowLogIds|FlowLogId", "", ""},
    {"logs", "DeleteLogGroup", Blinding, Makes, "logGroupName", "", ""},
    {"logs", "CreateLogGroup", Blinding, Ends, "logGroupName", "", ""},
    {"account", "EnableRegion", Blinding, Makes, "regionName|RegionName", "", ""},
    {"account", "DisableRegion", Blinding, Ends, "regionName|RegionName", "", ""},
};

constexpr HolderEnd kHolderEnds[] = {
    {"iam", "DeleteUser", "userName", "userName"},
    {"iam", "DeleteRole", "roleName", "roleName"},
    {"iam", "DeleteGroup", "groupName", "groupName"},
    {"iam", "DeleteInstanceProfile", "instanceProfileName", "instanceProfileName"},
    {"iam", "DeletePolicy", "policyArn", "policyArn"},
    {"lambda", "DeleteFunction", "functionName", "functionName"},
    {"events", "DeleteRule", "rule", "name"},
    {"eks", "DeleteCluster", "name", "name"},
    {"ec2", "DeleteSecurityGroup", "groupId", "groupId|groupName"},
    {"ec2", "DeleteSnapshot", "snapshotId", "snapshotId"},
    {"ec2", "DeregisterImage", "imageId", "imageId"},
    {"rds", "DeleteDBSnapshot", "dBSnapshotIdentifier", "dBSnapshotIdentifier"},
    {"rds", "DeleteDBClusterSnapshot", "dBClusterSnapshotIdentifier", "dBClusterSnapshotIdentifier"},
    {"s3", "DeleteBucket", "bucketName", "bucketName"},
    {"ecr", "DeleteRepository", "repositoryName", "repositoryName"},
    {"cloudtrail", "DeleteTrail", "trailName", "name"},
    {"cloudtrail", "DeleteTrail", "name", "name"},
    {"config", "DeleteConfigurationRecorder", "configurationRecorderName", "configurationRecorderName"},
};

struct ClassWords {
    std::string_view name;
    std::string_view title;
};
constexpr std::array kWords{
    ClassWords{"user", "Users"},
    ClassWords{"role", "Roles"},
    ClassWords{"access key", "Access keys"},
    ClassWords{"password", "Console passwords"},
    ClassWords{"credential", "Other credentials"},
    ClassWords{"trust", "Trust of roles"},
    ClassWords{"rights", "Rights given"},
    ClassWords{"policy", "Policies"},
    ClassWords{"mfa", "MFA taken off"},
    ClassWords{"federation", "Federation"},
    ClassWords{"function", "Functions"},
    ClassWords{"trigger", "Triggers"},
    ClassWords{"instance", "Instances"},
    ClassWords{"key pair", "Key pairs"},
    ClassWords{"opening", "Openings of networks"},
    ClassWords{"share", "Given to others"},
    ClassWords{"copy", "Copies of data"},
    ClassWords{"deletion", "Scheduled deletions and keys switched off"},
    ClassWords{"blinding", "Logs, guards and protections switched off"},
    ClassWords{"destruction", "Destroyed for good"},
};

} // namespace

std::string_view name(LedgerClass what) {
    return kWords[static_cast<std::size_t>(what)].name;
}

std::string_view title(LedgerClass what) {
    return kWords[static_cast<std::size_t>(what)].title;
}

std::span<const LedgerCall> ledgerCalls() {
    return kCalls;
}

std::span<const HolderEnd> holderEnds() {
    return kHolderEnds;
}

std::string_view holderKey(const LedgerCall& call) {
    const bool isHeld = !call.of.empty() && !call.of.starts_with('=');
    std::string_view path = isHeld ? call.of : call.thing;
    path = path.substr(0, path.find('|'));
    const std::size_t dot = path.rfind('.');
    path = dot == std::string_view::npos ? path : path.substr(dot + 1);
    return path.starts_with('^') || path.starts_with('.') ? path.substr(1) : path;
}

bool isRegional(std::string_view service) {
    constexpr std::array kGlobal{std::string_view("iam"), std::string_view("s3"), std::string_view("sso"),
                                 std::string_view("account"), std::string_view("organizations")};
    return std::ranges::find(kGlobal, service) == kGlobal.end();
}

} // namespace rastro
