// SPDX-License-Identifier: Apache-2.0
//
// What is right as a filter and yet can find nothing: a time that is none, a value that a column of few values never
// has, a network that is none, a field asked with = as in other languages. Told beside the answer, so that nobody takes
// a slip for "it did not happen". Pure functions, any thread.
#pragma once

#include "language/expression.h"

#include <string>
#include <vector>

namespace rastro {

// One sentence each, without a full stop, in the order of the terms; the values in them are the asker's own.
std::vector<std::string> doubtsAbout(const Expression& filter);

// Whether it asks for the country or the network of an address, which only files of networks tell.
bool asksOfNetworks(const Expression& filter);

} // namespace rastro
