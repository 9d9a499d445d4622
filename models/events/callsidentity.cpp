// SPDX-License-Identifier: Apache-2.0
#include "events/callfamilies.h"

namespace rastro {

namespace {

using enum Kind;

constexpr Call kIam[] = {
    // Keys, passwords and other ways in
    {"CreateAccessKey", Credential,
     "created access key[ {^accessKey.accessKeyId}] for [user {userName|^accessKey.userName}|themselves]",
     "[user {userName|^accessKey.userName}|user {/userIdentity.userName}]"},
    {"UpdateAccessKey", Change,
     "[deactivated{?status=Inactive}|activated{?status=Active}|changed] access key {accessKeyId}[ of user {userName}]",
     ""},
    {"DeleteAccessKey", Change, "deleted access key {accessKeyId}[ of user {userName}]",
     "[user {userName}|access key {accessKeyId}]"},
    {"GetAccessKeyLastUsed", Read, "looked up when access key {accessKeyId} was last used", "access key {accessKeyId}"},
    {"ListAccessKeys", Read, "listed access keys[ of user {userName}]", ""},
    {"CreateLoginProfile", Credential, "gave user {userName|^loginProfile.userName} a console password",
     "user {userName|^loginProfile.userName}"},
    {"UpdateLoginProfile", Credential, "changed the console password of user {userName}", "user {userName}"},
    {"DeleteLoginProfile", Change, "removed the console password of user {userName}", "user {userName}"},
    {"GetLoginProfile", Read, "checked whether user {userName} has a console password", "user {userName}"},
    {"ChangePassword", Credential, "changed their own password", "[user {/userIdentity.userName}]"},
    {"CreateServiceSpecificCredential", Credential, "created a {serviceName} credential for user {userName}",
     "user {userName}"},
    {"ResetServiceSpecificCredential", Credential, "reset a service credential[ of user {userName}]", ""},
    {"UploadSSHPublicKey", Credential, "uploaded an SSH key for user {userName}", "user {userName}"},
    {"UploadSigningCertificate", Credential, "uploaded a signing certificate[ for user {userName}]", ""},
    {"DeactivateMFADevice", Change, "deactivated MFA of user {userName}", "user {userName}"},
    {"DeleteVirtualMFADevice", Change, "deleted MFA device {serialNumber}", "MFA device {serialNumber}"},
    {"CreateVirtualMFADevice", Change, "created MFA device {virtualMFADeviceName|^virtualMFADevice.serialNumber}",
     "MFA device {virtualMFADeviceName|^virtualMFADevice.serialNumber}"},
    {"EnableMFADevice", Change, "enabled MFA for user {userName}", "user {userName}"},
    {"ResyncMFADevice", Change, "resynchronised MFA of user {userName}", "user {userName}"},
    {"ListMFADevices", Read, "listed MFA devices[ of user {userName}]", ""},
    // Rights
    {"AttachUserPolicy", Change, "attached {policyArn} to user {userName}", "user {userName}"},
    {"AttachRolePolicy", Change, "attached {policyArn} to role {roleName}", "role {roleName}"},
    {"AttachGroupPolicy", Change, "attached {policyArn} to group {groupName}", "group {groupName}"},
    {"DetachUserPolicy", Change, "detached {policyArn} from user {userName}", "user {userName}"},
    {"DetachRolePolicy", Change, "detached {policyArn} from role {roleName}", "role {roleName}"},
    {"DetachGroupPolicy", Change, "detached {policyArn} from group {groupName}", "group {groupName}"},
    {"PutUserPolicy", Change, "gave user {userName} inline policy {policyName}", "user {userName}"},
    {"PutRolePolicy", Change, "gave role {roleName} inline policy {policyName}", "role {roleName}"},
    {"PutGroupPolicy", Change, "gave group {groupName} inline policy {policyName}", "group {groupName}"},
    {"DeleteUserPolicy", Change, "removed inline policy {policyName} from user {userName}", "user {userName}"},
    {"DeleteRolePolicy", Change, "removed inline policy {policyName} from role {roleName}", "role {roleName}"},
    {"DeleteGroupPolicy", Change, "removed inline policy {policyName} from group {groupName}", "group {groupName}"},
    {"GetUserPolicy", Read, "read inline policy {policyName} of user {userName}", "user {userName}"},
    {"GetRolePolicy", Read, "read inline policy {policyName} of role {roleName}", "role {roleName}"},
    {"GetGroupPolicy", Read, "read inline policy {policyName} of group {groupName}", "group {groupName}"},
    {"ListUserPolicies", Read, "listed inline policies of user {userName}", ""},
    {"ListRolePolicies", Read, "listed inline policies of role {roleName}", ""},
    {"ListGroupPolicies", Read, "listed inline policies of group {groupName}", ""},
    {"ListAttachedUserPolicies", Read, "listed policies attached to user {userName}", ""},
    {"ListAttachedRolePolicies", Read, "listed policies attached to role {roleName}", ""},
    {"ListAttachedGroupPolicies", Read, "listed policies attached to group {groupName}", ""},
    {"ListEntitiesForPolicy", Read, "listed who has policy {policyArn}", "policy {policyArn}"},
    {"CreatePolicy", Change, "created policy {policyName}", "policy {policyName}"},
    {"DeletePolicy", Change, "deleted policy {policyArn}", "policy {policyArn}"},
    {"GetPolicy", Read, "read policy {policyArn}", "policy {policyArn}"},
    {"GetPolicyVersion", Read, "read version {versionId} of policy {policyArn}", "policy {policyArn}"},
    {"ListPolicyVersions", Read, "listed versions of policy {policyArn}", "policy {policyArn}"},
    {"CreatePolicyVersion", Change,
     "wrote a new version of policy {policyArn}[ and made it the default{?setAsDefault=true}]", "policy {policyArn}"},
    {"SetDefaultPolicyVersion", Change, "made {versionId} the default version of policy {policyArn}",
     "policy {policyArn}"},
    {"DeletePolicyVersion", Change, "deleted version {versionId} of policy {policyArn}", "policy {policyArn}"},
    {"PutUserPermissionsBoundary", Change, "set {permissionsBoundary} as permissions boundary of user {userName}",
     "user {userName}"},
    {"PutRolePermissionsBoundary", Change, "set {permissionsBoundary} as permissions boundary of role {roleName}",
     "role {roleName}"},
    {"DeleteUserPermissionsBoundary", Change, "removed the permissions boundary of user {userName}", "user {userName}"},
    {"DeleteRolePermissionsBoundary", Change, "removed the permissions boundary of role {roleName}", "role {roleName}"},
    {"AddUserToGroup", Change, "added user {userName} to group {groupName}", "user {userName}"},
    {"RemoveUserFromGroup", Change, "removed user {userName} from group {groupName}", "user {userName}"},
    {"SimulatePrincipalPolicy", Read, "tested what {policySourceArn} may do", "{policySourceArn}"},
    {"SimulateCustomPolicy", Read, "tested what a policy would allow", "-"},
    {"GetContextKeysFor*", Read, "", ""},
    {"GenerateCredentialReport", Read, "had the credential report made", ""},
    {"GetCredentialReport", Read, "read the credential report", ""},
    {"GenerateServiceLastAccessedDetails", Read, "had it worked out when {arn} last used which service", "{arn}"},
    {"GenerateOrganizationsAccessReport", Read, "", ""},
    {"GetAccountAuthorizationDetails", Read, "listed all users, groups, roles and policies with their rights", ""},
    {"GetAccountSummary", Read, "read the account's IAM summary", ""},
    {"GetAccountPasswordPolicy", Read, "read the account's password policy", ""},
    {"UpdateAccountPasswordPolicy", Change, "changed the account's password policy", "password policy of the account"},
    {"DeleteAccountPasswordPolicy", Change, "deleted the account's password policy", "password policy of the account"},
    {"CreateAccountAlias", Change, "set the account alias to {accountAlias}", "account alias {accountAlias}"},
    {"DeleteAccountAlias", Change, "removed the account alias {accountAlias}", "account alias {accountAlias}"},
    // Users, roles, groups
    {"GetUser", Read, "[looked up user {userName}|looked up its own user]", ""},
    {"GetRole", Read, "looked up role {roleName}", "role {roleName}"},
    {"GetGroup", Read, "listed members of group {groupName}", "group {groupName}"},
    {"UpdateUser", Change, "[renamed user {userName} to {newUserName}|changed user {userName}]", "user {userName}"},
    {"CreateRole", Change, "created role {roleName}[, open to {assumeRolePolicyDocument:principals}]",
     "role {roleName}"},
    {"UpdateAssumeRolePolicy", Change, "changed who may assume role {roleName}[: {policyDocument:principals}]",
     "role {roleName}"},
    {"CreateServiceLinkedRole", Change, "created the service-linked role of {aWSServiceName}",
     "[role {^role.roleName}|service {aWSServiceName}]"},
    {"AddRoleToInstanceProfile", Change, "put role {roleName} into instance profile {instanceProfileName}",
     "role {roleName}"},
    {"RemoveRoleFromInstanceProfile", Change, "took role {roleName} out of instance profile {instanceProfileName}",
     "role {roleName}"},
    {"ListInstanceProfilesForRole", Read, "listed instance profiles of role {roleName}", "role {roleName}"},
    {"ListGroupsForUser", Read, "listed groups of user {userName}", "user {userName}"},
    // Identity providers
    {"CreateSAMLProvider", Change, "created SAML provider {name}", "SAML provider {name}"},
    {"UpdateSAMLProvider", Change, "changed SAML provider {sAMLProviderArn|^sAMLProviderArn}",
     "SAML provider {sAMLProviderArn|^sAMLProviderArn}"},
    {"DeleteSAMLProvider", Change, "deleted SAML provider {sAMLProviderArn}", "SAML provider {sAMLProviderArn}"},
    {"CreateOpenIDConnectProvider", Change, "created OpenID Connect provider {url}", "identity provider {url}"},
    {"DeleteOpenIDConnectProvider", Change, "deleted OpenID Connect provider {openIDConnectProviderArn}",
     "identity provider {openIDConnectProviderArn}"},
    {"UpdateOpenIDConnectProviderThumbprint", Change,
     "changed the thumbprints of OpenID Connect provider {openIDConnectProviderArn}",
     "identity provider {openIDConnectProviderArn}"},
    {"AddClientIDToOpenIDConnectProvider", Change,
     "let client {clientID} use OpenID Connect provider {openIDConnectProviderArn}",
     "identity provider {openIDConnectProviderArn}"},
    {"ListOpenIDConnectProviders", Read, "listed OpenID Connect providers", ""},
};

constexpr Call kSts[] = {
    {"GetCallerIdentity", Read, "asked whose credentials these are", ""},
    {"AssumeRole", Credential, "assumed role {roleArn}[ in account {roleArn:foreign}][ as {roleSessionName}]",
     "role {roleArn}"},
    {"AssumeRoleWithSAML", Credential, "assumed role {roleArn} through SAML[ as {^subject|roleSessionName}]",
     "role {roleArn}"},
    {"AssumeRoleWithWebIdentity", Credential, "assumed role {roleArn} through a web identity[ as {roleSessionName}]",
     "role {roleArn}"},
    {"AssumeRoot", Credential, "assumed root of {targetPrincipal}[ with {taskPolicyArn.arn|taskPolicyArn}]",
     "root of {targetPrincipal}"},
    {"GetSessionToken", Credential, "got temporary credentials for themselves[ with MFA{?serialNumber}]", "-"},
    {"GetFederationToken", Credential, "got federated credentials[ named {name}]", "[federated user {name}]"},
    {"GetServiceBearerToken", Credential, "got a bearer token[ for {awsServiceName}]", "-"},
    {"GetAccessKeyInfo", Read, "asked whose account access key {accessKeyId} is", "access key {accessKeyId}"},
    {"DecodeAuthorizationMessage", Read, "decoded why a request was denied", "-"},
    {"GetWebIdentityToken", Credential, "got a web identity token[ for {audience}]", ""},
};

constexpr Call kSignin[] = {
    {"ConsoleLogin", SignIn,
     "signed in to the console[ without MFA{?/additionalEventData.MFAUsed=No}{?/userIdentity.type=IAMUser}"
     "| without MFA{?/additionalEventData.MFAUsed=No}{?/userIdentity.type=Root}| with "
     "MFA{?/additionalEventData.MFAUsed=Yes}"
     "| through an identity provider{?/additionalEventData.SamlProviderArn}]",
     "[no MFA{?/additionalEventData.MFAUsed=No}{?/userIdentity.type=IAMUser}|no "
     "MFA{?/additionalEventData.MFAUsed=No}{?/userIdentity.type=Root}"
     "|MFA{?/additionalEventData.MFAUsed=Yes}]"},
    {"CheckMfa", SignIn, "[passed the MFA check{?^CheckMfa=Success}|was asked for MFA]", ""},
    {"SwitchRole", SignIn,
     "switched in the console to role {/userIdentity.sessionContext.sessionIssuer.userName|/userIdentity.arn}"
     "[ from {/additionalEventData.SwitchFrom}]",
     "role {/userIdentity.sessionContext.sessionIssuer.userName|/userIdentity.arn}"},
    {"ExitRole", SignIn, "switched back from a role in the console", ""},
    {"RenewRole", SignIn, "renewed a console role session", ""},
    {"GetSigninToken", Credential, "turned credentials into a console sign-in link", ""},
    {"CreateOAuth2Token", Credential, "got command-line credentials through the console sign-in", ""},
    {"AuthorizeOAuth2Access", SignIn, "allowed a command-line sign-in", ""},
    {"PasswordRecoveryRequested", SignIn, "asked to reset the root password", "root password"},
    {"PasswordRecoveryCompleted", Credential, "reset the root password", "root password"},
    {"PasswordUpdated", Credential, "changed the password", "password"},
    {"EmailUpdated", Change, "changed the root e-mail address", "root e-mail address"},
    {"CredentialChallenge", SignIn, "was asked for credentials", ""},
    {"CredentialVerification", SignIn, "gave credentials to be verified", ""},
    {"UserAuthentication", SignIn, "signed in through Identity Center", ""},
    {"*", SignIn, "", ""},
};

constexpr Call kSso[] = {
    {"GetRoleCredentials", Credential, "got credentials of permission set role {roleName}[ in account {accountId}]",
     "role {roleName}"},
    {"ListAccountRoles", Read, "listed roles open to them in account {accountId}", "account {accountId}"},
    {"Authenticate", SignIn, "signed in to Identity Center", ""},
    {"Federate", SignIn, "entered account {/serviceEventDetails.account_id} through Identity Center",
     "account {/serviceEventDetails.account_id}"},
    {"Logout", SignIn, "signed out of Identity Center", ""},
    {"UserAuthentication*", SignIn, "", ""},
    {"CreateAccountAssignment", Change,
     "gave {principalType} {principalId} permission set {permissionSetArn:leaf} in account {targetId}",
     "account {targetId}"},
    {"DeleteAccountAssignment", Change,
     "took permission set {permissionSetArn:leaf} in account {targetId} from {principalType} {principalId}",
     "account {targetId}"},
    {"AttachManagedPolicyToPermissionSet", Change,
     "attached {managedPolicyArn} to permission set {permissionSetArn:leaf}", "permission set {permissionSetArn:leaf}"},
    {"PutInlinePolicyToPermissionSet", Change, "gave permission set {permissionSetArn:leaf} an inline policy",
     "permission set {permissionSetArn:leaf}"},
    {"CreatePermissionSet", Change, "created permission set {name}", "permission set {name}"},
    {"AssociateDirectory", Change, "changed the identity source to directory {directoryId}", "directory {directoryId}"},
    {"StartSSO", Change, "turned on Identity Center", "Identity Center"},
};

constexpr Call kSsoDirectory[] = {
    {"CreateUser", Change, "created Identity Center user {userName|^user.userName}", "user {userName|^user.userName}"},
    {"AddMemberToGroup", Change, "added {memberId.userId|memberId|member.memberId} to Identity Center group {groupId}",
     "group {groupId}"},
    {"UpdatePassword", Credential, "changed the password of Identity Center user {userId}", "user {userId}"},
    {"DisableMfaDeviceForUser", Change, "disabled an MFA device of Identity Center user {userId}", "user {userId}"},
};

constexpr Call kSsoOauth[] = {
    {"CreateToken*", Credential, "got an Identity Center access token", ""},
    {"StartDeviceAuthorization", SignIn, "started a device-code sign-in", ""},
    {"RegisterClient", SignIn, "registered client {clientName} for sign-in", "client {clientName}"},
};

constexpr Call kOrganizations[] = {
    {"LeaveOrganization", Change, "took the account out of its organization", "the organization"},
    {"CreateAccount", Change, "created account {accountName}", "account {accountName}"},
    {"InviteAccountToOrganization", Change, "invited {target.id} into the organization", "account {target.id}"},
    {"AcceptHandshake", Change, "accepted invitation {handshakeId}", "handshake {handshakeId}"},
    {"RemoveAccountFromOrganization", Change, "removed account {accountId} from the organization",
     "account {accountId}"},
    {"MoveAccount", Change, "moved account {accountId} from {sourceParentId} to {destinationParentId}",
     "account {accountId}"},
    {"CloseAccount", Change, "closed account {accountId}", "account {accountId}"},
    {"AttachPolicy", Change, "attached policy {policyId} to {targetId}", "{targetId}"},
    {"DetachPolicy", Change, "detached policy {policyId} from {targetId}", "{targetId}"},
    {"DisablePolicyType", Change, "disabled {policyType} in the organization", "{policyType}"},
    {"EnableAWSServiceAccess", Change, "let {servicePrincipal} into the organization", "{servicePrincipal}"},
    {"DisableAWSServiceAccess", Change, "shut {servicePrincipal} out of the organization", "{servicePrincipal}"},
    {"RegisterDelegatedAdministrator", Change, "made account {accountId} administrator of {servicePrincipal}",
     "account {accountId}"},
    {"DeregisterDelegatedAdministrator", Change, "ended account {accountId} as administrator of {servicePrincipal}",
     "account {accountId}"},
    {"DescribeOrganization", Read, "looked up the organization", "-"},
    {"ListAccounts", Read, "listed the organization's accounts", "-"},
    {"DeleteOrganization", Change, "deleted the organization", "the organization"},
    {"ListOrganizationalUnitsForParent", Read, "listed the organizational units of {parentId}", "{parentId}"},
};

constexpr Call kAccount[] = {
    {"EnableRegion", Change, "enabled region {RegionName}", "region {RegionName}"},
    {"DisableRegion", Change, "disabled region {RegionName}", "region {RegionName}"},
    {"GetRegionOptStatus", Read, "checked whether region {RegionName} is enabled", "region {RegionName}"},
    {"PutAlternateContact", Change, "set the {alternateContactType} contact of the account",
     "[{alternateContactType} contact|contact of the account]"},
    {"PutContactInformation", Change, "changed the account's contact details", "contact of the account"},
};

constexpr Call kCognitoIdp[] = {
    {"InitiateAuth", Credential, "signed in to an application", ""},
    {"AdminInitiateAuth", Credential, "signed in to user pool {userPoolId}", "user pool {userPoolId}"},
    {"RespondToAuthChallenge", Credential, "answered an application's sign-in challenge", ""},
    {"AdminRespondToAuthChallenge", Credential, "answered a sign-in challenge of user pool {userPoolId}",
     "user pool {userPoolId}"},
    {"AdminSetUserPassword", Credential, "set the password of user {username} in user pool {userPoolId}",
     "user {username}"},
    {"AdminCreateUser", Change, "created user {username} in user pool {userPoolId}", "user {username}"},
    {"SignUp", Change, "signed up as user {username}", "user {username}"},
};

constexpr Call kCognitoIdentity[] = {
    {"GetCredentialsForIdentity", Credential, "got credentials of identity {identityId}", "identity {identityId}"},
    {"GetOpenIdToken*", Credential, "got a token of identity {identityId}", "identity {identityId}"},
    {"GetId", Read, "got an identity from pool {identityPoolId}", "identity pool {identityPoolId}"},
};

constexpr Call kRolesAnywhere[] = {
    {"CreateSession", Credential, "got credentials of role {roleArn} by certificate", "role {roleArn}"},
    {"CreateTrustAnchor", Change, "made certificate authority {name} trusted for roles", "trust anchor {name}"},
    {"CreateProfile", Change, "created profile {name} that lets certificates use role {roleArns}", "profile {name}"},
    {"DeleteTrustAnchor", Change, "deleted trust anchor {^trustAnchor.name|trustAnchorId}",
     "trust anchor {^trustAnchor.name|trustAnchorId}"},
    {"DeleteProfile", Change, "deleted profile {^profile.name|profileId}", "profile {^profile.name|profileId}"},
};

constexpr Call kAccessAnalyzer[] = {
    {"ValidatePolicy", Read, "", ""},
    {"DeleteAnalyzer", Change, "deleted access analyzer {analyzerName}", "analyzer {analyzerName}"},
};

constexpr Call kRam[] = {
    {"CreateResourceShare", Change, "shared {resourceArns} with {principals:full}", "{resourceArns}"},
    {"AssociateResourceShare", Change, "changed resource share {resourceShareArn}[ to include {principals:full}]",
     "{resourceShareArn}"},
};

constexpr Call kBilling[] = {
    {"SetContactAddress", Change, "changed the account's contact address", "contact of the account"},
};

constexpr Call kSupport[] = {
    {"CreateCase", Change, "opened a support case", "[support case {^caseId}|support case]"},
};

constexpr CallFamily kFamilies[] = {
    {"iam", kIam,
     "[user {userName}|role {roleName}|group {groupName}|instance profile {instanceProfileName}|policy "
     "{policyName|policyArn}]"},
    {"sts", kSts, ""},
    {"signin", kSignin, ""},
    {"sso", kSso, ""},
    {"sso-directory", kSsoDirectory, ""},
    {"identitystore", kSsoDirectory, ""},
    {"sso-oauth", kSsoOauth, ""},
    {"sso-oidc", kSsoOauth, ""},
    {"organizations", kOrganizations, ""},
    {"account", kAccount, ""},
    {"cognito-idp", kCognitoIdp, ""},
    {"cognito-identity", kCognitoIdentity, ""},
    {"rolesanywhere", kRolesAnywhere, ""},
    {"access-analyzer", kAccessAnalyzer, ""},
    {"ram", kRam, ""},
    {"billingconsole", kBilling, ""},
    {"support", kSupport, ""},
};

} // namespace

std::span<const CallFamily> identityCalls() {
    return kFamilies;
}

} // namespace rastro
