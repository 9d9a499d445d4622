// SPDX-License-Identifier: Apache-2.0
//
// The services that make up the rest. Only tables.
#include "support/trailgen/catalogue.h"

namespace rastro::trailgen {

std::vector<Service> moreServices() {
    return {
        {.name = "monitoring",
         .weight = 26,
         .listRequest = R"({"maxRecords":100,"alarmNamePrefix":"$e-$w"})",
         .readRequest = R"({"maxDatapoints":500,"startTime":"$H","endTime":"$H"})",
         .writeRequest =
             R"({"alarmName":"$e-$w-cpu","metricName":"CPUUtilization","namespace":"AWS/EC2","statistic":"Average","period":300,"threshold":$n,"comparisonOperator":"GreaterThanThreshold","evaluationPeriods":2})",
         .calls = "DescribeAlarms*40 GetMetricData*30 GetMetricStatistics*20 ListMetrics*20 DescribeAlarmHistory*3 "
                  "PutMetricAlarm*4 DeleteAlarms ListTagsForResource*4 GetDashboard PutDashboard"},
        {.name = "autoscaling",
         .weight = 20,
         .listRequest = R"({"maxRecords":100,"autoScalingGroupNames":["$w-$e"]})",
         .writeRequest = R"({"autoScalingGroupName":"$w-$e","desiredCapacity":$n,"honorCooldown":false})",
         .notFound = "ValidationError",
         .calls = "DescribeAutoScalingGroups*50 DescribeAutoScalingInstances*14 DescribeLaunchConfigurations*6 "
                  "DescribePolicies*4 DescribeScalingActivities*8 DescribeTags*3 SetDesiredCapacity*3 "
                  "UpdateAutoScalingGroup*3 CompleteLifecycleAction*2 CreateAutoScalingGroup"},
        {.name = "elasticloadbalancing",
         .weight = 24,
         .listRequest = R"({"targetGroupArn":"arn:aws:elasticloadbalancing:$R:$A:targetgroup/$w-$e/$h$h"})",
         .writeRequest =
             R"({"targetGroupArn":"arn:aws:elasticloadbalancing:$R:$A:targetgroup/$w-$e/$h$h","targets":[{"id":"$i","port":8080}]})",
         .notFound = "TargetGroupNotFoundException",
         .calls = "DescribeTargetHealth*50 DescribeLoadBalancers*25 DescribeTargetGroups*20 DescribeListeners*10 "
                  "DescribeRules*8 DescribeTags*8 DescribeLoadBalancerAttributes*6 DescribeInstanceHealth*4 "
                  "RegisterTargets*5 DeregisterTargets*5 ModifyListener ModifyRule"},
        {.name = "ecs",
         .weight = 22,
         .listRequest = R"({"cluster":"arn:aws:ecs:$R:$A:cluster/$w-$e","maxResults":100})",
         .readRequest = R"({"cluster":"$w-$e"})",
         .writeRequest =
             R"({"cluster":"arn:aws:ecs:$R:$A:cluster/$w-$e","service":"$w","taskDefinition":"$w:$n","desiredCount":2,"containerInstance":"$h$h$h$h"})",
         .writeResponse =
             R"({"service":{"serviceArn":"arn:aws:ecs:$R:$A:service/$w-$e/$w","clusterArn":"arn:aws:ecs:$R:$A:cluster/$w-$e","status":"ACTIVE","desiredCount":2,"runningCount":2,"taskDefinition":"arn:aws:ecs:$R:$A:task-definition/$w:$n","createdAt":"$H"}})",
         .notFound = "ClusterNotFoundException",
         .calls = "DescribeServices*25 DescribeTasks*25 ListTasks*15 ListServices*10 DescribeClusters*10 "
                  "ListClusters*6 DescribeTaskDefinition*12 DescribeContainerInstances*10 ListContainerInstances*6 "
                  "SubmitTaskStateChange*20 SubmitContainerStateChange*10 UpdateService*4 RegisterTaskDefinition*3 "
                  "RunTask*4 StopTask*3 ExecuteCommand"},
        {.name = "ecr",
         .weight = 14,
         .listRequest = R"({"maxResults":100,"repositoryName":"$w"})",
         .readRequest = R"({"registryId":"$A","repositoryName":"$w","imageIds":[{"imageTag":"$n"}]})",
         .writeRequest =
             R"({"registryId":"$A","repositoryName":"$w","imageTag":"$n","imageManifestMediaType":"application/vnd.docker.distribution.manifest.v2+json"})",
         .resourceType = "AWS::ECR::Repository",
         .resourceArn = "arn:aws:ecr:$R:$A:repository/$w",
         .notFound = "RepositoryNotFoundException",
         .calls = "GetAuthorizationToken*40 BatchGetImage*30 GetDownloadUrlForLayer*40 BatchCheckLayerAvailability*12 "
                  "DescribeImages*8 DescribeRepositories*8 PutImage*3 InitiateLayerUpload*4 CompleteLayerUpload*4 "
                  "SetRepositoryPolicy"},
        {.name = "eks",
         .weight = 9,
         .listRequest = R"({"name":"$w-$e"})",
         .readRequest = R"({"name":"$w-$e"})",
         .writeRequest = R"({"name":"$w-$e","principalArn":"arn:aws:iam::$A:role/$r","clientRequestToken":"$V"})",
         .calls = "DescribeCluster*40 ListClusters*14 ListNodegroups*8 DescribeNodegroup*8 ListAddons*4 "
                  "AccessKubernetesApi*5 AssumeRoleForPodIdentity*6 CreateAccessEntry AssociateAccessPolicy "
                  "UpdateNodegroupConfig"},
        {.name = "cloudformation",
         .weight = 18,
         .listRequest = R"({"stackName":"$w-$e"})",
         .readRequest = R"({"stackName":"arn:aws:cloudformation:$R:$A:stack/$w-$e/$K"})",
         .writeRequest =
             R"({"stackName":"$w-$e","capabilities":["CAPABILITY_NAMED_IAM"],"usePreviousTemplate":true,"clientRequestToken":"$V","parameters":[{"parameterKey":"Image","parameterValue":"$w:$n"}]})",
         .writeResponse = R"({"stackId":"arn:aws:cloudformation:$R:$A:stack/$w-$e/$K"})",
         .notFound = "ValidationException",
         .calls = "DescribeStacks*50 DescribeStackEvents*25 ListStacks*8 GetTemplate*8 DescribeStackResources*8 "
                  "ListStackResources*6 GetTemplateSummary*4 CreateChangeSet*5 DescribeChangeSet*6 ExecuteChangeSet*4 "
                  "UpdateStack*2 CreateStack*2 DeleteStack"},
        {.name = "sns",
         .weight = 10,
         .listRequest = R"({"nextToken":"$h$h"})",
         .readRequest = R"({"topicArn":"arn:aws:sns:$R:$A:$w-$e"})",
         .writeRequest =
             R"({"topicArn":"arn:aws:sns:$R:$A:$w-$e","protocol":"https","endpoint":"HIDDEN_DUE_TO_SECURITY_REASONS"})",
         .notFound = "NotFoundException",
         .calls = "ListTopics*20 GetTopicAttributes*25 ListSubscriptions*8 ListSubscriptionsByTopic*8 "
                  "GetSubscriptionAttributes*5 Subscribe*2 Unsubscribe CreateTopic SetTopicAttributes "
                  "ListTagsForResource*6"},
        {.name = "sqs",
         .weight = 10,
         .listRequest = R"({"queueNamePrefix":"$e"})",
         .readRequest = R"({"queueUrl":"https://sqs.$R.amazonaws.com/$A/$w-$e","attributeNames":["All"]})",
         .writeRequest =
             R"({"queueUrl":"https://sqs.$R.amazonaws.com/$A/$w-$e","attributes":{"VisibilityTimeout":"$n"}})",
         .notFound = "AWS.SimpleQueueService.NonExistentQueue",
         .calls = "GetQueueAttributes*50 GetQueueUrl*20 ListQueues*14 ListQueueTags*6 SetQueueAttributes*2 CreateQueue "
                  "DeleteQueue PurgeQueue"},
        {.name = "events",
         .weight = 8,
         .listRequest = R"({"limit":100})",
         .readRequest = R"({"name":"$w-$e"})",
         .writeRequest = R"j({"name":"$w-$e","scheduleExpression":"rate($n minutes)","state":"ENABLED"})j",
         .writeResponse = R"({"ruleArn":"arn:aws:events:$R:$A:rule/$w-$e"})",
         .calls = "ListRules*20 DescribeRule*14 ListTargetsByRule*14 PutRule*5 PutTargets*5 RemoveTargets DeleteRule "
                  "DisableRule ListEventBuses*4"},
        {.name = "states",
         .weight = 7,
         .listRequest = R"({"maxResults":100})",
         .readRequest = R"({"executionArn":"arn:aws:states:$R:$A:execution:$w-$e:$V"})",
         .writeRequest = R"({"stateMachineArn":"arn:aws:states:$R:$A:stateMachine:$w-$e","name":"$V"})",
         .writeResponse = R"({"executionArn":"arn:aws:states:$R:$A:execution:$w-$e:$V","startDate":"$H"})",
         .notFound = "ExecutionDoesNotExist",
         .calls = "StartExecution*25 DescribeExecution*20 ListStateMachines*8 ListExecutions*8 DescribeStateMachine*6 "
                  "GetExecutionHistory*3 StopExecution UpdateStateMachine"},
        {.name = "athena",
         .weight = 14,
         .listRequest = R"({"maxResults":50,"workGroup":"$w"})",
         .readRequest = R"({"queryExecutionId":"$V"})",
         .writeRequest =
             R"({"queryString":"SELECT \"$w\", count(*) FROM $w WHERE day = '$D' GROUP BY 1 ORDER BY 2 DESC LIMIT $n","clientRequestToken":"$U","queryExecutionContext":{"database":"$w"},"workGroup":"$w"})",
         .writeResponse = R"({"queryExecutionId":"$V"})",
         .notFound = "InvalidRequestException",
         .calls = "GetQueryExecution*40 StartQueryExecution*20 GetQueryResults*20 ListWorkGroups*4 GetWorkGroup*6 "
                  "ListQueryExecutions*3 BatchGetQueryExecution*2 StopQueryExecution"},
        {.name = "glue",
         .weight = 18,
         .listRequest = R"({"maxResults":100})",
         .readRequest = R"({"databaseName":"$w","name":"$w_$e"})",
         .writeRequest =
             R"({"databaseName":"$w","tableInput":{"name":"$w_$e","parameters":{"classification":"parquet"}}})",
         .notFound = "EntityNotFoundException",
         .calls = "GetTable*50 GetTables*20 GetDatabase*14 GetDatabases*14 GetPartitions*25 GetJobRun*6 GetJobs*2 "
                  "StartJobRun*3 BatchCreatePartition*5 UpdateTable*3 CreateTable GetCrawlers*2 StartCrawler "
                  "CreateDevEndpoint GetDataCatalogEncryptionSettings*2"},
        {.name = "config",
         .weight = 20,
         .listRequest = R"({"limit":100})",
         .readRequest = R"({"resourceType":"AWS::EC2::Instance","resourceId":"$i"})",
         .writeRequest =
             R"({"evaluations":[{"complianceResourceType":"AWS::S3::Bucket","complianceResourceId":"$b","complianceType":"COMPLIANT","orderingTimestamp":"$H"}],"resultToken":"***"})",
         .notFound = "NoSuchConfigRuleException",
         .calls = "PutEvaluations*25 DescribeConfigRules*12 DescribeComplianceByConfigRule*10 "
                  "GetComplianceDetailsByConfigRule*8 DescribeConfigurationRecorders*8 "
                  "DescribeConfigurationRecorderStatus*6 DescribeDeliveryChannels*4 BatchGetResourceConfig*5 "
                  "SelectResourceConfig*2 StopConfigurationRecorder ListDiscoveredResources*4"},
        {.name = "guardduty",
         .weight = 9,
         .listRequest = R"({"maxResults":50})",
         .readRequest = R"({"detectorId":"$h$h$h$h"})",
         .writeRequest = R"({"detectorId":"$h$h$h$h","enable":true})",
         .notFound = "BadRequestException",
         .calls = "ListDetectors*20 GetDetector*14 ListFindings*14 GetFindings*14 ListMembers*4 GetMembers*3 "
                  "UpdateDetector CreateFilter CreateIPSet ListPublishingDestinations*2"},
        {.name = "securityhub",
         .weight = 8,
         .listRequest = R"({"MaxResults":100})",
         .readRequest = R"({"MaxResults":100,"Filters":{"SeverityLabel":[{"Value":"HIGH","Comparison":"EQUALS"}]}})",
         .writeRequest =
             R"({"Findings":[{"Id":"arn:aws:securityhub:$R:$A:subscription/finding/$V","ProductArn":"arn:aws:securityhub:$R::product/aws/securityhub"}],"Workflow":{"Status":"NOTIFIED"}})",
         .notFound = "InvalidAccessException",
         .calls = "GetFindings*30 DescribeHub*8 GetEnabledStandards*8 DescribeStandardsControls*5 "
                  "BatchImportFindings*12 BatchUpdateFindings*5 ListMembers*3 DisableSecurityHub GetInsights*3"},
        {.name = "organizations",
         .scope = Scope::Global,
         .weight = 9,
         .listRequest = R"({"maxResults":20})",
         .readRequest = "null",
         .writeRequest = R"({"accountId":"$A"})",
         .notFound = "AccountNotFoundException",
         .calls = "DescribeOrganization*25 ListAccounts*20 DescribeAccount*20 ListParents*6 ListRoots*4 "
                  "ListOrganizationalUnitsForParent*5 ListDelegatedAdministrators*4 ListPoliciesForTarget*4 "
                  "DescribePolicy*3 LeaveOrganization ListAWSServiceAccessForOrganization*3"},
        {.name = "route53",
         .scope = Scope::Global,
         .weight = 10,
         .listRequest = R"({"hostedZoneId":"Z0$h$h","maxItems":"300"})",
         .readRequest = R"({"id":"C0$h$h"})",
         .writeRequest =
             R"({"hostedZoneId":"Z0$h$h","changeBatch":{"changes":[{"action":"UPSERT","resourceRecordSet":{"name":"$w.$e.example.com","type":"A","tTL":60,"resourceRecords":[{"value":"$P"}]}}]}})",
         .writeResponse = R"({"changeInfo":{"id":"/change/C0$h$h","status":"PENDING","submittedAt":"$H"}})",
         .notFound = "NoSuchHostedZone",
         .calls = "ListResourceRecordSets*30 ListHostedZones*20 GetHostedZone*10 GetChange*14 "
                  "ChangeResourceRecordSets*12 ListTagsForResource*5 ListHostedZonesByName*5"},
        {.name = "cloudfront",
         .scope = Scope::Global,
         .weight = 6,
         .listRequest = R"({"maxItems":100})",
         .readRequest = R"({"id":"E$h$h"})",
         .writeRequest =
             R"({"distributionId":"E$h$h","invalidationBatch":{"paths":{"quantity":1,"items":["/*"]},"callerReference":"$V"}})",
         .notFound = "NoSuchDistribution",
         .calls = "ListDistributions*14 GetDistribution*10 GetDistributionConfig*5 CreateInvalidation*8 "
                  "GetInvalidation*8 UpdateDistribution ListTagsForResource*4"},
        {.name = "acm",
         .weight = 6,
         .listRequest = R"({"maxItems":100})",
         .readRequest = R"({"certificateArn":"arn:aws:acm:$R:$A:certificate/$K"})",
         .writeRequest = R"({"domainName":"$w.example.com","validationMethod":"DNS"})",
         .calls = "ListCertificates*20 DescribeCertificate*30 ListTagsForCertificate*8 GetCertificate*2 "
                  "RequestCertificate DeleteCertificate"},
        {.name = "apigateway",
         .weight = 6,
         .listRequest = R"({"limit":500})",
         .readRequest = R"({"restApiId":"$h","position":"$n"})",
         .writeRequest = R"({"restApiId":"$h","createDeploymentInput":{"stageName":"$e"}})",
         .notFound = "NotFoundException",
         .calls = "GetRestApis*14 GetStages*10 GetResources*8 GetRestApi*6 GetApiKeys*2 CreateDeployment*3 UpdateStage "
                  "ImportRestApi"},
        {.name = "cognito-idp",
         .weight = 8,
         .listRequest = R"({"maxResults":60})",
         .readRequest = R"({"userPoolId":"$R_$h"})",
         .writeRequest =
             R"({"clientId":"$h$h$h","authFlow":"USER_SRP_AUTH","authParameters":"HIDDEN_DUE_TO_SECURITY_REASONS"})",
         .notFound = "UserNotFoundException",
         .calls = "InitiateAuth*40 RespondToAuthChallenge*30 GetUser*14 AdminGetUser*8 ListUsers*4 DescribeUserPool*6 "
                  "ListUserPools*3 AdminCreateUser*2 AdminSetUserPassword ForgotPassword"},
        {.name = "elasticfilesystem",
         .weight = 4,
         .listRequest = R"({"fileSystemId":"fs-0$x"})",
         .readRequest = R"({"fileSystemId":"fs-0$x"})",
         .writeRequest = R"({"fileSystemId":"fs-0$x","subnetId":"subnet-0$x"})",
         .notFound = "FileSystemNotFound",
         .calls = "DescribeFileSystems*20 DescribeMountTargets*14 DescribeAccessPoints*6 NewClientConnection*14 "
                  "CreateMountTarget DescribeLifecycleConfiguration*3"},
        {.name = "backup",
         .weight = 7,
         .listRequest = R"({"maxResults":100})",
         .readRequest = R"({"backupVaultName":"$w"})",
         .writeRequest =
             R"({"backupVaultName":"$w","resourceArn":"arn:aws:ec2:$R:$A:volume/$v","iamRoleArn":"arn:aws:iam::$A:role/$r"})",
         .writeResponse = R"({"backupJobId":"$V","creationDate":"$H"})",
         .calls =
             "ListBackupJobs*14 DescribeBackupJob*14 ListRecoveryPointsByBackupVault*8 StartBackupJob*8 "
             "ListBackupPlans*5 ListBackupVaults*5 DeleteRecoveryPoint*3 GetBackupVaultAccessPolicy*2 StartCopyJob*2"},
        {.name = "kinesis",
         .weight = 8,
         .listRequest = R"({"limit":100,"streamName":"$w-$e"})",
         .readRequest = R"({"streamName":"$w-$e","shardIteratorType":"LATEST","shardId":"shardId-000000000$n"})",
         .writeRequest = R"({"streamName":"$w-$e","targetShardCount":$n})",
         .calls = "DescribeStreamSummary*25 ListShards*20 GetShardIterator*20 DescribeStream*14 ListStreams*6 "
                  "UpdateShardCount RegisterStreamConsumer*2"},
        {.name = "firehose",
         .weight = 4,
         .listRequest = R"({"limit":100})",
         .readRequest = R"({"deliveryStreamName":"$w-$e"})",
         .writeRequest = R"({"deliveryStreamName":"$w-$e"})",
         .calls = "DescribeDeliveryStream*20 ListDeliveryStreams*8 UpdateDestination CreateDeliveryStream "
                  "ListTagsForDeliveryStream*3"},
        {.name = "redshift",
         .weight = 5,
         .listRequest = R"({"clusterIdentifier":"$w-$e"})",
         .readRequest = R"({"clusterIdentifier":"$w-$e","dbUser":"$u","durationSeconds":900})",
         .writeRequest = R"({"clusterIdentifier":"$w-$e"})",
         .notFound = "ClusterNotFound",
         .calls = "DescribeClusters*25 GetClusterCredentials*14 DescribeClusterSnapshots*4 DescribeLoggingStatus*3 "
                  "PauseCluster ResumeCluster ModifyCluster CreateClusterSnapshot"},
        {.name = "sagemaker",
         .weight = 6,
         .listRequest = R"({"maxResults":100})",
         .readRequest = R"({"notebookInstanceName":"$w-$e"})",
         .writeRequest =
             R"({"trainingJobName":"$w-$h","roleArn":"arn:aws:iam::$A:role/$r","resourceConfig":{"instanceType":"ml.g5.xlarge","instanceCount":1,"volumeSizeInGB":$n}})",
         .writeResponse = R"({"trainingJobArn":"arn:aws:sagemaker:$R:$A:training-job/$w-$h"})",
         .notFound = "ValidationException",
         .calls =
             "ListTrainingJobs*8 DescribeTrainingJob*14 DescribeEndpoint*8 ListEndpoints*4 CreateTrainingJob*2 "
             "ListNotebookInstances*5 CreatePresignedNotebookInstanceUrl StartNotebookInstance StopNotebookInstance"},
        {.name = "codebuild",
         .weight = 8,
         .listRequest = R"({"projectName":"$w"})",
         .readRequest = R"({"ids":["$w:$V"]})",
         .writeRequest =
             R"({"projectName":"$w","sourceVersion":"$h$h$h$h$h","environmentVariablesOverride":[{"name":"STAGE","value":"$e","type":"PLAINTEXT"}]})",
         .writeResponse =
             R"({"build":{"id":"$w:$V","arn":"arn:aws:codebuild:$R:$A:build/$w:$V","buildStatus":"IN_PROGRESS","currentPhase":"QUEUED","startTime":"$H","projectName":"$w"}})",
         .calls = "BatchGetBuilds*30 StartBuild*10 BatchGetProjects*10 ListBuildsForProject*8 ListProjects*4 "
                  "UpdateProject StopBuild"},
        {.name = "codepipeline",
         .weight = 6,
         .listRequest = R"({"pipelineName":"$w-$e"})",
         .readRequest = R"({"name":"$w-$e"})",
         .writeRequest = R"({"name":"$w-$e","clientRequestToken":"$V"})",
         .writeResponse = R"({"pipelineExecutionId":"$V"})",
         .notFound = "PipelineNotFoundException",
         .calls = "GetPipelineState*25 ListPipelines*6 GetPipeline*8 ListPipelineExecutions*6 StartPipelineExecution*5 "
                  "PutJobSuccessResult*6 PollForJobs*10"},
        {.name = "sso",
         .weight = 5,
         .listRequest = R"({"maxResults":100})",
         .readRequest = "null",
         .writeRequest =
             R"({"instanceArn":"arn:aws:sso:::instance/ssoins-$h$h","permissionSetArn":"arn:aws:sso:::permissionSet/ssoins-$h$h/ps-$h$h","principalType":"USER","principalId":"$V","targetType":"AWS_ACCOUNT","targetId":"$A"})",
         .calls = "GetRoleCredentials*20 ListAccounts*8 ListAccountRoles*8 CreateAccountAssignment*2 "
                  "DescribePermissionSet*3 ListPermissionSets*3 AttachManagedPolicyToPermissionSet"},
        {.name = "tagging",
         .weight = 5,
         .listRequest = R"({"resourcesPerPage":100})",
         .readRequest = R"({"tagFilters":[{"key":"environment","values":["$e"]}],"resourcesPerPage":100})",
         .writeRequest = R"({"resourceARNList":["arn:aws:ec2:$R:$A:instance/$i"],"tags":{"environment":"$e"}})",
         .calls = "GetResources*20 GetTagKeys*4 GetTagValues*3 TagResources"},
        {.name = "health",
         .weight = 5,
         .listRequest = R"({"filter":{"eventStatusCodes":["open","upcoming"]},"aggregateField":"eventTypeCategory"})",
         .calls = "DescribeEventAggregates*30 DescribeEvents*8 DescribeEventDetails*3"},
        {.name = "ses",
         .weight = 4,
         .listRequest = R"({"maxItems":100})",
         .readRequest = "null",
         .writeRequest =
             R"({"source":"HIDDEN_DUE_TO_SECURITY_REASONS","destination":{"toAddresses":["HIDDEN_DUE_TO_SECURITY_REASONS"]}})",
         .calls = "GetSendQuota*8 ListIdentities*8 GetIdentityVerificationAttributes*5 SendEmail*3 "
                  "GetAccountSendingEnabled*2 VerifyEmailIdentity"},
        {.name = "bedrock",
         .weight = 5,
         .listRequest = R"({"byOutputModality":"TEXT"})",
         .readRequest = R"({"modelId":"anthropic.claude-3-5-sonnet-20241022-v2:0"})",
         .writeRequest =
             R"({"modelId":"anthropic.claude-3-5-sonnet-20241022-v2:0","accept":"application/json","contentType":"application/json"})",
         .notFound = "ValidationException",
         .calls = "InvokeModel*30 InvokeModelWithResponseStream*8 Converse*8 ListFoundationModels*4 "
                  "GetFoundationModelAvailability*2 ListInferenceProfiles*2"},
        {.name = "wafv2",
         .weight = 5,
         .listRequest = R"({"scope":"REGIONAL","limit":100})",
         .readRequest = R"({"name":"$w-$e","scope":"REGIONAL","id":"$K"})",
         .writeRequest = R"({"name":"$w-$e","scope":"REGIONAL","id":"$K","lockToken":"$V"})",
         .writeResponse = R"({"nextLockToken":"$U"})",
         .notFound = "WAFNonexistentItemException",
         .calls = "ListWebACLs*10 GetWebACL*10 ListIPSets*4 GetWebACLForResource*6 UpdateWebACL UpdateIPSet*3 "
                  "DisassociateWebACL"},
    };
}

} // namespace rastro::trailgen
