// SPDX-License-Identifier: Apache-2.0
#include "events/callfamilies.h"

namespace rastro {

namespace {

using enum Kind;

constexpr Call kCloudTrail[] = {
    {"StopLogging", Change, "stopped logging of trail {name}", ""},
    {"StartLogging", Change, "started logging of trail {name}", ""},
    {"CreateTrail", Change, "created trail {name} into {s3BucketName}", ""},
    {"DeleteTrail", Change, "deleted trail {name}", ""},
    {"UpdateTrail", Change,
     "changed trail {name}[, log files go to {s3BucketName}][, one region only{?isMultiRegionTrail=false}]"
     "[, no global events{?includeGlobalServiceEvents=false}][, log file validation "
     "off{?enableLogFileValidation=false}]",
     ""},
    {"PutEventSelectors", Change,
     "changed what trail {trailName} records[: no management events{?eventSelectors.includeManagementEvents=false}]"
     "[, only {eventSelectors.readWriteType}{?eventSelectors.readWriteType=ReadOnly}"
     "|, only {eventSelectors.readWriteType}{?eventSelectors.readWriteType=WriteOnly}]",
     ""},
    {"PutInsightSelectors", Change, "changed which insights trail {trailName} records", ""},
    {"GetEventSelectors", Read, "checked what trail {trailName} records", ""},
    {"GetInsightSelectors", Read, "checked which insights trail {trailName} records", ""},
    {"GetTrailStatus", Read, "checked whether trail {name} is logging", ""},
    {"GetTrail", Read, "described trail {name}", ""},
    {"DescribeTrails", Read, "described [trail {trailNameList}|trails]", "[trail {trailNameList}]"},
    {"ListTags", Read, "listed tags of [trail {resourceIdList}|trails]", "[trail {resourceIdList}]"},
    {"LookupEvents", Read,
     "searched the event history[ for {lookupAttributes.attributeKey} {lookupAttributes.attributeValue}]",
     "[{lookupAttributes.attributeKey} {lookupAttributes.attributeValue}]"},
    {"AddTags", Change, "tagged trail {resourceId}", "trail {resourceId}"},
    {"DeleteEventDataStore", Change, "deleted event data store {eventDataStore}", "event data store {eventDataStore}"},
    {"StopEventDataStoreIngestion", Change, "stopped event data store {eventDataStore} from recording",
     "event data store {eventDataStore}"},
    {"StartQuery", Read, "queried the event data store", ""},
    {"DeregisterOrganizationDelegatedAdmin", Change, "removed {delegatedAdminAccountId} as administrator of trails",
     "account {delegatedAdminAccountId}"},
};

constexpr Call kConfig[] = {
    {"StopConfigurationRecorder", Change, "stopped configuration recorder {configurationRecorderName}", ""},
    {"StartConfigurationRecorder", Change, "started configuration recorder {configurationRecorderName}", ""},
    {"DeleteConfigurationRecorder", Change, "deleted configuration recorder {configurationRecorderName}", ""},
    {"PutConfigurationRecorder", Change,
     "set what configuration recorder {configurationRecorder.name|configurationRecorderName} records",
     "configuration recorder {configurationRecorder.name|configurationRecorderName}"},
    {"DeleteDeliveryChannel", Change, "deleted delivery channel {deliveryChannelName}",
     "delivery channel {deliveryChannelName}"},
    {"PutDeliveryChannel", Change, "set delivery channel {deliveryChannel.name}[ into {deliveryChannel.s3BucketName}]",
     "delivery channel {deliveryChannel.name}"},
    {"DeleteConfigRule", Change, "deleted config rule {configRuleName}", "config rule {configRuleName}"},
    {"PutEvaluations", Service, "reported rule evaluations[ of {evaluations.complianceResourceId}]",
     "[{evaluations.complianceResourceId}]"},
    {"GetResourceConfigHistory", Read, "read the configuration history of {resourceId}", "{resourceId}"},
    {"SelectResourceConfig", Read, "queried the inventory of resources", ""},
    {"BatchGetResourceConfig", Read, "read resource configurations", ""},
};

constexpr Call kGuardDuty[] = {
    {"DeleteDetector", Change, "deleted GuardDuty detector {detectorId}", "detector {detectorId}"},
    {"UpdateDetector", Change,
     "[switched off{?enable=false}|switched on{?enable=true}|changed] GuardDuty detector {detectorId}",
     "detector {detectorId}"},
    {"CreateDetector", Change, "created a GuardDuty detector", "[detector {^detectorId}]"},
    {"CreateFilter", Change, "added filter {name} to GuardDuty[, findings are archived{?action=ARCHIVE}]",
     "filter {name}"},
    {"UpdateFilter", Change, "changed filter {filterName} of GuardDuty[, findings are archived{?action=ARCHIVE}]",
     "filter {filterName}"},
    {"CreateIPSet", Change, "made GuardDuty trust the addresses in {location}", "IP set {name}"},
    {"UpdateIPSet", Change, "changed trusted IP set {ipSetId} of GuardDuty", "IP set {ipSetId}"},
    {"ArchiveFindings", Change, "archived GuardDuty findings {findingIds}", "findings {findingIds}"},
    {"DisassociateMembers", Change, "cut accounts {accountIds} off from GuardDuty", "accounts {accountIds}"},
    {"DeleteMembers", Change, "removed accounts {accountIds} from GuardDuty", "accounts {accountIds}"},
    {"StopMonitoringMembers", Change, "stopped watching accounts {accountIds} with GuardDuty", "accounts {accountIds}"},
    {"DisassociateFromMasterAccount", Change, "cut the account off from its GuardDuty administrator",
     "detector {detectorId}"},
    {"DisassociateFromAdministratorAccount", Change, "cut the account off from its GuardDuty administrator",
     "detector {detectorId}"},
    {"DeletePublishingDestination", Change, "stopped GuardDuty from exporting findings", "detector {detectorId}"},
    {"ListDetectors", Read, "listed GuardDuty detectors", ""},
    {"GetDetector", Read, "checked GuardDuty detector {detectorId}", "detector {detectorId}"},
    {"ListFindings", Read, "listed GuardDuty findings", "[detector {detectorId}]"},
    {"GetFindings", Read, "read GuardDuty findings", "[detector {detectorId}]"},
};

constexpr Call kSecurityHub[] = {
    {"DisableSecurityHub", Change, "turned off Security Hub", "Security Hub"},
    {"EnableSecurityHub", Change, "turned on Security Hub", "Security Hub"},
    {"BatchDisableStandards", Change,
     "turned off security standards {standardsSubscriptionArns|StandardsSubscriptionArns}",
     "{standardsSubscriptionArns|StandardsSubscriptionArns}"},
    {"BatchUpdateFindings", Change, "changed findings[ to {workflow.status|Workflow.Status}]",
     "[findings {findingIdentifiers.id:leaf}]"},
    {"UpdateFindings", Change, "changed findings", "findings"},
    {"DeleteInsight", Change, "deleted insight {insightArn|^insightArn|Name}", "insight {insightArn|^insightArn|Name}"},
    {"CreateInsight", Change, "created insight {Name}", "insight {Name}"},
    {"GetFindings", Read, "read Security Hub findings", ""},
};

constexpr Call kMacie[] = {
    {"DisableMacie", Change, "turned off Macie", "Macie"},
};

constexpr Call kDetective[] = {
    {"DeleteGraph", Change, "turned off Detective", "graph {graphArn}"},
};

constexpr Call kInspector[] = {
    {"Disable", Change, "turned off Inspector", "Inspector"},
};

constexpr Call kLogs[] = {
    {"DeleteLogGroup", Change, "deleted log group {logGroupName}", ""},
    {"DeleteLogStream", Change, "deleted log stream {logStreamName} of {logGroupName}", ""},
    {"PutRetentionPolicy", Change, "had log group {logGroupName} kept for {retentionInDays} days", ""},
    {"DeleteRetentionPolicy", Change, "had log group {logGroupName} kept for ever", ""},
    {"CreateLogGroup", Change, "created log group {logGroupName}", ""},
    {"CreateLogStream", Change, "created log stream {logStreamName} in {logGroupName}", ""},
    {"PutLogEvents", Service, "wrote log events to {logGroupName}", ""},
    {"PutSubscriptionFilter", Change, "had log group {logGroupName} sent to {destinationArn}", ""},
    {"DeleteSubscriptionFilter", Change, "stopped log group {logGroupName} from being sent on", ""},
    {"CreateExportTask", Take, "exported log group {logGroupName} to {destination}", ""},
    {"GetLogEvents", Take, "read log group {logGroupName|logGroupIdentifier}", ""},
    {"FilterLogEvents", Take, "searched log group {logGroupName|logGroupIdentifier}", ""},
    {"GetQueryResults", Take, "read the result of log query {queryId}", "log query {queryId}"},
    {"StartQuery", Read, "queried [log group {logGroupName|logGroupNames|logGroupIdentifiers}|logs]",
     "[log group {logGroupName|logGroupNames|logGroupIdentifiers}]"},
    {"StartLiveTail", Take, "followed log group {logGroupIdentifiers}", "log group {logGroupIdentifiers}"},
    {"DescribeLogGroups", Read, "listed log groups[ under {logGroupNamePrefix}]", ""},
    {"DescribeLogStreams", Read, "listed log streams of {logGroupName|logGroupIdentifier}", ""},
    {"DescribeMetricFilters", Read, "listed metric filters[ of {logGroupName}]", ""},
    {"ListTagsLogGroup", Read, "listed tags of log group {logGroupName}", ""},
};

constexpr Call kMonitoring[] = {
    {"DeleteAlarms", Change, "deleted alarms {alarmNames}", "alarms {alarmNames}"},
    {"DisableAlarmActions", Change, "silenced alarms {alarmNames}", "alarms {alarmNames}"},
    {"EnableAlarmActions", Change, "turned alarms {alarmNames} on again", "alarms {alarmNames}"},
    {"SetAlarmState", Change, "set alarm {alarmName} to {stateValue}", "alarm {alarmName}"},
    {"PutMetricAlarm", Change, "set alarm {alarmName}", "alarm {alarmName}"},
    {"PutMetricData", Service, "reported metrics", "[{namespace}]"},
    {"DescribeAlarms", Read, "described [alarms {alarmNames}|alarms]", "[alarms {alarmNames}]"},
};

constexpr Call kEvents[] = {
    {"PutRule", Change, "set rule {name}[ on schedule {scheduleExpression}][, disabled{?state=DISABLED}]",
     "rule {name}"},
    {"PutTargets", Change, "had rule {rule} start {targets.arn}", "rule {rule}"},
    {"RemoveTargets", Change, "took targets {ids} off rule {rule}", "rule {rule}"},
    {"DisableRule", Change, "disabled rule {name}", "rule {name}"},
    {"EnableRule", Change, "enabled rule {name}", "rule {name}"},
    {"DeleteRule", Change, "deleted rule {name}", "rule {name}"},
    {"PutPermission", Change,
     "[let everyone put events on {eventBusName}{?principal=*}|let {principal:full} put events on [{eventBusName}|the "
     "event bus]]",
     "[event bus {eventBusName}|event bus]"},
    {"CreateConnection", Change, "created connection {name}", "connection {name}"},
};

constexpr Call kWaf[] = {
    {"DeleteWebACL", Change, "deleted web ACL {name|webACLId}", "web ACL {name|webACLId}"},
    {"DisassociateWebACL", Change, "took the web ACL away from {resourceArn}", "{resourceArn}"},
    {"AssociateWebACL", Change, "put web ACL {webACLArn:leaf} before {resourceArn}", "{resourceArn}"},
    {"UpdateWebACL", Change, "changed web ACL {name|webACLId}", "web ACL {name|webACLId}"},
    {"DeleteLoggingConfiguration", Change, "turned off logging of {resourceArn}", "{resourceArn}"},
};

constexpr Call kResolver[] = {
    {"DeleteResolverQueryLogConfig", Change,
     "deleted DNS query log {^resolverQueryLogConfig.name|resolverQueryLogConfigId}",
     "DNS query log {resolverQueryLogConfigId}"},
    {"DisassociateResolverQueryLogConfig", Change, "stopped DNS query logging of {resourceId}", "{resourceId}"},
};

constexpr Call kFirewall[] = {
    {"DeleteFirewall", Change, "deleted firewall {firewallName|firewallArn}", "firewall {firewallName|firewallArn}"},
    {"UpdateLoggingConfiguration", Change, "changed the logging of firewall {firewallName|firewallArn}",
     "firewall {firewallName|firewallArn}"},
};

constexpr Call kHealth[] = {
    {"DescribeEventAggregates", Read, "looked at the health dashboard", ""},
};

constexpr CallFamily kFamilies[] = {
    {"cloudtrail", kCloudTrail, "trail {name|trailName}"},
    {"config", kConfig, "configuration recorder {configurationRecorderName}"},
    {"guardduty", kGuardDuty, ""},
    {"securityhub", kSecurityHub, ""},
    {"macie2", kMacie, ""},
    {"detective", kDetective, ""},
    {"inspector2", kInspector, ""},
    {"logs", kLogs, "log group {logGroupName|logGroupIdentifier}"},
    {"monitoring", kMonitoring, ""},
    {"events", kEvents, ""},
    {"waf", kWaf, ""},
    {"waf-regional", kWaf, ""},
    {"wafv2", kWaf, ""},
    {"route53resolver", kResolver, ""},
    {"network-firewall", kFirewall, ""},
    {"health", kHealth, ""},
};

} // namespace

std::span<const CallFamily> watchCalls() {
    return kFamilies;
}

} // namespace rastro
