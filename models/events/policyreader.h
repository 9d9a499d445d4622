// SPDX-License-Identifier: Apache-2.0
//
// What a sentence tells of a policy document or an access list: whom it lets in. Pure functions, any thread.
#pragma once

#include "events/recordview.h"

#include <string>
#include <string_view>

namespace rastro {

// The principals of the Allow statements of a policy given as JSON text: "everyone" for *, accounts by number, ARNs and
// service names as they are. Nothing if the text is no policy document.
Values principalsOf(const std::string& document);

// Whether an Allow statement names anybody beyond that account and the services of AWS; true too if the text is no policy
// document, for then nobody knows.
bool opensToOthers(const std::string& document, std::string_view account);

// Whether a canned access list of S3, or a grantee in one that is written out, stands for everybody or for everybody with an
// account of AWS. Source: "Access control list (ACL) overview" of the S3 user guide.
bool isPublicList(std::string_view canned);
bool isPublicGroup(std::string_view grantee);

} // namespace rastro
