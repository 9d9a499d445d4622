// SPDX-License-Identifier: Apache-2.0
#include "events/callwords.h"

#include <algorithm>
#include <iterator>

namespace rastro {

namespace {

struct Verb {
    std::string_view word;
    std::string_view past;
    std::string_view preposition = "of";
};

// Verbs whose past is not made by rule, and those that carry a preposition of their own.
constexpr Verb kSpecialVerbs[] = {
    {"Add", "added", "to"},
    {"Allow", "allowed"},
    {"Apply", "applied", "to"},
    {"Assign", "assigned", "to"},
    {"Associate", "associated", "with"},
    {"Attach", "attached", "to"},
    {"Authorize", "authorized", "on"},
    {"Begin", "began"},
    {"Build", "built"},
    {"Cancel", "cancelled"},
    {"Commit", "committed"},
    {"Detach", "detached", "from"},
    {"Disable", "disabled", "of"},
    {"Disassociate", "disassociated", "from"},
    {"Drop", "dropped"},
    {"Export", "exported", "of"},
    {"Find", "found"},
    {"Forget", "forgot"},
    {"Get", "read"},
    {"Grant", "granted", "to"},
    {"Head", "checked"},
    {"Leave", "left"},
    {"Lookup", "looked up"},
    {"Make", "made"},
    {"Opt", "opted"},
    {"Permit", "permitted"},
    {"Plan", "planned"},
    {"Put", "put", "on"},
    {"Read", "read"},
    {"Register", "registered", "with"},
    {"Remove", "removed", "from"},
    {"Reset", "reset"},
    {"Revoke", "revoked", "on"},
    {"Run", "ran"},
    {"Scan", "scanned"},
    {"Sell", "sold"},
    {"Send", "sent", "to"},
    {"Set", "set"},
    {"Setup", "set up"},
    {"Ship", "shipped"},
    {"Signal", "signalled"},
    {"Split", "split"},
    {"Stop", "stopped"},
    {"Submit", "submitted"},
    {"Swap", "swapped"},
    {"Tag", "tagged"},
    {"Transfer", "transferred"},
    {"Undo", "undid"},
    {"Untag", "untagged"},
    {"Upload", "uploaded", "to"},
    {"Withdraw", "withdrew"},
    {"Write", "wrote", "to"},
};

constexpr std::string_view kRegularVerbs[] = {
    "Abort",      "Accept",     "Acknowledge", "Acquire",    "Activate",   "Adjust",      "Advertise",    "Allocate",
    "Analyze",    "Answer",     "Approve",     "Archive",    "Assume",     "Audit",       "Authenticate", "Backup",
    "Bundle",     "Change",     "Check",       "Claim",      "Classify",   "Clean",       "Clear",        "Clone",
    "Close",      "Complete",   "Configure",   "Confirm",    "Connect",    "Contain",     "Continue",     "Convert",
    "Copy",       "Count",      "Create",      "Deactivate", "Decline",    "Decode",      "Decrease",     "Decrypt",
    "Define",     "Delegate",   "Delete",      "Deliver",    "Deny",       "Deploy",      "Deprecate",    "Deprovision",
    "Deregister", "Derive",     "Describe",    "Destroy",    "Detect",     "Disconnect",  "Discover",     "Dismiss",
    "Dispose",    "Download",   "Edit",        "Enable",     "Encrypt",    "End",         "Enroll",       "Establish",
    "Estimate",   "Evaluate",   "Exchange",    "Execute",    "Expire",     "Extend",      "Failover",     "Fetch",
    "Filter",     "Finalize",   "Finish",      "Flush",      "Generate",   "Handle",      "Ignore",       "Import",
    "Increase",   "Index",      "Infer",       "Ingest",     "Initialize", "Initiate",    "Install",      "Invalidate",
    "Invite",     "Invoke",     "Issue",       "Join",       "Kill",       "Label",       "Launch",       "Link",
    "List",       "Load",       "Lock",        "Log",        "Manage",     "Mark",        "Match",        "Merge",
    "Migrate",    "Modify",     "Monitor",     "Move",       "Notify",     "Open",        "Order",        "Override",
    "Pass",       "Pause",      "Peer",        "Perform",    "Poll",       "Post",        "Predict",      "Preview",
    "Process",    "Promote",    "Provision",   "Publish",    "Pull",       "Purchase",    "Purge",        "Push",
    "Query",      "Quarantine", "Rebalance",   "Reboot",     "Rebuild",    "Receive",     "Recognize",    "Reconnect",
    "Record",     "Recover",    "Redact",      "Redrive",    "Refresh",    "Reject",      "Release",      "Rename",
    "Renew",      "Replace",    "Replicate",   "Report",     "Request",    "Resend",      "Resize",       "Resolve",
    "Respond",    "Restart",    "Restore",     "Resume",     "Resync",     "Retire",      "Retrieve",     "Retry",
    "Return",     "Rollback",   "Rotate",      "Sample",     "Save",       "Schedule",    "Search",       "Seek",
    "Select",     "Serve",      "Share",       "Shutdown",   "Sign",       "Simulate",    "Skip",         "Start",
    "Subscribe",  "Suggest",    "Suspend",     "Switch",     "Sync",       "Synchronize", "Synthesize",   "Terminate",
    "Test",       "Touch",      "Track",       "Train",      "Translate",  "Transmit",    "Trigger",      "Truncate",
    "Turn",       "Unarchive",  "Unassign",    "Unblock",    "Undeploy",   "Undeprecate", "Unlabel",      "Unlink",
    "Unlock",     "Unmonitor",  "Unpeer",      "Unpublish",  "Unregister", "Unshare",     "Unsubscribe",  "Update",
    "Upgrade",    "Use",        "Validate",    "Verify",     "View",       "Vote",        "Wait",         "Warm",
    "Withhold",   "Zip",
};

// Words whose letters stand for words.
constexpr std::string_view kAcronyms[] = {
    "ACL", "AMI", "API", "ARN",  "AWS",  "CA",   "CIDR", "CORS", "CPU", "CRL", "DB",  "DHCP",
    "DNS", "EBS", "ECS", "EKS",  "FPGA", "GPU",  "HSM",  "HTTP", "IAM", "ID",  "IP",  "IPAM",
    "KMS", "MFA", "NAT", "OIDC", "OTP",  "SAML", "SDK",  "SMS",  "SQL", "SSE", "SSH", "SSL",
    "SSM", "SSO", "TLS", "TTL",  "URI",  "URL",  "VGW",  "VPC",  "VPN", "WAF",
};

bool isUpper(char c) {
    return c >= 'A' && c <= 'Z';
}
bool isLower(char c) {
    return c >= 'a' && c <= 'z';
}

std::string lowered(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](char c) { return isUpper(c) ? static_cast<char>(c + 32) : c; });
    return out;
}

std::string uppered(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](char c) { return isLower(c) ? static_cast<char>(c - 32) : c; });
    return out;
}

// Where the word that starts at text[0] ends: "DB" of "DBInstances", "ACLs" of "ACLs", "Groups" of "Groups".
std::size_t wordLength(std::string_view text) {
    std::size_t capitals = 0;
    while (capitals < text.size() && isUpper(text[capitals]))
        ++capitals;
    std::size_t end = capitals;
    while (end < text.size() && !isUpper(text[end]) && text[end] != '_')
        ++end;
    if (capitals < 2 || end == capitals)
        return std::max<std::size_t>(end, 1);
    const bool isPlural = end == capitals + 1 && text[capitals] == 's';
    if (isPlural || !isLower(text[capitals])) // "ACLs", "MD5"
        return end;
    return capitals - 1; // the last capital begins the next word
}

bool isAcronym(std::string_view upper) {
    return std::ranges::find(kAcronyms, upper) != std::end(kAcronyms);
}

std::string written(std::string_view word) {
    if (std::string upper = uppered(word); isAcronym(upper))
        return upper;
    if (std::string upper = uppered(word.substr(0, word.size() - 1)); word.ends_with('s') && isAcronym(upper))
        return upper + 's';
    const bool isCapitals = word.size() > 1 && isUpper(word[1]);
    return isCapitals ? std::string(word) : lowered(word);
}

std::string regularPast(std::string_view verb) {
    std::string past = lowered(verb);
    const char last = past.back();
    const char before = past.size() > 1 ? past[past.size() - 2] : 'a';
    const bool isVowelBefore = std::string_view("aeiou").find(before) != std::string_view::npos;
    if (last == 'e')
        return past + 'd';
    if (last == 'y' && !isVowelBefore)
        return past.substr(0, past.size() - 1) + "ied";
    return past + "ed";
}

constexpr std::string_view kIrregular[][2] = {
    {"Backup", "backed up"},     {"Rollback", "rolled back"}, {"Shutdown", "shut down"}, {"Failover", "failed over"},
    {"Log", "logged"},           {"Rebuild", "rebuilt"},      {"Resend", "resent"},      {"Seek", "sought"},
    {"Skip", "skipped"},         {"Zip", "zipped"},           {"Infer", "inferred"},     {"Override", "overrode"},
    {"Transmit", "transmitted"},
};

std::string pastOf(std::string_view verb) {
    for (const auto& [word, past] : kIrregular) {
        if (word == verb)
            return std::string(past);
    }
    return regularPast(verb);
}

} // namespace

std::string spaced(std::string_view camelCase) {
    std::string out;
    while (!camelCase.empty()) {
        if (camelCase.front() == '_') {
            camelCase.remove_prefix(1);
            continue;
        }
        const std::size_t length = wordLength(camelCase);
        const std::string_view word = camelCase.substr(0, length);
        camelCase.remove_prefix(length);
        const bool isVersion =
            word.size() == 2 && word[0] == 'V' && word[1] >= '2' && word[1] <= '9' && camelCase.empty();
        if (isVersion && !out.empty())
            continue;
        out += out.empty() ? "" : " ";
        out += written(word);
    }
    return out;
}

std::string singular(std::string_view noun) {
    if (noun.ends_with("ies"))
        return std::string(noun.substr(0, noun.size() - 3)) + 'y';
    for (const std::string_view ending : {"sses", "xes", "ches", "shes"}) {
        if (noun.ends_with(ending))
            return std::string(noun.substr(0, noun.size() - 2));
    }
    const bool isPlural = noun.size() > 1 && noun.ends_with('s') && !noun.ends_with("ss") && !noun.ends_with("us") &&
                          !noun.ends_with("is");
    return std::string(isPlural ? noun.substr(0, noun.size() - 1) : noun);
}

CallWords wordsOf(std::string_view eventName) {
    for (const std::string_view prefix : {"Batch", "Admin"}) { // BatchGetImage, AdminCreateUser
        if (eventName.size() > prefix.size() && eventName.starts_with(prefix) && isUpper(eventName[prefix.size()]))
            eventName.remove_prefix(prefix.size());
    }
    const std::size_t length = eventName.empty() || !isUpper(eventName[0]) ? 0 : wordLength(eventName);
    const std::string_view first = eventName.substr(0, length);
    for (const Verb& verb : kSpecialVerbs) {
        if (verb.word == first)
            return {std::string(verb.past), eventName.substr(length), verb.preposition};
    }
    if (std::ranges::find(kRegularVerbs, first) != std::end(kRegularVerbs))
        return {pastOf(first), eventName.substr(length), "of"};
    return {{}, eventName, "of"};
}

} // namespace rastro
