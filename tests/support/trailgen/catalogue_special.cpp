// SPDX-License-Identifier: Apache-2.0
//
// Calls whose records look like no other of their service. Only tables. $J is a policy document as the text of a
// string, $Q the same URL-encoded, $O the document as an object, $S a session token, $a a new access key.
#include "support/trailgen/catalogue.h"

namespace rastro::trailgen {

namespace {

constexpr std::string_view kBucketAndHost = R"({"bucketName":"$b","Host":"$b.s3.$R.amazonaws.com","key":"$k"})";
constexpr std::string_view kRoleRequest =
    R"({"roleArn":"arn:aws:iam::$A:role/$r","roleSessionName":"$j","durationSeconds":3600})";
constexpr std::string_view kRoleResponse =
    R"({"credentials":{"accessKeyId":"$a","sessionToken":"$S","expiration":"$H"},"assumedRoleUser":{"assumedRoleId":"$M:$j","arn":"arn:aws:sts::$A:assumed-role/$r/$j"}})";
constexpr std::string_view kEncryption =
    R"({"encryptionContext":{"aws:s3:arn":"arn:aws:s3:::$b/$k"},"encryptionAlgorithm":"SYMMETRIC_DEFAULT"})";
constexpr std::string_view kSnapshot = R"({"snapshotId":"snap-0$x"})";

} // namespace

std::vector<SpecialCall> specialCalls() {
    return {
        {"ec2", "DescribeRegions", R"({"regionSet":{}})"},
        {"ec2", "DescribeInstances",
         R"({"maxResults":1000,"instancesSet":{"items":[{"instanceId":"$i"}]},"filterSet":{}})"},
        {"ec2", "DescribeInstanceAttribute", R"({"instanceId":"$i","attribute":"userData"})"},
        {"ec2", "DescribeSnapshotAttribute", R"({"snapshotId":"snap-0$x","attributeType":"CREATE_VOLUME_PERMISSION"})"},
        {"ec2", "RunInstances",
         R"({"instancesSet":{"items":[{"imageId":"ami-0$x","minCount":1,"maxCount":1,"keyName":"$u"}]},"instanceType":"m6i.large","blockDeviceMapping":{},"availabilityZone":"$Ra","monitoring":{"enabled":false},"disableApiTermination":false,"clientToken":"$V","iamInstanceProfile":{"arn":"arn:aws:iam::$A:instance-profile/$r"},"tagSpecificationSet":{"items":[{"resourceType":"instance","tags":[{"key":"Name","value":"$w-$e"}]}]}})", R"({"requestId":"$U","reservationId":"r-0$x","ownerId":"$A","groupSet":{},"instancesSet":{"items":[{"instanceId":"$i","imageId":"ami-0$x","currentState":{"code":0,"name":"pending"},"instanceState":{"code":0,"name":"pending"},"privateDnsName":"ip-10-2-$n-17.ec2.internal","amiLaunchIndex":0,"productCodes":{},"instanceType":"m6i.large","launchTime":$E,"placement":{"availabilityZone":"$Ra","tenancy":"default"},"monitoring":{"state":"disabled"},"subnetId":"subnet-0$x","vpcId":"vpc-0$x","privateIpAddress":"$P","stateReason":{"code":"pending","message":"pending"},"architecture":"x86_64","rootDeviceType":"ebs","rootDeviceName":"/dev/xvda","blockDeviceMapping":{},"virtualizationType":"hvm","hypervisor":"xen","clientToken":"$V","groupSet":{"items":[{"groupId":"sg-0$x","groupName":"$w-$e"}]},"sourceDestCheck":true,"networkInterfaceSet":{"items":[{"networkInterfaceId":"eni-0$x","subnetId":"subnet-0$x","vpcId":"vpc-0$x","ownerId":"$A","status":"in-use","macAddress":"06:3f:9c:2e:71:b8","privateIpAddress":"$P","sourceDestCheck":true,"interfaceType":"interface"}]},"iamInstanceProfile":{"arn":"arn:aws:iam::$A:instance-profile/$r","id":"$M"},"ebsOptimized":false,"enaSupport":true,"metadataOptions":{"state":"pending","httpTokens":"required","httpPutResponseHopLimit":2,"httpEndpoint":"enabled"}}]}})"},
        {"ec2", "CreateTags",
         R"({"resourcesSet":{"items":[{"resourceId":"$i"}]},"tagSet":{"items":[{"key":"environment","value":"$e"},{"key":"owner","value":"$u"}]}})",
         R"({"requestId":"$U","_return":true})"},
        {"ec2", "CreateVolume", R"({"size":"$n","zone":"$Ra","volumeType":"gp3","encrypted":true})",
         R"({"requestId":"$U","volumeId":"$v","size":"$n","snapshotId":"","zone":"$Ra","status":"creating","createTime":$E,"volumeType":"gp3","iops":3000,"encrypted":true,"tagSet":{}})"},
        {"ec2", "CreateSnapshot", R"({"volumeId":"$v","description":"nightly $e"})",
         R"({"requestId":"$U","snapshotId":"snap-0$x","volumeId":"$v","status":"pending","startTime":$E,"ownerId":"$A","volumeSize":"$n","description":"nightly $e","encrypted":true})"},
        {"ec2", "DeleteSnapshot", kSnapshot, R"({"requestId":"$U","_return":true})"},
        {"ec2", "ModifySnapshotAttribute",
         R"({"snapshotId":"snap-0$x","attributeType":"CREATE_VOLUME_PERMISSION","createVolumePermission":{"add":{"items":[{"userId":"$A"}]}}})",
         R"({"requestId":"$U","_return":true})"},
        {"ec2", "AuthorizeSecurityGroupIngress",
         R"({"groupId":"sg-0$x","ipPermissions":{"items":[{"ipProtocol":"tcp","fromPort":443,"toPort":443,"groups":{},"ipRanges":{"items":[{"cidrIp":"$P/32"}]},"ipv6Ranges":{},"prefixListIds":{}}]}})",
         R"({"requestId":"$U","_return":true,"securityGroupRuleSet":{"items":[{"groupOwnerId":"$A","groupId":"sg-0$x","securityGroupRuleId":"sgr-0$x","isEgress":false,"ipProtocol":"tcp","fromPort":443,"toPort":443,"cidrIpv4":"$P/32"}]}})"},
        {"ec2", "TerminateInstances", R"({"instancesSet":{"items":[{"instanceId":"$i"}]}})",
         R"({"requestId":"$U","instancesSet":{"items":[{"instanceId":"$i","currentState":{"code":32,"name":"shutting-down"},"previousState":{"code":16,"name":"running"}}]}})"},
        {"s3", "GetObject", kBucketAndHost},
        {"s3", "HeadObject", kBucketAndHost},
        {"s3", "DeleteObject", kBucketAndHost},
        {"s3", "PutObject",
         R"({"bucketName":"$b","x-amz-acl":"bucket-owner-full-control","x-amz-server-side-encryption":"AES256","Host":"$b.s3.$R.amazonaws.com","key":"$k"})",
         R"({"x-amz-server-side-encryption":"AES256","x-amz-version-id":"$h$h$h$h"})"},
        {"s3", "UploadPart",
         R"({"partNumber":"$n","uploadId":"$h$h$h$h$h$h$h$h","bucketName":"$b","Host":"$b.s3.$R.amazonaws.com","key":"$k"})",
         R"({"x-amz-server-side-encryption":"AES256"})"},
        {"s3", "CopyObject",
         R"({"bucketName":"$b","x-amz-copy-source":"$b/$k","Host":"$b.s3.$R.amazonaws.com","key":"$k"})",
         R"({"x-amz-server-side-encryption":"AES256"})"},
        {"s3", "ListBuckets", R"({"Host":"s3.$R.amazonaws.com"})"},
        {"s3", "GetBucketAcl", R"({"bucketName":"$b","Host":"$b.s3.$R.amazonaws.com","acl":""})"},
        {"s3", "PutBucketPolicy",
         R"({"bucketPolicy":$O,"bucketName":"$b","Host":"$b.s3.$R.amazonaws.com","policy":""})"},
        {"s3", "PutBucketLifecycle",
         R"({"lifecycle":"","bucketName":"$b","LifecycleConfiguration":{"xmlns":"http://s3.amazonaws.com/doc/2006-03-01/","Rule":{"Status":"Enabled","Filter":{"Prefix":"$p/"},"Expiration":{"Days":$n},"ID":"expire"}},"Host":"$b.s3.$R.amazonaws.com"})"},
        {"iam", "GetUser", R"({"userName":"$u"})"},
        {"iam", "ListAccessKeys", R"({"userName":"$u"})"},
        {"iam", "GetAccessKeyLastUsed", R"({"accessKeyId":"$a"})"},
        {"iam", "GetAccountSummary", "null"},
        {"iam", "GetAccountPasswordPolicy", "null"},
        {"iam", "GetPolicyVersion", R"({"policyArn":"arn:aws:iam::$A:policy/$p","versionId":"v$n"})"},
        {"iam", "CreateUser", R"({"userName":"$u","tags":[{"key":"team","value":"$w"}]})",
         R"({"user":{"path":"/","userName":"$u","userId":"$I","arn":"arn:aws:iam::$A:user/$u","createDate":"$H"}})"},
        {"iam", "CreateRole",
         R"({"roleName":"$r","path":"/","assumeRolePolicyDocument":"$J","description":"for $w in $e","maxSessionDuration":3600})",
         R"({"role":{"path":"/","roleName":"$r","roleId":"$M","arn":"arn:aws:iam::$A:role/$r","createDate":"$H","assumeRolePolicyDocument":"$Q"}})"},
        {"iam", "CreateAccessKey", R"({"userName":"$u"})",
         R"({"accessKey":{"userName":"$u","accessKeyId":"$a","status":"Active","createDate":"$H"}})"},
        {"iam", "DeleteAccessKey", R"({"userName":"$u","accessKeyId":"$a"})"},
        {"iam", "UpdateAccessKey", R"({"userName":"$u","accessKeyId":"$a","status":"Inactive"})"},
        {"iam", "AttachUserPolicy", R"({"userName":"$u","policyArn":"arn:aws:iam::aws:policy/ReadOnlyAccess"})"},
        {"iam", "PutRolePolicy", R"({"roleName":"$r","policyName":"$p","policyDocument":"$J"})"},
        {"iam", "PutUserPolicy", R"({"userName":"$u","policyName":"$p","policyDocument":"$J"})"},
        {"iam", "UpdateAssumeRolePolicy", R"({"roleName":"$r","policyDocument":"$J"})"},
        {"iam", "CreatePolicy", R"({"policyName":"$p","policyDocument":"$J","path":"/"})",
         R"({"policy":{"policyName":"$p","policyId":"$L","arn":"arn:aws:iam::$A:policy/$p","path":"/","defaultVersionId":"v1","attachmentCount":0,"isAttachable":true,"createDate":"$H","updateDate":"$H"}})"},
        {"iam", "CreatePolicyVersion",
         R"({"policyArn":"arn:aws:iam::$A:policy/$p","policyDocument":"$J","setAsDefault":true})",
         R"({"policyVersion":{"versionId":"v$n","isDefaultVersion":true,"createDate":"$H"}})"},
        {"sts", "AssumeRole", kRoleRequest, kRoleResponse},
        {"sts", "AssumeRoleWithWebIdentity", kRoleRequest,
         R"({"subjectFromWebIdentityToken":"repo:example/$w:ref:refs/heads/main","provider":"arn:aws:iam::$A:oidc-provider/token.actions.githubusercontent.com","audience":"sts.amazonaws.com","credentials":{"accessKeyId":"$a","sessionToken":"$S","expiration":"$H"},"assumedRoleUser":{"assumedRoleId":"$M:$j","arn":"arn:aws:sts::$A:assumed-role/$r/$j"}})"},
        {"sts", "AssumeRoleWithSAML",
         R"({"sAMLAssertionID":"_$V","roleSessionName":"$j","durationSeconds":3600,"roleArn":"arn:aws:iam::$A:role/$r","principalArn":"arn:aws:iam::$A:saml-provider/corporate"})", R"({"subjectType":"persistent","issuer":"https://login.example.com/saml","credentials":{"accessKeyId":"$a","sessionToken":"$S","expiration":"$H"},"nameQualifier":"$h$h=","assumedRoleUser":{"assumedRoleId":"$M:$j","arn":"arn:aws:sts::$A:assumed-role/$r/$j"},"subject":"$j","audience":"https://signin.aws.amazon.com/saml"})"},
        {"sts", "GetSessionToken", R"({"durationSeconds":43200,"serialNumber":"arn:aws:iam::$A:mfa/$u"})",
         R"({"credentials":{"accessKeyId":"$a","sessionToken":"$S","expiration":"$H"}})"},
        {"sts", "GetFederationToken", R"({"name":"$u","durationSeconds":3600,"policy":"$J"})",
         R"({"credentials":{"accessKeyId":"$a","sessionToken":"$S","expiration":"$H"},"federatedUser":{"federatedUserId":"$A:$u","arn":"arn:aws:sts::$A:federated-user/$u"},"packedPolicySize":$n})"},
        {"kms", "Decrypt", kEncryption},
        {"kms", "Encrypt",
         R"({"keyId":"arn:aws:kms:$R:$A:key/$K","encryptionContext":{"PARAMETER_ARN":"arn:aws:ssm:$R:$A:parameter/$e/$w/$u"},"encryptionAlgorithm":"SYMMETRIC_DEFAULT"})"},
        {"kms", "GenerateDataKey",
         R"({"keyId":"arn:aws:kms:$R:$A:key/$K","encryptionContext":{"aws:s3:arn":"arn:aws:s3:::$b/$k"},"keySpec":"AES_256"})"},
        {"lambda", "Invoke",
         R"({"functionName":"arn:aws:lambda:$R:$A:function:$f","invocationType":"RequestResponse"})"},
        {"logs", "CreateLogGroup", R"({"logGroupName":"$l"})"},
        {"logs", "PutRetentionPolicy", R"({"logGroupName":"$l","retentionInDays":$n})"},
        {"ssm", "SendCommand",
         R"({"documentName":"AWS-RunShellScript","instanceIds":["$i"],"parameters":"HIDDEN_DUE_TO_SECURITY_REASONS","interactive":false})",
         R"({"command":{"commandId":"$V","documentName":"AWS-RunShellScript","comment":"","expiresAfter":"$H","instanceIds":["$i"],"requestedDateTime":"$H","status":"Pending"}})"},
        {"ssm", "StartSession", R"({"target":"$i"})",
         R"({"sessionId":"$u-0$x","tokenValue":"Value hidden due to security reasons.","streamUrl":"wss://ssmmessages.$R.amazonaws.com/v1/data-channel/$u-0$x?role=publish_subscribe"})"},
        {"ssm", "PutParameter",
         R"({"name":"/$e/$w/$u","type":"SecureString","overwrite":true,"value":"HIDDEN_DUE_TO_SECURITY_REASONS"})",
         R"({"version":$n,"tier":"Standard"})"},
        {"cloudtrail", "LookupEvents",
         R"({"maxResults":50,"startTime":"$H","endTime":"$H","lookupAttributes":[{"attributeKey":"Username","attributeValue":"$u"}]})"},
        {"secretsmanager", "GetSecretValue",
         R"({"secretId":"arn:aws:secretsmanager:$R:$A:secret:$e/$w/$u-$h","versionStage":"AWSCURRENT"})"},
        {"signin", "ConsoleLogin", "null", R"({"ConsoleLogin":"Success"})"},
        {"signin", "CheckMfa", "null", R"({"CheckMfa":"Success"})"},
        {"signin", "SwitchRole", "null", R"({"SwitchRole":"Success"})"},
        {"signin", "GetSigninToken", "null", R"({"GetSigninToken":"Success"})"},
    };
}

} // namespace rastro::trailgen
