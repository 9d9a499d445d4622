// SPDX-License-Identifier: Apache-2.0
//
// ByteSink: where an export goes: a file, a terminal, a string. One thread at a time.
#pragma once

#include "base/result.h"

#include <string>
#include <string_view>

namespace rastro {

class ByteSink {
public:
    virtual ~ByteSink() = default;
    virtual Status write(std::string_view bytes) = 0;
};

class StringSink final : public ByteSink {
public:
    Status write(std::string_view bytes) override {
        m_text += bytes;
        return Done{};
    }
    const std::string& text() const { return m_text; }

private:
    std::string m_text;
};

} // namespace rastro
