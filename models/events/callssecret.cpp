// SPDX-License-Identifier: Apache-2.0
#include "events/callfamilies.h"

namespace rastro {

namespace {

using enum Kind;

constexpr Call kSecrets[] = {
    {"GetSecretValue", Take, "read secret {secretId:secret}", ""},
    {"BatchGetSecretValue", Take, "read [secrets {secretIdList:secret}|secrets in bulk]",
     "[secret {secretIdList:secret}]"},
    {"CreateSecret", Change, "created secret {name}", "secret {name}"},
    {"PutSecretValue", Change, "wrote secret {secretId:secret}", ""},
    {"UpdateSecret", Change, "changed secret {secretId:secret}", ""},
    {"DeleteSecret", Change, "deleted secret {secretId:secret}[ without recovery{?forceDeleteWithoutRecovery=true}]",
     ""},
    {"RestoreSecret", Change, "restored secret {secretId:secret}", ""},
    {"RotateSecret", Change, "rotated secret {secretId:secret}", ""},
    {"DescribeSecret", Read, "described secret {secretId:secret}", ""},
    {"ListSecrets", Read, "listed secrets", ""},
    {"GetResourcePolicy", Read, "read the policy of secret {secretId:secret}", ""},
    {"PutResourcePolicy", Change, "set the policy of secret {secretId:secret}[, open to {resourcePolicy:principals}]",
     ""},
    {"DeleteResourcePolicy", Change, "removed the policy of secret {secretId:secret}", ""},
    {"ReplicateSecretToRegions", Change, "copied secret {secretId:secret} to {addReplicaRegions.region}", ""},
    {"GetRandomPassword", Read, "had a random password made", ""},
    {"StartSecretVersionDelete", Service,
     "began to delete secret {/additionalEventData.Name|/additionalEventData.ARN|/additionalEventData.SecretId:secret}",
     "secret {/additionalEventData.Name|/additionalEventData.ARN|/additionalEventData.SecretId:secret}"},
    {"EndSecretVersionDelete", Service,
     "finished deleting secret "
     "{/additionalEventData.Name|/additionalEventData.ARN|/additionalEventData.SecretId:secret}",
     "secret {/additionalEventData.Name|/additionalEventData.ARN|/additionalEventData.SecretId:secret}"},
};

constexpr Call kSsm[] = {
    {"GetParameter", Take, "read parameter {name}[, decrypted{?withDecryption=true}]", ""},
    {"GetParameters", Take, "read parameters {names}[, decrypted{?withDecryption=true}]", "[parameters {names}]"},
    {"GetParametersByPath", Take, "read all parameters under {path}[, decrypted{?withDecryption=true}]",
     "parameters under {path}"},
    {"GetParameterHistory", Take, "read the history of parameter {name}[, decrypted{?withDecryption=true}]", ""},
    {"PutParameter", Change, "wrote parameter {name}", ""},
    {"DeleteParameter", Change, "deleted parameter {name}", ""},
    {"DeleteParameters", Change, "deleted parameters {names}", "parameters {names}"},
    {"DescribeParameters", Read, "listed parameters[ named {parameterFilters.values}]", ""},
    {"ListTagsForResource", Read, "listed tags of [parameter {resourceId}{?resourceType=Parameter}|{resourceId}]",
     "[parameter {resourceId}{?resourceType=Parameter}|{resourceId}]"},
    {"SendCommand", Change, "ran {documentName} on {instanceIds|targets.values}", "{instanceIds|targets.values}"},
    {"GetCommandInvocation", Take, "read the output of command {commandId} on {instanceId}", "{instanceId}"},
    {"ListCommandInvocations", Read, "listed runs of [command {commandId}|commands]", "[command {commandId}]"},
    {"CancelCommand", Change, "cancelled command {commandId}", "command {commandId}"},
    {"StartSession", Change, "opened a shell on {target}", "{target}"},
    {"ResumeSession", Change, "resumed session {sessionId}", "session {sessionId}"},
    {"TerminateSession", Change, "ended session {sessionId}", "session {sessionId}"},
    {"StartAutomationExecution", Change, "started automation {documentName}", "automation {documentName}"},
    {"CreateAssociation", Change, "had {name} run on {instanceId|targets.values} on a schedule",
     "{instanceId|targets.values}"},
    {"CreateDocument", Change, "created document {name}", "document {name}"},
    {"UpdateDocument", Change, "changed document {name}", "document {name}"},
    {"GetDocument", Read, "read document {name}", "document {name}"},
    {"ModifyDocumentPermission", Change,
     "[shared document {name} with {accountIdsToAdd}|changed who may use document {name}]",
     "document {name}[ → {accountIdsToAdd}]"},
    {"DescribeInstanceInformation", Read,
     "looked up managed instances[ {filters.values|instanceInformationFilterList.valueSet}]",
     "{filters.values|instanceInformationFilterList.valueSet}"},
    {"ListInstanceAssociations", Read, "listed associations of {instanceId}", "{instanceId}"},
    // What the agent on an instance reports by itself
    {"UpdateInstanceInformation", Service, "reported the agent state of {instanceId}", "{instanceId}"},
    {"UpdateInstanceAssociationStatus", Service, "reported an association's state of {instanceId}", "{instanceId}"},
    {"PutInventory", Service, "reported the inventory of {instanceId}", "{instanceId}"},
    {"PutComplianceItems", Service, "reported the compliance of {resourceId}", "{resourceId}"},
    {"DeregisterManagedInstance", Change, "removed managed instance {instanceId}", "{instanceId}"},
    {"CreateActivation", Credential, "created an activation for managed instances[ under role {iamRole}]",
     "[activation {^activationId}]"},
};

constexpr Call kSsmMessages[] = {
    {"CreateControlChannel", Service, "connected the agent's control channel", ""},
    {"OpenDataChannel", Service, "connected a session's data channel", ""},
    {"OpenControlChannel", Service, "opened the agent's control channel", ""},
};

constexpr Call kEc2Messages[] = {
    {"*", Service, "", ""},
};

constexpr Call kKms[] = {
    {"Decrypt", Take,
     "[decrypted secret {encryptionContext.SecretARN:secret}|decrypted parameter {encryptionContext.PARAMETER_ARN}"
     "|decrypted the settings of function {encryptionContext.aws:lambda:FunctionArn}|decrypted "
     "{encryptionContext.aws:s3:arn}"
     "|decrypted volume {encryptionContext.aws:ebs:id}|decrypted data][ with key {keyId}]",
     ""},
    {"ReEncrypt", Take, "decrypted data and encrypted it with key {destinationKeyId}", "key {destinationKeyId}"},
    {"Encrypt", Read, "encrypted data[ with key {keyId}]", ""},
    {"GenerateDataKey*", Read, "got a data key[ of key {keyId}]", ""},
    {"GenerateRandom", Read, "got random bytes", ""},
    {"Sign", Read, "signed data[ with key {keyId}]", ""},
    {"Verify*", Read, "", ""},
    {"GenerateMac", Read, "made a MAC[ with key {keyId}]", ""},
    {"DeriveSharedSecret", Take, "derived a shared secret[ with key {keyId}]", ""},
    {"CreateKey", Change, "created a key[, open to {policy:principals}]", "[key {^keyMetadata.keyId}]"},
    {"CreateAlias", Change, "named key {targetKeyId} {aliasName}", "key {targetKeyId}"},
    {"DeleteAlias", Change, "deleted key name {aliasName}", "{aliasName}"},
    {"PutKeyPolicy", Change, "set the policy of key {keyId}[, open to {policy:principals}]", ""},
    {"CreateGrant", Change, "let {granteePrincipal} use key {keyId} ({operations})", ""},
    {"RevokeGrant", Change, "revoked grant {grantId} of key {keyId}", ""},
    {"RetireGrant", Change, "retired a grant[ of key {keyId}]", ""},
    {"DisableKey", Change, "disabled key {keyId}", ""},
    {"EnableKey", Change, "enabled key {keyId}", ""},
    {"ScheduleKeyDeletion", Change, "scheduled deletion of key {keyId}[ in {pendingWindowInDays} days]", ""},
    {"CancelKeyDeletion", Change, "cancelled the deletion of key {keyId}", ""},
    {"DisableKeyRotation", Change, "turned off rotation of key {keyId}", ""},
    {"EnableKeyRotation", Change, "turned on rotation of key {keyId}", ""},
    {"ImportKeyMaterial", Change, "imported key material into key {keyId}", ""},
    {"DeleteImportedKeyMaterial", Change, "deleted the imported material of key {keyId}", ""},
    {"GetKeyPolicy", Read, "read the policy of key {keyId}", ""},
    {"GetKeyRotationStatus", Read, "checked the rotation of key {keyId}", ""},
};

constexpr Call kAcm[] = {
    {"ExportCertificate", Take, "exported certificate {certificateArn} with its private key",
     "certificate {certificateArn}"},
    {"RequestCertificate", Change, "asked for a certificate of {domainName}", "certificate of {domainName}"},
    {"ImportCertificate", Change, "imported a certificate", "[certificate {^certificateArn}]"},
};

constexpr Call kAcmPca[] = {
    {"IssueCertificate", Credential, "had authority {certificateAuthorityArn} issue a certificate",
     "authority {certificateAuthorityArn}"},
};

constexpr CallFamily kFamilies[] = {
    {"secretsmanager", kSecrets, "secret {secretId:secret}"},
    {"ssm", kSsm, ""},
    {"ssmmessages", kSsmMessages, ""},
    {"ec2messages", kEc2Messages, ""},
    {"kms", kKms, "key {keyId}"},
    {"acm", kAcm, ""},
    {"acm-pca", kAcmPca, ""},
};

} // namespace

std::span<const CallFamily> secretCalls() {
    return kFamilies;
}

} // namespace rastro
