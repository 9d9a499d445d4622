// SPDX-License-Identifier: Apache-2.0
#include "events/callfamilies.h"

namespace rastro {

namespace {

using enum Kind;

constexpr std::string_view kInstances = "{instancesSet.instanceId|instanceId}";
constexpr std::string_view kGroup = "{groupId|groupName|securityGroupRuleIds.item}";

// Macros, because literals join only so: the other side and the ports of a rule, as old and new calls write them
#define RASTRO_RULE_SIDE                                                                                               \
    "ipPermissions.ipRanges.cidrIp|ipPermissions.ipv6Ranges.cidrIpv6|cidrIp|ipPermissions.groups.groupId"              \
    "|ipPermissions.prefixListIds.prefixListId"
#define RASTRO_RULE_PORTS                                                                                              \
    "[ on all ports{?ipPermissions.ipProtocol=-1}| on all ports{?ipProtocol=-1}| with "                                \
    "ICMP{?ipPermissions.ipProtocol=icmp}"                                                                             \
    "| on port {ipPermissions.fromPort}{?ipPermissions.fromPort=@ipPermissions.toPort}| on port "                      \
    "{fromPort}{?fromPort=@toPort}"                                                                                    \
    "| on ports {ipPermissions.fromPort|fromPort} to {ipPermissions.toPort|toPort}]"

constexpr std::string_view kOpenedIngress = "opened {groupId|groupName} to {" RASTRO_RULE_SIDE "}" RASTRO_RULE_PORTS;
constexpr std::string_view kOpenedEgress = "let {groupId|groupName} out to {" RASTRO_RULE_SIDE "}" RASTRO_RULE_PORTS;
constexpr std::string_view kClosedIngress = "closed {groupId|groupName}[ to {" RASTRO_RULE_SIDE "}]" RASTRO_RULE_PORTS;
constexpr std::string_view kClosedEgress =
    "no longer let {groupId|groupName} out[ to {" RASTRO_RULE_SIDE "}]" RASTRO_RULE_PORTS;

#undef RASTRO_RULE_SIDE
#undef RASTRO_RULE_PORTS

constexpr Call kEc2[] = {
    // Instances
    {"RunInstances", Change,
     "[launched {^instancesSet.instanceId}|launched instances][ ({instanceType})][ from {instancesSet.imageId}][ under "
     "{iamInstanceProfile.name|iamInstanceProfile.arn}]",
     "[{^instancesSet.instanceId}|{instancesSet.imageId}]"},
    {"RequestSpotFleet", Change, "asked for spot instances", "[{^spotFleetRequestId}]"},
    {"RequestSpotInstances", Change, "asked for spot instances", "[{^spotInstanceRequestSet.spotInstanceRequestId}]"},
    {"CreateFleet", Change, "launched a fleet of instances", "[{^fleetId}]"},
    {"StartInstances", Change, "started {instancesSet.instanceId}", kInstances},
    {"StopInstances", Change, "stopped {instancesSet.instanceId}", kInstances},
    {"RebootInstances", Change, "restarted {instancesSet.instanceId}", kInstances},
    {"TerminateInstances", Change, "terminated {instancesSet.instanceId}", kInstances},
    {"DescribeInstances", Read, "described [{instancesSet.instanceId}|instances]", kInstances},
    {"DescribeInstanceStatus", Read, "described the status of [{instancesSet.instanceId}|instances]", kInstances},
    {"DescribeInstanceAttribute", Read,
     "[read user data of {instanceId}{?attribute=userData}|read attribute {attribute} of {instanceId}]",
     "{instanceId}"},
    {"ModifyInstanceAttribute", Change,
     "[replaced user data of {instanceId}{?userData}|replaced user data of {instanceId}{?attribute=userData}"
     "|moved {instanceId} to security groups {groupSet.groupId}|changed the type of {instanceId} to "
     "{instanceType.value}"
     "|switched termination protection of {instanceId} to {disableApiTermination.value}|changed attribute {attribute} "
     "of {instanceId}|changed {instanceId}]",
     "{instanceId}"},
    {"ModifyInstanceMetadataOptions", Change, "changed the metadata options of {InstanceId}[ (tokens {HttpTokens})]",
     "{InstanceId}"},
    {"GetPasswordData", Take, "read the Windows administrator password of {instanceId}", "{instanceId}"},
    {"GetConsoleOutput", Take, "read the console output of {instanceId}", "{instanceId}"},
    {"GetConsoleScreenshot", Take, "took a console screenshot of {instanceId}", "{instanceId}"},
    {"GetLaunchTemplateData", Take, "read the launch data of {instanceId}", "{instanceId}"},
    {"AssociateIamInstanceProfile", Change,
     "gave {InstanceId} instance profile {IamInstanceProfile.Name|IamInstanceProfile.Arn}", "{InstanceId}"},
    {"ReplaceIamInstanceProfileAssociation", Change,
     "replaced the instance profile of {AssociationId} by {IamInstanceProfile.Name|IamInstanceProfile.Arn}",
     "{^iamInstanceProfileAssociation.instanceId|AssociationId}"},
    {"DisassociateIamInstanceProfile", Change,
     "took the instance profile away from {^iamInstanceProfileAssociation.instanceId|AssociationId}",
     "{^iamInstanceProfileAssociation.instanceId|AssociationId}"},
    {"CreateInstanceExportTask", Take, "exported {instanceId} to {exportToS3.s3Bucket}", "{instanceId}"},
    {"EnableSerialConsoleAccess", Change, "allowed serial console access in the account", "serial console access"},
    {"DisableSerialConsoleAccess", Change, "forbade serial console access in the account", "serial console access"},
    // Keys
    {"CreateKeyPair", Credential, "created key pair {keyName}", "key pair {keyName}"},
    {"ImportKeyPair", Credential, "imported key pair {keyName}", "key pair {keyName}"},
    {"DeleteKeyPair", Change, "deleted key pair {keyName|keyPairId}", "key pair {keyName|keyPairId}"},
    // Disks and images
    {"ModifySnapshotAttribute", Change,
     "[made {snapshotId} public{?createVolumePermission.add.group=all}|shared {snapshotId} with "
     "{createVolumePermission.add.userId}"
     "|stopped sharing {snapshotId} with "
     "{createVolumePermission.remove.userId|createVolumePermission.remove.group}|changed who may use {snapshotId}]",
     "{snapshotId}[ → {createVolumePermission.add.userId|createVolumePermission.add.group}]"},
    {"ModifyImageAttribute", Change,
     "[made {imageId} public{?launchPermission.add.group=all}"
     "|shared {imageId} with "
     "{launchPermission.add.userId|launchPermission.add.organizationArn|launchPermission.add.organizationalUnitArn}"
     "|stopped sharing {imageId} with {launchPermission.remove.userId|launchPermission.remove.group}|changed "
     "{imageId}]",
     "{imageId}[ → {launchPermission.add.userId|launchPermission.add.group|launchPermission.add.organizationArn}]"},
    {"ResetSnapshotAttribute", Change, "stopped sharing {snapshotId}", "{snapshotId}"},
    {"DescribeSnapshotAttribute", Read, "read who may use {snapshotId}", "{snapshotId}"},
    {"DescribeImageAttribute", Read, "read attribute {attribute} of {imageId}", "{imageId}"},
    {"CreateSnapshot", Change, "made snapshot[ {^snapshotId}] of {volumeId}", "{volumeId}[ → {^snapshotId}]"},
    {"CreateSnapshots", Change, "made snapshots of {InstanceSpecification.InstanceId}",
     "{InstanceSpecification.InstanceId}"},
    {"CopySnapshot", Change, "copied {sourceSnapshotId} from {sourceRegion}", "{sourceSnapshotId}"},
    {"CreateVolume", Change, "created volume[ {^volumeId}][ from {snapshotId}]",
     "[{^volumeId}|{snapshotId}|volume of {size} GB]"},
    {"AttachVolume", Change, "attached {volumeId} to {instanceId}", "{volumeId} → {instanceId}"},
    {"DetachVolume", Change, "detached {volumeId}[ from {instanceId}]", "{volumeId}"},
    {"CreateImage", Change, "made image[ {^imageId}] of {instanceId}", "{instanceId}[ → {^imageId}]"},
    {"RegisterImage", Change, "registered image[ {^imageId}][ from {blockDeviceMapping.ebs.snapshotId}]",
     "[{^imageId}|image {name}]"},
    {"DeregisterImage", Change, "deregistered image {imageId}", "{imageId}"},
    {"CopyImage", Change, "copied image {sourceImageId} from {sourceRegion}", "{sourceImageId}"},
    {"ExportImage", Take, "exported image {ImageId|imageId} to {S3ExportLocation.S3Bucket|s3ExportLocation.s3Bucket}",
     "{ImageId|imageId}"},
    {"CreateStoreImageTask", Take, "stored image {ImageId} in {Bucket}", "{ImageId}"},
    {"DisableEbsEncryptionByDefault", Change, "turned off EBS encryption by default", "EBS encryption by default"},
    {"EnableEbsEncryptionByDefault", Change, "turned on EBS encryption by default", "EBS encryption by default"},
    {"SharedSnapshotVolumeCreated", Service,
     "reported that another account made a volume from {/serviceEventDetails.snapshotId}",
     "{/serviceEventDetails.snapshotId}"},
    {"SharedSnapshotCopyInitiated", Service, "reported that another account copied {/serviceEventDetails.snapshotId}",
     "{/serviceEventDetails.snapshotId}"},
    // Network
    {"AuthorizeSecurityGroupIngress", Change, kOpenedIngress, kGroup},
    {"AuthorizeSecurityGroupEgress", Change, kOpenedEgress, kGroup},
    {"RevokeSecurityGroupIngress", Change, kClosedIngress, kGroup},
    {"RevokeSecurityGroupEgress", Change, kClosedEgress, kGroup},
    {"CreateSecurityGroup", Change, "created security group {groupName}[ ({^groupId})]",
     "[{^groupId}|security group {groupName}]"},
    {"CreateNetworkAclEntry", Change,
     "added a rule to {networkAclId}: {ruleAction}[ {cidrBlock|ipv6CidrBlock}][ on port {portRange.from}]",
     "{networkAclId}"},
    {"ReplaceNetworkAclEntry", Change, "replaced a rule of {networkAclId}: {ruleAction}[ {cidrBlock|ipv6CidrBlock}]",
     "{networkAclId}"},
    {"DeleteNetworkAclEntry", Change, "deleted rule {ruleNumber} of {networkAclId}", "{networkAclId}"},
    {"CreateRoute", Change,
     "routed {destinationCidrBlock|destinationIpv6CidrBlock} in {routeTableId} to "
     "{gatewayId|natGatewayId|instanceId|networkInterfaceId"
     "|vpcPeeringConnectionId|transitGatewayId|egressOnlyInternetGatewayId}",
     "{routeTableId}"},
    {"ReplaceRoute", Change, "rerouted {destinationCidrBlock} in {routeTableId}", "{routeTableId}"},
    {"DeleteRoute", Change, "deleted the route to {destinationCidrBlock|destinationIpv6CidrBlock} from {routeTableId}",
     "{routeTableId}"},
    {"AssociateRouteTable", Change, "associated {routeTableId} with {subnetId|gatewayId}", "{routeTableId}"},
    {"DisassociateRouteTable", Change, "ended route table association {associationId}", "{associationId}"},
    {"AttachInternetGateway", Change, "attached {internetGatewayId} to {vpcId}", "{vpcId}"},
    {"DetachInternetGateway", Change, "detached {internetGatewayId} from {vpcId}", "{vpcId}"},
    {"AllocateAddress", Change, "got elastic address[ {^publicIp}]", "[{^publicIp}]"},
    {"ReleaseAddress", Change, "released elastic address {allocationId|publicIp}", "{allocationId|publicIp}"},
    {"AssociateAddress", Change, "gave {instanceId|networkInterfaceId} elastic address {publicIp|allocationId}",
     "{instanceId|networkInterfaceId}"},
    {"DeleteFlowLogs", Change, "deleted flow logs {FlowLogId}", "flow logs {FlowLogId}"},
    {"CreateFlowLogs", Change, "had the traffic of {ResourceId} logged[ to {LogDestination}]", "{ResourceId}"},
    {"CreateTrafficMirrorSession", Change, "mirrored the traffic of {NetworkInterfaceId} to {TrafficMirrorTargetId}",
     "{NetworkInterfaceId} → {TrafficMirrorTargetId}"},
    {"CreateTrafficMirrorTarget", Change,
     "made {NetworkInterfaceId|NetworkLoadBalancerArn} a target for mirrored traffic",
     "{NetworkInterfaceId|NetworkLoadBalancerArn}"},
    {"CreateTrafficMirrorFilter", Change, "created a traffic mirror filter",
     "[{^trafficMirrorFilter.trafficMirrorFilterId}|traffic mirror filter]"},
    {"CreateTrafficMirrorFilterRule", Change,
     "added a rule to {TrafficMirrorFilterId}: {RuleAction} {TrafficDirection} {SourceCidrBlock}",
     "{TrafficMirrorFilterId}"},
    {"CreateVpcPeeringConnection", Change, "asked to peer {vpcId} with {peerVpcId}[ of account {peerOwnerId:foreign}]",
     "{vpcId} → {peerVpcId}"},
    {"AcceptVpcPeeringConnection", Change, "accepted peering {vpcPeeringConnectionId}", "{vpcPeeringConnectionId}"},
    {"CreateSubnet", Change, "created subnet[ {^subnet.subnetId}][ in {vpcId}]", "[{^subnet.subnetId}|{vpcId}]"},
    {"CreateNetworkInterface", Change,
     "created network interface[ {^networkInterface.networkInterfaceId}][ in {subnetId}]",
     "[{^networkInterface.networkInterfaceId}|{subnetId}]"},
    {"AttachNetworkInterface", Change, "attached {networkInterfaceId} to {instanceId}",
     "{networkInterfaceId} → {instanceId}"},
    {"DetachNetworkInterface", Change, "ended network interface attachment {attachmentId}", "{attachmentId}"},
    {"CreateRouteTable", Change, "created route table[ {^routeTable.routeTableId}][ in {vpcId}]",
     "[{^routeTable.routeTableId}|{vpcId}]"},
    {"CreateNatGateway", Change, "created NAT gateway[ {^natGateway.natGatewayId}][ in {SubnetId}]",
     "[{^natGateway.natGatewayId}|{SubnetId}]"},
    {"CreateDefaultVpc", Change, "created the default VPC[ {^vpc.vpcId}]", "[{^vpc.vpcId}|default VPC]"},
    {"CreateTags", Change, "tagged {resourcesSet.resourceId}", "{resourcesSet.resourceId}"},
    {"DeleteTags", Change, "untagged {resourcesSet.resourceId}", "{resourcesSet.resourceId}"},
    {"DescribeVpcAttribute", Read, "read an attribute of {vpcId}", "{vpcId}"},
    {"DescribeAccountAttributes", Read, "read the account's EC2 settings", "-"},
    {"DescribeSecurityGroups", Read,
     "described [{securityGroupIdSet.groupId}|security group {securityGroupSet.groupName}|security groups]",
     "[{securityGroupIdSet.groupId}|security group {securityGroupSet.groupName}]"},
    {"DescribeImages", Read, "described [{imagesSet.imageId}|images]", "[{imagesSet.imageId}]"},
    {"DescribeSnapshots", Read, "described [{snapshotSet.snapshotId}|snapshots]", "[{snapshotSet.snapshotId}]"},
    {"DescribeKeyPairs", Read, "described [key pair {keySet.keyName}|key pairs]", "[key pair {keySet.keyName}]"},
    {"GetEbsEncryptionByDefault", Read, "checked whether EBS encrypts by default", ""},
    {"GetEbsDefaultKmsKeyId", Read, "looked up the default EBS key", ""},
};

constexpr Call kInstanceConnect[] = {
    {"SendSSHPublicKey", Credential, "pushed an SSH key to {instanceId}[ for {instanceOSUser}]", "{instanceId}"},
    {"SendSerialConsoleSSHPublicKey", Credential, "pushed an SSH key to the serial console of {instanceId}",
     "{instanceId}"},
    {"OpenTunnel", Change, "opened a tunnel to {remoteHost|privateIpAddress|instanceId}[ port {remotePort}]",
     "{remoteHost|privateIpAddress|instanceId}"},
};

constexpr Call kAutoscaling[] = {
    {"CreateAutoScalingGroup", Change, "created scaling group {autoScalingGroupName}",
     "scaling group {autoScalingGroupName}"},
    {"UpdateAutoScalingGroup", Change, "changed scaling group {autoScalingGroupName}",
     "scaling group {autoScalingGroupName}"},
    {"PutScalingPolicy", Change, "set policy {policyName} of scaling group {autoScalingGroupName}",
     "scaling group {autoScalingGroupName}"},
};

constexpr Call kLoadBalancing[] = {
    {"DescribeLoadBalancers", Read,
     "described [load balancers {loadBalancerNames|loadBalancerArns|names}|load balancers]",
     "[load balancer {loadBalancerNames|loadBalancerArns|names}]"},
    {"RegisterInstancesWithLoadBalancer", Change, "put {instances.instanceId} behind load balancer {loadBalancerName}",
     "load balancer {loadBalancerName}"},
    {"DeregisterInstancesFromLoadBalancer", Change,
     "took {instances.instanceId} from behind load balancer {loadBalancerName}", "load balancer {loadBalancerName}"},
    {"CreateLoadBalancerPolicy", Change, "created policy {policyName} of load balancer {loadBalancerName}",
     "load balancer {loadBalancerName}"},
};

constexpr Call kLightsail[] = {
    {"GetInstanceAccessDetails", Credential, "got access to Lightsail instance {instanceName}",
     "instance {instanceName}"},
    {"DownloadDefaultKeyPair", Credential, "downloaded the default Lightsail key pair", "default key pair"},
};

constexpr CallFamily kFamilies[] = {
    {"ec2", kEc2, ""},
    {"ec2-instance-connect", kInstanceConnect, "{instanceId}"},
    {"autoscaling", kAutoscaling, ""},
    {"elasticloadbalancing", kLoadBalancing, ""},
    {"lightsail", kLightsail, ""},
};

} // namespace

std::span<const CallFamily> ec2Calls() {
    return kFamilies;
}

} // namespace rastro
