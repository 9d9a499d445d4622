// SPDX-License-Identifier: Apache-2.0
#include "events/callfamilies.h"

namespace rastro {

namespace {

using enum Kind;

constexpr Call kLambda[] = {
    {"GetFunction", Take, "fetched the code and settings of function {functionName}", ""},
    {"GetFunctionConfiguration", Read, "read the settings of function {functionName}", ""},
    {"GetLayerVersion", Take, "fetched layer {layerName}", "layer {layerName}"},
    {"CreateFunction", Change, "created function {functionName}[ under role {role}]", ""},
    {"UpdateFunctionCode", Change, "replaced the code of function {functionName}", ""},
    {"UpdateFunctionConfiguration", Change,
     "changed the settings of function {functionName}[: layers {layers}][, role {role}][, environment{?environment}]",
     ""},
    {"DeleteFunction", Change, "deleted function {functionName}", ""},
    {"AddPermission", Change,
     "[let everyone invoke function {functionName}{?principal=*}|let {principal:full} invoke function {functionName}]",
     ""},
    {"RemovePermission", Change, "withdrew permission[ {statementId}] to invoke function {functionName}", ""},
    {"CreateFunctionUrlConfig", Change, "gave function {functionName} a[ public{?authType=NONE}] URL", ""},
    {"UpdateFunctionUrlConfig", Change, "changed the URL of function {functionName}[ to public{?authType=NONE}]", ""},
    {"CreateEventSourceMapping", Change, "had {eventSourceArn} trigger function {functionName}", ""},
    {"UpdateEventSourceMapping", Change, "changed trigger {uUID} of function {functionName}",
     "[function {functionName}|trigger {uUID}]"},
    {"Invoke", Change, "invoked function {functionName}", ""},
    {"InvokeFunction", Change, "invoked function {functionName}", ""},
    {"PublishLayerVersion", Change, "published layer {layerName}", "layer {layerName}"},
    {"AddLayerVersionPermission", Change,
     "[let everyone use layer {layerName}{?principal=*}|let {principal:full} use layer {layerName}]",
     "layer {layerName}"},
    {"ListVersionsByFunction", Read, "listed versions of function {functionName}", ""},
    {"GetFunctionCodeSigningConfig", Read, "read the code signing of function {functionName}", ""},
    {"GetPolicy", Read, "read the policy of function {functionName}", ""},
};

constexpr Call kEcr[] = {
    {"GetAuthorizationToken", Credential, "got a registry password", ""},
    {"BatchGetImage", Take, "pulled image {repositoryName}[:{imageIds.imageTag}]", "repository {repositoryName}"},
    {"GetDownloadUrlForLayer", Take, "pulled a layer of repository {repositoryName}", "repository {repositoryName}"},
    {"PutImage", Change, "pushed image {repositoryName}[:{imageTag}]", "repository {repositoryName}"},
    {"SetRepositoryPolicy", Change, "set the policy of repository {repositoryName}[, open to {policyText:principals}]",
     "repository {repositoryName}"},
    {"PutRegistryPolicy", Change, "set the registry policy[, open to {policyText:principals}]", "registry policy"},
    {"BatchDeleteImage", Change, "deleted images of repository {repositoryName}", "repository {repositoryName}"},
    {"CreateRepository", Change, "created repository {repositoryName}", "repository {repositoryName}"},
};

constexpr Call kEcrPublic[] = {
    {"GetAuthorizationToken", Credential, "got a public registry password", ""},
};

constexpr Call kEcs[] = {
    {"ExecuteCommand", Change, "ran a command in container {container} of task {task:leaf}", "task {task:leaf}"},
    {"RunTask", Change, "ran task {taskDefinition}[ in cluster {cluster}]", "task {taskDefinition}"},
    {"StartTask", Change, "started task {taskDefinition}[ in cluster {cluster}]", "task {taskDefinition}"},
    {"RegisterTaskDefinition", Change, "registered task definition {family}[ under role {taskRoleArn}]",
     "task definition {family}"},
    {"UpdateService", Change, "changed service {service}[ in cluster {cluster}]", "service {service}"},
    {"CreateService", Change, "created service {serviceName}[ in cluster {cluster}]", "service {serviceName}"},
    {"SubmitContainerStateChange", Service, "", ""},
    {"SubmitTaskStateChange", Service, "", ""},
    {"DiscoverPollEndpoint", Read, "asked for the agent's endpoint", ""},
};

constexpr Call kEks[] = {
    {"CreateAccessEntry", Change, "let {principalArn} into cluster {name|clusterName}", "cluster {name|clusterName}"},
    {"DeleteAccessEntry", Change, "shut {principalArn} out of cluster {name|clusterName}",
     "cluster {name|clusterName}"},
    {"AssociateAccessPolicy", Change, "gave {principalArn} {policyArn:leaf} in cluster {name|clusterName}",
     "cluster {name|clusterName}"},
    {"DescribeCluster", Read, "described cluster {name}", "cluster {name}"},
    {"UpdateClusterConfig", Change,
     "changed cluster {name}[, public endpoint{?resourcesVpcConfig.endpointPublicAccess=true}]", "cluster {name}"},
};

constexpr Call kEksAuth[] = {
    {"AssumeRoleForPodIdentity", Credential, "got credentials for a pod of cluster {clusterName}",
     "cluster {clusterName}"},
};

constexpr Call kCloudFormation[] = {
    {"CreateStack", Change, "created stack {stackName}[ under role {roleARN}]", "stack {stackName}"},
    {"UpdateStack", Change, "changed stack {stackName}[ under role {roleARN}]", "stack {stackName}"},
    {"DeleteStack", Change, "deleted stack {stackName}", "stack {stackName}"},
    {"CreateChangeSet", Change, "prepared change set {changeSetName} of stack {stackName}", "stack {stackName}"},
    {"ExecuteChangeSet", Change, "executed change set {changeSetName}[ of stack {stackName}]",
     "[stack {stackName}|change set {changeSetName}]"},
    {"GetTemplate", Read, "read the template of stack {stackName}", "stack {stackName}"},
    {"DescribeStacks", Read, "described [stack {stackName}|stacks]", "[stack {stackName}]"},
    {"SetStackPolicy", Change, "set the policy of stack {stackName}", "stack {stackName}"},
};

constexpr Call kCodeBuild[] = {
    {"UpdateProject", Change, "changed build project {name}", "project {name}"},
    {"CreateProject", Change, "created build project {name}", "project {name}"},
    {"StartBuild", Change, "started a build of project {projectName}", "project {projectName}"},
    {"UpdateProjectVisibility", Change,
     "[made the builds of project {projectArn} public{?projectVisibility=PUBLIC_READ}|changed who sees project "
     "{projectArn}]",
     "project {projectArn}"},
    {"ImportSourceCredentials", Credential, "stored source credentials for builds", "source credentials"},
};

constexpr Call kCodeCommit[] = {
    {"GitPull", Take, "pulled repository {repositoryName|/additionalEventData.repositoryName}",
     "repository {repositoryName|/additionalEventData.repositoryName}"},
    {"GitPush", Change, "pushed to repository {repositoryName|/additionalEventData.repositoryName}",
     "repository {repositoryName|/additionalEventData.repositoryName}"},
    {"GetFile", Take, "read file {filePath} of repository {repositoryName}", "repository {repositoryName}"},
};

constexpr Call kCodeArtifact[] = {
    {"GetAuthorizationToken", Credential, "got a package repository token[ for domain {domain}]", "[domain {domain}]"},
};

constexpr Call kCloudShell[] = {
    {"CreateEnvironment", Change, "created a CloudShell", "CloudShell"},
    {"CreateSession", Change, "opened CloudShell", "CloudShell"},
    {"PutCredentials", Credential, "passed credentials to CloudShell", "CloudShell"},
    {"GetFileDownloadUrls", Take, "downloaded a file from CloudShell", "[{fileDownloadPath}|CloudShell]"},
    {"GetFileUploadUrls", Change, "uploaded a file to CloudShell", "[{fileUploadPath}|CloudShell]"},
    {"SendHeartBeat", Read, "kept CloudShell open", ""},
    {"GetEnvironmentStatus", Read, "checked CloudShell", ""},
    {"StartEnvironment", Change, "started CloudShell", "CloudShell"},
    {"StopEnvironment", Change, "stopped CloudShell", "CloudShell"},
    {"DeleteEnvironment", Change, "deleted a CloudShell", "CloudShell"},
};

constexpr Call kBedrock[] = {
    {"InvokeModel*", Read, "used model {modelId}", "model {modelId}"},
    {"Converse*", Read, "talked to model {modelId}", "model {modelId}"},
    {"InvokeAgent", Read, "used agent {agentId}", "agent {agentId}"},
    {"ListFoundationModels", Read, "listed models", ""},
    {"GetFoundationModelAvailability", Read, "checked whether model {modelId} is available", "model {modelId}"},
    {"PutFoundationModelEntitlement", Change, "asked for access to model {modelId}", "model {modelId}"},
    {"CreateFoundationModelAgreement", Change, "agreed to the terms of model {modelId}", "model {modelId}"},
    {"PutUseCaseForModelAccess", Change, "gave a reason for using models", "model access"},
    {"PutModelInvocationLoggingConfiguration", Change, "changed the logging of model use", "logging of model use"},
    {"DeleteModelInvocationLoggingConfiguration", Change, "turned off the logging of model use",
     "logging of model use"},
    {"GetModelInvocationLoggingConfiguration", Read, "checked whether model use is logged", ""},
    {"CreateModelCustomizationJob", Change, "began to train model {customModelName}", "model {customModelName}"},
};

constexpr Call kSageMaker[] = {
    {"CreatePresignedNotebookInstanceUrl", Credential, "got a link into notebook {notebookInstanceName}",
     "notebook {notebookInstanceName}"},
    {"CreatePresignedDomainUrl", Credential, "got a link into domain {domainId} as {userProfileName}",
     "domain {domainId}"},
    {"InvokeEndpoint*", Read, "used endpoint {endpointName}", "endpoint {endpointName}"},
    {"UpdateNotebookInstance", Change,
     "changed notebook {notebookInstanceName}[, start-up script {lifecycleConfigName}]",
     "notebook {notebookInstanceName}"},
};

constexpr Call kSes[] = {
    {"SendEmail", Change, "sent mail[ to {destination.toAddresses}]", "[{destination.toAddresses}]"},
    {"SendRawEmail", Change, "sent mail", ""},
    {"SendBulkEmail", Change, "sent bulk mail", ""},
    {"GetSendQuota", Read, "read the mail sending quota", ""},
    {"GetAccountSendingEnabled", Read, "checked whether mail may be sent", ""},
    {"UpdateAccountSendingEnabled", Change, "switched mail sending of the account", "mail sending"},
    {"ListIdentities", Read, "listed mail identities", ""},
    {"VerifyEmailIdentity", Change, "asked to send mail as {emailAddress}", "{emailAddress}"},
    {"CreateEmailIdentity", Change, "asked to send mail as {emailIdentity}", "{emailIdentity}"},
};

constexpr Call kApiGateway[] = {
    {"CreateApiKey", Credential, "created API key[ {createApiKeyInput.name|name}]",
     "[API key {createApiKeyInput.name|name}]"},
    {"CreateStage", Change, "created stage {createStageInput.stageName|stageName} of API {restApiId|apiId}",
     "API {restApiId|apiId}"},
    {"CreateRestApi", Change, "created API {createRestApiInput.name|name}", "API {createRestApiInput.name|name}"},
    {"DeleteRestApi", Change, "deleted API {restApiId}", "API {restApiId}"},
};

constexpr Call kAppSync[] = {
    {"CreateApiKey", Credential, "created an API key of API {apiId}", "API {apiId}"},
};

constexpr Call kRoute53[] = {
    {"ChangeResourceRecordSets", Change,
     "changed DNS records of zone {hostedZoneId}[: {changeBatch.changes.resourceRecordSet.name}]",
     "zone {hostedZoneId}"},
    {"ListResourceRecordSets", Read, "listed DNS records of zone {hostedZoneId}", "zone {hostedZoneId}"},
    {"CreateHostedZone", Change, "created DNS zone {name}", "zone {name}"},
    {"DeleteHostedZone", Change, "deleted DNS zone {id}", "zone {id}"},
};

constexpr Call kRoute53Domains[] = {
    {"TransferDomain*", Change, "transferred domain {domainName}", "domain {domainName}"},
    {"RetrieveDomainAuthCode", Take, "got the transfer code of domain {domainName}", "domain {domainName}"},
};

constexpr Call kCloudFront[] = {
    {"CreateDistribution*", Change, "created a distribution[ for {distributionConfig.origins.domainName}]",
     "[distribution {^distribution.id}|distribution]"},
    {"UpdateDistribution*", Change, "changed distribution {id}", "distribution {id}"},
};

constexpr Call kIot[] = {
    {"CreateKeysAndCertificate", Credential, "created a device key and certificate", "[certificate {^certificateId}]"},
};

constexpr Call kServiceQuotas[] = {
    {"ListServiceQuotas", Read, "listed quotas of {serviceCode}", "{serviceCode}"},
    {"GetServiceQuota", Read, "read quota {quotaCode} of {serviceCode}", "{serviceCode}"},
    {"RequestServiceQuotaIncrease", Change, "asked for {desiredValue} of quota {quotaCode} of {serviceCode}",
     "{serviceCode}"},
};

constexpr CallFamily kFamilies[] = {
    {"lambda", kLambda, "function {functionName}"},
    {"ecr", kEcr, "repository {repositoryName}"},
    {"ecr-public", kEcrPublic, "repository {repositoryName}"},
    {"ecs", kEcs, ""},
    {"eks", kEks, ""},
    {"eks-auth", kEksAuth, ""},
    {"cloudformation", kCloudFormation, "stack {stackName}"},
    {"codebuild", kCodeBuild, ""},
    {"codecommit", kCodeCommit, ""},
    {"codeartifact", kCodeArtifact, ""},
    {"cloudshell", kCloudShell, ""},
    {"bedrock", kBedrock, ""},
    {"sagemaker", kSageMaker, ""},
    {"ses", kSes, ""},
    {"apigateway", kApiGateway, ""},
    {"appsync", kAppSync, ""},
    {"route53", kRoute53, ""},
    {"route53domains", kRoute53Domains, ""},
    {"cloudfront", kCloudFront, ""},
    {"iot", kIot, ""},
    {"servicequotas", kServiceQuotas, ""},
};

} // namespace

std::span<const CallFamily> computeCalls() {
    return kFamilies;
}

} // namespace rastro
